#pragma once

// What the database remembers of files, for the thread that walks them.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/result.hpp"
#include "indexer/page_record.hpp"

namespace Xapian {
class Database;
}

namespace dateline {

/// Reads the page records of one generation. One thread at a time.
class PageLookup {
 public:
  /// Without a path every file is unknown.
  static Result<PageLookup> open(const std::optional<std::string>& generation);
  PageLookup(PageLookup&&) noexcept;
  PageLookup& operator=(PageLookup&&) noexcept;
  ~PageLookup();

  std::optional<PageRecord> find(std::string_view path) const;

  /// Calls `visit` with the path of every file below `directory`, or of that file itself.
  void for_each_under(const std::string& directory,
                      const std::function<void(const std::string& path)>& visit) const;

 private:
  explicit PageLookup(std::unique_ptr<Xapian::Database> database);

  std::unique_ptr<Xapian::Database> database_;
};

}  // namespace dateline
