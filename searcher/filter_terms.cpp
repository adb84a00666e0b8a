#include "searcher/filter_terms.hpp"

#include <filesystem>
#include <string>

#include "common/schema.hpp"
#include "common/url.hpp"
#include "common/utf8.hpp"

namespace dateline {
namespace {

/// A host and a name look alike (phys.org is both), so either will do.
Xapian::Query make_site_filter(const std::string& text) {
  std::string host = to_lower(text);
  if (host.find('/') != std::string::npos)
    host = host_of(host.find("://") == std::string::npos ? "http://" + host : host);
  return {Xapian::Query::OP_OR, Xapian::Query(make_term(field_of(FieldId::Site).prefix, host)),
          Xapian::Query(make_term("XSITE", fold_value(text)))};
}

std::string stored_path(const std::string& typed) {
  std::error_code unknown;
  std::string path = std::filesystem::absolute(typed, unknown).lexically_normal().string();
  if (unknown) return typed;
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

}  // namespace

Xapian::Query without_score(const Xapian::Query& query) {
  constexpr double kNearlyNothing = 1e-9;
  return {Xapian::Query::OP_SCALE_WEIGHT, query, kNearlyNothing};
}

Xapian::Query make_value_filter(const Query& query) {
  const std::string_view prefix = field_of(query.field).prefix;
  switch (query.field) {
    case FieldId::Site:
      return without_score(make_site_filter(query.text));
    case FieldId::Path:
      return without_score(Xapian::Query(make_term(prefix, stored_path(query.text))));
    case FieldId::Section:
    case FieldId::Tag:
    case FieldId::Wire:
      return without_score(Xapian::Query(make_term(prefix, fold_value(query.text))));
    default:
      return without_score(Xapian::Query(make_term(prefix, query.text)));
  }
}

Xapian::Query make_length_filter(const Query& query) {
  const auto value = [](std::int64_t words) {
    return Xapian::sortable_serialise(static_cast<double>(words));
  };
  const std::string least = value(query.from.value_or(0));
  if (!query.until) return {Xapian::Query::OP_VALUE_GE, kSlotWords, least};
  return {Xapian::Query::OP_VALUE_RANGE, kSlotWords, least, value(*query.until)};
}

Xapian::Query make_flag_filter(std::string_view flag) {
  return without_score(Xapian::Query(make_term(field_of(FieldId::Is).prefix, flag)));
}

}  // namespace dateline
