#pragma once

// Answers queries from one or several databases.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "common/result.hpp"
#include "searcher/query.hpp"
#include "searcher/result_page.hpp"

namespace dateline {

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

  /// QuerySyntax: as QueryPlanner::plan(). Input, Usage: SearchRequest::like names no article, or
  /// more than one.
  Result<ResultPage> search(const SearchRequest& request);

  /// What is odd about the databases themselves, one line each.
  const std::vector<std::string>& warnings() const;

  /// Exactly how many articles match.
  Result<std::uint64_t> count(const Query& query, Undated undated = Undated::Default);

  /// The whole article of that id, with the words of the query marked. Input: there is none.
  Result<ShownArticle> show(std::string_view id, const std::optional<Query>& query = {});

  /// One a path, in the order given.
  Result<std::vector<DatabaseFacts>> facts();

  std::uint64_t articles() const;

 private:
  struct Impl;
  explicit Searcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
