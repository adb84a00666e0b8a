#include "searcher/query_planner.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "common/database.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "searcher/at_least_source.hpp"
#include "searcher/date_terms.hpp"
#include "searcher/filter_terms.hpp"
#include "searcher/proximity.hpp"
#include "searcher/query_languages.hpp"
#include "searcher/query_text.hpp"
#include "searcher/term_expansion.hpp"

namespace dateline {
namespace {

using XQuery = Xapian::Query;

/// What exact forms, and neighbours that are neighbours in the text too, add to the score of the
/// stems: the best of 0.1 to 0.5 over five judged collections.
constexpr double kBonus = 0.2;

/// Neighbours in a longer query say little, and each costs a look at positions.
constexpr std::size_t kMaxPairs = 64;

/// Who types more words describes an article rather than its headline.
constexpr std::size_t kMaxTitleWords = 5;

XQuery any_of(const std::vector<XQuery>& queries, XQuery::op op = XQuery::OP_OR) {
  if (queries.size() == 1) return queries.front();
  return {op, queries.begin(), queries.end()};
}

XQuery term_query(std::string_view prefix, std::string_view word, Xapian::termcount count = 1) {
  return XQuery(std::string(prefix) + std::string(word), count);
}

}  // namespace

/// Builds one plan. Words outside a negation score, and are sought by the highlighter.
class PlanBuilder {
 public:
  PlanBuilder(QueryPlanner& planner, const Query& query, Undated undated)
      : planner_(planner),
        database_(planner.database_),
        undated_(undated),
        words_(database_, planner.articles_, choose_languages(planner, query)) {
    stop_language_ = choose_stop_language(query, words_.language_codes());
  }

  Result<QueryPlan> run(const Query& query) {
    QueryPlan plan{.ranking = finish(build(query))};
    if (error_) return fail(*std::move(error_));
    plan.sought = std::move(sought_);
    plan.warnings = std::move(warnings_);
    return plan;
  }

  Relaxation relax(const Query& query) {
    Relaxation relaxation;
    if (query.kind != QueryKind::And || !query.implicit) return relaxation;
    const XQuery strict = build(query);
    const auto is_word = [](const Member& member) {
      return member.query->kind != QueryKind::Not && !is_filter(*member.query);
    };
    for (const Member& member : members_of(query))
      relaxation.parts.push_back({format_query(*member.query), build_member(member)});
    forget_extras();
    loose_ = true;
    std::vector<Member> words = members_of(query);
    std::erase_if(words, [&](const Member& member) { return !is_word(member); });
    if (words.empty()) return relaxation;
    std::vector<XQuery> some;
    for (const Member& member : words) some.push_back(build_member(member));
    relaxation.near_misses =
        finish(XQuery(XQuery::OP_AND_NOT, narrow(any_of(some), query), strict));
    relaxation.sought = std::move(sought_);
    return relaxation;
  }

 private:
  /// One member of a group, and how often it stands there.
  struct Member {
    const Query* query;
    Xapian::termcount count = 1;
  };

  /// Those that the query narrows to, where the index has them; all otherwise.
  static std::vector<IndexedLanguage*> choose_languages(QueryPlanner& planner, const Query& query) {
    const auto wanted = wanted_languages(query);
    std::vector<IndexedLanguage*> chosen;
    for (auto& language : planner.languages_)
      if (std::find(wanted.begin(), wanted.end(), language.code) != wanted.end())
        chosen.push_back(&language);
    if (chosen.empty())
      for (auto& language : planner.languages_) chosen.push_back(&language);
    return chosen;
  }

  static std::string_view prefix_of(FieldId field) { return field_of(field).prefix; }

  bool is_stop(const Query& query) const {
    if (query.kind != QueryKind::Word || query.exact) return false;
    const auto terms = analyze_query_text(query.text);
    return terms.size() == 1 && is_stop_word(stop_language_, terms.front().term);
  }

  // ---- leaves ----

  void seek(FieldId field, std::vector<SoughtWord> words, double weight) {
    if (!negated_) sought_.push_back({.field = field, .words = std::move(words), .weight = weight});
  }

  void add_bonus(const XQuery& query) {
    if (!negated_) bonus_.emplace_back(XQuery::OP_SCALE_WEIGHT, query, kBonus);
  }

  void add_title_word(const std::vector<std::string>& stems, double weight) {
    TitleWord word{.weight = weight};
    for (const std::string& stem : stems)
      word.terms.push_back(fmt::format("Z{}{}", prefix_of(FieldId::Title), stem.substr(1)));
    title_words_.push_back(std::move(word));
  }

  /// What building leaves behind besides its query.
  void forget_extras() {
    bonus_.clear();
    title_words_.clear();
    sought_.clear();
    warnings_.clear();
    pairs_ = 0;
  }

  XQuery build_word(const Query& query, Xapian::termcount count = 1) {
    const auto terms = analyze_query_text(query.text);
    if (terms.size() == 1) return build_term(terms.front(), query, count);
    if (!loose_ || query.exact || terms.empty()) return build_row(terms, query.field);
    // Where some of the words will do, so will some of the parts of a word.
    std::vector<XQuery> parts;
    for (const AnalyzedTerm& term : terms) {
      if (is_stop_word(stop_language_, term.term)) continue;
      parts.push_back(build_term(term, query, count));
    }
    if (parts.empty()) return build_row(terms, query.field);
    for (std::size_t i = 1; i < terms.size(); ++i) add_pair(terms[i - 1], terms[i], query.field);
    return any_of(parts);
  }

  XQuery build_term(const AnalyzedTerm& term, const Query& query, Xapian::termcount count) {
    const std::string_view prefix = prefix_of(query.field);
    const XQuery exact = term_query(prefix, term.term, count);
    const auto stems = query.exact ? std::vector<std::string>() : words_.stems(term, prefix);
    if (stems.empty()) {
      seek(query.field, {{.text = term.term, .match = WordMatch::Exact}},
           words_.weight(std::string(prefix) + term.term));
      return exact;
    }
    const double weight = words_.weight(stems.front());
    seek(query.field, {{.text = term.word, .match = WordMatch::AnyForm}}, weight);
    add_bonus(exact);
    if (query.field == FieldId::Text && !negated_) add_title_word(stems, weight);
    if (stems.size() == 1) return XQuery(stems.front(), count);
    const XQuery any(XQuery::OP_SYNONYM, stems.begin(), stems.end());
    return count == 1 ? any : XQuery(XQuery::OP_SCALE_WEIGHT, any, count);
  }

  /// Terms that stand in the text as they stand in the query.
  XQuery build_row(const std::vector<AnalyzedTerm>& terms, FieldId field) {
    if (terms.empty()) return XQuery::MatchNothing;
    std::vector<SoughtWord> words;
    double weight = 0;
    for (const AnalyzedTerm& term : terms) {
      words.push_back({.text = term.term,
                       .match = WordMatch::Exact,
                       .offset = term.position - terms.front().position});
      weight += words_.weight(std::string(prefix_of(field)) + term.term);
    }
    seek(field, std::move(words), weight);
    return row_query(make_row(terms, field));
  }

  static TermRow make_row(const std::vector<AnalyzedTerm>& terms, FieldId field) {
    TermRow row;
    for (const AnalyzedTerm& term : terms) {
      row.terms.push_back(std::string(prefix_of(field)) + term.term);
      row.offsets.push_back(term.position - terms.front().position);
    }
    return row;
  }

  static XQuery row_query(const TermRow& row) {
    if (row.terms.size() == 1) return XQuery(row.terms.front());
    const XQuery phrase(XQuery::OP_PHRASE, row.terms.begin(), row.terms.end(),
                        row.offsets.back() + 1);
    // Between a run of n-grams and what follows lies a position, which OP_PHRASE leaves to any term.
    if (row.offsets.back() + 1 == row.terms.size()) return phrase;
    return {XQuery::OP_FILTER, phrase, proximity_filter({.sides = {{row}}})};
  }

  Expansion expand(const Query& query) {
    return warn_if_cut(expand_query(database_, query), query);
  }

  Expansion warn_if_cut(Expansion expansion, const Query& query) {
    if (expansion.is_cut())
      warnings_.push_back(fmt::format("{} stands for {} words; the {} most frequent were searched",
                                      format_query(query), expansion.found, expansion.words.size()));
    return expansion;
  }

  XQuery build_expansion(const Query& query) {
    const Expansion expansion = expand(query);
    if (expansion.words.empty()) return XQuery::MatchNothing;
    const auto terms = prefixed_terms(expansion, query.field);
    const double weight = words_.weight(terms.front());
    if (query.kind == QueryKind::Fuzzy || expansion.is_cut()) {
      for (const std::string& word : expansion.words)
        seek(query.field, {{.text = word, .match = WordMatch::Exact}}, weight);
    } else {
      seek(query.field,
           {{.text = fold(normalize_nfc(query.text)),
             .match = query.kind == QueryKind::Prefix ? WordMatch::Prefix : WordMatch::Pattern}},
           weight);
    }
    return {XQuery::OP_SYNONYM, terms.begin(), terms.end()};
  }

  std::vector<std::string> prefixed_terms(const Expansion& expansion, FieldId field) const {
    std::vector<std::string> terms;
    terms.reserve(expansion.words.size());
    for (const std::string& word : expansion.words)
      terms.push_back(std::string(prefix_of(field)) + word);
    return terms;
  }

  XQuery build_at_least(const Query& query) {
    const Query& word = query.children.front();
    const auto terms = analyze_query_text(word.text);
    if (terms.size() != 1) {
      error_ = Error{.code = ErrorCode::QuerySyntax,
                     .message = "atleast counts single words only",
                     .hint = fmt::format("\"{}\" is searched as several words in a row", word.text),
                     .offset = query.span.offset,
                     .length = query.span.length};
      return XQuery::MatchNothing;
    }
    // Stems share the text behind their prefix with stems of other fields.
    auto counted = word.exact ? std::vector<std::string>() : words_.stems(terms.front(), "");
    const bool has_stems = !counted.empty();
    if (!has_stems) counted.push_back(terms.front().term);
    std::vector<CountedTerm> counted_terms;
    for (const std::string& found : counted) {
      const std::string_view text = std::string_view(found).substr(has_stems ? 1 : 0);
      const auto under = [&](std::string_view prefix) {
        return fmt::format("{}{}{}", has_stems ? "Z" : "", prefix, text);
      };
      CountedTerm term{.term = under(prefix_of(word.field))};
      if (word.field == FieldId::Text) {
        term.title_term = under(prefix_of(FieldId::Title));
        term.opening_term = under(kOpeningPrefix);
      }
      counted_terms.push_back(std::move(term));
    }
    const XQuery counting((new AtLeastSource(std::move(counted_terms), query.number))->release());
    return {XQuery::OP_FILTER, build_word(word), counting};
  }

  // ---- proximity ----

  /// What one side of a proximity may be, each way as a row of terms.
  void collect_rows(const Query& query, std::vector<TermRow>& rows) {
    const auto add_words = [&](const Expansion& expansion) {
      for (std::string& term : prefixed_terms(expansion, query.field))
        rows.push_back({.terms = {std::move(term)}, .offsets = {0}});
    };
    switch (query.kind) {
      case QueryKind::Or:
        for (const Query& child : query.children) collect_rows(child, rows);
        return;
      case QueryKind::Word:
      case QueryKind::Phrase: {
        const auto words = analyze_query_text(query.text);
        if (words.size() == 1 && query.kind == QueryKind::Word && !query.exact)
          return add_words(warn_if_cut(words_.forms(words.front(), query.field), query));
        if (!words.empty()) rows.push_back(make_row(words, query.field));
        return;
      }
      default:
        add_words(expand(query));
    }
  }

  XQuery build_proximity(const Query& query) {
    const bool is_paragraph = query.kind == QueryKind::SameParagraph;
    Proximity proximity{.in_order = query.kind == QueryKind::Before,
                        .gap = is_paragraph ? kParagraphGap - 1 : query.number - 1};
    std::vector<XQuery> sides;
    for (const Query& child : query.children) {
      auto& rows = proximity.sides.emplace_back();
      collect_rows(child, rows);
      if (rows.empty()) return XQuery::MatchNothing;
      std::vector<XQuery> queries;
      for (const TermRow& row : rows) queries.push_back(row_query(row));
      sides.push_back(any_of(queries));
      seek_side(child);
    }
    if (is_native(proximity))
      return {proximity.in_order ? XQuery::OP_PHRASE : XQuery::OP_NEAR, sides.begin(), sides.end(),
              proximity.gap + static_cast<Xapian::termcount>(sides.size())};
    return {XQuery::OP_FILTER, any_of(sides, XQuery::OP_AND), proximity_filter(proximity)};
  }

  /// Tells the highlighter what a side is; all else that building it leaves behind is of no use.
  void seek_side(const Query& side) {
    const auto bonus = bonus_.size();
    const auto title_words = title_words_.size();
    const auto warnings = warnings_.size();
    build(side);
    bonus_.resize(bonus);
    title_words_.resize(title_words);
    warnings_.resize(warnings);
  }

  // ---- filters ----

  XQuery build_date(const Query& query) const {
    const XQuery dated = without_score(make_date_filter(
        {.from = query.from, .until = query.until, .by_day = !query.exact}, database_));
    const bool with_undated = undated_ == Undated::Include || undated_ == Undated::Only;
    // Not to be in a time is to have a date outside of it, and twice not is not at all.
    if (negations_ == 1 || !with_undated) return dated;
    return {XQuery::OP_OR, dated, make_flag_filter("undated")};
  }

  // ---- groups ----

  XQuery build(const Query& query) {
    switch (query.kind) {
      case QueryKind::Word:
        return build_word(query);
      case QueryKind::Prefix:
      case QueryKind::Pattern:
      case QueryKind::Fuzzy:
        return build_expansion(query);
      case QueryKind::Phrase:
        return build_row(analyze_query_text(query.text), query.field);
      case QueryKind::AtLeast:
        return build_at_least(query);
      case QueryKind::Near:
      case QueryKind::Before:
      case QueryKind::SameParagraph:
        return build_proximity(query);
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
    const bool was_negated = std::exchange(negated_, true);
    const bool was_loose = std::exchange(loose_, false);
    negations_ ^= 1U;
    XQuery built = build(query);
    negations_ ^= 1U;
    loose_ = was_loose;
    negated_ = was_negated;
    return built;
  }

  XQuery build_or(const Query& query) {
    const bool was_loose = std::exchange(loose_, loose_ || query.implicit);
    std::vector<XQuery> parts;
    for (const Member& member : members_of(query)) parts.push_back(build_member(member));
    loose_ = was_loose;
    return any_of(parts);
  }

  XQuery build_and(const Query& query) {
    const bool was_loose = std::exchange(loose_, loose_ && query.implicit);
    std::vector<XQuery> words;
    for (const Member& member : members_of(query)) {
      if (member.query->kind == QueryKind::Not || is_filter(*member.query)) continue;
      words.push_back(build_member(member));
    }
    loose_ = was_loose;
    return narrow(words.empty() ? std::optional<XQuery>() : any_of(words, XQuery::OP_AND), query);
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
      const XQuery all = any_of(filters, XQuery::OP_AND);
      matched = matched ? XQuery(XQuery::OP_FILTER, *matched, all) : all;
    }
    if (!matched) matched = XQuery::MatchAll;
    if (excluded.empty()) return *matched;
    return {XQuery::OP_AND_NOT, *matched, any_of(excluded)};
  }

  XQuery build_member(const Member& member) {
    return member.query->kind == QueryKind::Word ? build_word(*member.query, member.count)
                                                 : build(*member.query);
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
          return child.kind != QueryKind::Not && !is_filter(child) && !is_stop(child);
        });
    std::unordered_map<std::string, std::size_t> seen;
    const Query* neighbour = nullptr;
    for (const Query& child : query.children) {
      if (!only_stop_words && is_stop(child)) {
        neighbour = nullptr;
        continue;
      }
      if (neighbour != nullptr) add_pair(*neighbour, child);
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

  void add_pair(const Query& first, const Query& second) {
    if (second.kind != QueryKind::Word || second.field != first.field) return;
    const auto before = analyze_query_text(first.text);
    const auto after = analyze_query_text(second.text);
    if (!before.empty() && !after.empty()) add_pair(before.back(), after.front(), first.field);
  }

  void add_pair(const AnalyzedTerm& first, const AnalyzedTerm& second, FieldId field) {
    if (++pairs_ > kMaxPairs) return;
    const std::vector<XQuery> row{term_query(prefix_of(field), first.term),
                                  term_query(prefix_of(field), second.term)};
    add_bonus(XQuery(XQuery::OP_PHRASE, row.begin(), row.end(), 2));
  }

  // ---- the whole ----

  /// Adds what --undated says, and what was noted for ranking.
  RankingPlan finish(const XQuery& query) {
    RankingPlan plan{.matches = query, .bonus = std::move(bonus_)};
    if (title_words_.size() <= kMaxTitleWords) plan.title_words = std::move(title_words_);
    if (undated_ == Undated::Exclude)
      plan.matches = XQuery(XQuery::OP_FILTER, query, make_flag_filter("dated"));
    if (undated_ == Undated::Only)
      plan.matches = XQuery(XQuery::OP_FILTER, query, make_flag_filter("undated"));
    return plan;
  }

  QueryPlanner& planner_;
  const Xapian::Database& database_;
  Undated undated_;
  WordTerms words_;
  std::string stop_language_;
  bool negated_ = false;
  unsigned negations_ = 0;  ///< modulo two
  bool loose_ = false;  ///< some of the words will do
  std::size_t pairs_ = 0;
  std::vector<XQuery> bonus_;
  std::vector<TitleWord> title_words_;
  std::vector<SoughtTerm> sought_;
  std::vector<std::string> warnings_;
  std::optional<Error> error_;
};

QueryPlanner::QueryPlanner(const Xapian::Database& database)
    : database_(database), articles_(database.get_doccount()) {
  std::vector<std::pair<Xapian::doccount, std::string>> counted;
  Xapian::doccount known = 0;
  const std::string prefix(field_of(FieldId::Language).prefix);
  for (std::string& code : indexed_languages(database)) {
    const Xapian::doccount count = database.get_termfreq(prefix + code);
    known += count;
    counted.emplace_back(count, std::move(code));
  }
  if (known < articles_ || counted.empty()) counted.emplace_back(articles_ - known, "");
  std::stable_sort(counted.begin(), counted.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [count, code] : counted) languages_.push_back({code, Stemmer(code)});
}

Result<QueryPlan> QueryPlanner::plan(const Query& query, Undated undated) {
  return PlanBuilder(*this, query, undated).run(query);
}

Relaxation QueryPlanner::relax(const Query& query, Undated undated) {
  return PlanBuilder(*this, query, undated).relax(query);
}

}  // namespace dateline
