#pragma once

// The one face that every output format has.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "common/error.hpp"
#include "searcher/query.hpp"
#include "searcher/result_page.hpp"

namespace dateline {

/// A query and the id that a TREC run names it by.
struct QueryLine {
  std::string id;  ///< of a line of --queries; empty for the one query of a command line
  std::string text;
};

/// All that is to say of one query.
struct Answer {
  const QueryLine& line;
  const Query& query;
  const ResultPage& page;
  std::vector<DatabaseFacts> databases;
  std::chrono::sys_seconds now{};  ///< what relative dates counted from
  std::chrono::nanoseconds elapsed{};
  bool is_batch = false;  ///< one of several
};

/// What stands behind each result in formats for xargs and the like.
enum class LineEnd : char { LineFeed = '\n', Nul = '\0' };

/// Appends results to a text that goes to standard output. What came from a page, a path or a
/// command line is made harmless here: see printable(). Calls come in this order: begin(), any of
/// the others, end().
class ResultPrinter {
 public:
  ResultPrinter() = default;
  ResultPrinter(const ResultPrinter&) = delete;
  ResultPrinter& operator=(const ResultPrinter&) = delete;
  virtual ~ResultPrinter() = default;

  virtual void begin(std::string& /*out*/) {}
  virtual void print(std::string& out, const Answer& answer) = 0;
  /// A number alone, which --count asks for: a line, after `ID<TAB>` in a batch.
  virtual void print_count(std::string& out, const QueryLine& line, std::uint64_t matches,
                           std::chrono::nanoseconds elapsed);
  /// A whole article: as readable text, unless the format has a form of its own.
  virtual void print_article(std::string& out, const ShownArticle& shown) = 0;
  /// Formats for people leave errors to standard error.
  virtual void print_error(std::string& /*out*/, const QueryLine& /*line*/,
                           const Error& /*error*/) {}
  virtual void end(std::string& /*out*/) {}

  /// Whether fragments and marks are of use to it.
  virtual bool shows_fragments() const { return true; }

  /// Whether a person reads this, who wants to be told numbers and warnings beside it.
  virtual bool is_for_people() const { return false; }
};

}  // namespace dateline
