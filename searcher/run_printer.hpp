#pragma once

#include "searcher/result_printer.hpp"

namespace dateline {

/// A TREC run: query id, Q0, article id, rank, score, tag. Scores fall from line to line.
class RunPrinter : public ResultPrinter {
 public:
  void print(std::string& out, const Answer& answer) override;
  void print_article(std::string& out, const ShownArticle& shown) override;
  bool shows_fragments() const override { return false; }
};

}  // namespace dateline
