#include "searcher/passage.hpp"

#include <algorithm>
#include <vector>

#include "common/utf8.hpp"
#include "searcher/sentences.hpp"

namespace dateline {
namespace {

/// Text without a blank for so long is written without blanks.
constexpr std::size_t kLongestWord = 60;

bool is_blank(char c) { return c == ' ' || c == '\n'; }

/// The nearest border of a code point at or below `at`, and not before a mark that belongs to the
/// character before it.
std::size_t character_border(std::string_view text, std::size_t at) {
  const auto is_inside = [&](std::size_t i) {
    if (i == 0 || i >= text.size()) return false;
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) return true;
    const char32_t c = decode_utf8(text, i).value;
    return c >= 0x80 && (is_combining_mark(c) || c == 0x200C || c == 0x200D);
  };
  while (is_inside(at)) --at;
  return at;
}

/// Where a passage may begin: at `at` or a little later, at most at `latest`.
std::size_t begin_near(std::string_view text, std::size_t at, std::size_t latest) {
  if (at == 0 || is_blank(text[at - 1])) return at;
  for (std::size_t i = at; i < std::min(latest, at + kLongestWord); ++i)
    if (is_blank(text[i])) return i + 1;
  return std::min(latest, character_border(text, at));
}

/// Where a passage may end: at `at` or a little earlier, at least at `earliest`.
std::size_t end_near(std::string_view text, std::size_t at, std::size_t earliest) {
  if (at >= text.size() || is_blank(text[at])) return std::min(at, text.size());
  const std::size_t lowest = std::max(earliest, at - std::min(at, kLongestWord));
  for (std::size_t i = at; i > lowest; --i)
    if (is_blank(text[i - 1])) return i - 1;
  return std::max(earliest, character_border(text, at));
}

bool ends_clause(std::string_view text, std::size_t blank) {
  const char before = text[blank - 1];
  if (before == ',' || before == ';' || before == ':' || before == ')') return true;
  const std::string_view head = text.substr(0, blank);
  return head.ends_with("–") || head.ends_with("—") || head.ends_with("，") ||
         head.ends_with("；") || head.ends_with("，") || head.ends_with("”");
}

/// The last place in [first, last] behind the end of a clause, or `last`.
std::size_t last_clause_end(std::string_view text, std::size_t first, std::size_t last) {
  for (std::size_t i = std::min(last, text.size() - 1); i > first && i > 0; --i)
    if (text[i] == ' ' && ends_clause(text, i)) return i;
  return last;
}

/// The first beginning of a clause in [first, last], or `first`.
std::size_t first_clause_begin(std::string_view text, std::size_t first, std::size_t last) {
  for (std::size_t i = std::max<std::size_t>(first, 1); i < last; ++i)
    if (text[i] == ' ' && ends_clause(text, i)) return i + 1;
  return first;
}

/// A sentence, as far as it is looked at.
struct Sentence {
  ByteRange range;
  bool has_begin = true;  ///< begins there, not before
  bool has_end = true;
};

/// The sentences of the text around `core`, up to `max_bytes` to each side.
std::vector<Sentence> sentences_near(std::string_view text, ByteRange core, std::size_t max_bytes) {
  // One byte more tells whether a sentence ends at the border.
  const std::size_t begin =
      core.begin > max_bytes ? character_border(text, core.begin - max_bytes) : 0;
  const std::size_t end = std::min(text.size(), core.end + max_bytes) == text.size()
                              ? text.size()
                              : std::max(core.end, character_border(text, core.end + max_bytes));
  std::vector<Sentence> sentences;
  for (const ByteRange& one : split_sentences(text.substr(begin, end - begin)))
    sentences.push_back({.range = {begin + one.begin, begin + one.end}});
  if (sentences.empty()) return {{.range = core, .has_begin = false, .has_end = false}};
  if (begin > 0) sentences.front().has_begin = false;
  if (end < text.size()) sentences.back().has_end = false;
  return sentences;
}

/// A part of the sentences that `core` touches, which are too long together.
ByteRange clause_around(std::string_view text, ByteRange core, ByteRange touched,
                        std::size_t max_bytes) {
  const std::size_t length = core.end - core.begin;
  const std::size_t room = length >= max_bytes ? 0 : max_bytes - length;
  ByteRange part = core;
  if (core.end - touched.begin <= max_bytes) {
    part.begin = touched.begin;
  } else {
    // The core lies late in a long sentence: a third of the room goes before it.
    const std::size_t from = core.begin - std::min(room / 3, core.begin - touched.begin);
    const std::size_t clause = first_clause_begin(text, from, core.begin);
    part.begin = std::min(core.begin, clause > from ? clause : begin_near(text, from, core.begin));
  }
  const std::size_t to = std::min(touched.end, std::max(core.end, part.begin + max_bytes));
  if (to == touched.end) {
    part.end = to;
  } else {
    const std::size_t word = end_near(text, to, core.end);
    // A clause that ends far before the limit would show too little.
    part.end = last_clause_end(text, std::max(core.end, part.begin + max_bytes * 2 / 3), word);
  }
  return part;
}

}  // namespace

Passage passage_around(std::string_view paragraph, ByteRange core, std::size_t max_bytes) {
  const std::vector<Sentence> sentences = sentences_near(paragraph, core, max_bytes);
  // Marks between two sentences belong to neither, so the core may begin before the first.
  auto first = std::find_if(sentences.begin(), sentences.end(), [&](const Sentence& sentence) {
    return sentence.range.end > core.begin;
  });
  if (first == sentences.end()) first = std::prev(sentences.end());
  auto last = first;
  while (last->range.end < core.end && std::next(last) != sentences.end()) ++last;
  ByteRange range{std::min(core.begin, first->range.begin), std::max(core.end, last->range.end)};
  if (range.end - range.begin > max_bytes || !first->has_begin || !last->has_end) {
    const ByteRange part = clause_around(paragraph, core, range, max_bytes);
    return {.range = part,
            .cut_before = part.begin > range.begin || !first->has_begin,
            .cut_after = part.end < range.end || !last->has_end};
  }
  // What follows tells more than what goes before.
  while (std::next(last) != sentences.end() && std::next(last)->has_end &&
         std::next(last)->range.end - range.begin <= max_bytes) {
    ++last;
    range.end = last->range.end;
  }
  while (first != sentences.begin() && std::prev(first)->has_begin &&
         range.end - std::prev(first)->range.begin <= max_bytes) {
    --first;
    range.begin = first->range.begin;
  }
  return {.range = range};
}

}  // namespace dateline
