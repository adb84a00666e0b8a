#include "searcher/hit_fields.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "common/number_text.hpp"
#include "common/paragraphs.hpp"
#include "common/url.hpp"
#include "common/utf8.hpp"

namespace dateline {
namespace {

constexpr std::string_view kBetweenValues = "; ";

static_assert(
    [] {
      for (std::size_t i = 0; i < kHitFields.size(); ++i)
        if (static_cast<std::size_t>(kHitFields[i].id) != i) return false;
      return true;
    }(),
    "hit_field() looks fields up by their number");

std::string join_fragments(const std::vector<Fragment>& fragments) {
  std::vector<std::string> texts;
  for (const Fragment& fragment : fragments) texts.push_back(fragment.text);
  return join_printable(texts, " ... ");
}

}  // namespace

std::string hit_field_text(HitFieldId id, const Hit& hit, const QueryLine& line) {
  const Article& article = hit.article;
  switch (id) {
    case HitFieldId::QueryId:
      return printable(line.id);
    case HitFieldId::Query:
      return printable(line.text);
    case HitFieldId::Rank:
      return std::to_string(hit.rank);
    case HitFieldId::Score:
      return fmt::format("{:.6f}", hit.score);
    case HitFieldId::Id:
      return printable(article.id);
    case HitFieldId::Title:
      return printable(article.title);
    case HitFieldId::Url:
      return printable(article.url);
    case HitFieldId::Path:
      return printable(to_string(article.source));
    case HitFieldId::Site:
      return printable(article.site);
    case HitFieldId::Authors:
      return join_printable(article.authors, kBetweenValues);
    case HitFieldId::Date:
      return shown_date(article.published);
    case HitFieldId::Published:
      return exact_date(article.published);
    case HitFieldId::Precision:
      return article.published ? std::string(to_string(article.published->time.precision)) : "";
    case HitFieldId::Words:
      return std::to_string(article.words);
    case HitFieldId::Language:
      return printable(article.language);
    case HitFieldId::Section:
      return printable(article.section);
    case HitFieldId::Tags:
      return join_printable(article.tags, kBetweenValues);
    case HitFieldId::Wire:
      return printable(article.wire);
    case HitFieldId::Story:
      return printable(hit.story);
    case HitFieldId::Copies:
      return std::to_string(hit.folded);
    case HitFieldId::Fragment:
      return hit.fragments.empty() ? "" : printable(hit.fragments.front().text);
    case HitFieldId::Fragments:
      return join_fragments(hit.fragments);
    case HitFieldId::Flags:
      break;
  }
  return fmt::format("{}", fmt::join(hit_flags(hit), kBetweenValues));
}

std::string count_of_articles(std::uint64_t count) {
  return fmt::format("{} article{}", group_digits(count), count == 1 ? "" : "s");
}

std::string shown_date(const std::optional<ArticleDate>& date) {
  if (!date) return "----";
  return (date->time.precision < DatePrecision::Day ? "~" : "") + format_day(date->time);
}

std::string shown_site(const Article& article) {
  return printable(article.site.empty() ? host_of(article.url) : article.site);
}

std::string exact_date(const std::optional<ArticleDate>& date) {
  if (!date) return {};
  return date->time.precision < DatePrecision::Minute ? format_day(date->time)
                                                      : format_rfc3339(date->time);
}

std::vector<std::string_view> hit_flags(const Hit& hit) {
  std::vector<std::string_view> flags;
  if (hit.is_partial) flags.push_back("partial");
  if (hit.article.kind != ArticleKind::Article) flags.push_back(to_string(hit.article.kind));
  return flags;
}

std::string join_printable(const std::vector<std::string>& values, std::string_view separator) {
  std::string out;
  for (const std::string& value : values) {
    if (&value != &values.front()) out += separator;
    out += printable(value);
  }
  return out;
}

MarkedText printable_paragraphs(std::string_view text, const std::vector<ByteRange>& marks) {
  MarkedText out;
  for_each_paragraph(text, [&](std::string_view paragraph, std::size_t begin, std::size_t number) {
    const MarkedText marked = make_printable_part(text, marks, {begin, begin + paragraph.size()});
    if (number > 1) out.text += "\n\n";
    for (const ByteRange& mark : marked.marks)
      out.marks.push_back({out.text.size() + mark.begin, out.text.size() + mark.end});
    out.text += marked.text;
    return true;
  });
  return out;
}

}  // namespace dateline
