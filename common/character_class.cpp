#include "common/character_class.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>

#include <utf8proc.h>

#include "common/utf8.hpp"

namespace dateline {
namespace {

bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

/// Scripts written without blanks between words.
bool is_unspaced_script(char32_t c) {
  if (c < 0x0E00) return false;
  return is_between(c, 0x0E00, 0x0EFF) ||  // Thai, Lao
         is_between(c, 0x1000, 0x109F) ||  // Myanmar
         is_between(c, 0x1100, 0x11FF) ||  // Hangul letters
         is_between(c, 0x1780, 0x17FF) ||  // Khmer
         is_between(c, 0x2E80, 0x2FDF) ||  // radicals
         is_between(c, 0x3005, 0x3007) ||  // iteration mark, closing mark, zero
         is_between(c, 0x3021, 0x3029) ||  // Hangzhou numerals
         is_between(c, 0x3031, 0x3035) ||  // kana repeat marks
         is_between(c, 0x3040, 0x31FF) ||  // kana, Bopomofo, Hangul letters
         is_between(c, 0x3400, 0x4DBF) ||  // Han
         is_between(c, 0x4E00, 0x9FFF) ||  // Han
         is_between(c, 0xA960, 0xA97F) ||  // Hangul letters
         is_between(c, 0xAC00, 0xD7FF) ||  // Hangul
         is_between(c, 0xF900, 0xFAFF) ||  // Han, compatibility
         is_between(c, 0xFF66, 0xFFDC) ||  // half-width kana and Hangul
         is_between(c, 0x20000, 0x3FFFF);  // Han, further planes
}

/// Scripts whose marks above and below letters readers leave out when they search.
bool has_removable_marks(char32_t c) {
  return c < 0x0400 || is_between(c, 0x1E00, 0x1FFF) || is_between(c, 0x2C60, 0x2C7F) ||
         is_between(c, 0xA720, 0xA7FF) || is_between(c, 0xFB00, 0xFB06);
}

/// Marks that a reader may leave out: accents, Hebrew points, Arabic vowel signs. Marks of other
/// scripts are vowels.
bool is_removable_mark(char32_t c) {
  return is_between(c, 0x0300, 0x036F) || is_between(c, 0x0483, 0x0489) ||
         is_between(c, 0x0591, 0x05C7) || is_between(c, 0x0610, 0x061A) ||
         is_between(c, 0x064B, 0x065F) || c == 0x0670 || is_between(c, 0x06D6, 0x06ED) ||
         is_between(c, 0x1AB0, 0x1AFF) || is_between(c, 0x1DC0, 0x1DFF) ||
         is_between(c, 0x20D0, 0x20FF) || is_between(c, 0xFE00, 0xFE0F) ||
         is_between(c, 0xFE20, 0xFE2F);
}

/// Letters that no Unicode decomposition takes apart, but that people type without their stroke or
/// ligature.
std::string_view undecomposed_fold(char32_t c) {
  switch (c) {
    case U'ß':
      return "ss";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'ø':
      return "o";
    case U'đ':
    case U'ð':
      return "d";
    case U'þ':
      return "th";
    case U'ł':
      return "l";
    case U'ħ':
      return "h";
    case U'ı':
      return "i";
    case U'ŋ':
      return "n";
    case U'ĸ':
      return "q";
    case U'ŧ':
      return "t";
    case U'ƒ':
      return "f";
    case U'ə':
      return "e";
    case U'ς':
      return "σ";
    case U'ё':
      return "е";
    // Arabic and Persian keyboards type different code points for the same letter.
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0671:
      return "\u0627";  // alef
    case 0x0649:
    case 0x06CC:
      return "\u064A";  // yeh
    case 0x06A9:
      return "\u0643";  // kaf
    case 0x0629:
      return "\u0647";  // teh marbuta
    default:
      return {};
  }
}

void store(std::string_view text, std::array<char, 8>& bytes, std::uint8_t& size) {
  const std::string_view kept = utf8_prefix(text, bytes.size());
  std::copy(kept.begin(), kept.end(), bytes.begin());
  size = static_cast<std::uint8_t>(kept.size());
}

/// The code points that `c` stands for: compatibility forms resolved (ﬁ -> f i, Ａ -> A), and with
/// `apart` letters separated from their marks.
std::u32string decompose(char32_t c, bool apart) {
  std::array<utf8proc_int32_t, 32> buffer{};
  int boundary = 0;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE);
  const utf8proc_ssize_t count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), buffer.data(),
                              static_cast<utf8proc_ssize_t>(buffer.size()), options, &boundary);
  if (count < 1 || count > static_cast<utf8proc_ssize_t>(buffer.size()))
    return std::u32string(1, c);
  std::u32string out;
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    const auto part = static_cast<char32_t>(buffer[static_cast<std::size_t>(i)]);
    if (apart && is_removable_mark(part)) continue;
    out.push_back(part);
  }
  return out.empty() ? std::u32string(1, c) : out;
}

bool is_compatibility_form(char32_t c) {
  return c == 0xAA || c == 0xB2 || c == 0xB3 || c == 0xB9 || c == 0xBA ||
         is_between(c, 0xBC, 0xBE) || is_between(c, 0x2070, 0x209C) ||
         is_between(c, 0x2100, 0x2188) || is_between(c, 0x2460, 0x24FF) ||
         is_between(c, 0xFB00, 0xFB06) || is_between(c, 0xFB1D, 0xFDFB) ||
         is_between(c, 0xFE70, 0xFEFC) || is_between(c, 0xFF01, 0xFFDC) ||
         is_between(c, 0x1D400, 0x1D7FF);
}

int decimal_value(char32_t c) {
  // Every set of decimal digits is ten code points in a row, so the distance to the first of the
  // set is the value.
  int value = 0;
  while (value < 10 && is_decimal_digit(c - static_cast<char32_t>(value) - 1)) ++value;
  return value % 10;
}

CharacterInfo classify(char32_t c) {
  CharacterInfo info;
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      info.kind = CharacterClass::Letter;
      break;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      info.kind = CharacterClass::Digit;
      break;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      info.kind = is_removable_mark(c) || is_unspaced_script(c) ? CharacterClass::Ignored
                                                                : CharacterClass::Letter;
      break;
    default:
      // The joiners shape letters; tatweel only stretches a word.
      info.kind = c == 0x200C || c == 0x200D ? CharacterClass::Ignored : CharacterClass::Separator;
  }
  if (c == 0x0640) info.kind = CharacterClass::Ignored;
  if (info.kind == CharacterClass::Separator) return info;
  // A mark of a script without blanks is part of its unit; any other ignored character leaves
  // nothing.
  if (info.kind == CharacterClass::Ignored && !is_unspaced_script(c)) return info;
  if (info.kind != CharacterClass::Ignored && is_unspaced_script(c))
    info.kind = CharacterClass::Ideograph;

  if (is_unspaced_script(c) && c < 0xF900) {
    std::string self;
    append_utf8(self, c);
    store(self, info.lower_bytes, info.lower_size);
    store(self, info.folded_bytes, info.folded_size);
    return info;
  }

  info.is_uppercase = is_uppercase(c);
  std::string lower;
  std::string folded;
  if (category == UTF8PROC_CATEGORY_ND) {
    lower = folded = std::string(1, static_cast<char>('0' + decimal_value(c)));
  } else {
    for (const char32_t whole :
         is_compatibility_form(c) ? decompose(c, false) : std::u32string(1, c)) {
      // Some compatibility forms hold punctuation: ½ is 1⁄2, ⑴ is (1).
      if (!is_letter(whole) && !is_decimal_digit(whole) && whole != c) continue;
      const char32_t small = to_lower(whole);
      append_utf8(lower, small);
      if (const std::string_view known = undecomposed_fold(small); !known.empty()) {
        folded += known;
      } else if (has_removable_marks(small)) {
        for (const char32_t part : decompose(small, true)) append_utf8(folded, part);
      } else {
        append_utf8(folded, small);
      }
    }
    lower = normalize_nfc(lower);
  }
  store(lower, info.lower_bytes, info.lower_size);
  store(folded, info.folded_bytes, info.folded_size);
  if (info.folded_size == 0) info.kind = CharacterClass::Separator;
  return info;
}

/// Code points are classified by blocks of this many when the first of them is met: a text uses few
/// blocks.
constexpr std::size_t kBlockSize = 256;
constexpr char32_t kCodePoints = 0x110000;

using Block = std::array<CharacterInfo, kBlockSize>;

/// Shared by all threads. What is in it once stays until the program ends.
std::array<std::atomic<const Block*>, kCodePoints / kBlockSize> blocks;

const Block& add_block(std::size_t index) {
  auto block = std::make_unique<Block>();
  for (std::size_t i = 0; i < kBlockSize; ++i)
    (*block)[i] = classify(static_cast<char32_t>(index * kBlockSize + i));
  const Block* known = nullptr;
  // Another thread may have been faster with the same.
  if (blocks[index].compare_exchange_strong(known, block.get(), std::memory_order_acq_rel))
    return *block.release();
  return *known;
}

}  // namespace

const CharacterInfo& character_info(char32_t c) {
  if (c >= kCodePoints) c = kReplacementCharacter;
  const std::size_t index = c / kBlockSize;
  const Block* block = blocks[index].load(std::memory_order_acquire);
  return (block != nullptr ? *block : add_block(index))[c % kBlockSize];
}

}  // namespace dateline
