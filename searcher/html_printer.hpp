#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/result_printer.hpp"

namespace dateline {

/// One page of HTML that needs nothing else: no script, no picture, no font, and a policy that
/// lets none be loaded. Written at the end, since a batch begins with an overview of its queries.
/// Its links lead to http, https and file addresses only.
class HtmlPrinter : public ResultPrinter {
 public:
  void print(std::string& out, const Answer& answer) override;
  void print_count(std::string& out, const QueryLine& line, std::uint64_t matches,
                   std::chrono::nanoseconds elapsed) override;
  void print_article(std::string& out, const ShownArticle& shown) override;
  void print_error(std::string& out, const QueryLine& line, const Error& error) override;
  void end(std::string& out) override;

 private:
  struct Entry {
    std::string id;       ///< HTML
    std::string query;    ///< HTML
    std::string outcome;  ///< HTML
  };

  /// Begins the section of a query: its heading, and what came of it.
  void begin_section(const QueryLine& line, std::string_view outcome);
  void end_section() { sections_ += "</section>\n"; }
  void append_overview(std::string& out) const;

  std::string sections_;
  std::string footer_;
  std::string title_;  ///< HTML
  std::vector<Entry> entries_;
  bool is_batch_ = false;
};

}  // namespace dateline
