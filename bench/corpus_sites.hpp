#pragma once

// The publications of made corpora, and what their pages say around an article.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/corpus_random.hpp"
#include "bench/corpus_words.hpp"

namespace dateline {

struct CorpusSite {
  std::string name;  ///< "Tarven Courier"
  std::string host;  ///< "www.tarven-courier.example"
  CorpusLanguage language = CorpusLanguage::English;
  std::uint32_t seed = 0;  ///< where its authors begin and its look is chosen
};

struct SectionName {
  std::string_view name;
  std::string_view slug;  ///< as in addresses
};

inline constexpr std::size_t kCorpusSections = 8;

/// The words of pages in one language.
struct PageWords {
  std::array<SectionName, kCorpusSections> sections;
  std::string_view home, related, most_read, newsletter, subscribe, share, by, published, privacy,
      contact, imprint, rights, cookies, accept;
};

const PageWords& page_words_of(CorpusLanguage language);

/// 200 sites: 128 in English, 24 in German, 20 in French, 16 in Spanish and 12 in Japanese.
class CorpusSites {
 public:
  /// `lexicons` by language, only read.
  explicit CorpusSites(const std::vector<Lexicon>& lexicons);

  const std::vector<CorpusSite>& all() const { return sites_; }

  /// A site of the language. Sizes follow Zipf's law with exponent 1, as those of web sites do
  /// (Adamic and Huberman, "Zipf's law and the Internet", 2002).
  std::uint32_t draw(CorpusLanguage language, CorpusRandom& random) const;

 private:
  struct Range {
    std::uint32_t first = 0;
    AliasTable sizes;
  };
  std::vector<CorpusSite> sites_;
  std::vector<Range> ranges_;  ///< by language
};

/// 70 % of articles are English, 12 German, 8 French, 6 Spanish, 4 Japanese: chosen so that one
/// language leads and every kind of text has its share.
CorpusLanguage draw_language(CorpusRandom& random);

/// `text` as a part of addresses: letters without accents and in lower case, digits, hyphens for
/// blanks; letters outside ASCII fall out.
std::string slug_of(std::string_view text);

}  // namespace dateline
