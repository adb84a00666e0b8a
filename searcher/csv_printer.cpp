#include "searcher/csv_printer.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "common/utf8.hpp"
#include "searcher/hit_fields.hpp"

namespace dateline {
namespace {

constexpr std::array kHitColumns{
    HitFieldId::Rank,      HitFieldId::Id,        HitFieldId::Score,    HitFieldId::Title,
    HitFieldId::Url,       HitFieldId::Path,      HitFieldId::Site,     HitFieldId::Authors,
    HitFieldId::Published, HitFieldId::Precision, HitFieldId::Words,    HitFieldId::Language,
    HitFieldId::Section,   HitFieldId::Tags,      HitFieldId::Wire,     HitFieldId::Story,
    HitFieldId::Copies,    HitFieldId::Flags,     HitFieldId::Fragments};

bool looks_like_formula(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" '");
  if (begin == std::string_view::npos) return false;
  constexpr std::array<char32_t, 8> kFirst{'=', '+', '-', '@', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
  const char32_t first = decode_utf8(text, begin).value;
  return std::find(kFirst.begin(), kFirst.end(), first) != kFirst.end();
}

class Row {
 public:
  explicit Row(std::string& out) : out_(out) {}

  /// A number, or a name of ours.
  Row& add(std::string_view plain) {
    if (!std::exchange(is_first_, false)) out_ += ',';
    out_ += plain;
    return *this;
  }

  Row& add_text(std::string_view printable_text) { return add(csv_text(printable_text)); }

  void end() { out_ += "\r\n"; }

 private:
  std::string& out_;
  bool is_first_ = true;
};

void append_header(std::string& out, bool is_batch, const std::vector<std::string_view>& names) {
  Row row(out);
  if (is_batch) row.add("qid");
  for (const std::string_view name : names) row.add(name);
  row.end();
}

void append_hit_header(std::string& out, bool is_batch) {
  std::vector<std::string_view> names;
  for (const HitFieldId id : kHitColumns) names.push_back(hit_field(id).name);
  append_header(out, is_batch, names);
}

void append_hit(std::string& out, const Hit& hit, const Answer& answer) {
  Row row(out);
  if (answer.is_batch) row.add_text(printable(answer.line.id));
  for (const HitFieldId id : kHitColumns) {
    const std::string value = hit_field_text(id, hit, answer.line);
    if (hit_field(id).kind == ValueKind::Text) {
      row.add_text(value);
    } else {
      row.add(value);
    }
  }
  row.end();
}

void append_counts(std::string& out, const Answer& answer) {
  const auto append = [&](std::string_view of, std::string_view value, std::uint64_t matches,
                          std::string_view articles) {
    Row row(out);
    if (answer.is_batch) row.add_text(printable(answer.line.id));
    row.add(of).add_text(printable(value)).add(std::to_string(matches)).add(articles).end();
  };
  for (const Facet& facet : answer.page.facets) {
    const std::string_view of = to_string(facet.field);
    for (const FacetValue& value : facet.values) append(of, value.value, value.matches, {});
    if (facet.without > 0) append(of, {}, facet.without, {});
  }
  if (!answer.page.timeline) return;
  const std::string_view of = to_string(answer.page.timeline->unit);
  for (const TimelineBucket& bucket : answer.page.timeline->buckets)
    append(of, bucket.start, bucket.matches, std::to_string(bucket.articles));
  if (answer.page.timeline->undated > 0) append(of, {}, answer.page.timeline->undated, {});
}

}  // namespace

std::string csv_text(std::string_view text) {
  const std::string_view apostrophe = looks_like_formula(text) ? "'" : "";
  if (text.find_first_of(",\"\r\n") == std::string_view::npos)
    return std::string(apostrophe).append(text);
  std::string out = "\"";
  out += apostrophe;
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

void CsvPrinter::print(std::string& out, const Answer& answer) {
  const bool needs_header = !std::exchange(has_header_, true);
  if (table_ == CsvTable::Counts) {
    if (needs_header) append_header(out, answer.is_batch, {"of", "value", "matches", "articles"});
    append_counts(out, answer);
  } else {
    if (needs_header) append_hit_header(out, answer.is_batch);
    for (const Hit& hit : answer.page.hits) append_hit(out, hit, answer);
  }
}

void CsvPrinter::print_count(std::string& out, const QueryLine& line, std::uint64_t matches,
                             std::chrono::nanoseconds /*elapsed*/) {
  const bool is_batch = !line.id.empty();
  if (!std::exchange(has_header_, true)) append_header(out, is_batch, {"matches"});
  Row row(out);
  if (is_batch) row.add_text(printable(line.id));
  row.add(std::to_string(matches)).end();
}

void CsvPrinter::print_article(std::string& out, const ShownArticle& shown) {
  const Article& article = shown.article;
  append_header(out, false,
                {"id", "title", "url", "path", "site", "authors", "published", "modified", "words",
                 "kind", "language", "section", "tags", "wire", "description", "lead", "body"});
  Row(out)
      .add_text(printable(article.id))
      .add_text(printable(article.title))
      .add_text(printable(article.url))
      .add_text(printable(to_string(article.source)))
      .add_text(printable(article.site))
      .add_text(join_printable(article.authors, "; "))
      .add(exact_date(article.published))
      .add(exact_date(article.modified))
      .add(std::to_string(article.words))
      .add(to_string(article.kind))
      .add_text(printable(article.language))
      .add_text(printable(article.section))
      .add_text(join_printable(article.tags, "; "))
      .add_text(printable(article.wire))
      .add_text(printable(article.description))
      .add_text(printable_paragraphs(article.lead).text)
      .add_text(printable_paragraphs(article.body).text)
      .end();
}

}  // namespace dateline
