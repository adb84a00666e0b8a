#include "searcher/query_planner.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "common/database.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "searcher/at_least_source.hpp"
#include "searcher/date_terms.hpp"
#include "searcher/filter_terms.hpp"
#include "searcher/query_languages.hpp"
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
      : planner_(planner), database_(planner.database_), undated_(undated) {
    const auto wanted = wanted_languages(query);
    for (auto& language : planner.languages_) {
      if (wanted.empty() || std::find(wanted.begin(), wanted.end(), language.code) != wanted.end())
        languages_.push_back(&language);
    }
    if (languages_.empty())
      for (auto& language : planner.languages_) languages_.push_back(&language);
    std::vector<std::string> codes;
    for (const auto* language : languages_) codes.push_back(language->code);
    stop_language_ = choose_stop_language(query, codes);
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
      relaxation.parts.push_back({to_string(*member.query), build_member(member)});
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

  std::string_view prefix_of(FieldId field) const { return field_of(field).prefix; }

  bool is_stop(const Query& query) const {
    if (query.kind != QueryKind::Word || query.exact) return false;
    const auto terms = analyze_query_text(query.text);
    return terms.size() == 1 && is_stop_word(stop_language_, terms.front().term);
  }

  // ---- leaves ----

  std::vector<std::string> stems_of(const AnalyzedTerm& term, std::string_view prefix) const {
    std::vector<std::string> stems;
    if (term.kind != TokenKind::Word) return stems;
    for (auto* language : languages_) {
      std::string stem = fmt::format("Z{}{}", prefix, language->stemmer.stem(term.word));
      if (std::find(stems.begin(), stems.end(), stem) == stems.end())
        stems.push_back(std::move(stem));
    }
    // Of several languages most have no such word.
    if (stems.size() > 1) {
      const std::string first = stems.front();
      std::erase_if(stems, [&](const std::string& stem) { return !database_.term_exists(stem); });
      if (stems.empty()) stems.push_back(first);
    }
    return stems;
  }

  double weight_of(const std::string& term) const {
    const double frequency = database_.get_termfreq(term);
    return std::log(1 + static_cast<double>(planner_.articles_) / (1 + frequency));
  }

  void seek(FieldId field, std::vector<SoughtWord> words, double weight) {
    if (!negated_) sought_.push_back({.field = field, .words = std::move(words), .weight = weight});
  }

  void count_words(std::size_t number) {
    if (!negated_) words_ += number;
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
    words_ = 0;
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
    count_words(1);
    const std::string_view prefix = prefix_of(query.field);
    const XQuery exact = term_query(prefix, term.term, count);
    const auto stems = query.exact ? std::vector<std::string>() : stems_of(term, prefix);
    if (stems.empty()) {
      seek(query.field, {{.text = term.term, .match = WordMatch::Exact}},
           weight_of(std::string(prefix) + term.term));
      return exact;
    }
    const double weight = weight_of(stems.front());
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
    count_words(terms.size());
    std::vector<XQuery> row;
    std::vector<SoughtWord> words;
    double weight = 0;
    for (const AnalyzedTerm& term : terms) {
      row.push_back(term_query(prefix_of(field), term.term));
      words.push_back({.text = term.term,
                       .match = WordMatch::Exact,
                       .offset = term.position - terms.front().position});
      weight += weight_of(std::string(prefix_of(field)) + term.term);
    }
    seek(field, std::move(words), weight);
    if (row.size() == 1) return row.front();
    return {XQuery::OP_PHRASE, row.begin(), row.end(),
            terms.back().position - terms.front().position + 1};
  }

  Expansion expand(const Query& query) {
    Expansion expansion = expand_query(database_, query);
    if (expansion.is_cut())
      warnings_.push_back(fmt::format("{} stands for {} words; the {} most frequent were searched",
                                      to_string(query), expansion.found, expansion.words.size()));
    return expansion;
  }

  /// Every form of a word that the index has: what its stem stands for, for where stems will not
  /// do.
  Expansion expand_forms(const AnalyzedTerm& term, FieldId field) {
    const std::string_view prefix = prefix_of(field);
    const auto stems = stems_of(term, "");
    if (stems.empty()) return {.words = {term.term}, .found = 1};
    std::string head = term.term;
    for (const std::string& stem : stems) {
      const auto [in_head, in_stem] =
          std::mismatch(head.begin(), head.end(), stem.begin() + 1, stem.end());
      head.erase(in_head, head.end());
    }
    head = utf8_prefix(head, head.size());
    if (head.size() < 2) return {.words = {term.term}, .found = 1};
    auto expansion = expand_words(database_, prefix, head, [&](std::string_view word) {
      if (word == term.term) return true;
      return std::any_of(languages_.begin(), languages_.end(), [&](auto* language) {
        // The same language must stem both alike; a view lasts until the next call only.
        const std::string wanted(language->stemmer.stem(term.word));
        return language->stemmer.stem(word) == wanted;
      });
    });
    if (expansion.words.empty()) expansion.words.push_back(term.term);
    return expansion;
  }

  XQuery build_expansion(const Query& query) {
    const Expansion expansion = expand(query);
    if (expansion.words.empty()) return XQuery::MatchNothing;
    count_words(1);
    const auto terms = prefixed_terms(expansion, query.field);
    const double weight = weight_of(terms.front());
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
    const std::string_view prefix = prefix_of(word.field);
    const bool is_text = word.field == FieldId::Text;
    const std::string_view title = prefix_of(FieldId::Title);
    auto counted = word.exact ? std::vector<std::string>() : stems_of(terms.front(), prefix);
    std::vector<XQuery> sources;
    const auto add = [&](const std::string& term, std::string title_term) {
      sources.emplace_back(
          (new AtLeastSource(term, is_text ? std::move(title_term) : "", query.number))->release());
    };
    if (counted.empty()) {
      add(std::string(prefix) + terms.front().term, std::string(title) + terms.front().term);
    }
    for (const std::string& stem : counted) add(stem, fmt::format("Z{}{}", title, stem.substr(1)));
    return {XQuery::OP_FILTER, build_word(word), any_of(sources)};
  }

  // ---- proximity ----

  /// The terms a side of a proximity may stand on; phrases among it go to `required` as well.
  void collect_positions(const Query& query, std::vector<XQuery>& terms, bool& has_phrase) {
    const auto add = [&](const Expansion& expansion) {
      for (const std::string& term : prefixed_terms(expansion, query.field))
        terms.emplace_back(term);
    };
    switch (query.kind) {
      case QueryKind::Or:
        for (const Query& child : query.children) collect_positions(child, terms, has_phrase);
        return;
      case QueryKind::Word:
      case QueryKind::Phrase: {
        const auto words = analyze_query_text(query.text);
        if (words.size() == 1 && query.kind == QueryKind::Word && !query.exact)
          return add(expand_forms(words.front(), query.field));
        has_phrase = has_phrase || words.size() > 1;
        for (const AnalyzedTerm& word : words)
          terms.push_back(term_query(prefix_of(query.field), word.term));
        return;
      }
      default:
        add(expand(query));
    }
  }

  XQuery build_proximity(const Query& query) {
    std::vector<XQuery> sides;
    std::vector<XQuery> phrases;
    for (const Query& child : query.children) {
      std::vector<XQuery> terms;
      bool has_phrase = false;
      collect_positions(child, terms, has_phrase);
      if (terms.empty()) return XQuery::MatchNothing;
      sides.push_back(any_of(terms));
      // Built also for what it tells the highlighter.
      const auto bonus_before = bonus_.size();
      const auto warnings_before = warnings_.size();
      const XQuery alone = build(child);
      bonus_.resize(bonus_before);
      warnings_.resize(warnings_before);
      if (has_phrase) phrases.push_back(alone);
    }
    const auto count = static_cast<Xapian::termcount>(sides.size());
    const Xapian::termcount window =
        query.kind == QueryKind::SameParagraph ? kParagraphGap : query.number + count - 1;
    const XQuery near(query.kind == QueryKind::Before ? XQuery::OP_PHRASE : XQuery::OP_NEAR,
                      sides.begin(), sides.end(), window);
    if (phrases.empty()) return near;
    return {XQuery::OP_FILTER, near, any_of(phrases, XQuery::OP_AND)};
  }

  // ---- filters ----

  XQuery build_date(const Query& query) const {
    const XQuery dated = without_score(make_date_filter({query.from, query.until}, database_));
    const bool with_undated = undated_ == Undated::Include || undated_ == Undated::Only;
    if (negated_ || !with_undated) return dated;
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
    XQuery built = build(query);
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
    std::vector<XQuery> words;
    for (const Member& member : members_of(query)) {
      if (member.query->kind == QueryKind::Not || is_filter(*member.query)) continue;
      words.push_back(build_member(member));
    }
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
    RankingPlan plan{.matches = query, .bonus = std::move(bonus_), .words = words_};
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
  std::vector<QueryPlanner::Language*> languages_;
  std::string stop_language_;
  bool negated_ = false;
  bool loose_ = false;  ///< some of the words will do
  std::size_t pairs_ = 0;
  std::size_t words_ = 0;
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
