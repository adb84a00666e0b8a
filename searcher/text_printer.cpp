#include "searcher/text_printer.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "common/number_text.hpp"
#include "common/url.hpp"
#include "common/utf8.hpp"
#include "searcher/hit_details_text.hpp"
#include "searcher/hit_fields.hpp"
#include "searcher/hyperlink.hpp"
#include "searcher/overview_text.hpp"

namespace dateline {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kIndent = 4;

/// Longer lines are hard to read on: the eye loses the next one.
constexpr std::size_t kMaxColumns = 100;
constexpr std::size_t kMaxArticleColumns = 80;

std::string_view shortened(std::string_view path, std::string_view folder) {
  const bool is_below = !folder.empty() && path.size() > folder.size() + 1 &&
                        path.starts_with(folder) && path[folder.size()] == '/';
  return is_below ? path.substr(folder.size() + 1) : path;
}

void append_fragment(std::string& out, const Fragment& fragment, const TextStyle& style) {
  MarkedText marked = make_printable(fragment.text, fragment.marks);
  if (fragment.cut_after) marked.text += style.ellipsis();
  out.append(kIndent, ' ');
  TextBlock block{
      .columns = measure(style, kMaxColumns), .indent = kIndent, .first_column = kIndent};
  const std::string_view before = fragment.field == FieldId::Author ? "by "
                                  : fragment.cut_before             ? style.ellipsis()
                                                                    : "";
  out += before;
  block.first_column += display_width(before);
  append_block(out, std::move(marked), block, style);
  out += '\n';
}

/// Date, site and copies.
std::vector<std::string> facts_of(const Hit& hit) {
  std::vector<std::string> facts{shown_date(hit.article.published)};
  if (std::string site = shown_site(hit.article); !site.empty()) facts.push_back(std::move(site));
  if (hit.folded > 0) facts.push_back(fmt::format("+{}", hit.folded));
  return facts;
}

/// Facts at the end of the headline's last line, which ends at `column`, else on lines of their
/// own.
void append_facts(std::string& out, const std::vector<std::string>& facts, std::size_t column,
                  const TextStyle& style) {
  constexpr std::string_view kGap = "  ";
  const std::size_t columns = measure(style, kMaxColumns);
  const std::string line = fmt::format("{}", fmt::join(facts, kGap));
  const std::size_t end = column + kGap.size() + display_width(line);
  if (columns == 0 || end <= columns) {
    out.append(columns == 0 ? kGap.size() : columns - display_width(line) - column, ' ');
    out += painted(line, kFaintColor, style);
    out += '\n';
    return;
  }
  bool begins_line = true;
  column = kIndent;
  out += '\n';
  out.append(kIndent, ' ');
  for (const std::string& fact : facts) {
    if (!begins_line && column + kGap.size() + display_width(fact) <= columns) {
      out += kGap;
      column += kGap.size();
    } else if (!begins_line) {
      out += '\n';
      out.append(kIndent, ' ');
      column = kIndent;
    }
    column = append_block(
        out, {.text = fact},
        {.columns = columns, .indent = kIndent, .first_column = column, .color = kFaintColor},
        style);
    begins_line = false;
  }
  out += '\n';
}

/// Paragraphs, a blank line before each; a single line break in one stays.
void append_paragraphs(std::string& out, std::string_view text, const std::vector<ByteRange>& marks,
                       const TextStyle& style) {
  const TextBlock block{.columns = measure(style, kMaxArticleColumns)};
  if (!text.empty()) out += '\n';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    append_block(out, make_printable_part(text, marks, {at, end}), block, style);
    out += '\n';
    at = end + 1;
  }
}

/// A line of our own between results.
void append_rule(std::string& out, std::string text, std::string_view color,
                 const TextStyle& style) {
  append_block(out, {.text = std::move(text)},
               {.columns = measure(style, kMaxColumns), .color = color}, style);
  out += '\n';
}

}  // namespace

void append_hit(std::string& out, const Hit& hit, const TextStyle& style) {
  const Article& article = hit.article;
  MarkedText title = make_printable(article.title, hit.title_marks);
  if (title.text.empty()) title.text = "(no headline)";
  const std::string rank = fmt::format("{:>2}  ", hit.rank);
  const std::string target = style.hyperlinks ? link_target(article, style.host) : std::string();
  out += rank;
  const std::size_t column = append_block(out, std::move(title),
                                          {.columns = measure(style, kMaxColumns),
                                           .indent = kIndent,
                                           .first_column = rank.size(),
                                           .color = kTitleColor,
                                           .link = target,
                                           .link_id = fmt::format("hit{}", hit.rank)},
                                          style);
  append_facts(out, facts_of(hit), column, style);
  for (const Fragment& fragment : hit.fragments) append_fragment(out, fragment, style);
  if (target.empty()) {
    const std::string place = to_string(article.source);
    const std::string_view address =
        article.url.empty() ? shortened(place, style.folder) : article.url;
    if (!address.empty()) {
      out.append(kIndent, ' ');
      out += painted(printable(address), kFaintColor, style);
      out += '\n';
    }
  }
}

void append_near_miss_rule(std::string& out, const TextStyle& style) {
  append_rule(out, "---- near misses: some of the words ----", kFaintColor, style);
}

void append_article(std::string& out, const ShownArticle& shown, const TextStyle& style) {
  const Article& article = shown.article;
  const std::size_t columns = measure(style, kMaxArticleColumns);
  append_block(out, make_printable(article.title, shown.title_marks),
               {.columns = columns, .color = kTitleColor}, style);
  out += '\n';
  constexpr std::size_t kLabelWidth = 11;
  const auto begin_line = [&](std::string_view name) {
    out +=
        painted(fmt::format("{:<{}}", fmt::format("{}:", name), kLabelWidth), kFaintColor, style);
  };
  const auto append_line = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    begin_line(name);
    append_block(out, {.text = printable(value)},
                 {.columns = columns, .indent = kLabelWidth, .first_column = kLabelWidth}, style);
    out += '\n';
  };
  // An address that is broken into lines cannot be copied.
  const auto append_address = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    begin_line(name);
    out += printable(value);
    out += '\n';
  };
  append_line("by", fmt::format("{}", fmt::join(article.authors, ", ")));
  if (article.published) append_line("published", format_rfc3339(article.published->time));
  append_line("site", article.site);
  append_line("section", article.section);
  append_line("tags", fmt::format("{}", fmt::join(article.tags, ", ")));
  append_line("wire", article.wire);
  append_address("url", article.url);
  append_address("path", to_string(article.source));
  append_line("id", article.id);
  append_paragraphs(out, article.lead, shown.lead_marks, style);
  append_paragraphs(out, article.body, shown.body_marks, style);
}

void TextPrinter::print(std::string& out, const Answer& answer) {
  if (answer.is_batch) append_rule(out, "== " + printable(answer.line.text), {}, style_);
  append_overview(out, answer.page, style_);
  bool in_near_misses = false;
  for (const Hit& hit : answer.page.hits) {
    if (hit.is_partial && !std::exchange(in_near_misses, true)) append_near_miss_rule(out, style_);
    append_hit(out, hit, style_);
    append_hit_details(out, hit, style_);
  }
}

void TextPrinter::print_article(std::string& out, const ShownArticle& shown) {
  append_article(out, shown, style_);
}

std::string describe_result(const ResultPage& page, std::chrono::nanoseconds elapsed,
                            std::uint64_t indexed_articles) {
  std::string out;
  const auto near_misses = std::count_if(page.hits.begin(), page.hits.end(),
                                         [](const Hit& hit) { return hit.is_partial; });
  if (page.matches == 0) {
    out += "no article matches";
  } else {
    out += (page.is_exact ? "" : "about ") + count_of_articles(page.matches);
  }
  if (near_misses > 0)
    out += fmt::format(", {} near miss{}", group_digits(static_cast<std::uint64_t>(near_misses)),
                       near_misses == 1 ? "" : "es");
  const double milliseconds = std::chrono::duration<double, std::milli>(elapsed).count();
  out += fmt::format(", {:.1f} ms ({} in the index)\n", milliseconds,
                     count_of_articles(indexed_articles));
  for (const PartEffect& effect : page.effects) {
    const std::string part = printable(effect.part);
    if (effect.alone == 0) {
      out += fmt::format("  {}: nothing matches this", part);
    } else {
      out += fmt::format("  {}: {} by itself", part, group_digits(effect.alone));
    }
    out += fmt::format("; without it {}\n",
                       effect.without == 0 ? "still none" : count_of_articles(effect.without));
  }
  if (page.suggestion)
    out += fmt::format("  did you mean: {} ({})\n", printable(page.suggestion->text),
                       count_of_articles(page.suggestion->matches));
  return out;
}

std::string point_at_error(std::string_view query, const Error& error) {
  if (error.code != ErrorCode::QuerySyntax || query.empty() || error.offset > query.size())
    return {};
  constexpr std::size_t kContext = 60;
  // A part of a long query, cut at code points.
  std::size_t begin = 0;
  if (error.offset > kContext) {
    begin = error.offset - kContext;
    while (begin < error.offset && (static_cast<unsigned char>(query[begin]) & 0xC0) == 0x80)
      ++begin;
  }
  const std::string before = printable(query.substr(begin, error.offset - begin));
  const std::string_view shown = utf8_prefix(query.substr(error.offset), 2 * kContext);
  const std::size_t length = std::min(error.length, shown.size());
  const std::string_view meant = utf8_prefix(shown, length);
  std::string out = "  " + std::string(begin > 0 ? kEllipsis : "") + before + printable(shown);
  if (error.offset + shown.size() < query.size()) out += kEllipsis;
  out += "\n  ";
  out.append(display_width(before) + (begin > 0 ? 1 : 0), ' ');
  out += '^';
  const std::size_t width = display_width(printable(meant));
  if (width > 1) out.append(width - 1, '~');
  out += '\n';
  return out;
}

}  // namespace dateline
