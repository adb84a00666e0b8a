#include "indexer/database_merge.hpp"

#include <algorithm>
#include <cstdint>

#include "common/xapian_error.hpp"

namespace dateline {
namespace {

/// Of two values of a metadata key the one written later: page records begin with their sequence
/// number, all other keys have one value only.
class LatestMetadata final : public Xapian::Compactor {
 public:
  std::string resolve_duplicate_metadata(const std::string&, std::size_t count,
                                         const std::string values[]) override {
    return *std::max_element(values, values + count);
  }
};

}  // namespace

Result<void> merge_databases(const std::vector<std::string>& paths, const std::string& target) {
  return catching(target, [&] {
    Xapian::Database all;
    for (const std::string& path : paths) all.add_database(Xapian::Database(path));
    LatestMetadata latest;
    all.compact(target, 0, 0, latest);
  });
}

void copy_document(const Xapian::Database& database, Xapian::docid id, DocumentSink& sink) {
  const Xapian::Document document = database.get_document(id);
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    const std::string text = *term;
    std::uint32_t left = term.get_wdf();
    auto position = database.positionlist_begin(id, text);
    const auto end = database.positionlist_end(id, text);
    if (position == end) sink.add_term(text, left);
    for (bool is_first = true; position != end; ++position, is_first = false) {
      // The sum of the weights is what counts.
      sink.add_posting(text, *position, is_first ? left : 0);
    }
  }
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    sink.add_value(value.get_valueno(), *value);
  sink.set_data(document.get_data());
}

}  // namespace dateline
