#include "searcher/template_printer.hpp"

#include <algorithm>

namespace dateline {

void TemplatePrinter::append(std::string& out, const Hit& hit, const QueryLine& line) const {
  out += fill_hit_template(template_, hit, line);
  out += static_cast<char>(end_);
}

void TemplatePrinter::print(std::string& out, const Answer& answer) {
  for (const Hit& hit : answer.page.hits) append(out, hit, answer.line);
}

void TemplatePrinter::print_article(std::string& out, const ShownArticle& shown) {
  append(out, {.rank = 1, .article = shown.article}, {});
}

bool TemplatePrinter::shows_fragments() const {
  return std::any_of(template_.parts.begin(), template_.parts.end(), [](const auto& part) {
    const auto* field = std::get_if<TemplateField>(&part);
    return field != nullptr &&
           (field->id == HitFieldId::Fragment || field->id == HitFieldId::Fragments);
  });
}

}  // namespace dateline
