#include "searcher/html_hit.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

#include "common/number_text.hpp"
#include "common/paragraphs.hpp"
#include "common/utf8.hpp"
#include "searcher/hit_fields.hpp"
#include "searcher/html_text.hpp"
#include "searcher/hyperlink.hpp"
#include "searcher/marked_text.hpp"

namespace dateline {
namespace {

std::string isolated(std::string_view text) {
  return fmt::format("<bdi>{}</bdi>", html_text(text));
}

std::string headline(std::string_view title, const std::vector<ByteRange>& marks) {
  std::string shown = html_marked(make_printable(title, marks));
  return shown.empty() ? "(no headline)" : shown;
}

std::string words(std::uint64_t count) {
  return fmt::format("{} word{}", group_digits(count), count == 1 ? "" : "s");
}

std::string copies(std::uint64_t count) {
  return fmt::format("+{} cop{}", group_digits(count), count == 1 ? "y" : "ies");
}

/// The file on this machine; empty for a place inside an archive, which no browser opens.
std::string saved_page(const ArticleSource& source) {
  const bool is_file = source.path.starts_with('/') && source.record.empty();
  return is_file ? file_address(source.path, {}) : std::string();
}

void append_item(std::string& out, std::string_view html) {
  if (!html.empty()) fmt::format_to(std::back_inserter(out), "<li>{}</li>", html);
}

void append_facts(std::string& out, const Hit& hit) {
  const Article& article = hit.article;
  out += "<ul class=\"facts\">";
  append_item(out, html_date(article.published));
  if (const std::string site = shown_site(article); !site.empty()) append_item(out, isolated(site));
  for (const std::string& author : article.authors) append_item(out, isolated(author));
  if (!article.section.empty()) append_item(out, isolated(article.section));
  if (article.words > 0) append_item(out, words(article.words));
  if (article.kind != ArticleKind::Article)
    append_item(out, fmt::format("<strong>{}</strong>", to_string(article.kind)));
  if (hit.folded > 0 && hit.copies.empty()) append_item(out, copies(hit.folded));
  const std::string saved = saved_page(article.source);
  if (saved.empty()) {
    append_item(out, isolated(to_string(article.source)));
  } else {
    append_item(out, html_link(saved, "saved page"));
  }
  out += "</ul>\n";
}

void append_fragment(std::string& out, const Fragment& fragment, std::string_view language) {
  std::string inner = html_marked(make_printable(fragment.text, fragment.marks));
  if (fragment.field == FieldId::Author) inner.insert(0, "By ");
  if (fragment.cut_before) inner.insert(0, "…");
  if (fragment.cut_after) inner += "…";
  out += html_element("p", language, inner) + '\n';
}

void append_copies(std::string& out, const Hit& hit) {
  if (hit.copies.empty()) return;
  out += "<details><summary>" + copies(hit.copies.size());
  if (hit.folded > 0 && hit.folded != hit.copies.size())
    fmt::format_to(std::back_inserter(out), ", {} of which match", group_digits(hit.folded));
  out += "</summary>\n<ul class=\"copies\">\n";
  for (const Copy& copy : hit.copies) {
    const Article article{.source = copy.source, .url = copy.url, .site = copy.site};
    const std::string title =
        html_element("bdi", {}, html_link(link_target(article, {}), headline(copy.title, {})));
    fmt::format_to(std::back_inserter(out), "<li>{}<ul class=\"facts\">", title);
    append_item(out, html_date(copy.published));
    if (const std::string site = shown_site(article); !site.empty())
      append_item(out, isolated(site));
    out += "</ul></li>\n";
  }
  out += "</ul></details>\n";
}

void append_explanation(std::string& out, const Hit& hit) {
  if (hit.explanation.empty()) return;
  fmt::format_to(std::back_inserter(out),
                 "<details><summary>Score {:.3f}</summary>\n<table><thead><tr>"
                 "<th scope=\"col\">What counts</th><th scope=\"col\">Field</th>"
                 "<th scope=\"col\" class=\"n\">Score</th></tr></thead>\n<tbody>\n",
                 hit.score);
  for (const ScorePart& part : hit.explanation)
    fmt::format_to(std::back_inserter(out),
                   "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"n\">{:.3f}</td></tr>\n",
                   isolated(part.what), html_text(part.field), part.score);
  out += "</tbody></table></details>\n";
}

void append_paragraphs(std::string& out, std::string_view text, const std::vector<ByteRange>& marks,
                       std::string_view language) {
  for_each_paragraph(text, [&](std::string_view paragraph, std::size_t begin, std::size_t) {
    const MarkedText marked = make_printable_part(text, marks, {begin, begin + paragraph.size()});
    out += html_element("p", language, html_marked(marked)) + '\n';
    return true;
  });
}

/// A row of a description list, left out where there is nothing to tell.
void append_row(std::string& out, std::string_view name, std::string_view html) {
  if (html.empty()) return;
  fmt::format_to(std::back_inserter(out), "<div><dt>{}</dt><dd>{}</dd></div>\n", name, html);
}

std::string isolated_list(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty()) out += ", ";
    out += isolated(value);
  }
  return out;
}

std::string isolated_or_nothing(std::string_view text) {
  return text.empty() ? std::string() : isolated(text);
}

}  // namespace

void append_html_hit(std::string& out, const Hit& hit, int level) {
  const Article& article = hit.article;
  const std::string title =
      html_link(link_target(article, {}), headline(article.title, hit.title_marks));
  fmt::format_to(std::back_inserter(out),
                 "<li value=\"{0}\"><span class=\"rank\">{0}</span><article>\n{1}\n", hit.rank,
                 html_element(fmt::format("h{}", level), article.language, title));
  append_facts(out, hit);
  for (const Fragment& fragment : hit.fragments) append_fragment(out, fragment, article.language);
  append_copies(out, hit);
  append_explanation(out, hit);
  out += "</article></li>\n";
}

void append_html_article(std::string& out, const ShownArticle& shown) {
  const Article& article = shown.article;
  out += "<article class=\"whole\">\n";
  out += html_element("h1", article.language, headline(article.title, shown.title_marks)) + '\n';
  out += "<div class=\"lead\">\n";
  append_paragraphs(out, article.lead, shown.lead_marks, article.language);
  out += "</div>\n<dl>\n";
  append_row(out, "By", isolated_list(article.authors));
  append_row(out, "Published", html_date(article.published));
  if (article.modified) append_row(out, "Changed", html_date(article.modified));
  append_row(out, "Site", isolated_or_nothing(shown_site(article)));
  append_row(out, "Section", isolated_or_nothing(article.section));
  append_row(out, "Tags", isolated_list(article.tags));
  append_row(out, "Agency", isolated_or_nothing(article.wire));
  append_row(out, "Length", words(article.words));
  if (article.kind != ArticleKind::Article) append_row(out, "Kind", to_string(article.kind));
  append_row(out, "Address", html_link(web_address(article), isolated_or_nothing(article.url)));
  append_row(out, "Saved page",
             html_link(saved_page(article.source), isolated(to_string(article.source))));
  append_row(out, "Id", isolated(article.id));
  out += "</dl>\n<div class=\"text\">\n";
  append_paragraphs(out, article.body, shown.body_marks, article.language);
  out += "</div>\n</article>\n";
}

}  // namespace dateline
