#pragma once

#include <string>
#include <string_view>

#include "searcher/result_printer.hpp"

namespace dateline {

/// A csv file is one table: the hits, or what --facets and --timeline count.
enum class CsvTable { Hits, Counts };

/// CSV after RFC 4180 in UTF-8 without a byte order mark: a header line, then a line a hit, near
/// misses among them (the column "flags" tells). In a batch the id of the query comes first.
///
/// Counts have the columns `of` (a facet's field or a timeline's unit), `value`, `matches` and
/// `articles` (of the whole archive, for timelines). An empty value counts the matches without one.
///
/// Spreadsheets take a cell that begins with = + - @ for a formula, quoted or not, and pages are
/// hostile. This format is for spreadsheets (JSON keeps values as they are), so such a text gets an
/// apostrophe in front, as OWASP advises; so does one that has it already, which makes it
/// reversible: see csv_text().
class CsvPrinter : public ResultPrinter {
 public:
  explicit CsvPrinter(CsvTable table) : table_(table) {}

  void print(std::string& out, const Answer& answer) override;
  void print_count(std::string& out, const QueryLine& line, std::uint64_t matches,
                   std::chrono::nanoseconds elapsed) override;
  void print_article(std::string& out, const ShownArticle& shown) override;
  bool shows_fragments() const override { return table_ == CsvTable::Hits; }

 private:
  CsvTable table_;
  bool has_header_ = false;
};

/// A printable text as a field. An apostrophe comes before one whose first character, blanks and
/// apostrophes passed over, is = + - @ or the fullwidth form of one; take one off to have the text
/// again.
std::string csv_text(std::string_view text);

}  // namespace dateline
