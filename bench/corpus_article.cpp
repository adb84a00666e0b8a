#include "bench/corpus_article.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;

// Sequences apart from that of the article itself.
constexpr std::uint64_t kCopySeed = 0x636f7079;
constexpr std::uint64_t kOtherSeed = 0x6f74686572;

constexpr std::uint32_t kCopyReach = 2'000;  ///< an original is at most so many articles back
constexpr std::uint32_t kPlaces = 400;
constexpr std::uint32_t kFirstNames = 120;

local_days first_day() { return local_days{std::chrono::year{kFirstCorpusYear} / 1 / 1}; }

std::uint32_t count_days() {
  const local_days end{std::chrono::year{kFirstCorpusYear + kCorpusYears} / 1 / 1};
  return static_cast<std::uint32_t>((end - first_day()).count());
}

std::chrono::local_seconds draw_time(CorpusRandom& random) {
  static const std::uint32_t all_days = count_days();
  // Of a thousand drawn on a day of the week, from Sunday, so many stay.
  constexpr std::array<std::uint32_t, 7> kKept{500, 1000, 1000, 1000, 1000, 1000, 600};
  local_days day = first_day() + days{random.below(all_days)};
  while (!random.chance(kKept.at(std::chrono::weekday{day}.c_encoding())))
    day = first_day() + days{random.below(all_days)};
  // Twelve of thirteen between six and ten in the evening, the morning fuller.
  const std::uint32_t hour =
      random.below(13) == 0 ? random.below(24) : 6 + std::min(random.below(16), random.below(16));
  return day + hours{hour} + minutes{random.below(60)};
}

minutes offset_of(CorpusLanguage language) {
  if (language == CorpusLanguage::English) return minutes{0};
  return language == CorpusLanguage::Japanese ? minutes{540} : minutes{60};
}

std::string make_url(const CorpusSite& site, const CorpusArticle& article, std::uint64_t number) {
  const std::string day = format_day(article.published);
  std::string slug = slug_of(article.title);
  if (!slug.empty()) slug += '-';
  return fmt::format("https://{}/{}/{}/{}/{}/{}{}", site.host,
                     page_words_of(article.language).sections.at(article.section).slug,
                     day.substr(0, 4), day.substr(5, 2), day.substr(8, 2), slug, number);
}

}  // namespace

CorpusMaker::CorpusMaker(std::uint64_t seed)
    : seed_(seed), lexicons_(kCorpusLanguages.begin(), kCorpusLanguages.end()), sites_(lexicons_) {
  for (const CorpusLanguage language : kCorpusLanguages)
    composers_.emplace_back(ranks_, lexicon(language),
                            mix_seeds(seed, static_cast<std::uint64_t>(language)));
}

bool CorpusMaker::is_copy(std::uint64_t number) const {
  return number > 0 && CorpusRandom(mix_seeds(seed_ ^ kCopySeed, number)).chance(kCopiesInThousand);
}

CorpusMaker::Story CorpusMaker::make_story(std::uint64_t number) const {
  CorpusRandom random(mix_seeds(seed_, number));
  Story story;
  story.language = draw_language(random);
  story.site = sites_.draw(story.language, random);
  story.published = draw_time(random);
  story.text = composer(story.language).compose(random);
  return story;
}

CorpusCopy CorpusMaker::choose_original(std::uint64_t number, CorpusRandom& random) const {
  const auto reach = static_cast<std::uint32_t>(std::min<std::uint64_t>(number, kCopyReach));
  std::uint64_t original = number - 1 - random.below(reach);
  while (is_copy(original)) --original;
  constexpr std::array kKinds{CopyKind::Whole, CopyKind::Whole, CopyKind::Halved,
                              CopyKind::Reworded};
  return {original, kKinds.at(random.below(kKinds.size()))};
}

void CorpusMaker::alter(Story& story, CopyKind kind, CorpusRandom& random) const {
  const std::uint32_t first_site = story.site;
  while (story.site == first_site) story.site = sites_.draw(story.language, random);
  story.published += minutes{random.below(2 * 24 * 60)};
  if (kind == CopyKind::Halved) halve(story.text.body);
  if (kind == CopyKind::Reworded) composer(story.language).reword(story.text.body, 50, random);
  // Desks often write a headline of their own.
  if (random.chance(300))
    story.text.headline =
        composer(story.language).headline(story.text.topic, story.text.subjects, random);
}

void CorpusMaker::put_place_line(CorpusArticle& article, CorpusRandom& random) const {
  std::string place = lexicon(article.language).name(random.below(kPlaces));
  std::string& first = article.paragraphs.front();
  switch (article.language) {
    case CorpusLanguage::English:
      for (char& c : place)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      first.insert(0, place + " — ");
      break;
    case CorpusLanguage::German:
    case CorpusLanguage::French:
      first.insert(0, place + " – ");
      break;
    case CorpusLanguage::Spanish:
      first.insert(0, place + ". ");
      break;
    case CorpusLanguage::Japanese:
      first.insert(0, "【" + place + "】");
      break;
  }
}

std::vector<std::string> CorpusMaker::make_authors(const CorpusSite& site,
                                                   CorpusRandom& random) const {
  const std::uint32_t dice = random.below(100);
  const int count = dice < 10 ? 0 : dice < 92 ? 1 : 2;
  const Lexicon& words = lexicon(site.language);
  std::vector<std::string> authors;
  for (int i = 0; i < count; ++i) {
    const std::uint32_t staff = site.seed + random.below(30);
    const std::string_view between = site.language == CorpusLanguage::Japanese ? "・" : " ";
    authors.push_back(fmt::format("{}{}{}", words.name(1'000 + staff % kFirstNames), between,
                                  words.name(100'000 + staff)));
  }
  if (count == 2 && authors[0] == authors[1]) authors.pop_back();
  return authors;
}

std::vector<std::string> CorpusMaker::make_tags(const Story& story, CorpusRandom& random) const {
  const Lexicon& words = lexicon(story.language);
  std::vector<std::string> tags;
  const auto add = [&](std::uint32_t rank) {
    std::string tag = words.word(rank);
    if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
  };
  for (const std::uint32_t rank : story.text.subjects) add(rank);
  for (std::uint32_t i = random.below(3); i > 0; --i)
    add(composer(story.language).topic_word(story.text.topic, random));
  return tags;
}

CorpusArticle CorpusMaker::article(std::uint64_t number) const {
  CorpusRandom random(mix_seeds(seed_ ^ kOtherSeed, number));
  CorpusArticle article;
  Story story;
  if (is_copy(number)) {
    article.copy = choose_original(number, random);
    story = make_story(article.copy->of);
    alter(story, article.copy->kind, random);
  } else {
    story = make_story(number);
  }
  const CorpusSite& site = sites().at(story.site);
  const Lexicon& words = lexicon(story.language);
  article.id = fmt::format("made-{:07}", number);
  article.title = render_line(story.text.headline, words, story.language);
  article.paragraphs = render_paragraphs(story.text.body, words, story.language);
  article.published = {story.published, offset_of(story.language), DatePrecision::Minute};
  article.site = story.site;
  article.topic = story.text.topic;
  article.section = story.text.topic % kCorpusSections;
  article.language = story.language;
  // Text from elsewhere begins with a place, and so does some of a paper's own.
  if (article.copy || random.chance(300)) put_place_line(article, random);
  article.authors = make_authors(site, random);
  article.tags = make_tags(story, random);
  article.url = make_url(site, article, number);
  return article;
}

std::string CorpusMaker::other_headline(CorpusLanguage language, CorpusRandom& random) const {
  const TextComposer& texts = composer(language);
  const std::uint32_t topic = random.below(kCorpusTopics);
  return render_line(texts.headline(topic, {texts.topic_word(topic, random)}, random),
                     lexicon(language), language);
}

}  // namespace dateline
