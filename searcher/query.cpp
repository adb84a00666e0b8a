#include "searcher/query.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

#include <fmt/format.h>

#include "common/date.hpp"

namespace dateline {
namespace {

constexpr std::int64_t kSecondsADay = 86400;

std::string format_moment(std::int64_t seconds) {
  return format_rfc3339(std::chrono::sys_seconds{std::chrono::seconds{seconds}});
}

std::string format_day(std::int64_t seconds) {
  const std::string moment = format_moment(seconds);
  return moment.substr(0, moment.find('T'));
}

/// `2023-03-01..2023-03-20`, the last day included; moments to the last second included.
std::string format_date_range(const Query& query) {
  const auto format = query.exact ? format_moment : format_day;
  std::string from;
  std::string until;
  if (query.from) from = format(*query.from);
  if (query.until) until = format(*query.until - (query.exact ? 1 : kSecondsADay));
  if (!from.empty() && from == until) return from;
  return from + ".." + until;
}

std::string format_length_range(const Query& query) {
  const auto end = [](std::optional<std::int64_t> value) {
    return value ? std::to_string(*value) : std::string();
  };
  return end(query.from) + ".." + end(query.until);
}

std::string quote_where_needed(std::string_view text) {
  const bool plain = !text.empty() && text.find_first_of(" ()\"\t\r\n") == std::string_view::npos;
  return plain ? std::string(text) : fmt::format("\"{}\"", text);
}

std::string operator_name(const Query& query) {
  switch (query.kind) {
    case QueryKind::And:
      return "AND";
    case QueryKind::Or:
      return "OR";
    case QueryKind::Not:
      return "NOT";
    case QueryKind::Near:
      return fmt::format("NEAR/{}", query.number);
    case QueryKind::Before:
      return fmt::format("PRE/{}", query.number);
    case QueryKind::SameParagraph:
      return "SAME-PARA";
    default:
      return fmt::format("ATLEAST{}", query.number);
  }
}

std::string leaf_text(const Query& query) {
  switch (query.kind) {
    case QueryKind::Word:
      return (query.exact ? "=" : "") + quote_where_needed(query.text);
    case QueryKind::Prefix:
      return query.text + "*";
    case QueryKind::Fuzzy:
      return fmt::format("{}~{}", query.text, query.number);
    case QueryKind::Phrase:
      return fmt::format("\"{}\"", query.text);
    case QueryKind::Date:
      return "date:" + format_date_range(query);
    case QueryKind::Length:
      return "words:" + format_length_range(query);
    default:
      return quote_where_needed(query.text);
  }
}

void append(std::string& out, const Query& query) {
  switch (query.kind) {
    case QueryKind::AtLeast:
    case QueryKind::And:
    case QueryKind::Or:
    case QueryKind::Not:
    case QueryKind::Near:
    case QueryKind::Before:
    case QueryKind::SameParagraph:
      out += '(' + operator_name(query);
      for (const Query& child : query.children) {
        out += ' ';
        append(out, child);
      }
      out += ')';
      return;
    default:
      if (query.field != FieldId::Text && query.kind != QueryKind::Date &&
          query.kind != QueryKind::Length) {
        out += field_of(query.field).name;
        out += ':';
      }
      out += leaf_text(query);
  }
}

}  // namespace

bool is_filter(const Query& query) {
  switch (query.kind) {
    case QueryKind::Filter:
    case QueryKind::Date:
    case QueryKind::Length:
      return true;
    case QueryKind::Or:
    case QueryKind::And:
      return !query.children.empty() &&
             std::all_of(query.children.begin(), query.children.end(), is_filter);
    default:
      return false;
  }
}

std::string to_string(const Query& query) {
  std::string out;
  append(out, query);
  return out;
}

Query narrow_query(Query query, std::vector<Query> filters) {
  if (filters.empty()) return query;
  Query narrowed{.kind = QueryKind::And, .span = query.span};
  if (query.kind == QueryKind::And && query.implicit) {
    narrowed = std::move(query);
  } else if (query.kind != QueryKind::And || !query.children.empty()) {
    narrowed.children.push_back(std::move(query));
  }
  std::move(filters.begin(), filters.end(), std::back_inserter(narrowed.children));
  if (narrowed.children.size() == 1) return std::move(narrowed.children.front());
  return narrowed;
}

}  // namespace dateline
