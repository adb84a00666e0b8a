#pragma once

// What a database says, in a form that compares.

#include <map>
#include <string>

#include "indexer/page_record.hpp"

namespace dateline::test {

struct DatabaseContents {
  /// By id: the stored article, its terms with positions, its values. Numbers of documents are not
  /// part of it.
  std::map<std::string, std::string> articles;
  std::map<std::string, PageRecord> records;  ///< by path

  bool operator==(const DatabaseContents&) const = default;
};

/// An article that stands twice fails the test.
DatabaseContents read_contents(const std::string& directory);

/// The errors that Xapian finds in the generation in force; empty when there are none.
std::string check_database(const std::string& directory);

}  // namespace dateline::test
