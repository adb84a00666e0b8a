#include "searcher/likeness.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "common/schema.hpp"
#include "common/stemmer.hpp"
#include "common/tokenizer.hpp"
#include "searcher/filter_terms.hpp"

namespace dateline {
namespace {

/// Stems of one or two letters say little.
constexpr std::size_t kShortest = 3;

/// A word that no other article has finds nothing.
constexpr Xapian::doccount kRarest = 2;

/// The frequencies of so many words are looked up, those that the article has most often.
constexpr std::size_t kLookedUp = 400;

/// Of 30 to 60 words all did alike on topics of newswire, 15 less well.
constexpr std::size_t kTellingWords = 40;

/// Where more are marked, one sees none.
constexpr std::size_t kMarkedWords = 15;

/// A word that stands there so often counts half of what one can that stands everywhere.
constexpr double kHalfCount = 5;

/// A word of the example.
struct TellingWord {
  std::string term;  ///< in the index
  std::string word;  ///< the first form of it, as the Highlighter wants it
  WordMatch match = WordMatch::AnyForm;
  double count = 0;   ///< headline words counted kTitleWeight times
  double weight = 0;  ///< in the query
  double worth = 0;   ///< what it tells of the article
};

/// As the index names them behind a Z.
std::vector<std::string> stems_of(const TellingWord& word) {
  if (word.match != WordMatch::AnyForm) return {};
  return {word.term.substr(1)};
}

class WordCount {
 public:
  explicit WordCount(const std::string& language) : language_(language), stemmer_(language) {}

  void add(std::string_view text, double weight) {
    Tokenizer tokenizer(text);
    Token token;
    while (tokenizer.next(token)) {
      if (token.kind == TokenKind::Bigram) {
        count(std::string(token.term), token.term, WordMatch::Exact, weight);
      } else if (token.kind == TokenKind::Word && !is_stop_word(language_, token.term)) {
        const std::string_view stem = stemmer_.stem(token.word);
        if (stem.size() >= kShortest)
          count(fmt::format("Z{}", stem), token.word, WordMatch::AnyForm, weight);
      }
    }
  }

  /// Most frequent first, equals in the order of their terms.
  std::vector<TellingWord> take() {
    std::sort(words_.begin(), words_.end(), [](const TellingWord& a, const TellingWord& b) {
      return a.count != b.count ? a.count > b.count : a.term < b.term;
    });
    return std::move(words_);
  }

 private:
  void count(std::string term, std::string_view word, WordMatch match, double weight) {
    const auto [place, is_new] = places_.emplace(term, words_.size());
    if (is_new)
      words_.push_back({.term = std::move(term), .word = std::string(word), .match = match});
    words_[place->second].count += weight;
  }

  const std::string& language_;
  Stemmer stemmer_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<TellingWord> words_;
};

std::vector<TellingWord> choose_words(const Article& example, Xapian::doccount articles,
                                      TermFrequencies& frequencies) {
  WordCount count(example.language);
  count.add(example.title, kTitleWeight);
  count.add(example.lead, 1);
  count.add(example.body, 1);
  std::vector<TellingWord> words = count.take();
  words.resize(std::min(words.size(), kLookedUp));
  std::vector<std::string> terms;
  terms.reserve(words.size());
  for (const TellingWord& word : words) terms.push_back(word.term);
  frequencies.learn(terms);
  std::erase_if(words,
                [&](const TellingWord& word) { return frequencies.of(word.term) < kRarest; });
  for (TellingWord& word : words) {
    word.weight = word.count / (word.count + kHalfCount);
    // The weighting scheme makes more of rare words once again.
    word.worth =
        word.weight *
        std::sqrt(std::log(1 + static_cast<double>(articles) / (1.0 + frequencies.of(word.term))));
  }
  std::sort(words.begin(), words.end(), [](const TellingWord& a, const TellingWord& b) {
    return a.worth != b.worth ? a.worth > b.worth : a.term < b.term;
  });
  words.resize(std::min(words.size(), kTellingWords));
  return words;
}

/// The articles that match the query, two at most.
std::vector<Xapian::docid> first_two(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  const Xapian::MSet matched = enquire.get_mset(Xapian::doccount{0}, 2);
  return {matched.begin(), matched.end()};
}

}  // namespace

Result<Xapian::docid> find_example(const Xapian::Database& database,
                                   const std::string& id_or_path) {
  const auto named = [&](FieldId field) {
    return first_two(
        database,
        make_value_filter({.kind = QueryKind::Filter, .field = field, .text = id_or_path}));
  };
  // Two databases may have the same article.
  if (const auto by_id = named(FieldId::Id); !by_id.empty()) return by_id.front();
  const auto by_path = named(FieldId::Path);
  if (by_path.empty())
    return fail(ErrorCode::Input,
                fmt::format("there is no article with the id or path \"{}\"", id_or_path),
                "--json shows the ids and paths of hits");
  const auto id_of = [&](Xapian::docid document) {
    return database.get_document(document).get_value(kSlotId);
  };
  if (by_path.size() > 1 && id_of(by_path[0]) != id_of(by_path[1]))
    return fail(ErrorCode::Usage, fmt::format("several articles come from {}", id_or_path),
                "name one by its id, which --json shows");
  return by_path.front();
}

Likeness plan_likeness(const Article& example, const std::string& story,
                       const Xapian::Query& narrowing, Xapian::doccount articles,
                       TermFrequencies& frequencies) {
  Likeness likeness;
  std::vector<Xapian::Query> scaled;
  double length = 0;
  // `ranking.words` stays 0: the scheme for queries of few words finds more of a topic here too.
  for (const TellingWord& word : choose_words(example, articles, frequencies)) {
    const Xapian::Query term(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(word.term), word.weight);
    scaled.push_back(term);
    likeness.parts.push_back({.what = word.word, .field = "text", .query = term});
    if (likeness.sought.size() < kMarkedWords)
      likeness.sought.push_back(sought_word(
          FieldId::Text, {.text = word.word, .match = word.match, .stems = stems_of(word)},
          word.worth));
    likeness.ranking.readings += frequencies.of(word.term);
    length += word.weight;
  }
  likeness.ranking.length = static_cast<Xapian::termcount>(std::lround(length));
  if (scaled.empty()) return likeness;
  std::vector<Xapian::Query> left_out{
      make_value_filter({.kind = QueryKind::Filter, .field = FieldId::Id, .text = example.id})};
  if (!story.empty())
    left_out.emplace_back(Xapian::Query::OP_VALUE_RANGE, kSlotStory, story, story);
  const Xapian::Query any(Xapian::Query::OP_OR, scaled.begin(), scaled.end());
  likeness.ranking.matches = {
      Xapian::Query::OP_AND_NOT,
      Xapian::Query(Xapian::Query::OP_AND, any, without_score(narrowing)),
      Xapian::Query(Xapian::Query::OP_OR, left_out.begin(), left_out.end())};
  return likeness;
}

}  // namespace dateline
