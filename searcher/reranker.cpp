#include "searcher/reranker.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "common/schema.hpp"

namespace dateline {
namespace {

/// Of the best score, for a headline with all words of the query, and for one that has no others
/// besides: 0.2 to 0.3 did alike on headlines and topics.
constexpr double kTitleHasQuery = 0.125;
constexpr double kTitleIsQuery = 0.25;

/// What is left of the score of a text that breaks off, and of a page that is no article. They come
/// below articles that fit as well, not below those that hardly fit.
constexpr double kStubFactor = 0.8;
constexpr double kPageFactor = 0.6;

constexpr double kRecencyHalfLife = 30 * 86400.0;

/// Judged articles lose nothing up to a tenth of the best score, whatever their dates.
constexpr double share_of(Recency recency) {
  switch (recency) {
    case Recency::None:
      return 0;
    case Recency::Low:
      return 0.03;
    case Recency::Medium:
      return 0.06;
    case Recency::High:
      break;
  }
  return 0.1;
}

/// Documents that are known already, with their scores as weights.
class KnownDocuments final : public Xapian::PostingSource {
 public:
  explicit KnownDocuments(std::vector<RankedDocument> by_id) : documents_(std::move(by_id)) {}

  void init(const Xapian::Database&) override {
    at_ = 0;
    started_ = false;
    double most = 0;
    for (const RankedDocument& known : documents_) most = std::max(most, known.score);
    set_maxweight(most);
  }
  Xapian::doccount get_termfreq_min() const override { return count(); }
  Xapian::doccount get_termfreq_est() const override { return count(); }
  Xapian::doccount get_termfreq_max() const override { return count(); }
  double get_weight() const override { return documents_[at_].score; }
  void next(double) override {
    if (std::exchange(started_, true)) ++at_;
  }
  void skip_to(Xapian::docid wanted, double) override {
    started_ = true;
    while (at_ < documents_.size() && documents_[at_].document < wanted) ++at_;
  }
  bool at_end() const override { return at_ >= documents_.size(); }
  Xapian::docid get_docid() const override { return documents_[at_].document; }

 private:
  Xapian::doccount count() const { return static_cast<Xapian::doccount>(documents_.size()); }

  std::vector<RankedDocument> documents_;
  std::size_t at_ = 0;
  bool started_ = false;
};

std::vector<RankedDocument> by_id(std::vector<RankedDocument> ranked) {
  std::sort(ranked.begin(), ranked.end(), [](const RankedDocument& a, const RankedDocument& b) {
    return a.document < b.document;
  });
  return ranked;
}

std::vector<std::size_t> order_by_id(const std::vector<RankedDocument>& ranked) {
  std::vector<std::size_t> order(ranked.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return ranked[a].document < ranked[b].document; });
  return order;
}

/// Calls `use` with the place in `ranked` of each document that has the term.
template <class Use>
void for_each_with(const Xapian::Database& database, const std::string& term,
                   const std::vector<std::size_t>& order, const std::vector<RankedDocument>& ranked,
                   Use&& use) {
  auto posting = database.postlist_begin(term);
  const auto end = database.postlist_end(term);
  for (const std::size_t index : order) {
    if (posting == end) return;
    posting.skip_to(ranked[index].document);
    if (posting != end && *posting == ranked[index].document) use(index);
  }
}

/// The number that each ranked document has in a slot; 0 where it has none.
std::vector<double> read_numbers(const Xapian::Database& database, Slot slot,
                                 const std::vector<std::size_t>& order,
                                 const std::vector<RankedDocument>& ranked) {
  std::vector<double> numbers(ranked.size());
  auto value = database.valuestream_begin(slot);
  const auto end = database.valuestream_end(slot);
  for (const std::size_t index : order) {
    if (value == end) break;
    value.skip_to(ranked[index].document);
    if (value != end && value.get_docid() == ranked[index].document)
      numbers[index] = Xapian::sortable_unserialise(*value);
  }
  return numbers;
}

/// For the share of the query that the headline has, by weight, and for the share of the headline
/// that these words are.
void add_title_fit(const Xapian::Database& database, const std::vector<TitleWord>& words,
                   const std::vector<std::size_t>& order, double best,
                   std::vector<RankedDocument>& ranked) {
  if (words.empty()) return;
  const double total =
      std::accumulate(words.begin(), words.end(), 0.0,
                      [](double sum, const TitleWord& word) { return sum + word.weight; });
  std::vector<double> found(ranked.size());
  std::vector<double> count(ranked.size());
  for (const TitleWord& word : words) {
    std::vector<bool> has_word(ranked.size());
    for (const std::string& term : word.terms)
      for_each_with(database, term, order, ranked,
                    [&](std::size_t index) { has_word[index] = true; });
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      if (!has_word[i]) continue;
      found[i] += word.weight;
      ++count[i];
    }
  }
  const std::vector<double> title_words = read_numbers(database, kSlotTitleWords, order, ranked);
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const double named = title_words[i] > 0 ? std::min(1.0, count[i] / title_words[i]) : 0;
    ranked[i].score += best * found[i] / total * (kTitleHasQuery + kTitleIsQuery * named);
  }
}

void add_recency(const Xapian::Database& database, std::chrono::sys_seconds now, double most,
                 const std::vector<std::size_t>& order, std::vector<RankedDocument>& ranked) {
  const std::vector<double> published = read_numbers(database, kSlotPublished, order, ranked);
  const auto today = static_cast<double>(now.time_since_epoch().count());
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (published[i] == 0) continue;
    // A date in the future is wrong or an announcement, and neither is more recent than now.
    const double age = std::max(0.0, today - published[i]);
    ranked[i].score += most * std::exp2(-age / kRecencyHalfLife);
  }
}

void scale(const Xapian::Database& database, const std::string& term, double factor,
           const std::vector<std::size_t>& order, std::vector<RankedDocument>& ranked) {
  for_each_with(database, term, order, ranked,
                [&](std::size_t index) { ranked[index].score *= factor; });
}

}  // namespace

std::vector<RankedDocument> add_bonus(const Xapian::Database& database,
                                      const std::vector<RankedDocument>& ranked,
                                      const std::vector<Xapian::Query>& bonus,
                                      const Xapian::Weight& scheme) {
  if (bonus.empty() || ranked.empty()) return ranked;
  KnownDocuments known(by_id(ranked));
  Xapian::Query query(&known);
  // One by one: with phrases and terms in one OR on the right, Xapian 1.4.22 gives some documents
  // the weight of phrases they do not have.
  for (const Xapian::Query& part : bonus) query = {Xapian::Query::OP_AND_MAYBE, query, part};
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(scheme);
  const Xapian::MSet matched =
      enquire.get_mset(Xapian::doccount{0}, static_cast<Xapian::doccount>(ranked.size()));
  std::vector<RankedDocument> out;
  out.reserve(ranked.size());
  const std::vector<RankedDocument> sorted = by_id(ranked);
  for (auto item = matched.begin(); item != matched.end(); ++item) {
    RankedDocument found = *std::lower_bound(
        sorted.begin(), sorted.end(), *item,
        [](const RankedDocument& one, Xapian::docid id) { return one.document < id; });
    found.score = item.get_weight();
    out.push_back(found);
  }
  return out;
}

void look_again(const Xapian::Database& database, const SecondLook& look,
                std::vector<RankedDocument>& ranked) {
  if (ranked.empty()) return;
  const double best = ranked.front().score;
  const std::vector<std::size_t> order = order_by_id(ranked);
  add_title_fit(database, look.title_words, order, best, ranked);
  if (look.recency != Recency::None)
    add_recency(database, look.now, share_of(look.recency) * best, order, ranked);
  scale(database, make_term(field_of(FieldId::Is).prefix, "stub"), kStubFactor, order, ranked);
  scale(database, make_term(field_of(FieldId::Is).prefix, "page"), kPageFactor, order, ranked);
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
}

}  // namespace dateline
