#include "indexer/page_lookup.hpp"

#include <utility>

#include <xapian.h>

#include "common/xapian_error.hpp"

namespace dateline {

PageLookup::PageLookup(std::unique_ptr<Xapian::Database> database)
    : database_(std::move(database)) {}
PageLookup::PageLookup(PageLookup&&) noexcept = default;
PageLookup& PageLookup::operator=(PageLookup&&) noexcept = default;
PageLookup::~PageLookup() = default;

Result<PageLookup> PageLookup::open(const std::optional<std::string>& generation) {
  if (!generation) return PageLookup(nullptr);
  return catching(*generation,
                  [&] { return PageLookup(std::make_unique<Xapian::Database>(*generation)); });
}

std::optional<PageRecord> PageLookup::find(std::string_view path) const {
  if (!database_) return std::nullopt;
  const std::string bytes = database_->get_metadata(page_record_key(path));
  if (bytes.empty()) return std::nullopt;
  return decode_page_record(bytes);
}

void PageLookup::for_each_under(const std::string& directory,
                                const std::function<void(const std::string& path)>& visit) const {
  if (!database_) return;
  const std::string prefix = page_record_key_prefix(page_key_head(directory));
  const auto end = database_->metadata_keys_end(prefix);
  for (auto key = database_->metadata_keys_begin(prefix); key != end; ++key) {
    const std::string text = *key;
    std::string path(path_of_key(text));
    if (is_long_path_key(text)) {
      const auto record = decode_page_record(database_->get_metadata(text));
      if (!record) continue;
      path = record->long_path;
    }
    const bool is_under =
        path.starts_with(directory) && (path.size() == directory.size() ||
                                        directory.ends_with('/') || path[directory.size()] == '/');
    if (is_under) visit(path);
  }
}

}  // namespace dateline
