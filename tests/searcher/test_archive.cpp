#include "tests/searcher/test_archive.hpp"

#include <stdexcept>

#include <xapian.h>

#include "common/date.hpp"
#include "common/schema.hpp"
#include "common/tokenizer.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/word_list_update.hpp"

namespace dateline::test {
namespace {

ArticleDate dated(const char* text) {
  const auto time = parse_iso8601(text);
  if (!time) throw std::invalid_argument(text);
  return {.time = *time, .evidence = DateEvidence::Meta};
}

}  // namespace

std::vector<Article> archive_articles() {
  std::vector<Article> articles{
      {.id = "summit",
       .source = {.path = "/news/2023/summit.html"},
       .url = "https://news.bbc.example/climate/summit",
       .title = "Climate summit opens in Oslo",
       .authors = {"Jane Doe", "Omar Haddad"},
       .published = dated("2023-03-20T09:00:00Z"),
       .site = "The Daily Example",
       .section = "World News",
       .tags = {"Climate", "Carbon Tax"},
       .language = "en",
       .body = "Leaders voted on a carbon tax. The vote was close, and voters had asked for it.\n\n"
               "Nobody opposed the second motion on elections."},
      {.id = "protest",
       .source = {.path = "/news/2023/protest.html"},
       .url = "https://sport.other.example/protest",
       .title = "Protesters march",
       .site = "Other Example",
       .language = "en",
       .body = "A march about the climate filled the city. Police counted them. Police left. "
               "Police came back."},
      {.id = "ferry",
       .source = {.path = "/news/ferry.html"},
       .url = "https://bbc.example/ferry",
       .title = "Ferry vote delayed",
       .authors = {"Doe Smith"},
       .published = dated("2023-03-01T22:30:00-05:00"),
       .site = "The Daily Example",
       .section = "Politics",
       .language = "en",
       .body = "The prime minister said nothing. A woman and two women waited for the ferry in "
               "Watergate harbour.",
       .wire = "Reuters"},
      {.id = "tunnel",
       .source = {.path = "/archive/tunnel.html"},
       .title = "Tunnel opens",
       .published = dated("2019-11"),
       .language = "en",
       .lead = "A tunnel for a prime location.",
       .body = "The minister opened it. The government and the goverment of old.",
       .kind = ArticleKind::Stub},
      {.id = "wahl",
       .source = {.path = "/de/wahl.html"},
       .title = "Wahlen in Bayern",
       .published = dated("2021-09-26"),
       .language = "de",
       .body = "Die Wahl der Frauen und der Wahlkampf. Eine Frau aus München gewann."},
      {.id = "wahl-en",
       .source = {.path = "/en/wahl.html"},
       .title = "Christian Wahl wins",
       .published = dated("2021-09-27"),
       .language = "en",
       .body = "The athlete Wahl took gold."},
      {.id = "olympia",
       .source = {.path = "/zh/olympia.html"},
       .title = "东京奥运会开幕",
       .published = dated("2021-07-23"),
       .language = "zh",
       .body = "东京奥运会今天开幕。"},
      {.id = "virus",
       .source = {.path = "/news/virus.html"},
       .title = "Covid-19 reaches AT&T",
       .published = dated("2020"),
       .language = "en",
       .body = "The virus Covid-19 filled 1,000 beds. C++ programmers stayed at home. "
               "A café closed at 12:30."},
  };
  for (Article& article : articles) article.words = count_words(article.body);
  return articles;
}

void make_archive(const std::string& path, const std::vector<Article>& articles) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OPEN);
  DocumentBuilder builder;
  for (const Article& article : articles)
    database.replace_document(unique_term(article), builder.build(article));
  database.set_metadata(std::string(kMetadataSchema), std::to_string(kSchemaVersion));
  refresh_word_list(database);
  database.commit();
}

}  // namespace dateline::test
