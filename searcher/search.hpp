#pragma once

// One search of databases that are open: from the query's tree to the page.

#include <utility>

#include <xapian.h>

#include "common/database_set.hpp"
#include "common/result.hpp"
#include "searcher/query_planner.hpp"
#include "searcher/result_page.hpp"
#include "searcher/stemmers.hpp"

namespace dateline {

/// What is read anew when a database has changed.
struct Reader {
  explicit Reader(DatabaseSet opened) : databases(std::move(opened)), planner(databases) {}

  const Xapian::Database& database() const { return databases.all(); }

  DatabaseSet databases;
  QueryPlanner planner;
  Stemmers stemmers;
};

/// Errors are those of the query, and of an article to be like that there is not. May throw
/// Xapian::Error; Xapian::DatabaseModifiedError asks for a new Reader and the whole search again.
Result<ResultPage> run_search(Reader& reader, const SearchRequest& request);

}  // namespace dateline
