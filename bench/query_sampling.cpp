#include "bench/query_sampling.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "common/article.hpp"
#include "common/database.hpp"
#include "common/schema.hpp"
#include "common/stemmer.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "common/xapian_error.hpp"

namespace dateline {
namespace {

constexpr std::size_t kSampledArticles = 400;
/// How far a body is read: enough for its subject, whatever its length.
constexpr std::size_t kBytesPerArticle = 16384;
/// Tries for each query wanted; what has not come up by then the database does not hold.
constexpr std::size_t kTriesPerQuery = 50;
constexpr std::size_t kCommonWords = 100;

/// std::uniform_int_distribution gives other numbers in every library; the slight preference of
/// the modulo for small ones does no harm here.
class Chooser {
 public:
  explicit Chooser(std::uint64_t seed) : engine_(seed) {}

  /// From 0 to `count` - 1; `count` is not 0.
  std::size_t index_below(std::size_t count) { return engine_() % count; }

  template <class T>
  const T& one_of(const std::vector<T>& items) {
    return items[index_below(items.size())];
  }

 private:
  std::mt19937_64 engine_;
};

struct SampledWord {
  std::string text;  ///< lower case, accents kept
  Xapian::doccount articles = 0;
  bool is_stop_word = false;
};

using WordId = std::uint32_t;

struct SampledArticle {
  std::vector<WordId> title;
  std::vector<WordId> body;              ///< in text order; no n-grams
  std::vector<std::uint32_t> positions;  ///< of the words in `body`, paragraphs kept apart
  std::vector<WordId> subject;           ///< different words of the body that say something
  std::string month;                     ///< 2023-03, or empty
};

/// What the queries are made from.
struct Sample {
  std::vector<SampledWord> words;
  std::vector<SampledArticle> articles;  ///< those with a subject
  std::vector<WordId> telling;           ///< words that say something
  std::vector<WordId> common;            ///< the most frequent of them
  std::vector<WordId> rare;
};

/// Letters only: no sign of the query language, nothing that its tokeniser cuts.
bool is_plain_word(const Token& token) {
  if (token.kind != TokenKind::Word && token.kind != TokenKind::Bigram) return false;
  constexpr std::string_view kSigns = "'&+#.,0123456789";
  return token.word.find_first_of(kSigns) == std::string_view::npos;
}

class Sampler {
 public:
  Sampler(const Xapian::Database& database, Chooser& chooser)
      : database_(database), chooser_(chooser) {}

  Sample draw() {
    for (const Xapian::docid id : choose_articles()) {
      const auto article = decode_article(database_.get_document(id).get_data());
      if (!article) continue;  // one damaged record; searching will speak of it
      read(*article);
    }
    rank_words();
    return std::move(sample_);
  }

 private:
  /// Ascending; all of them when there are few.
  std::vector<Xapian::docid> choose_articles() {
    std::vector<Xapian::docid> ids;
    const auto end = database_.postlist_end("");
    if (database_.get_doccount() <= kSampledArticles) {
      for (auto id = database_.postlist_begin(""); id != end; ++id) ids.push_back(*id);
      return ids;
    }
    std::set<Xapian::docid> chosen;
    for (std::size_t tries = 0; tries < 4 * kSampledArticles; ++tries) {
      auto id = database_.postlist_begin("");
      id.skip_to(static_cast<Xapian::docid>(1 + chooser_.index_below(database_.get_lastdocid())));
      if (id != end) chosen.insert(*id);
      if (chosen.size() == kSampledArticles) break;
    }
    ids.assign(chosen.begin(), chosen.end());
    return ids;
  }

  void read(const Article& article) {
    SampledArticle read;
    for_each_word(article.title, article.language, [&](WordId word, const Token&) {
      if (!sample_.words[word].is_stop_word) read.title.push_back(word);
    });
    std::uint32_t paragraph_start = 0;
    for (std::size_t begin = 0; begin < article.body.size() && begin < kBytesPerArticle;) {
      const std::size_t end = std::min(article.body.find("\n\n", begin), article.body.size());
      const std::string_view paragraph(article.body.data() + begin, end - begin);
      std::uint32_t last = 0;
      for_each_word(paragraph, article.language, [&](WordId word, const Token& token) {
        last = token.position;
        if (!sample_.words[word].is_stop_word) read.subject.push_back(word);
        if (token.kind != TokenKind::Word) return;
        read.body.push_back(word);
        read.positions.push_back(paragraph_start + token.position);
      });
      paragraph_start += last + kParagraphGap;
      begin = end + 2;
    }
    std::sort(read.subject.begin(), read.subject.end());
    read.subject.erase(std::unique(read.subject.begin(), read.subject.end()), read.subject.end());
    if (article.published && article.published->time.precision >= DatePrecision::Month)
      read.month = format_day(article.published->time).substr(0, 7);
    if (!read.subject.empty()) sample_.articles.push_back(std::move(read));
  }

  template <class Visit>
  void for_each_word(std::string_view text, std::string_view language, const Visit& visit) {
    Tokenizer tokenizer(text);
    Token token;
    while (tokenizer.next(token)) {
      if (!is_plain_word(token)) continue;
      const auto [known, is_new] =
          ids_.try_emplace(std::string(token.word), static_cast<WordId>(sample_.words.size()));
      if (is_new) {
        const std::string term(token.term);
        sample_.words.push_back({.text = std::string(token.word),
                                 .articles = database_.get_termfreq(term),
                                 .is_stop_word = is_stop_word(language, term)});
      }
      visit(known->second, token);
    }
  }

  void rank_words() {
    const Xapian::doccount articles = database_.get_doccount();
    const Xapian::doccount rare_most = std::max<Xapian::doccount>(2, articles / 1000);
    for (WordId id = 0; id < sample_.words.size(); ++id) {
      const SampledWord& word = sample_.words[id];
      if (word.is_stop_word || word.articles == 0) continue;
      sample_.telling.push_back(id);
      if (word.articles >= 2 && word.articles <= rare_most) sample_.rare.push_back(id);
    }
    if (sample_.rare.empty()) sample_.rare = sample_.telling;
    sample_.common = sample_.telling;
    std::stable_sort(sample_.common.begin(), sample_.common.end(), [&](WordId a, WordId b) {
      return sample_.words[a].articles > sample_.words[b].articles;
    });
    if (sample_.common.size() > kCommonWords) sample_.common.resize(kCommonWords);
  }

  const Xapian::Database& database_;
  Chooser& chooser_;
  Sample sample_;
  std::unordered_map<std::string, WordId> ids_;
};

/// Makes queries of each class, at random.
class QueryMaker {
 public:
  QueryMaker(const Xapian::Database& database, const Sample& sample, std::size_t page_size,
             Chooser& chooser)
      : database_(database), sample_(sample), page_size_(page_size), chooser_(chooser) {}

  /// nullopt when this try has come to nothing.
  std::optional<BenchQuery> make(std::string_view query_class) {
    struct Maker {
      std::string_view query_class;
      std::string (QueryMaker::*text)();
    };
    static constexpr std::array<Maker, kSampledClasses.size()> kMakers{
        {{"rare-word", &QueryMaker::rare_word},
         {"common-word", &QueryMaker::common_word},
         {"two-words", &QueryMaker::two_words},
         {"three-words", &QueryMaker::three_words},
         {"or", &QueryMaker::either_word},
         {"phrase", &QueryMaker::phrase},
         {"stop-phrase", &QueryMaker::stop_phrase},
         {"near", &QueryMaker::near_words},
         {"prefix", &QueryMaker::prefix},
         {"date", &QueryMaker::word_and_month},
         {"field", &QueryMaker::title_word},
         {"no-match", &QueryMaker::unknown_word},
         {"deep-page", &QueryMaker::common_word}}};
    const auto maker = std::find_if(kMakers.begin(), kMakers.end(), [&](const Maker& candidate) {
      return candidate.query_class == query_class;
    });
    BenchQuery query{.query_class = std::string(query_class), .text = (this->*maker->text)()};
    if (query.text.empty()) return std::nullopt;
    if (query_class == "deep-page") {
      query.offset = last_page_offset(query.text);
      if (query.offset == 0) return std::nullopt;
    }
    return query;
  }

 private:
  const std::string& text(WordId word) const { return sample_.words[word].text; }
  bool is_stop_word(WordId word) const { return sample_.words[word].is_stop_word; }
  const SampledArticle& any_article() { return chooser_.one_of(sample_.articles); }

  std::string rare_word() { return text(chooser_.one_of(sample_.rare)); }
  std::string common_word() { return text(chooser_.one_of(sample_.common)); }
  std::string two_words() { return words_of_one_article(2); }
  std::string three_words() { return words_of_one_article(3); }

  std::string words_of_one_article(std::size_t count) {
    const std::vector<WordId>& subject = any_article().subject;
    std::vector<WordId> words;
    for (std::size_t i = 0; i < count; ++i) words.push_back(chooser_.one_of(subject));
    return different(words) ? joined(words, " ") : std::string();
  }

  std::string either_word() {
    const std::vector<WordId> words{chooser_.one_of(any_article().subject),
                                    chooser_.one_of(any_article().subject)};
    return different(words) ? joined(words, " OR ") : std::string();
  }

  std::string phrase() {
    const std::vector<WordId> words = neighbours(2 + chooser_.index_below(2));
    const bool says_nothing =
        std::all_of(words.begin(), words.end(), [&](WordId word) { return is_stop_word(word); });
    return says_nothing ? std::string() : '"' + joined(words, " ") + '"';
  }

  std::string stop_phrase() {
    const std::vector<WordId> words = neighbours(2);
    const bool says_something =
        std::any_of(words.begin(), words.end(), [&](WordId word) { return !is_stop_word(word); });
    return words.empty() || says_something ? std::string() : '"' + joined(words, " ") + '"';
  }

  std::string near_words() {
    constexpr std::size_t kDistance = 5;
    const SampledArticle& article = any_article();
    const std::size_t steps = 1 + chooser_.index_below(kDistance);
    if (article.body.size() <= steps) return {};
    const std::size_t first = chooser_.index_below(article.body.size() - steps);
    const std::vector<WordId> words{article.body[first], article.body[first + steps]};
    const bool is_near = article.positions[first + steps] - article.positions[first] <= kDistance;
    const bool is_telling = !is_stop_word(words[0]) && !is_stop_word(words[1]);
    if (!is_near || !is_telling || !different(words)) return {};
    return joined(words, fmt::format(" w/{} ", kDistance));
  }

  std::string prefix() {
    constexpr std::size_t kLetters = 4;
    constexpr std::size_t kFewestLetters = 6;
    const std::string& word = text(chooser_.one_of(sample_.telling));
    if (count_code_points(word) < kFewestLetters) return {};
    std::size_t end = 0;
    for (std::size_t letters = 0; letters < kLetters; ++letters) end += decode_utf8(word, end).size;
    return word.substr(0, end) + '*';
  }

  std::string word_and_month() {
    const SampledArticle& article = any_article();
    if (article.month.empty()) return {};
    return fmt::format("{} date:{}", text(chooser_.one_of(article.subject)), article.month);
  }

  std::string title_word() {
    const SampledArticle& article = any_article();
    return article.title.empty() ? std::string() : "title:" + text(chooser_.one_of(article.title));
  }

  std::string unknown_word() {
    constexpr std::string_view kLetters = "bcdfghjklmnpqrtvwxz";
    constexpr std::size_t kLength = 9;
    std::string word;
    while (word.size() < kLength) word += kLetters[chooser_.index_below(kLetters.size())];
    return database_.term_exists(word) ? std::string() : word;
  }

  /// `count` words in a row from a body; empty when a number or a paragraph's end is among them.
  std::vector<WordId> neighbours(std::size_t count) {
    const SampledArticle& article = any_article();
    if (article.body.size() < count) return {};
    const std::size_t first = chooser_.index_below(article.body.size() - count + 1);
    if (article.positions[first + count - 1] - article.positions[first] != count - 1) return {};
    const auto begin = article.body.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
  }

  static bool different(std::vector<WordId> words) {
    std::sort(words.begin(), words.end());
    return std::adjacent_find(words.begin(), words.end()) == words.end();
  }

  std::string joined(const std::vector<WordId>& words, std::string_view separator) const {
    std::string out;
    for (const WordId word : words) {
      if (!out.empty()) out += separator;
      out += text(word);
    }
    return out;
  }

  /// 0 when all hits are on the first page. The query finds other forms of the word too, so this
  /// page is there.
  std::size_t last_page_offset(const std::string& word) const {
    constexpr std::size_t kDeepestPage = 99;
    const Xapian::doccount hits = database_.get_termfreq(fold(word));
    if (hits == 0) return 0;
    return std::min<std::size_t>((hits - 1) / page_size_, kDeepestPage) * page_size_;
  }

  const Xapian::Database& database_;
  const Sample& sample_;
  std::size_t page_size_;
  Chooser& chooser_;
};

std::vector<BenchQuery> make_queries(const Xapian::Database& database, const SamplingPlan& plan) {
  Chooser chooser(plan.seed);
  const Sample sample = Sampler(database, chooser).draw();
  std::vector<BenchQuery> queries;
  if (sample.telling.empty()) return queries;
  QueryMaker maker(database, sample, plan.page_size, chooser);
  for (const std::string_view query_class : kSampledClasses) {
    std::set<std::string> texts;
    for (std::size_t tries = 0; tries < plan.queries_per_class * kTriesPerQuery; ++tries) {
      auto query = maker.make(query_class);
      if (query && texts.insert(query->text).second) queries.push_back(*std::move(query));
      if (texts.size() == plan.queries_per_class) break;
    }
  }
  return queries;
}

}  // namespace

Result<std::vector<BenchQuery>> sample_queries(const std::string& path, const SamplingPlan& plan) {
  const auto database = open_for_reading(path);
  if (!database) return fail(database.error());
  auto queries = catching(path, [&] { return make_queries(*database, plan); });
  if (queries && queries->empty())
    return fail(ErrorCode::Input, fmt::format("{} holds no words to make queries from", path),
                "index some articles, or name queries with --queries");
  return queries;
}

}  // namespace dateline
