#pragma once

#include <utility>

#include "searcher/hit_template.hpp"
#include "searcher/result_printer.hpp"

namespace dateline {

/// Each hit, near misses among them ({flags} tells), as a template says. An article that --show
/// asks for is filled in as the one hit.
class TemplatePrinter : public ResultPrinter {
 public:
  TemplatePrinter(HitTemplate hit_template, LineEnd end)
      : template_(std::move(hit_template)), end_(end) {}

  void print(std::string& out, const Answer& answer) override;
  void print_article(std::string& out, const ShownArticle& shown) override;
  bool shows_fragments() const override;

 private:
  void append(std::string& out, const Hit& hit, const QueryLine& line) const;

  HitTemplate template_;
  LineEnd end_;
};

}  // namespace dateline
