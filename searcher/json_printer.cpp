#include "searcher/json_printer.hpp"

#include "searcher/json_records.hpp"

namespace dateline {

void JsonPrinter::append(std::string& out, std::string_view record) {
  if (shape_ == Shape::Array && has_record_) out += ",\n";
  has_record_ = true;
  out += record;
  if (shape_ == Shape::Lines) out += '\n';
}

void JsonPrinter::begin(std::string& out) {
  if (shape_ == Shape::Array) out += "[\n";
}

void JsonPrinter::end(std::string& out) {
  if (shape_ == Shape::Array) out += has_record_ ? "\n]\n" : "]\n";
}

void JsonPrinter::print(std::string& out, const Answer& answer) {
  append(out, begin_to_json({.query = answer.line.text,
                             .query_id = answer.line.id,
                             .parsed = to_string(answer.query),
                             .databases = answer.databases,
                             .now = answer.now}));
  for (const Hit& hit : answer.page.hits) append(out, hit_to_json(hit));
  for (const Facet& facet : answer.page.facets) append(out, facet_to_json(facet));
  if (answer.page.timeline) append(out, timeline_to_json(*answer.page.timeline));
  append(out, summary_to_json(answer.page, answer.elapsed));
}

void JsonPrinter::print_count(std::string& out, const QueryLine& line, std::uint64_t matches,
                              std::chrono::nanoseconds elapsed) {
  append(out, count_to_json(matches, elapsed, line.id));
}

void JsonPrinter::print_article(std::string& out, const ShownArticle& shown) {
  append(out, article_to_json(shown));
}

void JsonPrinter::print_error(std::string& out, const QueryLine& line, const Error& error) {
  append(out, error_to_json(error, line.id));
}

}  // namespace dateline
