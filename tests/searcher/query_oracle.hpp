#pragma once

// What a query means, by the text of the articles alone: the slow and plain reading that the
// searcher's answers are held to. It shares with the programs only how text is cut, folded and
// stemmed (common/), never what they store.
//
// Paragraphs. The headline is one, the lead is one, each block of the body is one, and for author:
// each name. Of a block longer than kParagraphGap words every kParagraphGap are one.
//   Text = headline, lead and body; Title = headline; Lead = headline, lead and the first block.
//
// Words. A Word of one term finds what has its stem: in an article of language A a word whose stem
// in A is the stem of the query's word in any wanted language, which are those of the articles, or
// of lang: at the top of the query where there are any such articles. Numbers, n-grams and exact
// words are found as they are. A Word of several terms and a Phrase are those very terms at
// positions as far apart as in the query, in one paragraph. Patterns and near spellings find every
// word that fits.
//
// Proximity. A side stands on occurrences; one word, not exact, occurs in every form that any
// wanted language stems as it stems the word. NEAR/n of k sides wants one occurrence a side, no two
// on one position, in one paragraph, within n + k - 1 positions and as many more as the occurrences
// are longer than one word; PRE/n the same in the order of the sides; same-para any distance.
//
// atleastN: so many words of the field are found by the word.
//
// Dates. A range of days holds an article when the first day of its year, month or day, as readers
// see it, lies in the range. A range of moments (exact) compares moments: a coarse date is its
// first, without a zone in UTC.
// An article without a date passes no date filter, and where undated ones are included every date
// filter, also a negated one.
//
// Groups. Among words that merely stand side by side (implicit) those that are stop words of the
// query's language do not count, unless there are no others. Where any of such words will do
// (an implicit Or, and any Or or implicit And in it), so will any part of a word of several terms
// that is no stop word.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "common/article.hpp"
#include "common/schema.hpp"
#include "common/stemmer.hpp"
#include "common/tokenizer.hpp"
#include "searcher/query.hpp"

namespace dateline::test {

/// A part of an article that is one paragraph to queries.
enum class TextPart : std::uint8_t { Title, Lead, Block, Name };

/// Bytes of an article that a query matched.
struct OracleMark {
  TextPart part = TextPart::Title;
  std::size_t number = 0;  ///< of a Block or Name, from 0
  std::size_t begin = 0;   ///< in the part
  std::size_t end = 0;

  auto operator<=>(const OracleMark&) const = default;
};

class QueryOracle {
 public:
  /// Ids must rise, and there must be an article.
  explicit QueryOracle(std::vector<Article> articles);

  const std::vector<Article>& articles() const { return articles_; }

  /// Ids of the articles that match, rising. Of trees that the planner takes: atleast of one term.
  std::vector<std::string> matches(const Query& query, Undated undated = Undated::Default);

  /// What of an article the words of the query are, in order: each occurrence of a word, pattern or
  /// phrase that is not below a Not; of a proximity those that stand together with others of it.
  std::vector<OracleMark> marks(const Query& query, std::string_view id);

  /// The most words that a pattern or near spelling in the query stands for.
  std::size_t widest_expansion(const Query& query);

  /// Whether a word of a proximity in the query would have other forms if words were stemmed
  /// without their accents (resume: résumés).
  bool has_forms_that_accents_decide(const Query& query);

 private:
  /// By article: whether it matches.
  using Matches = std::vector<char>;

  /// A word that occurs somewhere, and its stems by language: indices into stems_.
  struct IndexedWord {
    std::string term;
    std::string word;
    TokenKind kind = TokenKind::Word;
    std::u32string letters = {};  ///< of the term
    std::vector<std::size_t> stems = {};
    std::vector<std::size_t> plain_stems = {};  ///< of the term instead of the word
  };

  /// A word in a text: an index into words_, and the bytes of the part that it takes.
  struct PlacedWord {
    std::size_t word = 0;
    std::size_t from = 0;
    std::size_t to = 0;
  };

  struct Paragraph {
    std::size_t article = 0;
    TextPart part = TextPart::Title;
    std::size_t number = 0;                              ///< of the part
    std::vector<std::vector<PlacedWord>> words_at = {};  ///< by position
  };

  struct Place {
    std::size_t paragraph = 0;
    std::size_t position = 0;
    std::size_t from = 0;
    std::size_t to = 0;
  };

  /// A run of positions in a paragraph of a field.
  struct Occurrence {
    std::size_t paragraph = 0;
    std::size_t begin = 0;
    std::size_t length = 1;
    std::size_t from = 0;  ///< bytes
    std::size_t to = 0;
    auto operator<=>(const Occurrence&) const = default;
    bool meets(const Occurrence& other) const {
      return begin < other.begin + other.length && other.begin < begin + length;
    }
  };

  struct FieldText {
    std::vector<Paragraph> paragraphs = {};
    std::vector<std::vector<Place>> places = {};  ///< by word
  };

  struct Language {
    std::string code;
    Stemmer stemmer;
    std::size_t articles = 0;
  };

  /// How the words of the query in hand are read.
  struct Reading {
    std::vector<std::size_t> languages;  ///< wanted: indices into languages_
    std::string stop_language;
    Undated undated = Undated::Default;
  };

  /// How indexed words are stemmed.
  enum class Accents : std::uint8_t { Kept, Left };

  /// What a part of a query inherits from what it stands in.
  struct Mood {
    bool is_negated = false;
    bool is_loose = false;  ///< any of the words will do
  };

  void count_languages();
  void add_field(FieldId id, const Paragraph& kind, std::string_view text);
  std::size_t word_index(const Token& token);
  std::size_t stem_index(std::size_t language, std::string_view word);
  const FieldText& field(FieldId id) const;

  Reading read(const Query& query, Undated undated) const;
  std::string stop_language(const Query& query, const std::vector<std::size_t>& codes) const;

  const std::vector<char>& fitting_words(const Query& query);
  const std::vector<char>& forms_of(const AnalyzedTerm& term, Accents accents = Accents::Kept);
  std::vector<Occurrence> places_of(FieldId id, const std::vector<char>& words) const;
  std::vector<Occurrence> found_by_stem(FieldId id, const AnalyzedTerm& term);
  std::vector<Occurrence> found_in_a_row(FieldId id, const std::vector<AnalyzedTerm>& terms);
  std::vector<Occurrence> occurrences(const Query& query);
  std::vector<Occurrence> stands_on(const Query& side);

  Matches nothing() const { return Matches(articles_.size(), 0); }
  Matches articles_of(FieldId id, const std::vector<Occurrence>& found) const;
  Matches evaluate(const Query& query, Mood mood);
  Matches evaluate_any_part(const Query& word);
  Matches evaluate_group(const Query& query, Mood mood);
  Matches evaluate_at_least(const Query& query);
  Matches evaluate_proximity(const Query& query);
  /// Occurrences by side; all in one paragraph and in the order of the text.
  using Sides = std::vector<std::vector<Occurrence>>;
  bool completes(const Query& query, const Sides& sides,
                 std::vector<std::optional<Occurrence>>& chosen) const;
  std::vector<Occurrence> standing_together(const Query& query);
  void collect_marks(const Query& query, Mood mood, std::size_t article,
                     std::vector<OracleMark>& marks);
  void add_marks(FieldId id, const std::vector<Occurrence>& found, std::size_t article,
                 std::vector<OracleMark>& marks) const;
  bool drops_stop_words(const Query& group) const;
  Matches evaluate_each(const Query& query, Mood mood) const;
  bool is_stop(const Query& query) const;
  bool is_published_within(const Article& article, const Query& date, Mood mood) const;

  std::vector<Article> articles_;
  std::vector<Language> languages_;       ///< most articles first
  std::vector<std::size_t> language_of_;  ///< by article
  std::vector<IndexedWord> words_;
  std::map<std::pair<std::string, std::string>, std::size_t> word_indices_;
  std::map<std::string, std::size_t, std::less<>> stems_;
  std::map<FieldId, FieldText> fields_;
  std::map<std::string, std::vector<char>> fitting_;  ///< by the query as it is printed
  std::map<std::tuple<std::string, Accents, std::vector<std::size_t>>, std::vector<char>>
      forms_;  ///< by word and wanted languages
  Reading reading_;
};

}  // namespace dateline::test
