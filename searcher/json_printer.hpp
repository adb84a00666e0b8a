#pragma once

#include "searcher/result_printer.hpp"

namespace dateline {

/// The records of json_records.hpp, one a line or all in one array.
class JsonPrinter : public ResultPrinter {
 public:
  enum class Shape { Lines, Array };

  explicit JsonPrinter(Shape shape) : shape_(shape) {}

  void begin(std::string& out) override;
  void print(std::string& out, const Answer& answer) override;
  void print_count(std::string& out, const QueryLine& line, std::uint64_t matches,
                   std::chrono::nanoseconds elapsed) override;
  void print_article(std::string& out, const ShownArticle& shown) override;
  void print_error(std::string& out, const QueryLine& line, const Error& error) override;
  void end(std::string& out) override;

 private:
  void append(std::string& out, std::string_view record);

  Shape shape_;
  bool has_record_ = false;
};

}  // namespace dateline
