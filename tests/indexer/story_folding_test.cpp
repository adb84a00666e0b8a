#include "indexer/story_folding.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "common/schema.hpp"
#include "indexer/page_extraction.hpp"
#include "indexer/story_evidence.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

using Hashes = std::vector<ShingleHash>;
using Stories = std::map<std::string, std::string>;  ///< article id -> story id, where there is one

/// The database of an archive, changed and folded as an indexer would.
class Archive {
 public:
  Archive() : database_(folder_ / "db", Xapian::DB_CREATE | Xapian::DB_NO_SYNC) {}

  /// Adds an article with these hashes or puts it in the place of the one with its id.
  void put(const std::string& id, const Hashes& hashes) {
    const Xapian::docid before = find(id);
    if (before != 0) note_removal(before);
    Xapian::Document document;
    document.add_boolean_term("Q" + id);
    for (const ShingleHash hash : hashes) document.add_boolean_term(shingle_term(hash));
    const Xapian::docid now = database_.replace_document("Q" + id, document);
    changes_.written.push_back(now);
    is_new_.insert(now);
  }

  void put_text(const std::string& id, const std::string& body) {
    put(id, shingle_hashes({.body = body}));
  }

  void remove(const std::string& id) {
    const Xapian::docid document = find(id);
    note_removal(document);
    std::erase(changes_.written, document);
    database_.delete_document(document);
  }

  FoldingReport fold_all() {
    changes_ = {};
    is_new_.clear();
    return fold_all_stories(database_);
  }

  FoldingReport fold_changes() {
    const FoldingReport report = fold_stories(database_, changes_);
    changes_ = {};
    is_new_.clear();
    return report;
  }

  Stories stories() const {
    Stories found;
    for (auto posting = database_.postlist_begin(""); posting != database_.postlist_end("");
         ++posting) {
      const std::string story = database_.get_document(*posting).get_value(kSlotStory);
      if (!story.empty()) found[article_id_of(database_, *posting)] = story;
    }
    return found;
  }

  std::map<std::string, Hashes> articles() const {
    std::map<std::string, Hashes> found;
    for (auto posting = database_.postlist_begin(""); posting != database_.postlist_end("");
         ++posting)
      found[article_id_of(database_, *posting)] = hashes_of(database_, *posting);
    return found;
  }

  const Xapian::Database& database() const { return database_; }

 private:
  Xapian::docid find(const std::string& id) const {
    const auto posting = database_.postlist_begin("Q" + id);
    return posting == database_.postlist_end("Q" + id) ? 0 : *posting;
  }

  // What an article held between two foldings is nobody's business.
  void note_removal(Xapian::docid document) {
    if (is_new_.insert(document).second) changes_.note_removal(database_, document);
  }

  test::ScratchFolder folder_;
  Xapian::WritableDatabase database_;
  FoldingChanges changes_;
  std::set<Xapian::docid> is_new_;
};

Stories fold(const std::vector<std::pair<std::string, std::string>>& texts) {
  Archive archive;
  for (const auto& [id, body] : texts) archive.put_text(id, body);
  archive.fold_all();
  return archive.stories();
}

/// `count` numbers from `first` on, spread as hashes are.
Hashes numbers(ShingleHash first, ShingleHash count) {
  Hashes hashes;
  for (ShingleHash i = first; i < first + count; ++i)
    hashes.push_back(i * 0x9E3779B97F4A7C15 >> 14);
  return hashes;
}

Hashes operator+(Hashes a, const Hashes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::string words(const std::string& name, int first, int last) {
  std::string text;
  for (int i = first; i < last; ++i) text += name + std::to_string(i) + ' ';
  return text;
}

std::string reword(std::string text, unsigned every) {
  unsigned word = 0;
  for (char& c : text)
    if (c == ' ' && ++word % every == 0) c = '9';
  return text;
}

const std::string kWire = words("w", 0, 400);

TEST(StoryFolding, FoldsWhatIsACopy) {
  struct Case {
    const char* name;
    std::string original;
    std::string other;
    bool is_copy;
  };
  const std::string paragraph = words("p", 0, 60);
  const Case cases[] = {
      {"the same text", kWire, kWire, true},
      {"first half", kWire, words("w", 0, 200), true},
      {"second half", kWire, words("w", 200, 400), true},
      {"a word in twenty replaced", kWire, reword(kWire, 20), true},
      {"another dateline and credit line", kWire,
       "BERLIN, March 3 (Agency) " + kWire + words("credit", 0, 15), true},
      {"a paragraph left out", kWire, words("w", 0, 130) + words("w", 260, 400), true},
      {"half of a short text", words("w", 0, 80), words("w", 0, 40), true},
      {"another text", kWire, words("v", 0, 400), false},
      {"background in common", kWire + paragraph, words("v", 0, 400) + paragraph, false},
      {"half of each in common", words("a", 0, 400) + kWire, words("b", 0, 400) + kWire, false},
      {"a template filled otherwise", words("t", 0, 300), reword(words("t", 0, 300), 5), false},
      {"one of many in a digest", words("w", 0, 60),
       words("a", 0, 300) + words("w", 0, 60) + words("b", 0, 300), false},
      {"short and the same", words("s", 0, 25), words("s", 0, 25), true},
      {"short and nearly the same", words("s", 0, 25), words("s", 0, 26), false},
      {"too short", words("s", 0, 15), words("s", 0, 15), false},
  };
  for (const Case& c : cases) {
    const Stories stories = fold({{"b", c.original}, {"a", c.other}});
    if (c.is_copy) {
      EXPECT_THAT(stories, UnorderedElementsAre(Pair("a", "a"), Pair("b", "a"))) << c.name;
    } else {
      EXPECT_THAT(stories, IsEmpty()) << c.name;
    }
  }
}

TEST(StoryFolding, FoldsCopiesInScriptsWithoutBlanks) {
  std::string chinese;
  for (int i = 0; i < 400; ++i) {
    const auto c = static_cast<unsigned>(0x4E00 + i * i % 2000);
    chinese += static_cast<char>(0xE0 | c >> 12);
    chinese += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    chinese += static_cast<char>(0x80 | (c & 0x3F));
  }
  const std::string half = chinese.substr(0, 3 * 200);
  std::string backwards;
  for (std::size_t at = chinese.size(); at > 0; at -= 3) backwards += chinese.substr(at - 3, 3);
  EXPECT_THAT(fold({{"a", chinese}, {"b", half}, {"c", backwards}}),
              UnorderedElementsAre(Pair("a", "a"), Pair("b", "a")));
}

TEST(StoryFolding, JoinsCopiesOfCopies) {
  // Two halves have nothing in common but the whole.
  const std::string first = words("w", 0, 200);
  const std::string second = words("w", 200, 400);
  EXPECT_THAT(fold({{"a", first}, {"b", second}}), IsEmpty());
  EXPECT_THAT(fold({{"a", first}, {"b", second}, {"c", kWire}}),
              UnorderedElementsAre(Pair("a", "a"), Pair("b", "a"), Pair("c", "a")));
}

TEST(StoryFolding, GivesBackArticlesWhenWhatJoinedThemGoes) {
  for (const bool all : {false, true}) {
    Archive archive;
    archive.put_text("b", words("w", 0, 200));
    archive.put_text("c", words("w", 200, 400));
    archive.put_text("a", kWire);
    archive.put_text("d", words("w", 200, 400));
    archive.fold_all();
    ASSERT_THAT(archive.stories(), testing::SizeIs(4));
    archive.remove("a");
    if (all) {
      archive.fold_all();
    } else {
      archive.fold_changes();
    }
    EXPECT_THAT(archive.stories(), UnorderedElementsAre(Pair("c", "c"), Pair("d", "c")));
  }
}

TEST(StoryFolding, FollowsARewrittenArticle) {
  Archive archive;
  archive.put_text("a", kWire);
  archive.put_text("b", kWire);
  archive.fold_changes();
  EXPECT_THAT(archive.stories(), UnorderedElementsAre(Pair("a", "a"), Pair("b", "a")));
  archive.put_text("a", words("v", 0, 400));
  archive.put_text("c", words("v", 0, 300));
  archive.fold_changes();
  EXPECT_THAT(archive.stories(), UnorderedElementsAre(Pair("a", "a"), Pair("c", "a")));
  archive.put_text("a", kWire);
  archive.fold_changes();
  EXPECT_THAT(archive.stories(), UnorderedElementsAre(Pair("a", "a"), Pair("b", "a")));
}

TEST(StoryFolding, WritesOnlyWhatChanges) {
  Archive archive;
  EXPECT_EQ(archive.fold_all(), FoldingReport{});
  archive.put_text("a", kWire);
  archive.put_text("b", kWire);
  archive.put_text("c", words("v", 0, 400));
  EXPECT_EQ(archive.fold_all(),
            (FoldingReport{.stories = 1, .articles = 2, .written = 2, .steps = 32}));
  EXPECT_EQ(archive.fold_all().written, 0U);
  archive.put_text("d", kWire);
  EXPECT_EQ(archive.fold_changes().written, 1U);
  archive.put_text("0", kWire);
  EXPECT_EQ(archive.fold_changes().written, 4U);
  EXPECT_EQ(archive.fold_changes(), FoldingReport{});
}

TEST(StoryFolding, LeavesTheRestOfADocumentAlone) {
  test::ScratchFolder folder;
  Xapian::WritableDatabase database(folder / "db", Xapian::DB_CREATE);
  for (const char* id : {"Qa", "Qb"}) {
    Xapian::Document document;
    document.add_boolean_term(id);
    document.add_posting("word", 7, 3);
    document.add_value(kSlotSite, "The Post");
    document.set_data("record");
    for (const ShingleHash hash : numbers(0, 32)) document.add_boolean_term(shingle_term(hash));
    database.add_document(document);
  }
  database.commit();
  EXPECT_EQ(fold_all_stories(database).written, 2U);
  database.commit();
  const Xapian::Document document = database.get_document(2);
  EXPECT_EQ(document.get_value(kSlotStory), "a");
  EXPECT_EQ(document.get_value(kSlotSite), "The Post");
  EXPECT_EQ(document.get_data(), "record");
  EXPECT_EQ(document.termlist_count(), 34U);
  EXPECT_EQ(*database.positionlist_begin(2, "word"), 7U);
  EXPECT_EQ(database.get_collection_freq("word"), 6U);
}

TEST(StoryFolding, KeepsAWidelyPrintedStoryWhole) {
  Archive archive;
  std::mt19937 random(5);
  for (int i = 0; i < 500; ++i) {
    const int begin = static_cast<int>(random() % 100);
    archive.put_text("s" + std::to_string(i),
                     "place" + std::to_string(i) + ' ' + words("w", begin, begin + 300));
  }
  const FoldingReport report = archive.fold_all();
  EXPECT_EQ(report.stories, 1U);
  EXPECT_EQ(report.articles, 500U);
  archive.put_text("t", kWire);
  EXPECT_EQ(archive.fold_changes().articles, 501U);
  EXPECT_EQ(archive.fold_all().written, 0U);
}

TEST(StoryFolding, IsNotSlowedByBoilerplate) {
  // A notice on 3,000 pages: five million pairs, were they looked at.
  const Hashes notice = numbers(1'000'000, 12);
  Archive archive;
  for (ShingleHash i = 0; i < 3000; ++i)
    archive.put(std::to_string(i), numbers(i * 40, 20) + notice);
  archive.put("copy", numbers(0, 20) + numbers(2'000'000, 12));
  const FoldingReport report = archive.fold_all();
  EXPECT_EQ(report.steps, 20U);
  EXPECT_THAT(archive.stories(), UnorderedElementsAre(Pair("0", "0"), Pair("copy", "0")));
  archive.put("new", numbers(40, 20) + notice);
  EXPECT_LE(archive.fold_changes().steps, 20U);
  EXPECT_EQ(archive.fold_all().written, 0U);
}

TEST(StoryFolding, TurnsBoilerplateIntoEvidenceAndBack) {
  // Copies of one text that are at the limit, and two articles that have little else in common.
  const Hashes notice = numbers(1'000'000, 10);
  Archive archive;
  for (Xapian::doccount i = 0; i < kMaxSharers - 2; ++i)
    archive.put("n" + std::to_string(i), numbers(i * 40, 20) + notice);
  archive.put("a", numbers(3'000'000, 6) + notice);
  archive.put("b", numbers(3'000'000, 6) + notice);
  archive.put("c", numbers(3'000'003, 3) + notice);
  archive.fold_all();
  EXPECT_THAT(archive.stories(), UnorderedElementsAre(Pair("a", "a"), Pair("b", "a")))
      << "boilerplate does not count";

  archive.remove("n7");
  archive.fold_changes();
  const Stories with = archive.stories();
  EXPECT_TRUE(with.contains("c")) << "what no more than the limit have does";
  EXPECT_EQ(archive.fold_all().written, 0U);

  archive.put("n7", numbers(7 * 40, 20) + notice);
  archive.fold_changes();
  EXPECT_THAT(archive.stories(), UnorderedElementsAre(Pair("a", "a"), Pair("b", "a")));
  EXPECT_EQ(archive.fold_all().written, 0U);
}

/// Articles that are copies, halves and digests of a few texts, so that stories join and part.
class RandomTexts {
 public:
  explicit RandomTexts(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t end) { return random_() % end; }

  std::string text() {
    if (below(8) == 0) return words("short", 0, 20 + static_cast<int>(below(3)));
    std::string text = part() + part();
    if (below(3) == 0) text += part();
    return below(3) == 0 ? reword(text, 8 + static_cast<unsigned>(below(20))) : text;
  }

 private:
  std::string part() {
    const int begin = static_cast<int>(below(3)) * 50;
    return words(std::string(1, static_cast<char>('a' + below(6))), begin, begin + 50);
  }

  std::mt19937 random_;
};

TEST(StoryFolding, IsTheSameInWhateverStepsTheArchiveCameAbout) {
  for (unsigned seed = 0; seed < 12; ++seed) {
    RandomTexts random(seed);
    Archive archive;
    std::vector<std::string> ids;
    std::size_t most = 0;
    for (int round = 0; round < 40; ++round) {
      for (std::size_t change = random.below(8) + 1; change > 0; --change) {
        if (random.below(5) == 0 && !ids.empty()) {
          const auto victim = ids.begin() + static_cast<std::ptrdiff_t>(random.below(ids.size()));
          archive.remove(*victim);
          ids.erase(victim);
        } else if (random.below(3) == 0 && !ids.empty()) {
          archive.put_text(ids[random.below(ids.size())], random.text());
        } else {
          ids.push_back(std::to_string(random.below(1000)) + "r" + std::to_string(round) + "c" +
                        std::to_string(change));
          archive.put_text(ids.back(), random.text());
        }
      }
      archive.fold_changes();
      const Stories stories = archive.stories();
      most = std::max(most, stories.size());
      ASSERT_EQ(archive.fold_all().written, 0U) << "seed " << seed << " round " << round;
    }
    Archive again;
    const auto articles = archive.articles();
    for (auto article = articles.rbegin(); article != articles.rend(); ++article)
      again.put(article->first, article->second);
    again.fold_changes();
    EXPECT_EQ(again.stories(), archive.stories()) << "seed " << seed;
    EXPECT_GE(most, 8U) << "seed " << seed;
  }
}

TEST(StoryFolding, FindsTheStoriesOfTheCorpusAndNoOthers) {
  namespace fs = std::filesystem;
  const fs::path corpus = fs::path(DATELINE_SOURCE_DIR) / "corpus";
  const auto read = [](const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  Archive archive;
  std::map<std::string, std::set<std::string>> expected;
  for (const auto& entry : fs::directory_iterator(corpus / "expected")) {
    const std::string page = entry.path().stem().string();
    const auto truth = nlohmann::json::parse(read(entry.path()));
    if (truth.contains("story")) expected[truth["story"]].insert(page);
    const auto article = extract_page({.path = page, .bytes = read(corpus / "pages" / page)});
    if (article) archive.put(page, shingle_hashes(*article));
  }
  archive.fold_all();
  std::map<std::string, std::set<std::string>> found;
  for (const auto& [page, story] : archive.stories()) found[story].insert(page);
  std::set<std::set<std::string>> expected_groups;
  for (const auto& [story, pages] : expected) expected_groups.insert(pages);
  std::set<std::set<std::string>> found_groups;
  for (const auto& [story, pages] : found) found_groups.insert(pages);
  EXPECT_EQ(found_groups, expected_groups);
}

}  // namespace
}  // namespace dateline
