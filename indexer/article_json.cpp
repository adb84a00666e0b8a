#include "indexer/article_json.hpp"

#include <nlohmann/json.hpp>

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

Json date_to_json(const std::optional<ArticleDate>& date) {
  if (!date) return nullptr;
  return {{"value", format_rfc3339(date->time)},
          {"precision", to_string(date->time.precision)},
          {"evidence", to_string(date->evidence)}};
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string to_json(const Article& article) {
  return dump({{"type", "article"},
               {"id", article.id},
               {"path", article.path},
               {"url", article.url},
               {"title", article.title},
               {"authors", article.authors},
               {"published", date_to_json(article.published)},
               {"modified", date_to_json(article.modified)},
               {"site", article.site},
               {"section", article.section},
               {"tags", article.tags},
               {"language", article.language},
               {"description", article.description},
               {"lead", article.lead},
               {"body", article.body},
               {"kind", to_string(article.kind)},
               {"words", article.words},
               {"wire", article.wire},
               {"source_url", article.source_url}});
}

std::string failure_to_json(std::string_view path, std::string_view reason) {
  return dump({{"type", "failure"}, {"path", path}, {"reason", reason}});
}

}  // namespace dateline
