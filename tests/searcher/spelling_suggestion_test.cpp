#include "searcher/spelling_suggestion.hpp"

#include <map>

#include <gtest/gtest.h>

#include "searcher/query_parser.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

class SpellingSuggestion : public testing::Test {
 protected:
  SpellingSuggestion() : database(scratch / "db", Xapian::DB_CREATE) {
    const std::map<std::string, int> articles{{"government", 30}, {"goverment", 1}, {"summit", 5},
                                              {"harbour", 5},     {"harbor", 4},    {"grosse", 3},
                                              {"title", 3},       {"author", 3}};
    for (const auto& [word, count] : articles) {
      for (int i = 0; i < count; ++i) {
        Xapian::Document document;
        document.add_term(word);
        database.add_document(document);
      }
      if (count >= 3) database.add_spelling(word, static_cast<Xapian::termcount>(count));
    }
    database.commit();
  }

  /// The suggested text; empty for none.
  std::string suggested(const std::string& text) {
    const auto query = parse_query(text, QueryContext{});
    EXPECT_TRUE(query) << text << ": " << query.error().message;
    if (!query) return {};
    const auto suggestion = suggest_spelling(database, *query, text);
    if (!suggestion) return {};
    // The tree must mean what the text says.
    const auto again = parse_query(suggestion->text, QueryContext{});
    EXPECT_TRUE(again) << suggestion->text;
    if (again) {
      EXPECT_EQ(to_string(*again), to_string(suggestion->query));
    }
    return suggestion->text;
  }

  test::ScratchFolder scratch;
  Xapian::WritableDatabase database;
};

TEST_F(SpellingSuggestion, ReplacesWordsTheArchiveDoesNotHave) {
  const std::map<std::string, std::string> cases{
      {"govermnent", "government"},
      {"Govermnent summit", "government summit"},
      {"title:sumit (harbuor OR \"the sumit\") date:2023",
       "title:summit (harbour OR \"the summit\") date:2023"},
      {"title:titl", "title:title"},
      {"AUTHOR:\"autho sumit\"", "AUTHOR:\"author summit\""},
      {"sumit w/5 govermnent", "summit w/5 government"},
      {"=sumit", "=summit"},
      {"größse", "grosse"},
      // Hardly there, and a much more frequent word is near.
      {"goverment", "government"},
      // Here both are words.
      {"harbor", ""},
      {"summit", ""},
      {"xyzzyx", ""},
      {"sumit sumit", "summit summit"},
      {"summit sumit", "summit summit"},
      // Nobody looks for what is excluded; patterns and filters are what they are.
      {"summit -sumit", ""},
      {"sumi*", ""},
      {"site:sumit.example", ""},
      {"東京都", ""},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(suggested(text), expected) << text;
}

TEST_F(SpellingSuggestion, LooksAtSoManyWordsOnly) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "sumit ";
  const std::string suggestion = suggested(text);
  EXPECT_TRUE(suggestion.starts_with("summit summit "));
  EXPECT_TRUE(suggestion.ends_with(" sumit sumit "));
}

TEST_F(SpellingSuggestion, NeedsADictionary) {
  const auto query = parse_query("sumit", QueryContext{});
  const Xapian::WritableDatabase none("", Xapian::DB_BACKEND_INMEMORY);
  EXPECT_FALSE(suggest_spelling(none, *query, "sumit"));
}

}  // namespace
}  // namespace dateline
