#pragma once

#include "searcher/result_printer.hpp"

namespace dateline {

/// The file of each match, once an answer; of a page inside an archive the archive. Other programs
/// act on what stands here, so near misses are left out. Ended by NUL a path is the bytes that it
/// is; on a line it is printable, and no longer the name of a file where that holds controls.
class PathPrinter : public ResultPrinter {
 public:
  explicit PathPrinter(LineEnd end) : end_(end) {}

  void print(std::string& out, const Answer& answer) override;
  void print_article(std::string& out, const ShownArticle& shown) override;
  bool shows_fragments() const override { return false; }

 private:
  void append(std::string& out, const std::string& path) const;

  LineEnd end_;
};

}  // namespace dateline
