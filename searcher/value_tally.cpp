#include "searcher/value_tally.hpp"

#include <utility>

namespace dateline {

class ValueTally::LocalSpy final : public Xapian::MatchSpy {
 public:
  explicit LocalSpy(std::map<Xapian::valueno, ValueCounts>& counts) {
    for (auto& [slot, of_slot] : counts) columns_.push_back({slot, &of_slot});
  }

  void operator()(const Xapian::Document& document, double /*weight*/) override {
    ++documents_;
    for (const Column& column : columns_)
      if (std::string value = document.get_value(column.slot); !value.empty())
        ++(*column.counts)[std::move(value)];
  }

  std::uint64_t documents() const { return documents_; }

 private:
  struct Column {
    Xapian::valueno slot;
    ValueCounts* counts;
  };

  std::vector<Column> columns_;
  std::uint64_t documents_ = 0;
};

ValueTally::ValueTally(const std::vector<Xapian::valueno>& slots, bool has_remote) {
  for (const Xapian::valueno slot : slots) {
    if (has_remote) {
      remote_.try_emplace(slot, std::make_unique<Xapian::ValueCountMatchSpy>(slot));
    } else {
      counts_.try_emplace(slot);
    }
  }
  if (!has_remote) local_ = std::make_unique<LocalSpy>(counts_);
}

ValueTally::ValueTally(ValueTally&&) noexcept = default;
ValueTally& ValueTally::operator=(ValueTally&&) noexcept = default;
ValueTally::~ValueTally() = default;

void ValueTally::attach(Xapian::Enquire& enquire) {
  if (local_) enquire.add_matchspy(local_.get());
  for (const auto& [slot, spy] : remote_) enquire.add_matchspy(spy.get());
}

std::uint64_t ValueTally::documents() const {
  return local_ ? local_->documents() : remote_.begin()->second->get_total();
}

const ValueCounts& ValueTally::counts(Xapian::valueno slot) const {
  const auto [found, is_new] = counts_.try_emplace(slot);
  if (is_new) {
    const Xapian::ValueCountMatchSpy& spy = *remote_.at(slot);
    for (auto value = spy.values_begin(); value != spy.values_end(); ++value)
      found->second.emplace(*value, value.get_termfreq());
  }
  return found->second;
}

}  // namespace dateline
