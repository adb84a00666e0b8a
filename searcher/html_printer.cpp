#include "searcher/html_printer.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "common/number_text.hpp"
#include "common/utf8.hpp"
#include "common/version.hpp"
#include "searcher/hit_fields.hpp"
#include "searcher/html_charts.hpp"
#include "searcher/html_hit.hpp"
#include "searcher/html_style.hpp"
#include "searcher/html_text.hpp"

namespace dateline {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

std::string matches(std::uint64_t count, bool is_exact) {
  if (count == 0) return "no article matches";
  return fmt::format("{}{} match{}", is_exact ? "" : "about ", count_of_articles(count),
                     count == 1 ? "es" : "");
}

std::string query_of(const QueryLine& line) {
  return line.text.empty() ? "all articles" : html_text(line.text);
}

void append_warnings(std::string& out, const std::vector<std::string>& warnings) {
  if (warnings.empty()) return;
  out += "<div class=\"note\" role=\"note\"><strong>Note</strong><ul>\n";
  for (const std::string& warning : warnings)
    fmt::format_to(std::back_inserter(out), "<li>{}</li>\n", html_text(warning));
  out += "</ul></div>\n";
}

/// What each part of a query without matches does.
void append_effects(std::string& out, const std::vector<PartEffect>& effects) {
  if (effects.empty()) return;
  out +=
      "<table><thead><tr><th scope=\"col\">Part of the query</th>"
      "<th scope=\"col\" class=\"n\">Articles with it alone</th>"
      "<th scope=\"col\" class=\"n\">Articles without it</th></tr></thead>\n<tbody>\n";
  for (const PartEffect& effect : effects)
    fmt::format_to(std::back_inserter(out),
                   "<tr><th scope=\"row\"><bdi>{}</bdi></th><td class=\"n\">{}</td>"
                   "<td class=\"n\">{}</td></tr>\n",
                   html_text(effect.part), group_digits(effect.alone),
                   group_digits(effect.without));
  out += "</tbody></table>\n";
}

void append_suggestion(std::string& out, const std::optional<Suggestion>& suggestion) {
  if (!suggestion) return;
  fmt::format_to(std::back_inserter(out),
                 "<p class=\"note\">Did you mean <strong>{}</strong>? ({})</p>\n",
                 html_text(suggestion->text), count_of_articles(suggestion->matches));
}

template <class Iterator>
void append_list(std::string& out, Iterator first, Iterator last, int level) {
  if (first == last) return;
  // Without its bullets a list is none to some screen readers, unless it says so.
  out += "<ol class=\"hits\" role=\"list\">\n";
  for (; first != last; ++first) append_html_hit(out, *first, level);
  out += "</ol>\n";
}

/// Matches under a heading of `level`, near misses under another.
void append_hits(std::string& out, const std::vector<Hit>& hits, int level) {
  const auto near =
      std::find_if(hits.begin(), hits.end(), [](const Hit& hit) { return hit.is_partial; });
  if (near != hits.begin())
    fmt::format_to(std::back_inserter(out), "<h{0} class=\"section-name\">Matches</h{0}>\n", level);
  append_list(out, hits.begin(), near, level + 1);
  if (near == hits.end()) return;
  fmt::format_to(std::back_inserter(out),
                 "<section class=\"near\"><h{0} class=\"section-name\">Near misses</h{0}>\n"
                 "<p>Articles with some of the words only.</p>\n",
                 level);
  append_list(out, near, hits.end(), level + 1);
  out += "</section>\n";
}

void append_answer(std::string& out, const ResultPage& page, int level) {
  append_warnings(out, page.warnings);
  append_suggestion(out, page.suggestion);
  append_effects(out, page.effects);
  if (page.timeline) append_html_timeline(out, *page.timeline, level);
  const bool has_facets = !page.facets.empty();
  fmt::format_to(std::back_inserter(out), "<div class=\"columns{}\">\n<div>\n",
                 has_facets ? " two" : "");
  append_hits(out, page.hits, level);
  out += "</div>\n";
  if (has_facets) {
    out += "<aside aria-label=\"Where the matches are\">\n";
    for (const Facet& facet : page.facets) append_html_facet(out, facet, level);
    out += "</aside>\n";
  }
  out += "</div>\n";
}

/// When was searched, and what.
std::string describe_search(const Answer& answer) {
  std::string out;
  fmt::format_to(std::back_inserter(out), "<p>As of <time datetime=\"{0}\">{0}</time> in ",
                 format_rfc3339(answer.now));
  for (const DatabaseFacts& facts : answer.databases)
    fmt::format_to(std::back_inserter(out), "{}<bdi>{}</bdi> ({})",
                   &facts == &answer.databases.front() ? "" : ", ", html_text(facts.path),
                   count_of_articles(facts.articles));
  return out + "</p>\n";
}

}  // namespace

void HtmlPrinter::begin_section(const QueryLine& line, std::string_view outcome) {
  is_batch_ = is_batch_ || !line.id.empty();
  entries_.push_back(
      {.id = html_text(line.id), .query = query_of(line), .outcome = std::string(outcome)});
  const int level = is_batch_ ? 2 : 1;
  fmt::format_to(std::back_inserter(sections_),
                 "<section class=\"answer\" id=\"query-{0}\" aria-labelledby=\"heading-{0}\">\n"
                 "<h{1} id=\"heading-{0}\" dir=\"auto\">{2}</h{1}>\n<p class=\"count\">{3}</p>\n",
                 entries_.size(), level, entries_.back().query, outcome);
  if (title_.empty()) title_ = is_batch_ ? "Answers to a batch of queries" : entries_.back().query;
}

void HtmlPrinter::print(std::string& /*out*/, const Answer& answer) {
  std::string outcome = matches(answer.page.matches, answer.page.is_exact);
  if (answer.page.hits.size() > 0 && answer.page.hits.front().rank > 1)
    outcome += fmt::format("; from number {}", group_digits(answer.page.hits.front().rank));
  begin_section(answer.line, outcome);
  append_answer(sections_, answer.page, is_batch_ ? 3 : 2);
  end_section();
  if (footer_.empty()) footer_ = describe_search(answer);
}

void HtmlPrinter::print_count(std::string& /*out*/, const QueryLine& line, std::uint64_t count,
                              std::chrono::nanoseconds /*elapsed*/) {
  begin_section(line, matches(count, true));
  end_section();
}

void HtmlPrinter::print_article(std::string& /*out*/, const ShownArticle& shown) {
  title_ = html_text(shown.article.title);
  append_html_article(sections_, shown);
}

void HtmlPrinter::print_error(std::string& /*out*/, const QueryLine& line, const Error& error) {
  begin_section(line, line.text.empty() ? "no answers" : "no answer");
  fmt::format_to(std::back_inserter(sections_),
                 "<p class=\"note error\"><strong>Error:</strong> {}</p>\n",
                 html_text(error.message));
  if (!error.hint.empty())
    fmt::format_to(std::back_inserter(sections_), "<p class=\"note\">{}</p>\n",
                   html_text(error.hint));
  end_section();
}

void HtmlPrinter::append_overview(std::string& out) const {
  out +=
      "<h1>Answers to a batch of queries</h1>\n<nav class=\"overview\" aria-label=\"Queries\">\n"
      "<table><thead><tr><th scope=\"col\">Id</th><th scope=\"col\">Query</th><th "
      "scope=\"col\">Outcome</th></tr></thead>\n"
      "<tbody>\n";
  for (std::size_t i = 0; i < entries_.size(); ++i)
    fmt::format_to(std::back_inserter(out),
                   "<tr><td>{}</td><th scope=\"row\"><a href=\"#query-{}\"><bdi>{}</bdi></a></th>"
                   "<td>{}</td></tr>\n",
                   entries_[i].id, i + 1, entries_[i].query, entries_[i].outcome);
  out += "</tbody></table></nav>\n";
}

void HtmlPrinter::end(std::string& out) {
  if (sections_.empty()) return;
  fmt::format_to(std::back_inserter(out),
                 "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<meta name=\"color-scheme\" content=\"light dark\">\n"
                 "<meta name=\"referrer\" content=\"no-referrer\">\n"
                 "<meta name=\"generator\" content=\"dateline-search {}\">\n"
                 "<title>{} – Dateline</title>\n<style>{}</style>\n</head>\n<body>\n"
                 "<header class=\"brand\">Dateline</header>\n<main>\n",
                 kPolicy, kVersion, title_, html_style());
  if (is_batch_) append_overview(out);
  out += sections_;
  out += "</main>\n";
  if (!footer_.empty()) fmt::format_to(std::back_inserter(out), "<footer>{}</footer>\n", footer_);
  out += "</body>\n</html>\n";
}

}  // namespace dateline
