#include "bench/corpus_page.hpp"

#include <initializer_list>
#include <string_view>

namespace dateline {
namespace {

constexpr std::uint64_t kLinkSeed = 0x6c696e6b;

void append_json_text(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
}

void append_json_member(std::string_view name, std::string_view value, std::string& out) {
  out += '"';
  out += name;
  out += "\":\"";
  append_json_text(value, out);
  out += '"';
}

void append_json_list(std::string_view name, const std::vector<std::string>& values,
                      std::string& out) {
  out += '"';
  out += name;
  out += "\":[";
  for (const std::string& value : values) {
    if (&value != &values.front()) out += ',';
    out += '"';
    append_json_text(value, out);
    out += '"';
  }
  out += ']';
}

/// The page while it grows. Made text holds nothing that HTML would need escaped; the templates
/// hold what is.
class PageWriter {
 public:
  PageWriter(const CorpusMaker& maker, const CorpusArticle& article, std::uint64_t number,
             std::string& out)
      : maker_(maker),
        article_(article),
        site_(maker.sites().at(article.site)),
        words_(page_words_of(article.language)),
        section_(words_.sections.at(article.section)),
        published_(format_rfc3339(article.published)),
        random_(mix_seeds(maker.seed() ^ kLinkSeed, number)),
        out_(out) {}

  void write() {
    write_head();
    write_masthead();
    write_article();
    write_aside();
    write_footer();
  }

 private:
  enum class Look : std::uint8_t { JsonLd, Meta, Microdata };

  Look look() const { return static_cast<Look>(site_.seed / 1000 % 3); }

  void put(std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts) out_ += part;
  }

  void write_head() {
    put({"<!DOCTYPE html>\n<html lang=\"", code_of(article_.language),
         "\">\n<head>\n<meta charset=\"utf-8\">\n<title>", article_.title, " | ", site_.name,
         "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<link rel=\"canonical\" href=\"",
         article_.url, "\">\n<link rel=\"stylesheet\" href=\"/assets/site.css\">\n"});
    put({"<meta property=\"og:type\" content=\"article\">\n<meta property=\"og:title\" content=\"",
         article_.title, "\">\n<meta property=\"og:site_name\" content=\"", site_.name,
         "\">\n<meta property=\"og:url\" content=\"", article_.url, "\">\n"});
    if (look() == Look::Meta) {
      put({"<meta property=\"article:published_time\" content=\"", published_,
           "\">\n<meta property=\"article:section\" content=\"", section_.name, "\">\n"});
      for (const std::string& author : article_.authors)
        put({"<meta name=\"author\" content=\"", author, "\">\n"});
      for (const std::string& tag : article_.tags)
        put({"<meta property=\"article:tag\" content=\"", tag, "\">\n"});
    }
    if (look() == Look::JsonLd) write_json_ld();
    if (look() == Look::Microdata) write_keywords();
    put({"<script>window.dataLayer=window.dataLayer||[];dataLayer.push({\"section\":\"",
         section_.slug, "\",\"page\":\"", article_.id, "\"});</script>\n</head>\n"});
  }

  void write_json_ld() {
    out_ +=
        "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\","
        "\"@type\":\"NewsArticle\",";
    append_json_member("headline", article_.title, out_);
    out_ += ',';
    append_json_member("datePublished", published_, out_);
    out_ += ',';
    append_json_member("articleSection", section_.name, out_);
    out_ += ',';
    append_json_list("keywords", article_.tags, out_);
    out_ += ",\"author\":[";
    for (const std::string& author : article_.authors) {
      if (&author != &article_.authors.front()) out_ += ',';
      out_ += "{\"@type\":\"Person\",";
      append_json_member("name", author, out_);
      out_ += '}';
    }
    out_ += "],\"publisher\":{\"@type\":\"NewsMediaOrganization\",";
    append_json_member("name", site_.name, out_);
    out_ += "}}</script>\n";
  }

  void write_keywords() {
    out_ += "<meta name=\"news_keywords\" content=\"";
    for (const std::string& tag : article_.tags) {
      if (&tag != &article_.tags.front()) out_ += ", ";
      out_ += tag;
    }
    out_ += "\">\n";
  }

  void write_masthead() {
    put({"<body class=\"page page-", section_.slug, "\">\n<div class=\"cookie-notice\"><p>",
         words_.cookies, "</p><button>", words_.accept,
         "</button></div>\n<header class=\"masthead\"><a class=\"logo\" href=\"/\">", site_.name,
         "</a>\n<nav class=\"main-menu\"><ul>\n<li><a href=\"/\">", words_.home, "</a></li>\n"});
    for (const SectionName& section : words_.sections)
      put({"<li><a href=\"/", section.slug, "\">", section.name, "</a></li>\n"});
    put({"</ul></nav>\n<a class=\"button\" href=\"/subscribe\">", words_.subscribe,
         "</a></header>\n<main>\n"});
  }

  void write_byline() {
    if (article_.authors.empty()) return;
    put({"<p class=\"byline\">", words_.by, " "});
    for (const std::string& author : article_.authors) {
      if (&author != &article_.authors.front()) out_ += ", ";
      put({"<a rel=\"author\" href=\"/authors/", slug_of(author), "\">"});
      if (look() == Look::Microdata)
        put({"<span itemprop=\"author\">", author, "</span></a>"});
      else
        put({author, "</a>"});
    }
    out_ += "</p>\n";
  }

  void write_article() {
    const bool is_microdata = look() == Look::Microdata;
    out_ += is_microdata ? "<article itemscope itemtype=\"https://schema.org/NewsArticle\">\n"
                         : "<article class=\"story\">\n";
    put({"<a class=\"section-label\" href=\"/", section_.slug, "\">", section_.name,
         is_microdata ? "</a>\n<h1 itemprop=\"headline\">" : "</a>\n<h1 class=\"headline\">",
         article_.title, "</h1>\n"});
    write_byline();
    put({"<p class=\"dateline\">", words_.published, " <time ",
         is_microdata ? "itemprop=\"datePublished\" " : "", "datetime=\"", published_, "\">",
         std::string_view(published_).substr(0, 10), " ",
         std::string_view(published_).substr(11, 5), "</time></p>\n<ul class=\"share\"><li>",
         words_.share,
         "</li><li><a href=\"#\">E-Mail</a></li><li><a href=\"#\">RSS</a></li></ul>\n",
         is_microdata           ? "<div itemprop=\"articleBody\">\n"
         : look() == Look::Meta ? "<div class=\"article-text\">\n"
                                : "<div class=\"story-body\">\n"});
    for (const std::string& paragraph : article_.paragraphs) put({"<p>", paragraph, "</p>\n"});
    out_ += "</div>\n<ul class=\"tags\">";
    for (const std::string& tag : article_.tags)
      put({"<li><a rel=\"tag\" href=\"/tags/", slug_of(tag), "\">", tag, "</a></li>"});
    out_ += "</ul>\n</article>\n";
  }

  void write_links(std::string_view element_class, std::string_view heading, int count) {
    put({"<section class=\"", element_class, "\"><h2>", heading, "</h2><ul>\n"});
    for (int i = 0; i < count; ++i) {
      const SectionName& section = words_.sections.at(random_.below(kCorpusSections));
      const std::string headline = maker_.other_headline(article_.language, random_);
      put({"<li><a href=\"/", section.slug, "/", slug_of(headline), "\">", headline,
           "</a></li>\n"});
    }
    out_ += "</ul></section>\n";
  }

  void write_aside() {
    write_links("related", words_.related, 4);
    out_ += "</main>\n<aside class=\"sidebar\">\n";
    write_links("most-read", words_.most_read, 5);
    put({"<form class=\"newsletter\" action=\"/newsletter\"><p>", words_.newsletter,
         "</p><input type=\"email\" name=\"email\"><button>", words_.subscribe,
         "</button></form>\n</aside>\n"});
  }

  void write_footer() {
    out_ += "<footer class=\"site-footer\"><ul>\n";
    for (const std::string_view text : {words_.imprint, words_.contact, words_.privacy})
      put({"<li><a href=\"/about\">", text, "</a></li>\n"});
    put({"</ul><p>© ", site_.name, ". ", words_.rights, "</p></footer>\n</body>\n</html>\n"});
  }

  const CorpusMaker& maker_;
  const CorpusArticle& article_;
  const CorpusSite& site_;
  const PageWords& words_;
  const SectionName& section_;
  std::string published_;
  CorpusRandom random_;
  std::string& out_;
};

}  // namespace

void append_json_line(const CorpusMaker& maker, const CorpusArticle& article, std::string& out) {
  out += '{';
  append_json_member("id", article.id, out);
  out += ',';
  append_json_member("url", article.url, out);
  out += ',';
  append_json_member("title", article.title, out);
  out += ",\"body\":\"";
  for (const std::string& paragraph : article.paragraphs) {
    if (&paragraph != &article.paragraphs.front()) out += "\\n\\n";
    append_json_text(paragraph, out);
  }
  out += "\",";
  append_json_list("authors", article.authors, out);
  out += ',';
  append_json_member("published", format_rfc3339(article.published), out);
  out += ',';
  append_json_member("site", maker.sites().at(article.site).name, out);
  out += ',';
  append_json_member("section", page_words_of(article.language).sections.at(article.section).name,
                     out);
  out += ',';
  append_json_list("tags", article.tags, out);
  out += ',';
  append_json_member("language", code_of(article.language), out);
  out += "}\n";
}

void append_html_page(const CorpusMaker& maker, const CorpusArticle& article, std::uint64_t number,
                      std::string& out) {
  PageWriter(maker, article, number, out).write();
}

}  // namespace dateline
