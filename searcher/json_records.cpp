#include "searcher/json_records.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/utf8.hpp"
#include "common/version.hpp"
#include "searcher/hit_fields.hpp"
#include "searcher/marked_text.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json date_to_json(const std::optional<ArticleDate>& date) {
  if (!date) return nullptr;
  return {{"value", format_rfc3339(date->time)},
          {"precision", to_string(date->time.precision)},
          {"evidence", to_string(date->evidence)}};
}

Json texts(const std::vector<std::string>& values) {
  Json out = Json::array();
  for (const std::string& value : values) out.push_back(printable(value));
  return out;
}

Json marks_to_json(const std::vector<ByteRange>& marks) {
  Json out = Json::array();
  for (const ByteRange& mark : marks) out.push_back({mark.begin, mark.end});
  return out;
}

Json fragment_to_json(const Fragment& fragment) {
  const MarkedText marked = make_printable(fragment.text, fragment.marks);
  return {{"field", fragment.field == FieldId::Text ? "body" : field_of(fragment.field).name},
          {"paragraph", fragment.paragraph},
          {"text", marked.text},
          {"marks", marks_to_json(marked.marks)},
          {"cut_before", fragment.cut_before},
          {"cut_after", fragment.cut_after}};
}

double milliseconds(std::chrono::nanoseconds elapsed) {
  return std::round(std::chrono::duration<double, std::micro>(elapsed).count()) / 1000;
}

std::string_view code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::Usage:
      return "usage";
    case ErrorCode::QuerySyntax:
      return "query-syntax";
    case ErrorCode::Input:
    case ErrorCode::NotAPage:
      return "input";
    case ErrorCode::DatabaseLocked:
      return "database-locked";
    case ErrorCode::SchemaMismatch:
      return "schema-mismatch";
    case ErrorCode::DatabaseMoving:
      return "database-moving";
    case ErrorCode::Unreachable:
      return "database-unreachable";
    case ErrorCode::Database:
      break;
  }
  return "database";
}

void add_query_id(Json& json, std::string_view query_id) {
  if (!query_id.empty()) json["qid"] = printable(query_id);
}

Json copy_to_json(const Copy& copy) {
  return {{"id", printable(copy.id)},     {"title", printable(copy.title)},
          {"url", printable(copy.url)},   {"path", printable(to_string(copy.source))},
          {"site", printable(copy.site)}, {"published", date_to_json(copy.published)}};
}

Json story_to_json(const Hit& hit) {
  if (hit.story.empty()) return nullptr;
  Json story{{"id", printable(hit.story)}, {"copies", hit.folded}};
  if (!hit.copies.empty()) {
    story["others"] = Json::array();
    for (const Copy& copy : hit.copies) story["others"].push_back(copy_to_json(copy));
  }
  return story;
}

Json explanation_to_json(const std::vector<ScorePart>& parts) {
  Json out = Json::array();
  for (const ScorePart& part : parts)
    out.push_back({{"what", printable(part.what)},
                   {"field", part.field},
                   {"score", std::round(part.score * 1e6) / 1e6}});
  return out;
}

}  // namespace

std::string begin_to_json(const SearchStart& start) {
  Json databases = Json::array();
  for (const DatabaseFacts& facts : start.databases)
    databases.push_back({{"path", printable(facts.path)},
                         {"uuid", printable(facts.uuid)},
                         {"revision", facts.revision},
                         {"articles", facts.articles}});
  Json json{{"type", "begin"},
            {"schema", 1},
            {"tool", fmt::format("dateline-search {}", kVersion)},
            {"query", printable(start.query)},
            {"parsed", printable(start.parsed)},
            {"db", std::move(databases)},
            {"now", format_rfc3339(start.now)}};
  add_query_id(json, start.query_id);
  return dump(json);
}

std::string hit_to_json(const Hit& hit) {
  const Article& article = hit.article;
  const MarkedText title = make_printable(article.title, hit.title_marks);
  Json fragments = Json::array();
  for (const Fragment& fragment : hit.fragments) fragments.push_back(fragment_to_json(fragment));
  Json json{{"type", "hit"},
            {"rank", hit.rank},
            {"id", printable(article.id)},
            {"score", std::round(hit.score * 1e6) / 1e6},
            {"title", title.text},
            {"title_marks", marks_to_json(title.marks)},
            {"url", printable(article.url)},
            {"path", printable(to_string(article.source))},
            {"site", printable(article.site)},
            {"authors", texts(article.authors)},
            {"published", date_to_json(article.published)},
            {"words", article.words},
            {"language", printable(article.language)},
            {"section", printable(article.section)},
            {"story", story_to_json(hit)},
            {"fragments", std::move(fragments)},
            {"flags", hit_flags(hit)}};
  if (!hit.explanation.empty()) json["explanation"] = explanation_to_json(hit.explanation);
  return dump(json);
}

std::string facet_to_json(const Facet& facet) {
  Json values = Json::array();
  for (const FacetValue& value : facet.values)
    values.push_back({printable(value.value), value.matches});
  return dump({{"type", "facet"},
               {"field", to_string(facet.field)},
               {"exact", true},
               {"values", std::move(values)},
               {"other_values", facet.other_values},
               {"without", facet.without}});
}

std::string timeline_to_json(const Timeline& timeline) {
  Json buckets = Json::array();
  for (const TimelineBucket& bucket : timeline.buckets)
    buckets.push_back({printable(bucket.start), bucket.matches, bucket.articles});
  return dump({{"type", "timeline"},
               {"unit", to_string(timeline.unit)},
               {"exact", true},
               {"buckets", std::move(buckets)},
               {"undated", timeline.undated}});
}

std::string summary_to_json(const ResultPage& page, std::chrono::nanoseconds elapsed) {
  const auto near_misses = std::count_if(page.hits.begin(), page.hits.end(),
                                         [](const Hit& hit) { return hit.is_partial; });
  Json relaxed = nullptr;
  if (near_misses > 0 || !page.effects.empty()) {
    Json parts = Json::array();
    for (const PartEffect& effect : page.effects)
      parts.push_back(
          {{"part", printable(effect.part)}, {"alone", effect.alone}, {"without", effect.without}});
    relaxed = {{"near_misses", near_misses}, {"parts", std::move(parts)}};
  }
  return dump(
      {{"type", "summary"},
       {"matches", page.matches},
       {"exact", page.is_exact},
       {"shown", page.hits.size()},
       {"elapsed_ms", milliseconds(elapsed)},
       {"suggestion", page.suggestion ? Json(printable(page.suggestion->text)) : Json(nullptr)},
       {"relaxed", std::move(relaxed)},
       {"warnings", texts(page.warnings)}});
}

std::string count_to_json(std::uint64_t matches, std::chrono::nanoseconds elapsed,
                          std::string_view query_id) {
  Json json{{"type", "summary"},
            {"matches", matches},
            {"exact", true},
            {"shown", 0},
            {"elapsed_ms", milliseconds(elapsed)},
            {"suggestion", nullptr},
            {"relaxed", nullptr},
            {"warnings", Json::array()}};
  add_query_id(json, query_id);
  return dump(json);
}

std::string error_to_json(const Error& error, std::string_view query_id) {
  Json json{{"type", "error"},
            {"code", code_name(error.code)},
            {"message", printable(error.message)},
            {"offset", nullptr},
            {"hint", nullptr}};
  if (error.code == ErrorCode::QuerySyntax) json["offset"] = error.offset;
  if (!error.hint.empty()) json["hint"] = printable(error.hint);
  add_query_id(json, query_id);
  return dump(json);
}

std::string article_to_json(const ShownArticle& shown) {
  const Article& article = shown.article;
  const MarkedText title = make_printable(article.title, shown.title_marks);
  const MarkedText lead = printable_paragraphs(article.lead, shown.lead_marks);
  const MarkedText body = printable_paragraphs(article.body, shown.body_marks);
  return dump({{"type", "article"},
               {"id", printable(article.id)},
               {"path", printable(to_string(article.source))},
               {"url", printable(article.url)},
               {"title", title.text},
               {"title_marks", marks_to_json(title.marks)},
               {"authors", texts(article.authors)},
               {"published", date_to_json(article.published)},
               {"modified", date_to_json(article.modified)},
               {"site", printable(article.site)},
               {"section", printable(article.section)},
               {"tags", texts(article.tags)},
               {"language", printable(article.language)},
               {"description", printable(article.description)},
               {"lead", lead.text},
               {"lead_marks", marks_to_json(lead.marks)},
               {"body", body.text},
               {"body_marks", marks_to_json(body.marks)},
               {"kind", to_string(article.kind)},
               {"words", article.words},
               {"wire", printable(article.wire)},
               {"source_url", printable(article.source_url)}});
}

}  // namespace dateline
