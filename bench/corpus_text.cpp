#include "bench/corpus_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace dateline {
namespace {

constexpr std::uint32_t kTopicWords = 48;
constexpr std::uint32_t kSubjectPercent = 6;
constexpr std::uint32_t kTopicPercent = 17;
constexpr std::uint32_t kRepeatPercent = 25;
constexpr std::uint32_t kNumbersInThousand = 12;
constexpr std::uint32_t kCommasInThousand = 70;

/// e^x for |x| < 4 by its series: the same to the last bit wherever the sums are.
double exponential(double x) {
  double sum = 1;
  double term = 1;
  for (int i = 1; i < 40; ++i) {
    term *= x / i;
    sum += term;
  }
  return sum;
}

std::uint32_t draw_length(CorpusRandom& random) {
  const double words = kMedianWords * exponential(kLengthSpread * random.normal());
  return std::clamp(static_cast<std::uint32_t>(words), kLeastWords, kMostWords);
}

/// Words of a sentence: 6 to 32, 19 on average, near the mean most often.
std::uint32_t draw_sentence(CorpusRandom& random) {
  return 6 + random.below(14) + random.below(14);
}

/// Sentences of a paragraph, short as in news.
std::uint32_t draw_paragraph(CorpusRandom& random) { return 1 + random.below(3) + random.below(2); }

struct Marks {
  std::string_view blank, comma, full_stop;
};

constexpr Marks marks_of(CorpusLanguage language) {
  return language == CorpusLanguage::Japanese ? Marks{"", "、", "。"} : Marks{" ", ", ", "."};
}

void append_word(const TextWord& word, const Lexicon& lexicon, std::string& out) {
  if (word.rank == 0)
    out += std::to_string(word.number);
  else
    lexicon.append_word(word.rank, out);
}

}  // namespace

std::uint32_t TextComposer::topic_word(std::uint32_t topic, CorpusRandom& random) const {
  // The words of a topic are not kept but drawn anew each time from a sequence of their own.
  CorpusRandom own(mix_seeds(mix_seeds(seed_, topic), random.below(kTopicWords)));
  return ranks_.draw_above(lexicon_.small_words(), own);
}

std::uint32_t TextComposer::article_word(CorpusText& text, std::vector<std::uint32_t>& used,
                                         CorpusRandom& random) const {
  std::uint32_t rank = ranks_.draw(random);
  if (rank <= lexicon_.small_words()) return rank;
  const std::uint32_t percent = random.below(100);
  if (percent < kSubjectPercent) {
    rank = text.subjects[random.below(static_cast<std::uint32_t>(text.subjects.size()))];
  } else if (percent < kSubjectPercent + kTopicPercent) {
    rank = topic_word(text.topic, random);
  } else if (percent < kSubjectPercent + kTopicPercent + kRepeatPercent && !used.empty()) {
    rank = used[random.below(static_cast<std::uint32_t>(used.size()))];
  }
  used.push_back(rank);
  return rank;
}

CorpusText TextComposer::compose(CorpusRandom& random) const {
  CorpusText text;
  text.topic = random.below(kCorpusTopics);
  const std::uint32_t subjects = 1 + random.below(3);
  for (std::uint32_t i = 0; i < subjects; ++i)
    text.subjects.push_back(ranks_.draw_above(lexicon_.small_words(), random));
  text.headline = headline(text.topic, text.subjects, random);

  const std::uint32_t length = draw_length(random);
  std::vector<std::uint32_t> used;
  std::uint32_t sentences = draw_paragraph(random);
  while (text.body.size() < length) {
    for (std::uint32_t left = draw_sentence(random); left > 0; --left) {
      TextWord word;
      if (random.chance(kNumbersInThousand)) {
        word.number = static_cast<std::uint16_t>(1 + random.below(random.chance(500) ? 30 : 2'000));
      } else {
        word.rank = article_word(text, used, random);
        // Hardly a language says a small word twice in a row.
        while (!text.body.empty() && text.body.back().rank == word.rank)
          word.rank = article_word(text, used, random);
      }
      if (left > 2 && random.chance(kCommasInThousand)) word.after = WordBreak::Comma;
      text.body.push_back(word);
    }
    text.body.back().after = WordBreak::Sentence;
    if (--sentences == 0) {
      text.body.back().after = WordBreak::Paragraph;
      sentences = draw_paragraph(random);
    }
  }
  text.body.back().after = WordBreak::Paragraph;
  return text;
}

std::vector<TextWord> TextComposer::headline(std::uint32_t topic,
                                             const std::vector<std::uint32_t>& subjects,
                                             CorpusRandom& random) const {
  const auto small_word = [&] { return 1 + random.below(std::min(lexicon_.small_words(), 30U)); };
  std::vector<TextWord> words;
  const auto add = [&](std::uint32_t rank) { words.push_back({.rank = rank}); };
  add(subjects.front());
  add(topic_word(topic, random));
  if (subjects.size() > 1) {
    add(small_word());
    add(subjects[1]);
  }
  if (random.chance(600)) add(topic_word(topic, random));
  add(small_word());
  add(subjects.size() > 2 ? subjects[2] : topic_word(topic, random));
  if (random.chance(400)) add(topic_word(topic, random));
  return words;
}

void TextComposer::reword(std::vector<TextWord>& words, std::uint32_t in_thousand,
                          CorpusRandom& random) const {
  for (TextWord& word : words)
    if (word.rank > lexicon_.small_words() && random.chance(in_thousand))
      word.rank = ranks_.draw_above(lexicon_.small_words(), random);
}

void halve(std::vector<TextWord>& body) {
  for (std::size_t i = body.size() / 2; i < body.size(); ++i) {
    if (body[i].after != WordBreak::Paragraph) continue;
    body.resize(i + 1);
    return;
  }
}

std::string render_line(const std::vector<TextWord>& words, const Lexicon& lexicon,
                        CorpusLanguage language) {
  std::string line;
  for (const TextWord& word : words) {
    if (!line.empty()) line += marks_of(language).blank;
    append_word(word, lexicon, line);
  }
  capitalise(line);
  return line;
}

std::vector<std::string> render_paragraphs(const std::vector<TextWord>& words,
                                           const Lexicon& lexicon, CorpusLanguage language) {
  const Marks marks = marks_of(language);
  std::vector<std::string> paragraphs;
  std::string paragraph;
  bool begins_sentence = true;
  for (const TextWord& word : words) {
    const std::size_t begin = paragraph.size();
    append_word(word, lexicon, paragraph);
    if (begins_sentence) capitalise(paragraph, begin);
    begins_sentence = word.after >= WordBreak::Sentence;
    switch (word.after) {
      case WordBreak::Blank:
        paragraph += marks.blank;
        break;
      case WordBreak::Comma:
        paragraph += marks.comma;
        break;
      case WordBreak::Sentence:
        paragraph += marks.full_stop;
        paragraph += marks.blank;
        break;
      case WordBreak::Paragraph:
        paragraph += marks.full_stop;
        paragraphs.push_back(std::move(paragraph));
        paragraph.clear();
        break;
    }
  }
  return paragraphs;
}

}  // namespace dateline
