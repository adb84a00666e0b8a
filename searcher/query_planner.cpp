#include "searcher/query_planner.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "searcher/filter_terms.hpp"
#include "searcher/leaf_planner.hpp"
#include "searcher/query_languages.hpp"
#include "searcher/query_text.hpp"

namespace dateline {
namespace {

using XQuery = Xapian::Query;

/// Who types more words describes an article rather than its headline.
constexpr std::size_t kMaxTitleWords = 5;

/// A query may have so many postings read for each article of the index: about a second for
/// 100,000 articles.
constexpr double kMaxReadings = 50;

}  // namespace

/// Builds one plan. Words outside a negation score, and are sought by the highlighter.
class PlanBuilder {
 public:
  PlanBuilder(QueryPlanner& planner, const Query& query, Undated undated)
      : planner_(planner), undated_(undated), leaves_(make_leaves(planner, query)) {}

  Result<QueryPlan> run(const Query& query) {
    const XQuery matches = build(query);
    LeafNotes notes = leaves_.take_notes();
    if (notes.error) return fail(*std::move(notes.error));
    const double most = kMaxReadings * planner_.words_.articles;
    if (notes.readings > most && notes.readings > kAlwaysRead) return fail(too_broad(query));
    QueryPlan plan{.ranking = finish(matches, notes)};
    plan.sought = std::move(notes.sought);
    plan.warnings = std::move(notes.warnings);
    return plan;
  }

  Relaxation relax(const Query& query) {
    Relaxation relaxation;
    if (query.kind != QueryKind::And || !query.implicit) return relaxation;
    const XQuery strict = build(query);
    for (const Member& member : members_of(query))
      relaxation.parts.push_back({format_query(*member.query), build_member(member)});
    leaves_.take_notes();
    const auto some = build_some(query);
    if (!some) return relaxation;
    LeafNotes notes = leaves_.take_notes();
    relaxation.near_misses = finish(XQuery(XQuery::OP_AND_NOT, *some, strict), notes);
    relaxation.sought = std::move(notes.sought);
    return relaxation;
  }

  std::vector<ScoringPart> parts_of_matches(const Query& query) {
    return parts_of([&] { return build(query); });
  }

  std::vector<ScoringPart> parts_of_near_misses(const Query& query) {
    return parts_of([&] { return build_some(query).value_or(XQuery::MatchNothing); });
  }

 private:
  /// One member of a group, and how often it stands there.
  struct Member {
    const Query* query;
    Xapian::termcount count = 1;
  };

  /// The one leaf of several that scores, told by how many stand before it.
  struct Spotlight {
    std::size_t wanted = 0;
    std::size_t passed = 0;
    const Query* found = nullptr;
  };

  /// In a small archive every query is quick.
  static constexpr double kAlwaysRead = 1e6;

  static LeafPlanner make_leaves(QueryPlanner& planner, const Query& query) {
    const auto wanted = wanted_languages(query);
    // Those that the query narrows to, where the index has them; all otherwise.
    std::vector<IndexedLanguage*> chosen;
    for (auto& language : planner.words_.languages)
      if (std::find(wanted.begin(), wanted.end(), language.code) != wanted.end())
        chosen.push_back(&language);
    if (chosen.empty())
      for (auto& language : planner.words_.languages) chosen.push_back(&language);
    WordTerms words(planner.words_, std::move(chosen));
    std::string stop_language = choose_stop_language(query, words.language_codes());
    return {std::move(words), std::move(stop_language), planner.has_remote_};
  }

  static Error too_broad(const Query& query) {
    return {.code = ErrorCode::QuerySyntax,
            .message = "the query is too broad to be answered in time",
            .hint = "give patterns more letters, or ask with fewer of them and of common words",
            .offset = query.span.offset,
            .length = query.span.length};
  }

  // ---- filters ----

  XQuery build_date(const Query& query) const {
    const XQuery dated = without_score(make_date_filter(
        {.from = query.from, .until = query.until, .by_day = !query.exact}, planner_.years_));
    const bool with_undated = undated_ == Undated::Include || undated_ == Undated::Only;
    // Not to be in a time is to have a date outside of it, and twice not is not at all.
    if (negations_ == 1 || !with_undated) return dated;
    return {XQuery::OP_OR, dated, make_flag_filter("undated")};
  }

  // ---- parts ----

  template <class Build>
  std::vector<ScoringPart> parts_of(Build&& build_all) {
    std::vector<ScoringPart> parts;
    while (parts.size() < kMostParts) {
      place_ = {};
      spotlight_ = Spotlight{.wanted = parts.size()};
      XQuery built = build_all();
      leaves_.take_notes();
      const Query* leaf = spotlight_->found;
      if (leaf == nullptr) break;
      parts.push_back({.what = format_query(*leaf),
                       .field = std::string(field_name(*leaf)),
                       .query = std::move(built)});
    }
    spotlight_.reset();
    return parts;
  }

  static std::string_view field_name(const Query& leaf) {
    const Query& first = leaf.children.empty() ? leaf : leaf.children.front();
    if (!first.children.empty()) return field_name(first);
    return first.field == FieldId::Text ? "text" : field_of(first.field).name;
  }

  /// What a leaf is built as, in the light or out of it.
  XQuery lit(const Query& leaf, XQuery built) {
    if (!spotlight_ || place_.is_negated) return built;
    if (spotlight_->passed++ != spotlight_->wanted) return without_score(built);
    spotlight_->found = &leaf;
    return built;
  }

  // ---- groups ----

  XQuery build(const Query& query) {
    switch (query.kind) {
      case QueryKind::Word:
        return lit(query, leaves_.build_word(query, place_));
      case QueryKind::Prefix:
      case QueryKind::Pattern:
      case QueryKind::Fuzzy:
        return lit(query, leaves_.build_expansion(query, place_));
      case QueryKind::Phrase:
        return lit(query, leaves_.build_phrase(query, place_));
      case QueryKind::AtLeast:
        return lit(query, leaves_.build_at_least(query, place_));
      case QueryKind::Near:
      case QueryKind::Before:
      case QueryKind::SameParagraph:
        return lit(query, leaves_.build_proximity(query, place_));
      case QueryKind::Filter:
        return make_value_filter(query);
      case QueryKind::Date:
        return build_date(query);
      case QueryKind::Length:
        return make_length_filter(query);
      case QueryKind::Not:
        return {XQuery::OP_AND_NOT, XQuery::MatchAll, build_negated(query.children.front())};
      case QueryKind::Or:
        return build_or(query);
      case QueryKind::And:
        return build_and(query);
    }
    return XQuery::MatchNothing;
  }

  XQuery build_negated(const Query& query) {
    const LeafPlace outside = std::exchange(place_, {.is_negated = true});
    negations_ ^= 1U;
    XQuery built = build(query);
    negations_ ^= 1U;
    place_ = outside;
    return built;
  }

  XQuery build_or(const Query& query) {
    const LeafPlace outside = place_;
    place_.is_loose = place_.is_loose || query.implicit;
    std::vector<XQuery> parts;
    for (const Member& member : members_of(query)) parts.push_back(build_member(member));
    place_ = outside;
    return any_of(parts);
  }

  XQuery build_and(const Query& query) {
    const LeafPlace outside = place_;
    place_.is_loose = place_.is_loose && query.implicit;
    std::vector<XQuery> words;
    for (const Member& member : members_of(query)) {
      if (member.query->kind == QueryKind::Not || is_filter(*member.query)) continue;
      words.push_back(build_member(member));
    }
    place_ = outside;
    return narrow(words.empty() ? std::optional<XQuery>() : all_of(words), query);
  }

  /// Articles with some of an And's words, as its filters narrow them; nothing where there are no
  /// words.
  std::optional<XQuery> build_some(const Query& query) {
    place_.is_loose = true;
    std::vector<XQuery> some;
    for (const Member& member : members_of(query)) {
      if (member.query->kind == QueryKind::Not || is_filter(*member.query)) continue;
      some.push_back(build_member(member));
    }
    if (some.empty()) return std::nullopt;
    return narrow(any_of(some), query);
  }

  /// Applies what an And filters and excludes to what its words match.
  XQuery narrow(std::optional<XQuery> matched, const Query& query) {
    if (query.kind != QueryKind::And) return *matched;
    std::vector<XQuery> filters;
    std::vector<XQuery> excluded;
    for (const Query& child : query.children) {
      if (child.kind == QueryKind::Not) {
        excluded.push_back(build_negated(child.children.front()));
      } else if (is_filter(child)) {
        filters.push_back(build(child));
      }
    }
    if (!filters.empty()) {
      const XQuery all = all_of(filters);
      matched = matched ? XQuery(XQuery::OP_AND, *matched, all) : all;
    }
    if (!matched) matched = XQuery::MatchAll;
    if (excluded.empty()) return *matched;
    return {XQuery::OP_AND_NOT, *matched, any_of(excluded)};
  }

  XQuery build_member(const Member& member) {
    if (member.query->kind != QueryKind::Word) return build(*member.query);
    return lit(*member.query, leaves_.build_word(*member.query, place_, member.count));
  }

  /// The members of an And or Or. Of words that merely stand side by side stop words are left out
  /// unless there is nothing else, repeated ones are counted, and neighbours that are neighbours in
  /// an article too earn a bonus.
  std::vector<Member> members_of(const Query& query) {
    std::vector<Member> members;
    if (!query.implicit) {
      for (const Query& child : query.children) members.push_back({&child});
      return members;
    }
    const bool only_stop_words =
        std::none_of(query.children.begin(), query.children.end(), [&](const Query& child) {
          return child.kind != QueryKind::Not && !is_filter(child) && !leaves_.is_stop(child);
        });
    std::unordered_map<std::string, std::size_t> seen;
    const Query* neighbour = nullptr;
    for (const Query& child : query.children) {
      if (!only_stop_words && leaves_.is_stop(child)) {
        neighbour = nullptr;
        continue;
      }
      if (neighbour != nullptr) leaves_.add_pair(*neighbour, child, place_);
      neighbour = child.kind == QueryKind::Word ? &child : nullptr;
      if (child.kind == QueryKind::Word) {
        const auto [at, is_new] = seen.emplace(to_string(child), members.size());
        if (!is_new) {
          ++members[at->second].count;
          continue;
        }
      }
      members.push_back({&child});
    }
    return members;
  }

  // ---- the whole ----

  /// Adds what --undated says, and what was noted for ranking.
  RankingPlan finish(const XQuery& query, LeafNotes& notes) const {
    RankingPlan plan{.matches = query,
                     .length = query.get_length() - notes.unscored,
                     .bonus = std::move(notes.bonus),
                     .words = notes.words,
                     .readings = notes.readings};
    if (notes.title_words.size() <= kMaxTitleWords) plan.title_words = std::move(notes.title_words);
    if (undated_ == Undated::Exclude)
      plan.matches = XQuery(XQuery::OP_AND, query, make_flag_filter("dated"));
    if (undated_ == Undated::Only)
      plan.matches = XQuery(XQuery::OP_AND, query, make_flag_filter("undated"));
    return plan;
  }

  QueryPlanner& planner_;
  Undated undated_;
  LeafPlanner leaves_;
  LeafPlace place_;
  unsigned negations_ = 0;  ///< modulo two
  std::optional<Spotlight> spotlight_;
};

QueryPlanner::QueryPlanner(const DatabaseSet& databases)
    : words_(databases),
      has_remote_(databases.has_remote()),
      years_(indexed_years(databases.all())) {}

Result<QueryPlan> QueryPlanner::plan(const Query& query, Undated undated) {
  return PlanBuilder(*this, query, undated).run(query);
}

Relaxation QueryPlanner::relax(const Query& query, Undated undated) {
  return PlanBuilder(*this, query, undated).relax(query);
}

std::vector<ScoringPart> QueryPlanner::parts_of_matches(const Query& query, Undated undated) {
  return PlanBuilder(*this, query, undated).parts_of_matches(query);
}

std::vector<ScoringPart> QueryPlanner::parts_of_near_misses(const Query& query, Undated undated) {
  return PlanBuilder(*this, query, undated).parts_of_near_misses(query);
}

}  // namespace dateline
