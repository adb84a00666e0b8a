// The marks in the searcher's hits, held to what the oracle says the query matched.

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "common/utf8.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "tests/searcher/archive_search.hpp"
#include "tests/searcher/generated_archive.hpp"
#include "tests/searcher/generated_queries.hpp"
#include "tests/searcher/query_oracle.hpp"
#include "tests/searcher/test_archive.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using test::OracleMark;
using test::TextPart;

std::vector<std::string_view> blocks_of(std::string_view body) {
  std::vector<std::string_view> blocks;
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t end = std::min(body.find("\n\n", begin), body.size());
    blocks.push_back(body.substr(begin, end - begin));
    begin = end + 2;
  }
  return blocks;
}

/// The marks of one part, as far as they lie within a range of it, joined and counted from its
/// beginning.
std::vector<ByteRange> expected_marks(const std::vector<OracleMark>& marks, TextPart part,
                                      std::size_t number, ByteRange range) {
  std::vector<ByteRange> ranges;
  for (const OracleMark& mark : marks)
    if (mark.part == part && mark.number == number && mark.begin >= range.begin &&
        mark.end <= range.end)
      ranges.push_back({mark.begin - range.begin, mark.end - range.begin});
  return merged(std::move(ranges));
}

std::string show(std::string_view text, const std::vector<ByteRange>& marks) {
  std::string out(text);
  for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
    out.insert(mark->end, "]");
    out.insert(mark->begin, "[");
  }
  return out;
}

bool is_border(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

class HighlightsByOracle : public testing::Test {
 protected:
  HighlightsByOracle() : oracle_(test::generated_articles(5, 80)), queries_(oracle_.articles()) {}

  void SetUp() override {
    test::make_archive(folder_ / "db", oracle_.articles());
    auto opened = Searcher::open({folder_ / "db"});
    ASSERT_TRUE(opened) << opened.error().message;
    searcher_.emplace(*std::move(opened));
  }

  /// Holds every hit of the query to the oracle.
  void compare(const Query& query, FragmentLimits limits, const std::string& made) {
    const auto page =
        searcher_->search({.query = query, .limit = 4, .near_misses = false, .fragments = limits});
    ASSERT_TRUE(page) << made << ": " << page.error().message;
    for (const Hit& hit : page->hits) {
      const auto marks = oracle_.marks(query, hit.article.id);
      const auto named = fmt::format("{} in {}\n{}", made, hit.article.id, to_string(query));
      ++hits_;
      const std::vector<ByteRange> title =
          expected_marks(marks, TextPart::Title, 0, {0, hit.article.title.size()});
      EXPECT_EQ(show(hit.article.title, hit.title_marks), show(hit.article.title, title)) << named;
      compare_fragments(hit, marks, limits, named);
    }
  }

  void compare_fragments(const Hit& hit, const std::vector<OracleMark>& marks,
                         FragmentLimits limits, const std::string& named) {
    const auto article = std::find_if(oracle_.articles().begin(), oracle_.articles().end(),
                                      [&](const Article& one) { return one.id == hit.article.id; });
    const auto blocks = blocks_of(article->body);
    bool shows_one = false;
    std::size_t passages = 0;
    for (const Fragment& fragment : hit.fragments) {
      shows_one = shows_one || (!fragment.marks.empty() && fragment.field != FieldId::Author);
      std::size_t end = 0;
      for (const ByteRange& mark : fragment.marks) {
        EXPECT_GE(mark.begin, end) << named;
        EXPECT_GT(mark.end, mark.begin) << named;
        ASSERT_LE(mark.end, fragment.text.size()) << named;
        EXPECT_TRUE(is_border(fragment.text, mark.begin) && is_border(fragment.text, mark.end))
            << named;
        end = mark.end;
      }
      if (fragment.field == FieldId::Author) {
        compare_byline(fragment, *article, marks, named);
        continue;
      }
      ++passages;
      const bool is_lead = fragment.field == FieldId::Lead;
      ASSERT_LE(fragment.paragraph, blocks.size()) << named;
      std::string text(is_lead ? std::string_view(article->lead) : blocks[fragment.paragraph - 1]);
      std::replace(text.begin(), text.end(), '\n', ' ');
      EXPECT_TRUE(is_as_expected(fragment, text, marks)) << named << "\n"
                                                         << show(fragment.text, fragment.marks);
    }
    EXPECT_LE(passages, limits.count) << named;
    const bool has_match = std::any_of(marks.begin(), marks.end(), [](const OracleMark& mark) {
      return mark.part == TextPart::Block || mark.part == TextPart::Lead;
    });
    EXPECT_EQ(shows_one, has_match) << named;
  }

  /// A passage may occur more than once in its paragraph.
  static bool is_as_expected(const Fragment& fragment, const std::string& text,
                             const std::vector<OracleMark>& marks) {
    const bool is_lead = fragment.field == FieldId::Lead;
    for (std::size_t at = text.find(fragment.text); at != std::string::npos;
         at = text.find(fragment.text, at + 1)) {
      const auto wanted =
          expected_marks(marks, is_lead ? TextPart::Lead : TextPart::Block,
                         is_lead ? 0 : fragment.paragraph - 1, {at, at + fragment.text.size()});
      if (wanted == fragment.marks) return true;
    }
    return false;
  }

  static void compare_byline(const Fragment& fragment, const Article& article,
                             const std::vector<OracleMark>& marks, const std::string& named) {
    std::string wanted;
    for (std::size_t i = 0; i < article.authors.size(); ++i) {
      const std::string& name = article.authors[i];
      if (i > 0) wanted += ", ";
      wanted += show(name, expected_marks(marks, TextPart::Name, i, {0, name.size()}));
    }
    EXPECT_EQ(show(fragment.text, fragment.marks), wanted) << named;
  }

  test::ScratchFolder folder_;
  test::QueryOracle oracle_;
  test::QueryGenerator queries_;
  std::optional<Searcher> searcher_;
  std::size_t hits_ = 0;
};

FragmentLimits limits_of(std::uint32_t seed) {
  return {.count = 1 + seed % 3, .max_bytes = 40 + seed % 200, .whole_paragraphs = seed % 11 == 0};
}

TEST_F(HighlightsByOracle, MarkWhatTreesMatch) {
  for (const QueryKind kind : test::query_kinds()) {
    for (std::uint32_t i = 0; i < 300; ++i) {
      const std::uint32_t seed = static_cast<std::uint32_t>(kind) * 10000 + i;
      const Query query = queries_.tree(kind, seed);
      if (oracle_.has_forms_that_accents_decide(query)) continue;
      compare(query, limits_of(seed), fmt::format("{} of seed {}", test::name_of(kind), seed));
    }
  }
  EXPECT_GE(hits_, 7000U);
}

TEST_F(HighlightsByOracle, MarkWhatWrittenQueriesMatch) {
  for (std::uint32_t seed = 0; seed < 1500; ++seed) {
    const test::GeneratedText made = queries_.text(seed);
    const auto query = parse_query(
        made.text, {.clock = {.now = test::kNow}, .default_operator = made.default_operator});
    if (!query || oracle_.has_forms_that_accents_decide(*query)) continue;
    compare(*query, limits_of(seed), fmt::format("text of seed {}: {}", seed, made.text));
  }
  EXPECT_GE(hits_, 3000U);
}

}  // namespace
}  // namespace dateline
