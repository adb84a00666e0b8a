#include "tests/searcher/generated_archive.hpp"

#include <array>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "common/schema.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "tests/support/random_choice.hpp"

namespace dateline::test {
namespace {

using Words = std::vector<std::string_view>;

/// Forms of one word stand together.
const std::vector<Words> kEnglish{
    {"vote", "votes", "voted", "voting", "voter", "voters", "Vote"},
    {"elect", "elected", "election", "elections", "electing", "re-elected"},
    {"minister", "ministers", "Minister", "ministry", "minister’s", "ministerial"},
    {"police", "policing", "Police"},
    {"report", "reports", "reported", "reporter", "reporting"},
    {"party", "parties", "Party"},
    {"city", "cities", "City"},
    {"strike", "strikes", "striking", "striker"},
    {"plan", "plans", "planned", "planning", "planner"},
    {"climate", "climates", "Climate"},
    {"protest", "protests", "protester", "protesters", "protested"},
    {"market", "markets", "marketing", "marketed"},
    {"government", "governments", "govern", "goverment", "governed"},
    {"covid-19", "Covid-19", "covid"},
    {"café", "cafés", "cafe", "Cafe"},
    {"prime", "Prime"},
    {"bank", "banks", "banker", "banking", "Bank"},
    {"tax", "taxes", "taxed", "taxation"},
    {"gate", "gates", "Watergate", "Watergate’s"},
    {"close", "closed", "closing", "closes", "closely"},
    {"open", "opens", "opened", "opening"},
    {"study", "studies", "studied", "studying"},
    {"woman", "women", "woman’s"},
    {"run", "runs", "running", "runner", "ran"},
    {"price", "prices", "priced", "pricing"},
    {"ferry", "ferries"},
    {"state-of-the-art", "state", "states", "art", "arts"},
    {"O’Neill", "O'Neill", "O’Neill’s"},
    {"AT&T", "C++", "U.S.", "U.S", "5G"},
    {"1,000", "2019", "2023", "3.50", "12:30", "19", "100"},
    {"naïve", "naive", "résumé", "résumés", "resume"},
    {"organise", "organised", "organising", "organisation", "organ", "organs"},
    {"general", "generally", "generation", "generations", "generous"},
    {"fly", "flies", "flying", "flew"},
    {"carbon"},
    {"tunnel", "tunnels"},
    {"storm", "storms", "stormy", "stormed"},
    {"bridge", "bridges", "bridged"},
    {"court", "courts", "courtly"},
    {"harbour", "harbours", "harboured"},
    {"wahl", "Wahl"},
    {"Zürich", "Zurich", "São", "Sao"},
    {"l’économie", "economie", "économie"},
    {"e-mail", "email", "emails", "e-mails"},
    {"lie", "lies", "lying", "lied"},
    {"new", "news", "newer"},
    {"东京", "奥运会", "北京"},
};

const Words kEnglishStopWords{"the", "of",  "and",   "a",  "in",      "to",      "was", "for",
                              "it",  "The", "about", "on", "they’ve", "doesn’t", "die", "in"};

const std::vector<Words> kGerman{
    {"Wahl", "Wahlen", "wählen", "wählt", "gewählt", "Wahlkampf"},
    {"Frau", "Frauen"},
    {"Haus", "Häuser", "Hauses", "Häusern"},
    {"Stadt", "Städte", "Städten"},
    {"Regierung", "Regierungen"},
    {"Kanzler", "Kanzlerin", "Kanzlers"},
    {"Partei", "Parteien", "Party", "Parties"},
    {"bericht", "berichtet", "berichtete", "berichten", "Berichte"},
    {"Bank", "Banken", "Bänke"},
    {"Zug", "Züge", "Zügen"},
    {"Straße", "Straßen", "Strasse"},
    {"Bürger", "Bürgern", "Bürgers"},
    {"Müller", "Mueller", "Muller"},
    {"Covid-19", "19", "2023", "1.000"},
    {"Minister", "Ministers", "Ministern", "Ministerin"},
    {"Café", "Cafés"},
    {"planen", "plan", "geplant", "plant", "Plans"},
    {"Tunnel", "Tunnels"},
    {"Preis", "Preise", "Preisen"},
    {"Protest", "Proteste", "protestieren"},
    {"Zürich", "Zürichs"},
};

const Words kGermanStopWords{"die", "der", "das", "und", "in",  "zu",  "mit",
                             "von", "ein", "war", "ist", "was", "Die", "für"};

const Words kChinese{"东京", "奥运会", "开幕", "今天", "北京", "选举", "投票", "经济",
                     "政府", "总理",   "市场", "京",   "会",   "东",   "京京", "奥运"};

struct Place {
  std::string_view url;
  std::string_view name;
};
constexpr std::array kPlaces{
    Place{"https://news.bbc.example/", "The Daily Example"},
    Place{"http://bbc.example/", "The Daily Example"},
    Place{"https://www.Courier.example:8080/", "Courier"},
    Place{"https://phys.test/", ""},
    Place{"", "phys.test"},
    Place{"https://zeitung.test/", "Züricher Zeitung"},
    Place{"", ""},
    Place{"https://sport.courier.example/", "Courier Sport"},
};

constexpr std::array<std::string_view, 9> kAuthors{"Jane Doe",    "Omar Haddad",        "Doe Smith",
                                                   "José Müller", "Anne-Marie O’Neill", "Jane Vote",
                                                   "李明",        "M. Banks",           "Omar Doe"};

constexpr std::array<std::string_view, 6> kSections{"Politics", "World News", "Économie",
                                                    "politics", "",           "City"};
constexpr std::array<std::string_view, 7> kTags{"Climate", "Carbon Tax", "élection", "covid-19",
                                                "AT&T",    "Zürich",     "climate"};
constexpr std::array<std::string_view, 4> kWires{"", "Reuters", "Agence France-Presse", "dpa"};
constexpr std::array<std::string_view, 5> kFolders{"/news/2023/", "/news/2019/", "/news/",
                                                   "/archive/old pages/", "/archive/"};

/// Writes the text of one article: its topic is a handful of words that it uses again and again.
class Writer {
 public:
  Writer(RandomChoice& random, const std::string& language)
      : random_(random), is_chinese_(language == "zh") {
    const bool is_german = language == "de" || (language.empty() && random.percent(40));
    families_ = is_german ? &kGerman : &kEnglish;
    stop_words_ = is_german ? &kGermanStopWords : &kEnglishStopWords;
    for (int i = 0; i < 5; ++i) topic_.push_back(random_.skewed(families_->size()));
  }

  std::string text(int words) {
    std::string out;
    for (int i = 0; i < words; ++i) {
      if (!out.empty() && !(is_chinese_ && random_.percent(60))) out += blank();
      out += word();
      // A word said twice is neighbour to itself.
      if (random_.percent(3)) out += ' ' + std::string(word_);
    }
    return out;
  }

 private:
  std::string_view blank() {
    constexpr std::array<std::string_view, 8> kBlanks{" ", " ", " ", " ", " ", ", ", ". ", "\n"};
    return random_.of(kBlanks);
  }

  std::string_view word() {
    if (is_chinese_ && random_.percent(85)) {
      word_ = random_.of(kChinese);
    } else if (random_.percent(30)) {
      word_ = random_.of(*stop_words_);
    } else {
      const std::size_t family =
          random_.percent(60) ? random_.of(topic_) : random_.skewed(families_->size());
      word_ = random_.of((*families_)[family]);
    }
    return word_;
  }

  RandomChoice& random_;
  bool is_chinese_;
  const std::vector<Words>* families_ = nullptr;
  const Words* stop_words_ = nullptr;
  std::vector<std::size_t> topic_;
  std::string_view word_;
};

std::string make_body(RandomChoice& random, Writer& writer, bool is_long) {
  std::string body;
  const int paragraphs = random.percent(4) ? 0 : random.between(1, 5);
  for (int i = 0; i < paragraphs; ++i) {
    if (i > 0) body += "\n\n";
    const bool is_longest = is_long && i == paragraphs / 2;
    body += writer.text(is_longest ? random.between(kParagraphGap, 2 * kParagraphGap + 100)
                                   : random.between(4, 24));
  }
  return clean_blocks(body);
}

/// The first and last days of months and years are where periods are told apart.
std::optional<ArticleDate> make_date(RandomChoice& random) {
  constexpr std::array<int, 5> kOffsets{0, 330, -300, 540, 60};
  if (random.percent(15)) return std::nullopt;
  const int year = random.percent(2) ? 1968 : random.between(2019, 2023);
  const auto month = random.percent(40) ? (random.percent(50) ? 1U : 12U)
                                        : static_cast<unsigned>(random.between(1, 12));
  constexpr std::array<unsigned, 6> kDays{1, 2, 15, 20, 28, 28};
  const unsigned day = month == 12 && random.percent(50) ? 31 : random.of(kDays);
  ArticleDate date{.evidence = DateEvidence::Meta};
  if (random.percent(8)) {
    date.time = make_timestamp(year).value_or(Timestamp{});
  } else if (random.percent(15)) {
    date.time = make_timestamp(year, month).value_or(Timestamp{});
  } else {
    date.time = make_timestamp(year, month, day).value_or(Timestamp{});
    if (random.percent(60)) {
      constexpr std::array<int, 6> kHours{0, 1, 9, 14, 22, 23};
      date.time.local += std::chrono::hours{random.of(kHours)};
      date.time.local += std::chrono::minutes{random.between(0, 3) * 15};
      date.time.utc_offset = std::chrono::minutes{random.of(kOffsets)};
      date.time.precision = DatePrecision::Minute;
      if (random.percent(50)) {
        date.time.local += std::chrono::seconds{random.between(0, 59)};
        date.time.precision = DatePrecision::Second;
      }
    }
  }
  return date;
}

std::string choose_language(RandomChoice& random) {
  const std::size_t share = random.below(100);
  if (share < 52) return "en";
  if (share < 74) return "de";
  return share < 87 ? "zh" : "";
}

Article make_article(RandomChoice& random, std::size_t number) {
  Article article{.id = fmt::format("a{:03}", number), .language = choose_language(random)};
  Writer writer(random, article.language);
  if (random.percent(80)) article.title = clean_line(writer.text(random.between(2, 8)));
  if (random.percent(40)) article.lead = clean_line(writer.text(random.between(3, 14)));
  article.body = make_body(random, writer, number % 40 == 7);
  article.words = count_words(article.body);

  const Place& place = random.of(kPlaces);
  if (!place.url.empty()) article.url = fmt::format("{}story/{}", place.url, number);
  article.site = place.name;
  const int authors = random.between(0, 3);
  for (int i = 0; i < authors; ++i) article.authors.emplace_back(random.of(kAuthors));
  article.section = random.of(kSections);
  const int tags = random.between(0, 3);
  for (int i = 0; i < tags; ++i) article.tags.emplace_back(random.of(kTags));
  article.wire = random.of(kWires);
  article.kind = random.percent(70)   ? ArticleKind::Article
                 : random.percent(50) ? ArticleKind::Stub
                                      : ArticleKind::Page;
  article.published = make_date(random);
  article.source.path = fmt::format("{}{}.html", random.of(kFolders), number);
  if (random.percent(15)) {
    article.source.record = "12";
    article.other_sources.push_back({.path = fmt::format("/crawl/{}.warc.gz", random.below(4))});
  }
  return article;
}

}  // namespace

std::vector<Article> generated_articles(std::uint32_t seed, std::size_t count) {
  RandomChoice random(seed);
  std::vector<Article> articles;
  for (std::size_t i = 0; i < count; ++i) articles.push_back(make_article(random, i));
  return articles;
}

}  // namespace dateline::test
