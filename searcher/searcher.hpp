#pragma once

// Answers queries from one or several databases.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "common/result.hpp"
#include "searcher/fragments.hpp"
#include "searcher/query.hpp"
#include "searcher/recency.hpp"

namespace dateline {

enum class SortOrder : std::uint8_t {
  Relevance,  ///< best first; a query of filters alone weighs nothing and comes newest first
  Newest,     ///< undated articles last
  Oldest,     ///< undated articles last
};

enum class Counting : std::uint8_t {
  Cheap,  ///< exact as long as that costs little, which ResultPage::is_exact tells
  Exact,
};

enum class Collapse : std::uint8_t {
  None,
  Story,  ///< of the copies of one text only the first in order
};

struct SearchRequest {
  Query query;
  std::string text = {};  ///< what the query was parsed from; empty: no suggestions
  Undated undated = Undated::Default;
  SortOrder sort = SortOrder::Relevance;
  std::size_t offset = 0;
  std::size_t limit = 10;   ///< 0: all
  bool near_misses = true;  ///< fill a page of the best matches that is not full; never with all
  Counting counting = Counting::Cheap;
  Collapse collapse = Collapse::None;
  Recency recency = Recency::None;
  std::chrono::sys_seconds now{};  ///< what ages count from
  bool expand = false;             ///< weigh also the words that the best matches have in common
  FragmentLimits fragments = {};   ///< a count of 0: none, and no marks
};

struct Hit {
  std::size_t rank = 0;  ///< from 1
  double score = 0;
  bool is_partial = false;   ///< a near miss: some of the words only
  Article article;           ///< without its body
  std::string story;         ///< id of the story; empty for an article without a copy
  std::uint64_t folded = 0;  ///< matches of the story that this hit stands for, besides itself; a
                             ///< lower bound where ResultPage::is_exact is false
  std::vector<ByteRange> title_marks;
  std::vector<Fragment> fragments;
};

/// For a query that matches nothing: what one of its parts does to it.
struct PartEffect {
  std::string part;           ///< as to_string() prints it
  std::uint64_t alone = 0;    ///< articles that match this part by itself
  std::uint64_t without = 0;  ///< articles that match all other parts
};

/// Other words for a query that matches nothing.
struct Suggestion {
  std::string text;
  std::uint64_t matches = 0;  ///< at least 1
};

struct SearchTimes {
  std::chrono::nanoseconds plan{0};
  std::chrono::nanoseconds match{0};
  std::chrono::nanoseconds fetch{0};
  std::chrono::nanoseconds fragments{0};
};

struct ResultPage {
  std::uint64_t matches = 0;  ///< articles, the folded ones among them; near misses not counted
  bool is_exact = true;
  std::vector<Hit> hits;
  std::vector<PartEffect> effects;  ///< empty unless there are no matches
  std::optional<Suggestion> suggestion;
  std::vector<std::string> warnings;
  SearchTimes times;
};

struct DatabaseFacts {
  std::string path;            ///< or address, as it was named
  std::string uuid;            ///< of a stub of several, theirs joined by colons
  std::uint64_t revision = 0;  ///< 0 where there is none: a stub of several, or a remote database
  std::uint64_t articles = 0;
};

/// Holds the databases open between queries. A database that changes meanwhile is opened anew and
/// the query answered from its new state; what a page holds is always of one state. Several
/// databases answer as one that has the articles of all: same matches, numbers, scores, and order
/// of what is looked at twice (the best fifty) or is no more than fifty equals. Copies of a text
/// are known as such within each database only. One thread at a time.
class Searcher {
 public:
  /// `names` are paths, of stub files too, and addresses of remote databases as
  /// parse_database_address() reads them. Usage: one that is wrong. Database, Unreachable,
  /// SchemaMismatch: as DatabaseSet::open(), for the first one that fails. Searches fail with
  /// Unreachable when a connection is lost.
  static Result<Searcher> open(std::vector<std::string> names);

  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  Result<ResultPage> search(const SearchRequest& request);

  /// What is odd about the databases themselves, one line each.
  const std::vector<std::string>& warnings() const;

  /// Exactly how many articles match.
  Result<std::uint64_t> count(const Query& query, Undated undated = Undated::Default);

  /// The whole article of that id. Input: there is none.
  Result<Article> find(std::string_view id);

  /// One a path, in the order given.
  Result<std::vector<DatabaseFacts>> facts();

  std::uint64_t articles() const;

 private:
  struct Impl;
  explicit Searcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
