#include "searcher/match_finder.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "common/tokenizer.hpp"
#include "common/word_filter.hpp"
#include "common/word_match.hpp"
#include "searcher/proximity.hpp"

namespace dateline {
namespace {

/// A field of a text that terms of some fields are looked for in.
enum TextField : std::size_t { kTitle, kLead, kFirstParagraph, kParagraph, kAuthor, kTextFields };

TextField text_field(FieldId field, bool is_first_paragraph) {
  switch (field) {
    case FieldId::Title:
      return kTitle;
    case FieldId::Lead:
      return kLead;
    case FieldId::Author:
      return kAuthor;
    default:
      return is_first_paragraph ? kFirstParagraph : kParagraph;
  }
}

bool is_sought_in(FieldId sought, TextField field) {
  switch (sought) {
    case FieldId::Title:
      return field == kTitle;
    case FieldId::Lead:
      return field == kTitle || field == kLead || field == kFirstParagraph;
    case FieldId::Author:
      return field == kAuthor;
    default:
      return field != kAuthor;
  }
}

/// Languages whose stemmers may change the first two letters of a word, but for English dying: die.
bool may_change_beginning(std::string_view language) {
  constexpr std::array<std::string_view, 7> kLanguages{"ar", "fi", "ga", "id", "lt", "ta", "tr"};
  return std::find(kLanguages.begin(), kLanguages.end(), language) != kLanguages.end();
}

struct ViewHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

/// Looks at other occurrences that finding those that stand together may take in one paragraph;
/// what is not decided by then is left.
constexpr std::size_t kMaxLooks = 1'000'000;

/// One word of one row.
struct WordId {
  std::uint32_t row = 0;
  std::uint32_t word = 0;
};

using WordTable = std::unordered_map<std::string, std::vector<WordId>, ViewHash, std::equal_to<>>;

/// A word found, or a whole row.
struct Found {
  WordId id;
  std::uint32_t position = 0;
  std::uint32_t piece = 0;  ///< of a long paragraph, which counts as several
  ByteRange range;
};

struct PlacedMatch {
  Occurrence at;
  std::uint32_t piece = 0;
  ByteRange range;
};

}  // namespace

std::vector<ByteRange> merged(std::vector<ByteRange> ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::vector<ByteRange> out;
  for (const ByteRange& range : ranges) {
    if (!out.empty() && range.begin < out.back().end) {
      out.back().end = std::max(out.back().end, range.end);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

struct MatchFinder::Impl {
  struct Row {
    std::uint32_t term = 0;
    std::uint32_t side = 0;  ///< of all terms
    std::vector<std::uint32_t> offsets;
  };

  std::vector<SoughtTerm> terms;
  Stemmers* stemmers = nullptr;
  std::vector<Row> rows;
  std::vector<std::uint32_t> first_side;  ///< by term
  std::vector<double> weights;
  std::array<bool, kTextFields> seeks{};
  WordTable exact;
  WordTable stems;
  std::vector<std::pair<WordId, const SoughtWord*>> open_ended;  ///< of kind Prefix and Pattern
  WordFilter filter;
  WordFilter any_beginning;
  // Reused from text to text.
  std::vector<WordId> found_ids;
  std::vector<Found> parts;
  std::vector<std::vector<PlacedMatch>> sides;
  std::string language;
  Stemmer* stemmer = nullptr;

  void add_word(const SoughtWord& word, WordId id);
  void find_words(const Token& token);
  void put_rows_together(std::vector<TermMatch>& matches);
  void take_row(const Found& row, std::uint32_t length, std::vector<TermMatch>& matches);
  void keep_those_together(std::vector<TermMatch>& matches);
  bool stands_with_others(const SoughtTerm& term, std::uint32_t first, std::uint32_t side,
                          const PlacedMatch& match, std::size_t& looks_left) const;
  const SoughtTerm& term_of(WordId id) const { return terms[rows[id.row].term]; }
};

MatchFinder::MatchFinder(std::vector<SoughtTerm> terms, Stemmers& stemmers)
    : impl_(std::make_unique<Impl>()) {
  impl_->terms = std::move(terms);
  impl_->stemmers = &stemmers;
  impl_->any_beginning.add_beginning("");
  for (std::uint32_t t = 0; t < impl_->terms.size(); ++t) {
    const SoughtTerm& term = impl_->terms[t];
    impl_->first_side.push_back(static_cast<std::uint32_t>(impl_->weights.size()));
    for (std::size_t field = 0; field < kTextFields; ++field)
      impl_->seeks[field] =
          impl_->seeks[field] || is_sought_in(term.field, static_cast<TextField>(field));
    for (const auto& side : term.sides) {
      const auto number = static_cast<std::uint32_t>(impl_->weights.size());
      impl_->weights.push_back(term.weight / static_cast<double>(term.sides.size()));
      for (const SoughtRow& row : side) {
        const auto id = static_cast<std::uint32_t>(impl_->rows.size());
        impl_->rows.push_back({.term = t, .side = number, .offsets = {}});
        for (std::uint32_t w = 0; w < row.words.size(); ++w) {
          impl_->rows.back().offsets.push_back(row.words[w].offset - row.words[0].offset);
          impl_->add_word(row.words[w], {id, w});
        }
      }
    }
  }
  impl_->sides.resize(impl_->weights.size());
}

MatchFinder::MatchFinder(MatchFinder&&) noexcept = default;
MatchFinder& MatchFinder::operator=(MatchFinder&&) noexcept = default;
MatchFinder::~MatchFinder() = default;

bool MatchFinder::seeks_in(FieldId field, bool is_first_paragraph) const {
  return impl_->seeks[text_field(field, is_first_paragraph)];
}

const std::vector<double>& MatchFinder::weights() const { return impl_->weights; }

void MatchFinder::Impl::add_word(const SoughtWord& word, WordId id) {
  switch (word.match) {
    case WordMatch::Exact:
      exact[word.text].push_back(id);
      filter.add_beginning(word.text);
      break;
    case WordMatch::AnyForm:
      for (const std::string& stem : word.stems) {
        stems[stem].push_back(id);
        filter.add_beginning(stem);
        if (stem.size() > 1 && stem[1] == 'i') filter.add_beginning(std::string{stem[0], 'y'});
      }
      break;
    case WordMatch::Prefix:
    case WordMatch::Pattern:
      open_ended.emplace_back(id, &word);
      filter.add_beginning(std::string_view(word.text).substr(0, word.text.find_first_of("*?")));
      break;
  }
}

void MatchFinder::Impl::find_words(const Token& token) {
  found_ids.clear();
  if (!exact.empty()) {
    if (const auto words = exact.find(token.term); words != exact.end()) found_ids = words->second;
  }
  for (const auto& [id, word] : open_ended) {
    const bool matches = word->match == WordMatch::Prefix ? token.term.starts_with(word->text)
                                                          : matches_pattern(token.term, word->text);
    if (matches) found_ids.push_back(id);
  }
  if (token.kind != TokenKind::Word || stems.empty()) return;
  const auto words = stems.find(stemmer->stem(token.word));
  if (words != stems.end())
    found_ids.insert(found_ids.end(), words->second.begin(), words->second.end());
}

void MatchFinder::find(const SearchedText& searched, std::vector<TermMatch>& matches) {
  Impl& impl = *impl_;
  const auto old = static_cast<std::ptrdiff_t>(matches.size());
  const TextField field = text_field(searched.field, searched.is_first_paragraph);
  if (!impl.seeks[field]) return;
  if (impl.stemmer == nullptr || impl.language != searched.language) {
    impl.language = searched.language;
    impl.stemmer = &impl.stemmers->of(searched.language);
  }
  const bool checks_beginning = impl.stems.empty() || !may_change_beginning(searched.language);
  const WordFilter& filter = checks_beginning ? impl.filter : impl.any_beginning;

  impl.parts.clear();
  for (auto& side : impl.sides) side.clear();
  Tokenizer tokenizer(searched.text);
  Token token;
  // A paragraph is cut into pieces as the index cuts it, at any word, found or not.
  std::uint32_t piece = 0;
  std::uint32_t piece_begin = 0;
  while (tokenizer.next(token, filter)) {
    while (token.position - piece_begin >= kParagraphGap) {
      piece_begin += kParagraphGap;
      ++piece;
    }
    impl.find_words(token);
    for (const WordId& id : impl.found_ids) {
      if (!is_sought_in(impl.term_of(id).field, field)) continue;
      const Found found{id, token.position, piece, {token.begin, token.end}};
      if (impl.rows[id.row].offsets.size() == 1) {
        impl.take_row(found, 0, matches);
      } else {
        impl.parts.push_back(found);
      }
    }
  }
  if (!impl.parts.empty()) impl.put_rows_together(matches);
  impl.keep_those_together(matches);
  std::sort(matches.begin() + old, matches.end());
  // Several rows of a side may be the same words.
  matches.erase(std::unique(matches.begin() + old, matches.end()), matches.end());
}

void MatchFinder::Impl::put_rows_together(std::vector<TermMatch>& matches) {
  const auto before = [](const Found& a, const Found& b) {
    return std::tie(a.id.row, a.id.word, a.piece, a.position) <
           std::tie(b.id.row, b.id.word, b.piece, b.position);
  };
  std::sort(parts.begin(), parts.end(), before);
  for (const Found& first : parts) {
    if (first.id.word != 0) continue;
    const auto& offsets = rows[first.id.row].offsets;
    Found whole = first;
    bool complete = true;
    for (std::uint32_t w = 1; w < offsets.size() && complete; ++w) {
      const Found wanted{{first.id.row, w}, first.position + offsets[w], first.piece, {}};
      const auto part = std::lower_bound(parts.begin(), parts.end(), wanted, before);
      complete = part != parts.end() && !before(wanted, *part);
      if (complete) whole.range.end = std::max(whole.range.end, part->range.end);
    }
    if (complete) take_row(whole, offsets.back(), matches);
  }
}

/// Of a term of one side it is a match; of others it may become one.
void MatchFinder::Impl::take_row(const Found& row, std::uint32_t length,
                                 std::vector<TermMatch>& matches) {
  const std::uint32_t side = rows[row.id.row].side;
  if (term_of(row.id).sides.size() == 1) {
    matches.push_back({row.range, side});
  } else {
    sides[side].push_back({{row.position, row.position + length}, row.piece, row.range});
  }
}

void MatchFinder::Impl::keep_those_together(std::vector<TermMatch>& matches) {
  for (std::size_t t = 0; t < terms.size(); ++t) {
    const SoughtTerm& term = terms[t];
    if (term.sides.size() == 1) continue;
    const std::uint32_t first = first_side[t];
    const auto end = first + static_cast<std::uint32_t>(term.sides.size());
    std::size_t looks_left = kMaxLooks;
    const bool has_all = std::none_of(sides.begin() + first, sides.begin() + end,
                                      [](const auto& side) { return side.empty(); });
    if (!has_all) continue;
    for (std::uint32_t side = first; side < end; ++side)
      for (const PlacedMatch& match : sides[side])
        if (stands_with_others(term, first, side, match, looks_left))
          matches.push_back({match.range, side});
  }
}

bool MatchFinder::Impl::stands_with_others(const SoughtTerm& term, std::uint32_t first,
                                           std::uint32_t side, const PlacedMatch& match,
                                           std::size_t& looks_left) const {
  // What is further away than all sides and the gap together cannot matter.
  std::uint32_t longest = 0;
  for (const auto& rows_of_side : term.sides)
    for (const SoughtRow& row : rows_of_side)
      longest = std::max(longest, row.words.back().offset - row.words.front().offset + 1);
  const std::uint64_t reach = term.gap + std::uint64_t{longest} * term.sides.size();
  std::vector<std::vector<Occurrence>> near(term.sides.size());
  std::size_t looks = 0;
  for (std::uint32_t s = 0; s < near.size(); ++s) {
    if (first + s == side) {
      near[s].push_back(match.at);
      continue;
    }
    for (const PlacedMatch& other : sides[first + s]) {
      if (other.piece != match.piece) continue;
      const std::uint64_t distance = other.at.begin > match.at.begin
                                         ? other.at.begin - match.at.begin
                                         : match.at.begin - other.at.begin;
      if (distance <= reach) near[s].push_back(other.at);
    }
    if (near[s].empty()) return false;
    looks += near[s].size() << term.sides.size();
  }
  if (looks > looks_left) return false;
  looks_left -= looks;
  return stand_together(near, term.in_order, term.gap);
}

}  // namespace dateline
