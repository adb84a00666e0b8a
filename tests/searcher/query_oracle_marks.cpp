// What stands together, and which words of an article a query matched.

#include <algorithm>
#include <optional>
#include <utility>

#include "tests/searcher/query_oracle.hpp"

namespace dateline::test {
namespace {

FieldId field_of_side(const Query& side) {
  return side.children.empty() ? side.field : field_of_side(side.children.front());
}

}  // namespace

// ---- proximity ----

/// Whether occurrences can be chosen of the sides that have none yet, so that all stand together.
/// Tries every choice.
bool QueryOracle::completes(const Query& query, const Sides& sides,
                            std::vector<std::optional<Occurrence>>& chosen) const {
  const auto missing = std::find(chosen.begin(), chosen.end(), std::nullopt);
  if (missing == chosen.end()) {
    if (query.kind == QueryKind::SameParagraph) return true;
    std::size_t allowed = query.number + chosen.size() - 1;
    std::size_t begin = chosen.front()->begin;
    std::size_t end = 0;
    for (const auto& occurrence : chosen) {
      allowed += occurrence->length - 1;
      begin = std::min(begin, occurrence->begin);
      end = std::max(end, occurrence->begin + occurrence->length);
    }
    return end - begin <= allowed;
  }
  const auto side = static_cast<std::size_t>(missing - chosen.begin());
  for (const Occurrence& candidate : sides[side]) {
    bool fits = true;
    for (std::size_t other = 0; other < chosen.size() && fits; ++other) {
      if (!chosen[other]) continue;
      const auto& [first, second] = other < side ? std::pair(*chosen[other], candidate)
                                                 : std::pair(candidate, *chosen[other]);
      fits = query.kind == QueryKind::Before ? second.begin >= first.begin + first.length
                                             : !first.meets(second);
    }
    if (!fits) continue;
    chosen[side] = candidate;
    const bool found = completes(query, sides, chosen);
    chosen[side].reset();
    if (found) return true;
  }
  return false;
}

/// The occurrences of any side that stand together with some of each other side.
std::vector<QueryOracle::Occurrence> QueryOracle::standing_together(const Query& query) {
  Sides everywhere;
  for (const Query& child : query.children) everywhere.push_back(stands_on(child));
  std::set<std::size_t> paragraphs;
  for (const Occurrence& occurrence : everywhere.front()) paragraphs.insert(occurrence.paragraph);

  std::vector<Occurrence> together;
  for (const std::size_t paragraph : paragraphs) {
    Sides sides;
    for (const auto& all : everywhere) {
      auto& side = sides.emplace_back();
      std::copy_if(all.begin(), all.end(), std::back_inserter(side),
                   [&](const Occurrence& one) { return one.paragraph == paragraph; });
    }
    for (std::size_t side = 0; side < sides.size(); ++side) {
      for (const Occurrence& occurrence : sides[side]) {
        std::vector<std::optional<Occurrence>> chosen(sides.size());
        chosen[side] = occurrence;
        if (completes(query, sides, chosen)) together.push_back(occurrence);
      }
    }
  }
  return together;
}

QueryOracle::Matches QueryOracle::evaluate_proximity(const Query& query) {
  return articles_of(field_of_side(query), standing_together(query));
}

// ---- marks ----

void QueryOracle::add_marks(FieldId id, const std::vector<Occurrence>& found, std::size_t article,
                            std::vector<OracleMark>& marks) const {
  for (const Occurrence& occurrence : found) {
    const Paragraph& paragraph = field(id).paragraphs[occurrence.paragraph];
    if (paragraph.article == article)
      marks.push_back({paragraph.part, paragraph.number, occurrence.from, occurrence.to});
  }
}

void QueryOracle::collect_marks(const Query& query, Mood mood, std::size_t article,
                                std::vector<OracleMark>& marks) {
  switch (query.kind) {
    case QueryKind::Word: {
      const auto terms = analyze_query_text(query.text);
      if (mood.is_loose && !query.exact && terms.size() > 1) {
        bool has_part = false;
        for (const AnalyzedTerm& term : terms) {
          if (is_stop_word(reading_.stop_language, term.term)) continue;
          has_part = true;
          add_marks(query.field, found_by_stem(query.field, term), article, marks);
        }
        if (has_part) return;
      }
      [[fallthrough]];
    }
    case QueryKind::Prefix:
    case QueryKind::Pattern:
    case QueryKind::Fuzzy:
    case QueryKind::Phrase:
      return add_marks(query.field, occurrences(query), article, marks);
    case QueryKind::AtLeast:
      return collect_marks(query.children.front(), {}, article, marks);
    case QueryKind::Near:
    case QueryKind::Before:
    case QueryKind::SameParagraph:
      return add_marks(field_of_side(query), standing_together(query), article, marks);
    case QueryKind::And:
    case QueryKind::Or: {
      const bool is_or = query.kind == QueryKind::Or;
      const bool drops = drops_stop_words(query);
      const Mood inner{.is_loose = is_or ? query.implicit || mood.is_loose
                                         : query.implicit && mood.is_loose};
      for (const Query& child : query.children)
        if (!drops || !is_stop(child)) collect_marks(child, inner, article, marks);
      return;
    }
    case QueryKind::Not:
    case QueryKind::Filter:
    case QueryKind::Date:
    case QueryKind::Length:
      return;
  }
}

std::vector<OracleMark> QueryOracle::marks(const Query& query, std::string_view id) {
  reading_ = read(query, Undated::Default);
  const auto article = std::find_if(articles_.begin(), articles_.end(),
                                    [&](const Article& one) { return one.id == id; });
  std::vector<OracleMark> marks;
  collect_marks(query, {}, static_cast<std::size_t>(article - articles_.begin()), marks);
  std::sort(marks.begin(), marks.end());
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  return marks;
}

}  // namespace dateline::test
