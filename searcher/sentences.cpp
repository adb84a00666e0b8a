#include "searcher/sentences.hpp"

#include <algorithm>
#include <array>

#include "common/utf8.hpp"

namespace dateline {
namespace {

bool is_closing(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D || c == 0xBB ||
         c == 0x300D || c == 0x300F || c == 0xFF09;
}

bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x061F || c == 0x0964;
}

/// Most bytes of most texts: they end nothing.
bool is_plain(char c) {
  return static_cast<unsigned char>(c) < 0x80 && c != '.' && c != '!' && c != '?' && c != '\n';
}

bool ends_sentence_unspaced(char32_t c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F; }

/// Titles and the like that a full stop follows in mid-sentence.
bool is_abbreviation(std::string_view word) {
  constexpr std::array<std::string_view, 28> kAbbreviations{
      "Mr", "Mrs", "Ms",   "Dr",   "Prof", "Sen", "Rep", "Gov", "Gen", "Col",
      "Lt", "Sgt", "Capt", "Rev",  "Hon",  "St",  "Mt",  "No",  "vs",  "Jr",
      "Sr", "Inc", "Ltd",  "Corp", "Co",   "Nr",  "Mme", "Sra"};
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

/// Whether the full stop at `stop` belongs to the word before it.
bool is_inside_sentence(std::string_view text, std::size_t stop) {
  std::size_t begin = stop;
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\n' && text[begin - 1] != '(')
    --begin;
  const std::string_view word = text.substr(begin, stop - begin);
  const bool is_initial = count_code_points(word) == 1 && is_uppercase(decode_utf8(word, 0).value);
  return is_initial || is_abbreviation(word);
}

}  // namespace

std::vector<ByteRange> split_sentences(std::string_view block) {
  std::vector<ByteRange> sentences;
  std::size_t begin = 0;
  const auto finish = [&](std::size_t end) {
    std::size_t last = end;
    while (last > begin && (block[last - 1] == ' ' || block[last - 1] == '\n')) --last;
    if (last > begin) sentences.push_back({begin, last});
    begin = end;
    while (begin < block.size() && (block[begin] == ' ' || block[begin] == '\n')) ++begin;
  };
  for (std::size_t i = 0; i < block.size();) {
    if (is_plain(block[i])) {
      ++i;
      continue;
    }
    const CodePoint c = decode_utf8(block, i);
    const std::size_t at = i;
    i += c.size;
    if (c.value == '\n') {
      finish(at);
      i = std::max(i, begin);
      continue;
    }
    const bool unspaced = ends_sentence_unspaced(c.value);
    if (!unspaced && !ends_sentence(c.value)) continue;
    while (i < block.size()) {
      const CodePoint next = decode_utf8(block, i);
      if (!is_closing(next.value) && !ends_sentence(next.value) &&
          !ends_sentence_unspaced(next.value))
        break;
      i += next.size;
    }
    if (unspaced) {
      finish(i);
      i = std::max(i, begin);
    } else if (i + 1 < block.size() && block[i] == ' ') {
      const bool small_follows =
          is_letter(decode_utf8(block, i + 1).value) &&
          to_lower(decode_utf8(block, i + 1).value) == decode_utf8(block, i + 1).value &&
          block[i + 1] >= 'a' && block[i + 1] <= 'z';
      if (!small_follows && !(c.value == '.' && is_inside_sentence(block, at))) finish(i);
    }
  }
  finish(block.size());
  return sentences;
}

}  // namespace dateline
