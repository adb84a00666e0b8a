#include "searcher/query_languages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/query_parser.hpp"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Query parse(std::string_view text) {
  const auto query = parse_query(text, {});
  EXPECT_TRUE(query) << text;
  return query ? *query : Query{};
}

TEST(QueryLanguages, WantedAreThoseOfLangAtTheTop) {
  EXPECT_THAT(wanted_languages(parse("a b")), IsEmpty());
  EXPECT_THAT(wanted_languages(parse("lang:de")), ElementsAre("de"));
  EXPECT_THAT(wanted_languages(parse("a lang:de lang:fr site:x")), ElementsAre("de", "fr"));
  EXPECT_THAT(wanted_languages(parse("a -lang:de")), IsEmpty());
  EXPECT_THAT(wanted_languages(parse("a OR lang:de")), IsEmpty());
}

TEST(QueryLanguages, StopWordsAreThoseOfMostArticlesUnlessTheQueryTellsOtherwise) {
  EXPECT_EQ(choose_stop_language(parse("die hard"), {"en", "de"}), "en") << "one word tells little";
  EXPECT_EQ(choose_stop_language(parse("die Wahl der Frauen"), {"en", "de"}), "de");
  EXPECT_EQ(choose_stop_language(parse("the choice of women"), {"de", "en"}), "en");
  EXPECT_EQ(choose_stop_language(parse("the choice of women"), {"de"}), "de");
  EXPECT_EQ(choose_stop_language(parse("\"die der das\""), {"en", "de"}), "en");
  EXPECT_EQ(choose_stop_language(parse("x"), {""}), "");
}

}  // namespace
}  // namespace dateline
