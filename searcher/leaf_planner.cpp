#include "searcher/leaf_planner.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "common/schema.hpp"
#include "common/stemmer.hpp"
#include "common/utf8.hpp"
#include "searcher/any_form.hpp"
#include "searcher/at_least_source.hpp"
#include "searcher/query_text.hpp"

namespace dateline {
namespace {

using XQuery = Xapian::Query;

/// What exact forms, and neighbours that are neighbours in the text too, add to the score of the
/// stems: the best of 0.1 to 0.5 over five judged collections.
constexpr double kBonus = 0.2;

/// Neighbours in a longer query say little, and each costs a look at positions.
constexpr std::size_t kMaxPairs = 64;

/// Every count looks up the positions of every form.
constexpr std::uint32_t kMaxCountedPositions = 100;

/// Each compares every word of the index, some ten milliseconds for a million.
constexpr std::size_t kMaxVocabularyScans = 20;

/// What looking at an article takes in readings of a posting: for a phrase whose words it has, and
/// for each term of a proximity that it has.
constexpr double kPhraseReadings = 2;
constexpr double kProximityReadings = 5;

std::string_view prefix_of(FieldId field) { return field_of(field).prefix; }

std::string prefixed(FieldId field, std::string_view word) {
  return std::string(prefix_of(field)) + std::string(word);
}

std::vector<std::string> prefixed_terms(const Expansion& expansion, FieldId field) {
  std::vector<std::string> terms;
  terms.reserve(expansion.words.size());
  for (const std::string& word : expansion.words) terms.push_back(prefixed(field, word));
  return terms;
}

/// Terms without what stands before their texts.
std::vector<std::string> texts_of(const std::vector<std::string>& terms, std::size_t prefix) {
  std::vector<std::string> texts;
  texts.reserve(terms.size());
  for (const std::string& term : terms) texts.push_back(term.substr(prefix));
  return texts;
}

SoughtRow sought_row(const TermRow& row, FieldId field) {
  SoughtRow sought;
  for (std::size_t i = 0; i < row.terms.size(); ++i)
    sought.words.push_back(
        {.text = row.terms[i].substr(prefix_of(field).size()), .offset = row.offsets[i]});
  return sought;
}

/// All words of a side are of one field.
FieldId field_of_side(const Query& side) {
  const Query* leaf = &side;
  while (leaf->kind == QueryKind::Or) leaf = &leaf->children.front();
  return leaf->field;
}

TermRow make_row(const std::vector<AnalyzedTerm>& terms, FieldId field) {
  TermRow row;
  for (const AnalyzedTerm& term : terms) {
    row.terms.push_back(prefixed(field, term.term));
    row.offsets.push_back(term.position - terms.front().position);
  }
  return row;
}

}  // namespace

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  if (queries.size() == 1) return queries.front();
  return {XQuery::OP_OR, queries.begin(), queries.end()};
}

Xapian::Query all_of(const std::vector<Xapian::Query>& queries) {
  if (queries.size() == 1) return queries.front();
  return {XQuery::OP_AND, queries.begin(), queries.end()};
}

LeafNotes LeafPlanner::take_notes() {
  pairs_ = 0;
  return std::exchange(notes_, {});
}

bool LeafPlanner::is_stop(const Query& query) const {
  if (query.kind != QueryKind::Word || query.exact) return false;
  const auto terms = analyze_query_text(query.text);
  return terms.size() == 1 && is_stop_word(stop_language_, terms.front().term);
}

void LeafPlanner::seek(SoughtTerm term, LeafPlace place) {
  if (!place.is_negated) notes_.sought.push_back(std::move(term));
}

void LeafPlanner::add_bonus(const XQuery& query, LeafPlace place) {
  if (!place.is_negated) notes_.bonus.emplace_back(XQuery::OP_SCALE_WEIGHT, query, kBonus);
}

void LeafPlanner::count_words(std::size_t number, LeafPlace place) {
  if (!place.is_negated) notes_.words += number;
}

void LeafPlanner::add_title_word(const std::vector<std::string>& stems, double weight) {
  TitleWord word{.weight = weight};
  for (const std::string& stem : stems)
    word.terms.push_back(fmt::format("Z{}{}", prefix_of(FieldId::Title), stem.substr(1)));
  notes_.title_words.push_back(std::move(word));
}

void LeafPlanner::refuse(const Query& query, std::string message, std::string hint) {
  if (notes_.error) return;
  notes_.error = Error{.code = ErrorCode::QuerySyntax,
                       .message = std::move(message),
                       .hint = std::move(hint),
                       .offset = query.span.offset,
                       .length = query.span.length};
}

// ---- words and rows of words ----

Xapian::Query LeafPlanner::build_word(const Query& query, LeafPlace place,
                                      Xapian::termcount count) {
  const auto terms = analyze_query_text(query.text);
  if (terms.size() == 1) return build_term(terms.front(), query, place, count);
  if (!place.is_loose || query.exact || terms.empty()) return build_row(terms, query.field, place);
  // Where some of the words will do, so will some of the parts of a word.
  std::vector<XQuery> parts;
  for (const AnalyzedTerm& term : terms) {
    if (is_stop_word(stop_language_, term.term)) continue;
    parts.push_back(build_term(term, query, place, count));
  }
  if (parts.empty()) return build_row(terms, query.field, place);
  for (std::size_t i = 1; i < terms.size(); ++i)
    add_pair(terms[i - 1], terms[i], query.field, place);
  return any_of(parts);
}

Xapian::Query LeafPlanner::build_term(const AnalyzedTerm& term, const Query& query, LeafPlace place,
                                      Xapian::termcount count) {
  count_words(1, place);
  const XQuery exact(prefixed(query.field, term.term), count);
  const auto stems =
      query.exact ? std::vector<std::string>() : words_.stems(term, prefix_of(query.field));
  if (stems.empty()) {
    const std::string counted = prefixed(query.field, term.term);
    notes_.readings += words_.frequency(counted);
    seek(sought_word(query.field, {.text = term.term}, words_.weight(counted)), place);
    return exact;
  }
  const double weight = words_.weight(stems.front());
  seek(sought_word(query.field,
                   {.text = term.word,
                    .match = WordMatch::AnyForm,
                    .stems = texts_of(stems, 1 + prefix_of(query.field).size())},
                   weight),
       place);
  add_bonus(exact, place);
  if (query.field == FieldId::Text && !place.is_negated) add_title_word(stems, weight);
  std::vector<TermForm> forms;
  for (const std::string& stem : stems) {
    forms.push_back({stem, words_.frequency(stem)});
    notes_.readings += forms.back().frequency;
  }
  if (stems.size() == 1) return XQuery(stems.front(), count);
  const XQuery any = any_form(forms);
  return count == 1 ? any : XQuery(XQuery::OP_SCALE_WEIGHT, any, count);
}

Xapian::Query LeafPlanner::build_phrase(const Query& query, LeafPlace place) {
  return build_row(analyze_query_text(query.text), query.field, place);
}

/// Terms that stand in the text as they stand in the query.
Xapian::Query LeafPlanner::build_row(const std::vector<AnalyzedTerm>& terms, FieldId field,
                                     LeafPlace place) {
  if (terms.empty()) return XQuery::MatchNothing;
  count_words(terms.size(), place);
  const TermRow row = make_row(terms, field);
  double weight = 0;
  for (const std::string& term : row.terms) weight += words_.weight(term);
  seek({.field = field, .sides = {{sought_row(row, field)}}, .weight = weight}, place);
  return row_query(row);
}

Xapian::Query LeafPlanner::row_query(const TermRow& row) {
  Xapian::doccount fewest = std::numeric_limits<Xapian::doccount>::max();
  for (const std::string& term : row.terms) fewest = std::min(fewest, words_.frequency(term));
  notes_.readings += (row.terms.size() == 1 ? 1 : kPhraseReadings) * fewest;
  const XQuery loose = loose_row_query(row);
  // Behind a run of n-grams lies a position that OP_PHRASE leaves to any term.
  if (row.offsets.back() + 1 == row.terms.size()) return loose;
  if (has_remote_) {
    warn_of_approximation();
    return loose;
  }
  return {XQuery::OP_FILTER, loose, proximity_filter({.sides = {{row}}})};
}

void LeafPlanner::warn_of_approximation() {
  const std::string warning =
      "a remote database tells only nearly which words stand together: some articles may be too "
      "many or missing";
  if (std::find(notes_.warnings.begin(), notes_.warnings.end(), warning) == notes_.warnings.end())
    notes_.warnings.push_back(warning);
}

void LeafPlanner::add_pair(const Query& first, const Query& second, LeafPlace place) {
  if (second.kind != QueryKind::Word || second.field != first.field) return;
  const auto before = analyze_query_text(first.text);
  const auto after = analyze_query_text(second.text);
  if (!before.empty() && !after.empty()) add_pair(before.back(), after.front(), first.field, place);
}

void LeafPlanner::add_pair(const AnalyzedTerm& first, const AnalyzedTerm& second, FieldId field,
                           LeafPlace place) {
  if (++pairs_ > kMaxPairs) return;
  const std::vector<std::string> row{prefixed(field, first.term), prefixed(field, second.term)};
  add_bonus(XQuery(XQuery::OP_PHRASE, row.begin(), row.end(), 2), place);
}

// ---- patterns and near spellings ----

Expansion LeafPlanner::expand(const Query& query) {
  // What was compared already is remembered.
  if (needs_vocabulary(query)) scans_.insert(to_string(query));
  if (scans_.size() > kMaxVocabularyScans) {
    refuse(query,
           fmt::format("a query has at most {} patterns that begin with * or ?, and near spellings",
                       kMaxVocabularyScans));
    return {};
  }
  return warn_if_cut(words_.expand(query), query);
}

Expansion LeafPlanner::warn_if_cut(Expansion expansion, const Query& query) {
  if (expansion.is_cut())
    notes_.warnings.push_back(
        fmt::format("{} stands for {} words; the {} most frequent were searched",
                    format_query(query), expansion.found, expansion.words.size()));
  return expansion;
}

Xapian::Query LeafPlanner::build_expansion(const Query& query, LeafPlace place) {
  const Expansion expansion = expand(query);
  if (expansion.words.empty()) return XQuery::MatchNothing;
  count_words(1, place);
  const auto terms = prefixed_terms(expansion, query.field);
  const double weight = words_.weight(terms.front());
  if (query.kind == QueryKind::Fuzzy || expansion.is_cut()) {
    SoughtTerm any{.field = query.field, .sides = {{}}, .weight = weight};
    for (const std::string& word : expansion.words) any.sides[0].push_back({{{.text = word}}});
    seek(std::move(any), place);
  } else {
    seek(sought_word(
             query.field,
             {.text = fold(normalize_nfc(query.text)),
              .match = query.kind == QueryKind::Prefix ? WordMatch::Prefix : WordMatch::Pattern},
             weight),
         place);
  }
  std::vector<TermForm> forms;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    forms.push_back({terms[i], expansion.frequencies[i]});
    notes_.readings += expansion.frequencies[i];
  }
  return any_form(forms);
}

// ---- mentions ----

Xapian::Query LeafPlanner::build_at_least(const Query& query, LeafPlace place) {
  const Query& word = query.children.front();
  const auto terms = analyze_query_text(word.text);
  if (terms.size() != 1) {
    refuse(query, "atleast counts single words only",
           fmt::format("\"{}\" is searched as several words in a row", word.text));
    return XQuery::MatchNothing;
  }
  const XQuery counted = has_remote_ ? count_positions(word, terms.front(), query.number)
                                     : count_frequencies(word, terms.front(), query.number);
  notes_.unscored += counted.get_length();
  return {XQuery::OP_FILTER, build_word(word, place), counted};
}

Xapian::Query LeafPlanner::count_frequencies(const Query& word, const AnalyzedTerm& term,
                                             std::uint32_t least) const {
  const std::string_view prefix = prefix_of(word.field);
  auto counted = word.exact ? std::vector<std::string>() : words_.stems(term, prefix);
  const bool has_stems = !counted.empty();
  if (!has_stems) counted.push_back(prefixed(word.field, term.term));
  std::vector<CountedTerm> terms;
  for (const std::string& found : counted) {
    // Of other fields the same word has the same text behind its prefix.
    const std::string_view text =
        std::string_view(found).substr((has_stems ? 1 : 0) + prefix.size());
    const auto under = [&](std::string_view other) {
      return fmt::format("{}{}{}", has_stems ? "Z" : "", other, text);
    };
    CountedTerm one{.term = found};
    if (word.field == FieldId::Text) {
      one.title_term = under(prefix_of(FieldId::Title));
      one.opening_term = under(kOpeningPrefix);
    }
    terms.push_back(std::move(one));
  }
  return XQuery((new AtLeastSource(std::move(terms), least))->release());
}

/// Remote databases know no posting sources of ours, but any of the word's forms that is near
/// itself so many times, each time at another position, wherever in the text.
Xapian::Query LeafPlanner::count_positions(const Query& word, const AnalyzedTerm& term,
                                           std::uint32_t least) {
  if (least > kMaxCountedPositions) {
    refuse(word, fmt::format("atleast counts up to {} in remote databases", kMaxCountedPositions));
    return XQuery::MatchNothing;
  }
  std::vector<XQuery> forms;
  if (word.exact) {
    forms.emplace_back(prefixed(word.field, term.term));
  } else {
    for (const std::string& form : prefixed_terms(words_.forms(term, word.field), word.field))
      forms.emplace_back(form);
  }
  const XQuery any = any_of(forms);
  if (least == 1) return any;
  const std::vector<XQuery> copies(least, any);
  constexpr Xapian::termcount kWholeText = std::numeric_limits<std::int32_t>::max();
  return {XQuery::OP_NEAR, copies.begin(), copies.end(), kWholeText};
}

// ---- proximity ----

/// What one side of a proximity may be, each way as a row of terms.
void LeafPlanner::collect_rows(const Query& query, std::vector<TermRow>& rows) {
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

Xapian::Query LeafPlanner::build_proximity(const Query& query, LeafPlace place) {
  const bool is_paragraph = query.kind == QueryKind::SameParagraph;
  Proximity proximity{.in_order = query.kind == QueryKind::Before,
                      .gap = is_paragraph ? kParagraphGap - 1 : query.number - 1};
  std::set<std::string> terms;
  std::set<std::string> kinds;
  SoughtTerm sought{.in_order = proximity.in_order, .gap = proximity.gap, .weight = 0};
  for (const Query& child : query.children) {
    kinds.insert(to_string(child));
    auto& rows = proximity.sides.emplace_back();
    collect_rows(child, rows);
    if (rows.empty()) return XQuery::MatchNothing;
    sought.field = field_of_side(child);
    auto& sought_rows = sought.sides.emplace_back();
    for (const TermRow& row : rows) {
      terms.insert(row.terms.begin(), row.terms.end());
      sought_rows.push_back(sought_row(row, sought.field));
    }
    sought.weight += weigh_side(child, place);
  }
  seek(std::move(sought), place);
  const bool native = is_native(proximity);
  // Two sides of our own are as quick as Xapian's; another one doubles the choices, one that is
  // like an earlier one adds a few.
  const auto alike = static_cast<double>(query.children.size() - kinds.size());
  const double different = std::max(1.0, std::exp2(static_cast<double>(kinds.size()) - 2));
  const double choices = native ? 1 : different * (1 + alike / 5);
  for (const std::string& term : terms)
    notes_.readings += kProximityReadings * choices * words_.frequency(term);
  if (!has_remote_) return proximity_query(proximity);
  if (!native) warn_of_approximation();
  return approximate_proximity_query(proximity);
}

/// Counts the words of a side and tells what they weigh; all else that building it leaves behind is
/// of no use.
double LeafPlanner::weigh_side(const Query& side, LeafPlace place) {
  LeafNotes kept = take_notes();
  const LeafPlace alone{.is_negated = place.is_negated};
  const auto build = [&](const Query& query, const auto& self) -> void {
    switch (query.kind) {
      case QueryKind::Or:
        for (const Query& child : query.children) self(child, self);
        return;
      case QueryKind::Word:
        build_word(query, alone);
        return;
      case QueryKind::Phrase:
        build_phrase(query, alone);
        return;
      default:
        build_expansion(query, alone);
    }
  };
  build(side, build);
  double weight = 0;
  for (const SoughtTerm& term : notes_.sought) weight += term.weight;
  kept.words += notes_.words;
  notes_ = std::move(kept);
  return weight;
}

}  // namespace dateline
