#pragma once

// The text of made articles: which words follow each other.
//
// Every word is first drawn by its frequency in the language (WordRanks). When that is no small
// word, it may give way to one that the article is about, and only then, so that the frequencies
// over the whole collection stay those of the law:
//   6 %   a subject of the article: one to three words of its own
//   17 %  a word of its topic, one of 300: 48 words that its articles share
//   25 %  a word that the article has used already
// So content words come in bursts: who appears once in an article probably appears again (Church,
// "Empirical estimates of adaptation: the chance of two Noriegas is closer to p/2 than p^2", 2000;
// Serrano, Flammini and Menczer, "Modeling statistical properties of written text", 2009). The
// shares themselves are chosen.

#include <cstdint>
#include <string>
#include <vector>

#include "bench/corpus_random.hpp"
#include "bench/corpus_ranks.hpp"
#include "bench/corpus_words.hpp"

namespace dateline {

inline constexpr std::uint32_t kCorpusTopics = 300;

/// Lengths of articles are log-normal, as sizes of written things mostly are. Median, standard
/// deviation of the logarithm, and limits are chosen for news.
inline constexpr double kMedianWords = 400;
inline constexpr double kLengthSpread = 0.6;
inline constexpr std::uint32_t kLeastWords = 60;
inline constexpr std::uint32_t kMostWords = 4000;

enum class WordBreak : std::uint8_t { Blank, Comma, Sentence, Paragraph };

/// A word of a text and what follows it. Rank 0 stands for `number` in digits.
struct TextWord {
  std::uint32_t rank = 0;
  std::uint16_t number = 0;
  WordBreak after = WordBreak::Blank;
};

struct CorpusText {
  std::uint32_t topic = 0;
  std::vector<std::uint32_t> subjects;  ///< ranks
  std::vector<TextWord> headline;
  std::vector<TextWord> body;  ///< ends in a Paragraph
};

/// Draws texts and parts of texts in one language. Keeps references to both arguments.
class TextComposer {
 public:
  TextComposer(const WordRanks& ranks, const Lexicon& lexicon, std::uint64_t seed)
      : ranks_(ranks), lexicon_(lexicon), seed_(seed) {}

  CorpusText compose(CorpusRandom& random) const;

  /// A headline of the topic: subjects, words of the topic, small words between them.
  std::vector<TextWord> headline(std::uint32_t topic, const std::vector<std::uint32_t>& subjects,
                                 CorpusRandom& random) const;

  /// The rank of one of the topic's words.
  std::uint32_t topic_word(std::uint32_t topic, CorpusRandom& random) const;

  /// Puts another word in the place of `in_thousand` of a thousand words that are no small ones.
  void reword(std::vector<TextWord>& words, std::uint32_t in_thousand, CorpusRandom& random) const;

 private:
  std::uint32_t article_word(CorpusText& text, std::vector<std::uint32_t>& used,
                             CorpusRandom& random) const;

  const WordRanks& ranks_;
  const Lexicon& lexicon_;
  std::uint64_t seed_;
};

/// Cuts a body after the paragraph in which half of its words are reached.
void halve(std::vector<TextWord>& body);

/// One line, first letter in upper case, without a full stop.
std::string render_line(const std::vector<TextWord>& words, const Lexicon& lexicon,
                        CorpusLanguage language);

/// The paragraphs of a body with their punctuation; Japanese without blanks.
std::vector<std::string> render_paragraphs(const std::vector<TextWord>& words,
                                           const Lexicon& lexicon, CorpusLanguage language);

}  // namespace dateline
