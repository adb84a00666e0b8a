#include "searcher/reranker.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace dateline {
namespace {

/// Of the best score: 0.15 to 0.35 did alike on headlines and topics.
constexpr double kTitleFit = 0.25;

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
  for (auto item = matched.begin(); item != matched.end(); ++item)
    out.push_back({*item, item.get_weight()});
  return out;
}

void add_title_fit(const Xapian::Database& database, const std::vector<TitleWord>& words,
                   std::vector<RankedDocument>& ranked) {
  if (words.empty() || ranked.empty()) return;
  const double best = ranked.front().score;
  const double total =
      std::accumulate(words.begin(), words.end(), 0.0,
                      [](double sum, const TitleWord& word) { return sum + word.weight; });
  std::vector<std::size_t> order(ranked.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return ranked[a].document < ranked[b].document; });
  std::vector<double> found(ranked.size());
  for (const TitleWord& word : words) {
    std::vector<bool> has_word(ranked.size());
    for (const std::string& term : word.terms) {
      auto posting = database.postlist_begin(term);
      const auto end = database.postlist_end(term);
      for (const std::size_t index : order) {
        if (posting == end) break;
        posting.skip_to(ranked[index].document);
        if (posting != end && *posting == ranked[index].document) has_word[index] = true;
      }
    }
    for (std::size_t i = 0; i < ranked.size(); ++i)
      if (has_word[i]) found[i] += word.weight;
  }
  for (std::size_t i = 0; i < ranked.size(); ++i)
    ranked[i].score += kTitleFit * best * found[i] / total;
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
}

}  // namespace dateline
