#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

namespace dateline {

/// How many articles have a term. Each is asked of the database once: to a remote one every
/// question is a round trip. Functions may throw Xapian::Error.
class TermFrequencies {
 public:
  explicit TermFrequencies(Xapian::Database database) : database_(std::move(database)) {}

  Xapian::doccount of(const std::string& term);

  /// Asks for all of them at once.
  void learn(const std::vector<std::string>& terms);

 private:
  void make_room();

  Xapian::Database database_;
  std::unordered_map<std::string, Xapian::doccount> known_;
};

}  // namespace dateline
