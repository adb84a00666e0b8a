// How well and how fast articles fold into stories.
//
//   story_folding_quality FILE...             articles as JSON lines (`id`, `body` or `text`,
//   `title`) story_folding_quality --list FILE...      prints the stories among them too
//   story_folding_quality --synthetic N       folding alone, on N made-up sets of hashes
//
// Every article of kMinMutatedWords and more is changed in several ways, each change is folded
// together with all articles as they are, and a changed copy counts as found when it is in the
// story of its original. Articles that fold although less than half of the shorter text stands in
// any other article of the story are counted as strangers.

#include <algorithm>
#include <chrono>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bench/corpus_fixture.hpp"
#include "common/schema.hpp"
#include "common/tokenizer.hpp"
#include "indexer/story_evidence.hpp"
#include "indexer/story_folding.hpp"

namespace {

using namespace dateline;
using Clock = std::chrono::steady_clock;
using Random = std::mt19937_64;
using Words = std::vector<std::string>;
using Stories = std::map<std::string, std::vector<std::string>>;  ///< story id -> article ids

constexpr std::uint32_t kMinMutatedWords = 80;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

ArticleKind kind_named(const std::string& name) {
  for (const ArticleKind kind : {ArticleKind::Stub, ArticleKind::Page})
    if (name == to_string(kind)) return kind;
  return ArticleKind::Article;
}

void read_articles(const std::string& path, std::vector<Article>& articles) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line);
    Article article{.title = json.value("title", ""),
                    .body = json.value("body", json.value("text", "")),
                    .kind = kind_named(json.value("kind", ""))};
    // Ids of a file may repeat.
    article.id = fmt::format("{:07}", articles.size());
    article.words = count_words(article.body);
    articles.push_back(std::move(article));
  }
}

/// A database of nothing but the terms that folding reads.
class HashDatabase {
 public:
  HashDatabase() : database_(folder_ / "db", Xapian::DB_CREATE | Xapian::DB_NO_SYNC) {}

  Xapian::docid add(const std::string& id, const std::vector<ShingleHash>& hashes) {
    Xapian::Document document;
    document.add_boolean_term(make_term(field_of(FieldId::Id).prefix, id));
    for (const ShingleHash hash : hashes) document.add_boolean_term(shingle_term(hash));
    return database_.add_document(document);
  }

  Stories stories() {
    Stories stories;
    for (auto value = database_.valuestream_begin(kSlotStory);
         value != database_.valuestream_end(kSlotStory); ++value)
      stories[*value].push_back(article_id_of(database_, value.get_docid()));
    return stories;
  }

  Xapian::WritableDatabase& database() { return database_; }

 private:
  TemporaryFolder folder_;
  Xapian::WritableDatabase database_;
};

Words words_of(const std::string& text) {
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string join(Words::const_iterator begin, Words::const_iterator end) {
  std::string text;
  for (; begin != end; ++begin) text += *begin + ' ';
  return text;
}

struct Mutation {
  const char* name;
  /// The changed body; empty where it cannot be made. `others` are words to put in.
  std::string (*change)(const std::string& body, const Words& others, Random& random);
};

std::string reword(Words words, const Words& others, Random& random, double share) {
  std::bernoulli_distribution is_replaced(share);
  for (std::string& word : words)
    if (is_replaced(random)) word = others[random() % others.size()];
  return join(words.begin(), words.end());
}

std::string halve(const std::string& body, bool first) {
  const Words words = words_of(body);
  const auto middle = words.begin() + static_cast<std::ptrdiff_t>(words.size() / 2);
  return first ? join(words.begin(), middle) : join(middle, words.end());
}

const Mutation kMutations[] = {
    {"first half kept",
     [](const std::string& body, const Words&, Random&) { return halve(body, true); }},
    {"second half kept",
     [](const std::string& body, const Words&, Random&) { return halve(body, false); }},
    {"5 % of words replaced",
     [](const std::string& body, const Words& others, Random& random) {
       return reword(words_of(body), others, random, 0.05);
     }},
    {"other dateline, credit line",
     [](const std::string& body, const Words&, Random&) {
       return "BRUSSELS, March 3 (Agency) - " + body +
              "\n\n(Reporting by Jane Roe and John Doe; editing by Ann Other) Copyright 2023 "
              "Agency. All rights reserved.";
     }},
    {"one paragraph of three left out",
     [](const std::string& body, const Words&, Random& random) {
       std::vector<std::string> paragraphs;
       for (std::size_t at = 0; at < body.size();) {
         const std::size_t end = std::min(body.find("\n\n", at), body.size());
         paragraphs.push_back(body.substr(at, end - at));
         at = end + 2;
       }
       if (paragraphs.size() < 3) return std::string();
       const std::size_t left_out = random() % 3;
       std::string text;
       for (std::size_t i = 0; i < paragraphs.size(); ++i)
         if (i % 3 != left_out) text += paragraphs[i] + "\n\n";
       return text;
     }},
    {"half kept, 5 % of it replaced",
     [](const std::string& body, const Words& others, Random& random) {
       return reword(words_of(halve(body, true)), others, random, 0.05);
     }},
    {"10 % of words replaced",
     [](const std::string& body, const Words& others, Random& random) {
       return reword(words_of(body), others, random, 0.10);
     }},
};

void measure_mutation(const std::vector<Article>& articles,
                      const std::vector<std::vector<ShingleHash>>& hashes, const Words& others,
                      const Mutation& mutation) {
  Random random(1);
  HashDatabase archive;
  for (std::size_t i = 0; i < articles.size(); ++i) archive.add(articles[i].id, hashes[i]);
  std::size_t copies = 0;
  for (const Article& article : articles) {
    if (article.words < kMinMutatedWords || article.kind == ArticleKind::Page) continue;
    const std::string body = mutation.change(article.body, others, random);
    if (body.empty()) continue;
    // "-" sorts before digits: the copy is counted when its story is looked through.
    archive.add("-" + article.id, shingle_hashes({.body = body}));
    ++copies;
  }
  fold_all_stories(archive.database());
  std::size_t found = 0;
  for (const auto& [story, members] : archive.stories()) {
    const std::unordered_set<std::string> in_story(members.begin(), members.end());
    for (const std::string& member : members)
      if (member.front() == '-' && in_story.contains(member.substr(1))) ++found;
  }
  fmt::print("  {:32} {:6} copies {:7.2f} % found\n", mutation.name, copies,
             percent(found, copies));
}

/// All shingles of a text, hashed by other means than the index does.
std::unordered_set<std::size_t> all_shingles(const std::string& body) {
  Words words;
  Tokenizer tokenizer(body);
  Token token;
  while (tokenizer.next(token))
    if (token.kind != TokenKind::Bigram) words.emplace_back(token.term);
  std::unordered_set<std::size_t> shingles;
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(i);
    shingles.insert(std::hash<std::string>()(join(begin, begin + kShingleWords)));
  }
  return shingles;
}

/// The part of the shorter text that stands in the longer one.
double containment(const std::unordered_set<std::size_t>& a,
                   const std::unordered_set<std::size_t>& b) {
  const auto& shorter = a.size() < b.size() ? a : b;
  const auto& longer = a.size() < b.size() ? b : a;
  const auto common = std::count_if(shorter.begin(), shorter.end(),
                                    [&](std::size_t shingle) { return longer.contains(shingle); });
  return static_cast<double>(common) /
         static_cast<double>(std::max<std::size_t>(shorter.size(), 1));
}

void measure_strangers(const std::vector<Article>& articles,
                       const std::vector<std::vector<ShingleHash>>& hashes, bool list) {
  HashDatabase archive;
  for (std::size_t i = 0; i < articles.size(); ++i) archive.add(articles[i].id, hashes[i]);
  const FoldingReport report = fold_all_stories(archive.database());
  std::size_t largest = 0;
  std::size_t strangers = 0;
  std::size_t distant = 0;
  for (const auto& [story, members] : archive.stories()) {
    largest = std::max(largest, members.size());
    std::vector<std::unordered_set<std::size_t>> shingles;
    for (const std::string& id : members)
      shingles.push_back(all_shingles(articles[std::stoul(id)].body));
    if (list) fmt::print("story of {}\n", members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      double nearest = 0;
      double farthest = 1;
      for (std::size_t j = 0; j < members.size(); ++j) {
        if (i == j) continue;
        nearest = std::max(nearest, containment(shingles[i], shingles[j]));
        farthest = std::min(farthest, containment(shingles[i], shingles[j]));
      }
      if (nearest < 0.5) ++strangers;
      if (farthest < 0.5) ++distant;
      if (!list) continue;
      const Article& article = articles[std::stoul(members[i])];
      fmt::print("  {:.2f} {:5} words  {}\n", nearest, article.words, article.title);
    }
  }
  fmt::print("as they are: {} stories of {} articles, the largest of {}\n", report.stories,
             report.articles, largest);
  fmt::print("  {} articles ({:.3f} %) in a story with nothing that half of them stands in\n",
             strangers, percent(strangers, articles.size()));
  fmt::print("  {} articles ({:.3f} %) with any article in their story that is no copy of them\n",
             distant, percent(distant, articles.size()));
}

void measure_articles(const std::vector<std::string>& files, bool list) {
  std::vector<Article> articles;
  for (const std::string& file : files) read_articles(file, articles);
  std::vector<std::vector<ShingleHash>> hashes;
  hashes.reserve(articles.size());
  std::size_t words = 0;
  const auto start = Clock::now();
  for (const Article& article : articles) {
    hashes.push_back(shingle_hashes(article));
    words += article.words;
  }
  const double seconds = seconds_since(start);
  const auto count = static_cast<double>(articles.size());
  fmt::print("{} articles, {:.0f} words each: hashed in {:.1f} us each, {:.1f} us for 400 words\n",
             articles.size(), static_cast<double>(words) / count, seconds * 1e6 / count,
             seconds * 1e6 * 400 / static_cast<double>(words));

  measure_strangers(articles, hashes, list);
  Words others;
  for (const Article& article : articles) {
    const Words of_article = words_of(article.body);
    for (std::size_t i = 0; i < of_article.size(); i += 37) others.push_back(of_article[i]);
  }
  fmt::print("of {} words and more, changed:\n", kMinMutatedWords);
  for (const Mutation& mutation : kMutations) measure_mutation(articles, hashes, others, mutation);
}

/// What 400 shingles leave, of which those of `original` are kept nine times in ten.
std::vector<ShingleHash> made_up_hashes(const std::vector<ShingleHash>& original, Random& random) {
  constexpr std::size_t kShingles = 400;
  constexpr unsigned kUnusedBits = 14;
  std::vector<ShingleHash> hashes(kShingles);
  std::bernoulli_distribution is_kept(0.9);
  for (std::size_t i = 0; i < kShingles; ++i) {
    const bool keeps = i < original.size() && is_kept(random);
    hashes[i] = keeps ? original[i] : random() >> kUnusedBits;
  }
  return hashes;
}

std::vector<ShingleHash> smallest(std::vector<ShingleHash> hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.resize(kMaxShingleHashes);
  return hashes;
}

void print_folding(const char* name, const FoldingReport& report, double seconds) {
  fmt::print("{}: {:.3f} s, {} stories of {} articles, {} written, {} steps, peak {:.0f} MB\n",
             name, seconds, report.stories, report.articles, report.written, report.steps,
             peak_megabytes());
}

// Three articles in ten have a copy or several; one story has five hundred.
void measure_synthetic(std::size_t count) {
  Random random(1);
  HashDatabase archive;
  std::geometric_distribution<std::size_t> more_copies(0.5);
  std::size_t added = 0;
  const auto add = [&](const std::vector<ShingleHash>& hashes) {
    const Xapian::docid document = archive.add(fmt::format("{:08}", added), smallest(hashes));
    if (++added % 2000 == 0) archive.database().commit();
    return document;
  };
  const auto widely_printed = made_up_hashes({}, random);
  for (std::size_t i = 0; i < std::min<std::size_t>(500, count / 10); ++i)
    add(made_up_hashes(widely_printed, random));
  std::bernoulli_distribution is_copied(0.13);
  while (added < count) {
    const auto original = made_up_hashes({}, random);
    add(original);
    if (!is_copied(random)) continue;
    for (std::size_t copies = 1 + more_copies(random); copies > 0; --copies)
      add(made_up_hashes(original, random));
  }
  archive.database().commit();
  fmt::print("{} documents made, peak {:.0f} MB\n", added, peak_megabytes());

  auto start = Clock::now();
  FoldingReport report = fold_all_stories(archive.database());
  archive.database().commit();
  print_folding("fold all, first", report, seconds_since(start));
  start = Clock::now();
  report = fold_all_stories(archive.database());
  print_folding("fold all, again", report, seconds_since(start));

  FoldingChanges changes;
  for (int i = 0; i < 50; ++i) changes.written.push_back(add(made_up_hashes({}, random)));
  for (int i = 0; i < 50; ++i)
    changes.written.push_back(add(made_up_hashes(widely_printed, random)));
  archive.database().commit();
  start = Clock::now();
  report = fold_stories(archive.database(), changes);
  archive.database().commit();
  print_folding("fold 100 new, half into the largest story", report, seconds_since(start));
  changes = {};
  for (int i = 0; i < 100; ++i) changes.written.push_back(add(made_up_hashes({}, random)));
  archive.database().commit();
  start = Clock::now();
  report = fold_stories(archive.database(), changes);
  archive.database().commit();
  print_folding("fold 100 new, none a copy", report, seconds_since(start));
}

}  // namespace

int main(int argc, char** argv) try {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 2 && arguments[0] == "--synthetic") {
    measure_synthetic(std::stoul(arguments[1]));
    return 0;
  }
  const bool list = !arguments.empty() && arguments[0] == "--list";
  if (list) arguments.erase(arguments.begin());
  if (arguments.empty()) {
    std::cerr << "usage: story_folding_quality [--list] FILE... | --synthetic N\n";
    return 2;
  }
  measure_articles(arguments, list);
  return 0;
} catch (const Xapian::Error& error) {
  std::cerr << "story_folding_quality: " << error.get_description() << '\n';
  return 1;
} catch (const std::exception& error) {
  std::cerr << "story_folding_quality: " << error.what() << '\n';
  return 1;
}
