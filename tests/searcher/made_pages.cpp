#include "tests/searcher/made_pages.hpp"

#include "common/date.hpp"

namespace dateline::test {
namespace {

ArticleDate on(int year, std::optional<unsigned> month = {}, std::optional<unsigned> day = {}) {
  return {.time = *make_timestamp(year, month, day), .evidence = DateEvidence::Meta};
}

Hit ferry_hit() {
  Hit hit{.rank = 1, .score = 8.25, .story = "s1", .folded = 2};
  hit.article = {.id = "ferry",
                 .source = {.path = "/news/ferry 1.html"},
                 .url = "https://news.example/ferry?a=1&b=2",
                 .title = "Ferry vote \"delayed\", again",
                 .authors = {"Jane Doe", "Omar Haddad"},
                 .published = on(2023, 3, 20),
                 .site = "The Daily",
                 .section = "Politics",
                 .tags = {"Ferries", "Votes"},
                 .language = "en",
                 .words = 1612,
                 .wire = "Reuters"};
  hit.title_marks = {{0, 5}, {6, 10}};
  hit.fragments = {{.text = "The ferry was late.", .marks = {{4, 9}}, .cut_after = true},
                   {.text = "A vote followed.", .marks = {{2, 6}}, .cut_before = true}};
  hit.copies = {
      {.id = "c1",
       .title = "Vote on ferry put off",
       .url = "https://sister.example/ferry",
       .source = {.path = "/news/c1.html"},
       .site = "The Sister",
       .published = on(2023, 3)},
      {.id = "c2", .title = "", .url = "", .source = {.path = "/news/c2.html"}, .site = ""}};
  hit.explanation = {{.what = "ferry", .field = "text", .score = 5.5},
                     {.what = "recent", .field = "", .score = 2.75}};
  return hit;
}

Hit stub_in_an_archive() {
  Hit hit{.rank = 2, .score = 4};
  hit.article = {.id = "harbour",
                 .source = {.path = "/news/crawl.warc.gz", .record = "1024"},
                 .title = "港のフェリー",
                 .published = on(2019, 11),
                 .language = "ja",
                 .kind = ArticleKind::Stub,
                 .words = 40};
  return hit;
}

Hit near_miss() {
  Hit hit{.rank = 3, .score = 1.5, .is_partial = true};
  hit.article = {.id = "march", .source = {.path = "/news/march.html"}, .title = "March"};
  return hit;
}

}  // namespace

ResultPage full_page() {
  ResultPage page{.matches = 12345, .is_exact = false};
  page.hits = {ferry_hit(), stub_in_an_archive(), near_miss()};
  page.facets = {{.field = FacetField::Site,
                  .values = {{"The Daily", 40}, {"Harbour & Hill", 10}},
                  .other_values = 7,
                  .without = 3},
                 {.field = FacetField::Year, .values = {{"2023", 50}}}};
  page.timeline = Timeline{.unit = TimelineUnit::Month,
                           .buckets = {{"2022-12", 5, 100},
                                       {"2023-01", 0, 0},
                                       {"2023-02", 20, 100},
                                       {"2023-03", 75, 200}},
                           .undated = 4};
  page.warnings = {"elect* has more than 200 forms"};
  return page;
}

ResultPage empty_page() {
  ResultPage page;
  page.effects = {{.part = "xylophone", .alone = 0, .without = 12},
                  {.part = "climate", .alone = 12, .without = 0}};
  page.suggestion = Suggestion{.text = "climate summit", .matches = 2};
  return page;
}

ShownArticle article_of(const std::string& text) {
  ShownArticle shown;
  shown.article = {.id = text,
                   .source = {.path = "/" + text},
                   .url = "https://news.example/" + text,
                   .title = text,
                   .authors = {text, text},
                   .published = on(2023, 3, 20),
                   .modified = on(2023, 4),
                   .site = text,
                   .section = text,
                   .tags = {text, text},
                   .language = text,
                   .description = text,
                   .lead = text + "\n\n" + text,
                   .body = text + "\n\n" + text,
                   .kind = ArticleKind::Stub,
                   .words = 2,
                   .wire = text,
                   .source_url = text};
  if (!text.empty()) shown.title_marks = shown.lead_marks = shown.body_marks = {{0, text.size()}};
  return shown;
}

ResultPage page_of(const std::string& text) {
  const ShownArticle shown = article_of(text);
  Hit hit{.rank = 1, .score = 2, .article = shown.article, .story = text, .folded = 1};
  hit.article.lead.clear();
  hit.article.body.clear();
  hit.title_marks = shown.title_marks;
  hit.fragments = {{.text = text, .marks = shown.title_marks},
                   {.field = FieldId::Lead, .text = text}};
  hit.copies = {{.id = text, .title = text, .url = text, .source = {.path = text}, .site = text}};
  hit.explanation = {{.what = text, .field = "text", .score = 2}};
  Hit without_address = hit;
  without_address.rank = 2;
  without_address.is_partial = true;
  without_address.article.url = text;
  without_address.article.site.clear();
  without_address.article.source = {.path = text, .record = text};

  ResultPage page{.matches = 1};
  page.hits = {hit, without_address};
  page.effects = {{.part = text, .alone = 1, .without = 2}};
  page.suggestion = Suggestion{.text = text, .matches = 1};
  page.facets = {{.field = FacetField::Author, .values = {{text, 2}}}};
  page.timeline = Timeline{.buckets = {{text, 1, 2}}};
  page.warnings = {text};
  return page;
}

std::string print(ResultPrinter& printer, const ResultPage& page, const QueryLine& line) {
  const Query query{.kind = QueryKind::And};
  std::string out;
  printer.begin(out);
  printer.print(out, {.line = line,
                      .query = query,
                      .page = page,
                      .databases = {{.path = line.text, .uuid = "u", .articles = 136}},
                      .is_batch = !line.id.empty()});
  printer.end(out);
  return out;
}

}  // namespace dateline::test
