#include "searcher/known_documents.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/schema.hpp"
#include "searcher/filter_terms.hpp"

namespace dateline {
namespace {

struct Known {
  Xapian::docid document;  ///< in its shard
  double score;
};

/// By the UUID of the shard, in the order of their numbers.
using KnownByShard = std::map<std::string, std::vector<Known>>;

/// Of the shard that the matcher has it run on.
class KnownDocumentsSource final : public Xapian::PostingSource {
 public:
  KnownDocumentsSource(std::shared_ptr<const KnownByShard> known, Driver driver)
      : known_(std::move(known)), driver_(driver) {}

  void init(const Xapian::Database& shard) override {
    const auto found = known_->find(shard.get_uuid());
    static const std::vector<Known> kNone;
    documents_ = found == known_->end() ? &kNone : &found->second;
    // An AND is driven by what is said to match least.
    claimed_ = driver_ == Driver::Known ? count() : shard.get_doccount();
    at_ = 0;
    started_ = false;
    double most = 0;
    for (const Known& known : *documents_) most = std::max(most, known.score);
    set_maxweight(most);
  }
  Xapian::doccount get_termfreq_min() const override { return count(); }
  Xapian::doccount get_termfreq_est() const override { return claimed_; }
  Xapian::doccount get_termfreq_max() const override { return claimed_; }
  double get_weight() const override { return (*documents_)[at_].score; }
  void next(double) override {
    if (std::exchange(started_, true)) ++at_;
  }
  void skip_to(Xapian::docid wanted, double) override {
    started_ = true;
    while (!at_end() && get_docid() < wanted) ++at_;
  }
  bool at_end() const override { return at_ >= documents_->size(); }
  Xapian::docid get_docid() const override { return (*documents_)[at_].document; }
  Xapian::PostingSource* clone() const override {
    return new KnownDocumentsSource(known_, driver_);
  }

 private:
  Xapian::doccount count() const { return static_cast<Xapian::doccount>(documents_->size()); }

  std::shared_ptr<const KnownByShard> known_;
  Driver driver_;
  const std::vector<Known>* documents_ = nullptr;
  Xapian::doccount claimed_ = 0;
  std::size_t at_ = 0;
  bool started_ = false;
};

Xapian::Query query_by_number(const DatabaseSet& databases,
                              const std::vector<RankedDocument>& ranked, Driver driver) {
  auto known = std::make_shared<KnownByShard>();
  for (const RankedDocument& document : ranked) {
    const ShardDocument place = databases.locate(document.document);
    (*known)[place.shard->uuid].push_back({place.document, document.score});
  }
  for (auto& [uuid, documents] : *known)
    std::sort(documents.begin(), documents.end(),
              [](const Known& a, const Known& b) { return a.document < b.document; });
  return Xapian::Query((new KnownDocumentsSource(std::move(known), driver))->release());
}

Xapian::Query query_by_id(const std::vector<RankedDocument>& ranked, FoundDocuments& documents) {
  std::vector<std::string> terms;
  for (const RankedDocument& document : ranked)
    terms.push_back(
        make_term(field_of(FieldId::Id).prefix, documents.article_id(document.document)));
  return without_score({Xapian::Query::OP_OR, terms.begin(), terms.end()});
}

}  // namespace

KnownDocumentsQuery query_known_documents(const DatabaseSet& databases,
                                          const std::vector<RankedDocument>& ranked,
                                          FoundDocuments& documents, Driver driver) {
  if (databases.has_remote()) return {query_by_id(ranked, documents), false};
  return {query_by_number(databases, ranked, driver), true};
}

}  // namespace dateline
