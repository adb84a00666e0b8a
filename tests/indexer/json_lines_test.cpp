#include "indexer/json_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/content_hash.hpp"
#include "common/tokenizer.hpp"
#include "indexer/article_json.hpp"
#include "indexer/json_article.hpp"
#include "indexer/page_extraction.hpp"
#include "tests/support/compressed.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Article parsed(std::string_view json) {
  const auto article = article_from_json(json);
  EXPECT_TRUE(article) << json << ": " << (article ? "" : article.error().message);
  return article.value_or(Article{});
}

TEST(JsonArticle, ReadsEveryKey) {
  const Article article = parsed(R"({
    "id": "n42", "url": " https://a.example/1 ", "title": "A \"headline\"\n of two lines",
    "body": "One.\r\n\r\nTwo,\nstill two.\n\n\n\nThree.", "authors": ["Ada Quill", " ", "Bo  Reed"],
    "published": "2023-03-20T09:30:00+05:30", "modified": "2023-03", "site": "The Example",
    "section": "Politics", "tags": ["one", "two"], "language": "en-GB", "description": "d",
    "lead": "l", "kind": "stub", "wire": "Reuters", "source_url": "https://b.example/",
    "unknown": {"title": "not this", "list": [{"name": "nor this"}]}, "words": 1})");
  EXPECT_EQ(article.id, "n42");
  EXPECT_EQ(article.url, "https://a.example/1");
  EXPECT_EQ(article.title, "A \"headline\" of two lines");
  EXPECT_EQ(article.body, "One.\n\nTwo,\nstill two.\n\nThree.");
  EXPECT_THAT(article.authors, ElementsAre("Ada Quill", "Bo Reed"));
  ASSERT_TRUE(article.published && article.modified);
  EXPECT_EQ(format_rfc3339(article.published->time), "2023-03-20T09:30:00+05:30");
  EXPECT_EQ(article.published->evidence, DateEvidence::Meta);
  EXPECT_EQ(article.modified->time.precision, DatePrecision::Month);
  EXPECT_EQ(article.site, "The Example");
  EXPECT_EQ(article.section, "Politics");
  EXPECT_THAT(article.tags, ElementsAre("one", "two"));
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.description, "d");
  EXPECT_EQ(article.lead, "l");
  EXPECT_EQ(article.kind, ArticleKind::Stub);
  EXPECT_EQ(article.words, 5U);
  EXPECT_EQ(article.wire, "Reuters");
  EXPECT_EQ(article.source_url, "https://b.example/");
}

TEST(JsonArticle, ToleratesOtherForms) {
  struct Case {
    const char* name;
    std::string_view json;
    Article expected;
  };
  const auto dated = [](std::string_view value, DateEvidence evidence = DateEvidence::Meta) {
    return ArticleDate{.time = *parse_iso8601(value), .evidence = evidence};
  };
  const std::string strange_id = to_base32(hash_content("Story/42"));
  const std::string long_id = to_base32(hash_content(std::string(33, 'a')));
  const std::vector<Case> cases{
      {"text for body", R"({"text":"b"})", {.body = "b", .words = 1}},
      {"body before text", R"({"text":"t","body":"b"})", {.body = "b", .words = 1}},
      {"empty body", R"({"text":"t","body":""})", {.body = "t", .words = 1}},
      {"lines are paragraphs", R"({"body":"a\nb\r\nc"})", {.body = "a\n\nb\n\nc", .words = 3}},
      {"blank lines part", R"({"body":"a\nb\n \nc\n"})", {.body = "a\nb\n\nc", .words = 3}},
      {"own form", R"({"type":"article","body":"a\nb"})", {.body = "a\nb", .words = 2}},
      {"null is absent",
       R"({"title":"t","body":null,"authors":null,"published":null,"id":null})",
       {.title = "t"}},
      {"wrong types are absent",
       R"({"title":"t","url":5,"site":["x"],"tags":{"a":"b"},"authors":7})",
       {.title = "t"}},
      {"author", R"({"title":"t","author":"Ada Quill"})", {.title = "t", .authors = {"Ada Quill"}}},
      {"author list",
       R"({"title":"t","author":["A B","C D"]})",
       {.title = "t", .authors = {"A B", "C D"}}},
      {"authors string", R"({"title":"t","authors":"A B"})", {.title = "t", .authors = {"A B"}}},
      {"authors win",
       R"({"title":"t","author":"X","authors":["A B"]})",
       {.title = "t", .authors = {"A B"}}},
      {"author objects",
       R"({"title":"t","author":[{"@type":"Person","name":"A B","url":"u"},{"name":"C D"}]})",
       {.title = "t", .authors = {"A B", "C D"}}},
      {"author object",
       R"({"title":"t","author":{"name":"A B"}})",
       {.title = "t", .authors = {"A B"}}},
      {"tags string", R"({"title":"t","tags":"a, b,,c"})", {.title = "t", .tags = {"a", "b", "c"}}},
      {"date",
       R"({"title":"t","date":"2023-03-20"})",
       {.title = "t", .published = dated("2023-03-20")}},
      {"published before date",
       R"({"title":"t","date":"2001","published":"2023"})",
       {.title = "t", .published = dated("2023")}},
      {"date nobody reads", R"({"title":"t","date":"yesterday"})", {.title = "t"}},
      {"date object",
       R"({"title":"t","published":{"value":"2023-03-20T00:00:00Z","precision":"day","evidence":"url"}})",
       {.title = "t", .published = dated("2023-03-20", DateEvidence::Url)}},
      {"coarser than its value",
       R"({"title":"t","published":{"value":"2023-03-20T10:11:12Z","precision":"month"}})",
       {.title = "t", .published = dated("2023-03")}},
      {"finer than its value",
       R"({"title":"t","published":{"value":"2023","precision":"second","evidence":"rumour"}})",
       {.title = "t", .published = dated("2023")}},
      {"id of other letters", R"({"id":"Story/42","title":"t"})", {.id = strange_id, .title = "t"}},
      {"id too long",
       R"({"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","title":"t"})",
       {.id = long_id, .title = "t"}},
      {"id of 32",
       R"({"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","title":"t"})",
       {.id = std::string(32, 'a'), .title = "t"}},
      {"id number", R"({"id":42,"title":"t"})", {.id = "42", .title = "t"}},
      {"language code of old",
       R"({"title":"t","language":"iw"})",
       {.title = "t", .language = "he"}},
      {"no language", R"({"title":"t","language":"English"})", {.title = "t"}},
      {"unknown kind", R"({"title":"t","kind":"video"})", {.title = "t"}},
      {"unsafe characters", R"({"title":"a\u0000b\u202ec\u0007d\ue000"})", {.title = "abcd\uE000"}},
      {"not in form C", "{\"title\":\"Cafe\u0301\"}", {.title = "Café"}},
      {"escapes", R"({"title":"\ud83d\ude00 \u00e9\/"})", {.title = "😀 é/"}},
      {"not UTF-8", "{\"title\":\"caf\xE9\"}", {.title = "caf\uFFFD"}},
      {"keys inside others",
       R"({"a":{"title":"x","body":"y"},"b":[{"id":"z"}],"title":"t"})",
       {.title = "t"}},
      {"the last of two", R"({"title":"a","title":"b"})", {.title = "b"}},
  };
  for (const Case& test : cases) {
    const Article article = parsed(test.json);
    EXPECT_EQ(article, test.expected) << test.name << ": " << to_json(article);
  }
}

TEST(JsonArticle, DetectsTheLanguageThatIsNotStated) {
  const std::string body =
      "Der Rat der Stadt hat am Montag beschlossen, die Brücke über den Fluss nicht zu sperren. "
      "Die "
      "Arbeiten sollen erst im Frühjahr beginnen, sagte die Bürgermeisterin, und sie würden wohl "
      "mehr als ein Jahr dauern, wenn das Wetter es zulässt.";
  EXPECT_EQ(parsed("{\"body\":\"" + body + "\"}").language, "de");
  EXPECT_EQ(parsed("{\"language\":\"fr\",\"body\":\"" + body + "\"}").language, "fr");
}

TEST(JsonArticle, RefusesWhatIsNoArticle) {
  struct Case {
    const char* name;
    std::string json;
    ErrorCode code;
  };
  const std::vector<Case> cases{
      {"empty", "", ErrorCode::Input},
      {"no JSON", "words", ErrorCode::Input},
      {"a list", R"([{"title":"t"}])", ErrorCode::Input},
      {"a string", R"("title")", ErrorCode::Input},
      {"a number", "5", ErrorCode::Input},
      {"null", "null", ErrorCode::Input},
      {"cut off", R"({"title":"t","body":"b)", ErrorCode::Input},
      {"something behind", R"({"title":"t"} {"title":"t"})", ErrorCode::Input},
      {"neither title nor body", R"({"id":"a","url":"u","title":" ","body":"\n"})",
       ErrorCode::Input},
      {"nothing", "{}", ErrorCode::Input},
      {"a failure", failure_to_json("a.html", "empty file"), ErrorCode::NotAPage},
      {"too deep",
       R"({"title":"t","x":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}",
       ErrorCode::Input},
  };
  for (const Case& test : cases) {
    const auto article = article_from_json(test.json);
    ASSERT_FALSE(article) << test.name;
    EXPECT_EQ(article.error().code, test.code) << test.name;
  }
}

TEST(JsonArticle, ReadsBackWhatExtractionWrites) {
  std::vector<Article> articles;
  const auto page = extract_page(
      {.path = "/pages/ferry.html",
       .bytes =
           "<!doctype html><html lang=en><head><title>Ferry returns - The Example</title>"
           "<meta property=article:published_time content=2023-03-20T09:30:00+01:00>"
           "<meta name=author content='Ada Quill'></head><body><article><h1>Ferry returns</h1>"
           "<p>The ferry between the two towns returned to service on Monday after a winter in "
           "the yard, and the first passengers were on board before the sun was up.</p>"
           "<p>\"We have waited for this day,\" said the captain, who has \t steered it for "
           "twenty years and who will retire in the autumn, as she told the paper.</p>"
           "</article></body></html>"});
  ASSERT_TRUE(page);
  articles.push_back(*page);
  articles.push_back({.id = "x",
                      .source = {.path = "/pages/poem.txt"},
                      .title = "A poem: \"quoted\" \\ and more",
                      .published = ArticleDate{*make_timestamp(2023, 3), DateEvidence::Url},
                      .modified = ArticleDate{*make_timestamp(1999), DateEvidence::Text},
                      .language = "de",
                      .body = "One line\nthen another\nand a third",
                      .kind = ArticleKind::Page,
                      .wire = "dpa"});
  articles.push_back(
      {.id = "y",
       .source = {.path = "/pages/y.html"},
       .title = "t",
       .published = ArticleDate{*parse_iso8601("2023-03-20T00:30+09:00"), DateEvidence::Microdata},
       .tags = {"a, b", "c"},
       .language = "ja",
       .lead = "Lead",
       .body = "速報です。\n\n二つ目の段落。"});
  for (Article& article : articles) {
    article.words = count_words(article.body);
    EXPECT_EQ(parsed(to_json(article)), article) << to_json(article);
  }
}

struct Lines {
  std::vector<std::string> texts;
  std::vector<std::uint64_t> numbers;
  std::vector<std::uint64_t> offsets;
  std::vector<std::string> failures;  ///< "number: reason"
};

Lines read(std::string_view file, std::uint64_t max_bytes = 1000) {
  const test::ScratchFolder scratch;
  Lines lines;
  const auto result = read_json_lines(
      scratch.write("a.jsonl", file), max_bytes,
      [&](JsonLine line) {
        lines.texts.push_back(std::move(line.text));
        lines.numbers.push_back(line.number);
        lines.offsets.push_back(line.offset);
        return true;
      },
      [&](LineFailure failure) {
        lines.failures.push_back(std::to_string(failure.number) + ": " + failure.error.message);
        return true;
      });
  EXPECT_TRUE(result);
  return lines;
}

TEST(JsonLines, AreReadInOrderWithTheirPlaces) {
  const Lines lines = read("\xEF\xBB\xBF{\"a\":1}\r\n\n  \n{\"b\":2}\n{\"c\":3}");
  EXPECT_THAT(lines.texts, ElementsAre("{\"a\":1}", "{\"b\":2}", "{\"c\":3}"));
  EXPECT_THAT(lines.numbers, ElementsAre(1, 4, 5));
  EXPECT_THAT(lines.offsets, ElementsAre(0, 16, 24));
  EXPECT_THAT(lines.failures, IsEmpty());
  EXPECT_THAT(read("").texts, IsEmpty());
  EXPECT_THAT(read("\n\n").texts, IsEmpty());
}

TEST(JsonLines, ComeOutOfGzipOfManyMembers) {
  const std::string first = test::compress("one\ntwo\n");
  const Lines lines = read(first + test::compress("three\nfo") + test::compress("ur\n"));
  EXPECT_THAT(lines.texts, ElementsAre("one", "two", "three", "four"));
  EXPECT_THAT(lines.offsets, ElementsAre(0, 0, first.size(), first.size()));
}

TEST(JsonLines, LongLinesCostThemselves) {
  const std::string as_allowed(1000, 'x');
  for (const std::size_t size : {std::size_t{1001}, std::size_t{1002}, std::size_t{5'000'000}}) {
    for (const std::string& end : {std::string("\n"), std::string("\r\n")}) {
      const std::string plain = as_allowed + end + std::string(size, 'y') + end + "z" + end;
      for (const std::string& file : {plain, test::compress(plain)}) {
        const Lines lines = read(file);
        EXPECT_THAT(lines.texts, ElementsAre(as_allowed, "z")) << size;
        EXPECT_THAT(lines.failures, ElementsAre(HasSubstr("2: too large"))) << size;
      }
    }
  }
  EXPECT_THAT(read(std::string(2000, 'x')).failures, ElementsAre(HasSubstr("1: too large")));
  const std::string bomb = test::compress(std::string(90'000'000, ' '), test::Framing::Gzip, 9);
  EXPECT_THAT(read(bomb + test::compress("last\n")).texts, ElementsAre("last"));
}

TEST(JsonLines, DamageCostsItsLines) {
  const std::string whole = test::compress("one\ntwo\nthree\n");
  std::string damaged = test::compress("lost\n" + test::noise(50'000));
  for (std::size_t i = 20'000; i < 20'100; ++i) damaged[i] = static_cast<char>(~damaged[i]);
  const Lines lines = read(whole + damaged + test::compress("four\n"), 100'000);
  EXPECT_EQ(lines.texts.front(), "one");
  EXPECT_EQ(lines.texts.back(), "four");
  EXPECT_THAT(lines.failures, ElementsAre(HasSubstr("damaged gzip data")));
  const Lines cut = read(whole.substr(0, whole.size() - 4));
  EXPECT_THAT(cut.texts, ElementsAre("one", "two", "three"));
  EXPECT_THAT(cut.failures, ElementsAre(HasSubstr("truncated")));
}

TEST(JsonLines, EndWhenToldOrWhenTheFileCannotBeRead) {
  const test::ScratchFolder scratch;
  int lines = 0;
  const auto stop = [&](JsonLine) { return ++lines < 2; };
  const auto never = [](LineFailure) { return true; };
  ASSERT_TRUE(read_json_lines(scratch.write("a.jsonl", "1\n2\n3\n"), 100, stop, never));
  EXPECT_EQ(lines, 2);
  EXPECT_EQ(read_json_lines(scratch / "none", 100, stop, never).error().code, ErrorCode::Input);
}

}  // namespace
}  // namespace dateline
