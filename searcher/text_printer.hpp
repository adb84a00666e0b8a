#pragma once

// Hits and messages for a person to read. Everything that came from a page or a command line is
// made printable here; nothing but our own colours and links can reach a terminal.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/error.hpp"
#include "searcher/result_printer.hpp"

namespace dateline {

struct TextStyle {
  bool color = false;
  bool hyperlinks = false;  ///< OSC 8
  bool blocks = false;      ///< bars are drawn with block characters, else in ASCII
  std::size_t columns = 0;  ///< of the terminal; 0: lines are not filled or wrapped
  std::string folder = {};  ///< paths below it are shown relative to it; empty: none are
};

/// Appends one hit: a line of rank, headline, date and site, then its fragments. Marked words are
/// coloured, or stand **between stars** without colour. Without hyperlinks a line with the address
/// follows.
void append_hit(std::string& out, const Hit& hit, const TextStyle& style);

/// The line between matches and near misses.
void append_near_miss_rule(std::string& out, const TextStyle& style);

/// A whole article.
void append_article(std::string& out, const ShownArticle& shown, const TextStyle& style);

/// What follows the hits on standard error: `5 articles, 1.8 ms (30,500 articles in the index)`,
/// and where nothing matches the parts of the query that are to blame.
std::string describe_result(const ResultPage& page, std::chrono::nanoseconds elapsed,
                            std::uint64_t indexed_articles);

/// The bytes a query error is about, shown in the query: it on one line, carets under them on the
/// next. Empty for errors about nothing in the query.
std::string point_at_error(std::string_view query, const Error& error);

/// Hits as above, and a line of its query before each answer of a batch.
class TextPrinter : public ResultPrinter {
 public:
  explicit TextPrinter(TextStyle style) : style_(std::move(style)) {}

  void print(std::string& out, const Answer& answer) override;
  void print_article(std::string& out, const ShownArticle& shown) override;
  bool is_for_people() const override { return true; }

 private:
  TextStyle style_;
};

struct MarkedText {
  std::string text;
  std::vector<ByteRange> marks;
};

/// The text made printable, its marks moved along.
MarkedText make_printable(std::string_view text, const std::vector<ByteRange>& marks);

}  // namespace dateline
