#pragma once

// The articles of a made corpus, each for itself.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/corpus_sites.hpp"
#include "bench/corpus_text.hpp"
#include "common/date.hpp"

namespace dateline {

/// Days of publication run over ten years from 2015-01-01; Saturdays have 60 % and Sundays 50 % of
/// the articles of a working day, nights few (chosen after what newsrooms do).
inline constexpr int kFirstCorpusYear = 2015;
inline constexpr int kCorpusYears = 10;

/// How many of a thousand articles are syndicated copies. Half of those differ from their original
/// in place and day alone, a quarter are cut to half and a quarter have 5 % of their content words
/// changed.
inline constexpr std::uint32_t kCopiesInThousand = 80;

enum class CopyKind : std::uint8_t { Whole, Halved, Reworded };

struct CorpusCopy {
  std::uint64_t of = 0;  ///< number of the original, lower than the copy's own
  CopyKind kind = CopyKind::Whole;
};

struct CorpusArticle {
  std::string id;  ///< "made-0000042"
  std::string url;
  std::string title;
  std::vector<std::string> paragraphs;
  std::vector<std::string> authors;
  Timestamp published;     ///< to the minute, with the site's offset from UTC
  std::uint32_t site = 0;  ///< index into CorpusMaker::sites()
  std::uint32_t section = 0;
  std::uint32_t topic = 0;
  std::vector<std::string> tags;
  CorpusLanguage language = CorpusLanguage::English;
  std::optional<CorpusCopy> copy;  ///< nothing in the text says so
};

/// Makes the article of any number: the same for the same seed on every machine, and whatever other
/// articles are made. So the first n articles of a corpus are the corpus of n, and no memory is
/// needed for the others.
class CorpusMaker {
 public:
  explicit CorpusMaker(std::uint64_t seed);
  CorpusMaker(const CorpusMaker&) = delete;
  CorpusMaker& operator=(const CorpusMaker&) = delete;

  CorpusArticle article(std::uint64_t number) const;

  /// A headline as another article of the language would have, for links to further reading.
  std::string other_headline(CorpusLanguage language, CorpusRandom& random) const;

  const std::vector<CorpusSite>& sites() const { return sites_.all(); }
  const Lexicon& lexicon(CorpusLanguage language) const {
    return lexicons_.at(static_cast<std::size_t>(language));
  }
  std::uint64_t seed() const { return seed_; }

 private:
  /// What an article and its copies share.
  struct Story {
    CorpusLanguage language = CorpusLanguage::English;
    CorpusText text;
    std::uint32_t site = 0;
    std::chrono::local_seconds published{};
  };

  bool is_copy(std::uint64_t number) const;
  Story make_story(std::uint64_t number) const;
  CorpusCopy choose_original(std::uint64_t number, CorpusRandom& random) const;
  void alter(Story& story, CopyKind kind, CorpusRandom& random) const;
  void put_place_line(CorpusArticle& article, CorpusRandom& random) const;
  std::vector<std::string> make_authors(const CorpusSite& site, CorpusRandom& random) const;
  std::vector<std::string> make_tags(const Story& story, CorpusRandom& random) const;

  const TextComposer& composer(CorpusLanguage language) const {
    return composers_.at(static_cast<std::size_t>(language));
  }

  std::uint64_t seed_;
  WordRanks ranks_;
  std::vector<Lexicon> lexicons_;  ///< by language, as the composers
  std::vector<TextComposer> composers_;
  CorpusSites sites_;
};

}  // namespace dateline
