#pragma once

// Queries made by chance about given articles.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/article.hpp"
#include "searcher/query.hpp"
#include "searcher/query_parser.hpp"
#include "tests/support/random_choice.hpp"

namespace dateline::test {

/// What generated queries may look like.
struct QueryShapes {
  int depth = 4;  ///< groups, negations and proximities inside one another
  /// Sides of a proximity may be phrases and words of several terms.
  bool phrases_in_proximity = true;
  /// An And or Or may be implicit, and have stop words among its members.
  bool implicit_groups = true;
};

/// Whether the text is one word of letters.
bool is_one_word(std::string_view text);

/// All kinds of query there are.
const std::vector<QueryKind>& query_kinds();

std::string_view name_of(QueryKind kind);

struct GeneratedText {
  std::string text;
  DefaultOperator default_operator = DefaultOperator::All;
};

/// Makes queries of what some articles say, so that most of them find something: each query is
/// about one of the articles, and strays from it now and then. The same seed makes the same query.
class QueryGenerator {
 public:
  /// Some of the articles must have words. They must live as long as the generator.
  explicit QueryGenerator(const std::vector<Article>& articles, QueryShapes shapes = {});

  /// A tree of that kind (of its child's, where a Not would be negated twice) and without spans, as
  /// the parser could have made it, or nearly so: sides of a proximity have positions and one
  /// field, an AtLeast has a word of one term, a Filter a value of its field. But implicit groups
  /// may stand anywhere, and a group may have members that the parser would have joined.
  Query tree(QueryKind kind, std::uint32_t seed) const;

  /// In the language of searcher/query_parser.hpp; almost all of them parse.
  GeneratedText text(std::uint32_t seed) const;

 private:
  friend class QueryWriter;

  /// A word as an article writes it; runs of n-grams whole.
  using Paragraph = std::vector<std::string>;

  struct Subject {
    const Article* article = nullptr;
    std::vector<std::pair<FieldId, std::vector<Paragraph>>> fields = {};
  };

  std::vector<Subject> subjects_;
  std::vector<std::vector<std::string>> families_;  ///< words of one English or German stem
  std::vector<std::string> words_;
  QueryShapes shapes_;
};

}  // namespace dateline::test
