#include "searcher/tie_order.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "common/schema.hpp"

namespace dateline {
namespace {

using Place = std::vector<RankedDocument>::iterator;

void settle(Place begin, Place end, FoundDocuments& documents) {
  struct Tied {
    std::string id;
    RankedDocument ranked;
  };
  std::vector<Tied> tied;
  for (auto at = begin; at != end; ++at)
    tied.push_back({documents.text(at->document, kSlotId), std::move(*at)});
  std::stable_sort(tied.begin(), tied.end(),
                   [](const Tied& a, const Tied& b) { return a.id < b.id; });
  for (Tied& one : tied) *begin++ = std::move(one.ranked);
}

}  // namespace

bool are_tied(const RankedDocument& a, const RankedDocument& b) {
  constexpr double kShownParts = 1e6;
  return a.sort_key == b.sort_key &&
         std::llround(a.score * kShownParts) == std::llround(b.score * kShownParts);
}

void settle_ties(std::vector<RankedDocument>& ranked, std::size_t begin, std::size_t end,
                 FoundDocuments& documents) {
  end = std::min(end, ranked.size());
  for (std::size_t first = 0; first < end;) {
    std::size_t last = first + 1;
    while (last < ranked.size() && are_tied(ranked[first], ranked[last])) ++last;
    const std::size_t count = last - first;
    if (count > 1 && count <= kMostTied && last > begin)
      settle(ranked.begin() + static_cast<std::ptrdiff_t>(first),
             ranked.begin() + static_cast<std::ptrdiff_t>(last), documents);
    first = last;
  }
}

}  // namespace dateline
