#pragma once

// All words of the databases searched, kept in memory once a query has asked for them.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace dateline {

class Vocabulary {
 public:
  /// The databases one by one: their lists are metadata, of which a database of several shows only
  /// the first's.
  explicit Vocabulary(std::vector<Xapian::Database> databases) : databases_(std::move(databases)) {}

  /// Calls `use` with every word of headline, lead or body that some article has; a word may come
  /// several times, and words that no article has any more come too. The first call reads the
  /// lists. May throw Xapian::Error.
  void for_each(const std::function<void(std::string_view)>& use);

 private:
  std::vector<Xapian::Database> databases_;
  std::vector<std::string> parts_;
  bool is_read_ = false;
};

}  // namespace dateline
