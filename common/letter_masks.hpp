#pragma once

// Sixty-four bytes of a text at a time, as bits: what a scan for words looks at.

#include <array>
#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace dateline {

/// Bit i is about byte i.
struct LetterMasks {
  std::uint64_t letters = 0;  ///< A to Z, a to z
  std::uint64_t stops = 0;    ///< full stops
  std::uint64_t others = 0;   ///< what may belong to a word beside these: digits, apostrophe,
                              ///< ampersand, plus and number sign, all that is not ASCII
};

inline constexpr std::size_t kMaskedBytes = 64;

/// Of kMaskedBytes bytes, byte by byte.
inline LetterMasks letter_masks_portable(const char* bytes) {
  LetterMasks masks;
  for (std::size_t i = 0; i < kMaskedBytes; ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    const bool is_letter = static_cast<unsigned char>((c | 0x20U) - 'a') < 26;
    const bool is_digit = static_cast<unsigned char>(c - '0') < 10;
    const bool is_other = c >= 0x80 || is_digit || c == '\'' || c == '&' || c == '+' || c == '#';
    masks.letters |= std::uint64_t{is_letter} << i;
    masks.stops |= std::uint64_t{c == '.'} << i;
    masks.others |= std::uint64_t{is_other} << i;
  }
  return masks;
}

#ifdef __SSE2__

/// The same by SSE2, which every x86-64 has, in an eighth of the time.
inline LetterMasks letter_masks(const char* bytes) {
  const auto all = [](int value) { return _mm_set1_epi8(static_cast<char>(value)); };
  // Signed comparison is all there is: shifted so that the range begins at the lowest number.
  const auto is_in = [&](__m128i c, int first, int count) {
    return _mm_cmplt_epi8(_mm_add_epi8(c, all(0x80 - first)), all(0x80 + count));
  };
  const auto bits = [](__m128i mask) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(mask)));
  };
  LetterMasks masks;
  for (unsigned i = 0; i < kMaskedBytes; i += 16) {
    const __m128i c = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    const __m128i is_letter = is_in(_mm_or_si128(c, all(0x20)), 'a', 26);
    // & and ' are neighbours.
    const __m128i is_sign = _mm_or_si128(
        is_in(c, '&', 2), _mm_or_si128(_mm_cmpeq_epi8(c, all('+')), _mm_cmpeq_epi8(c, all('#'))));
    // The upper bit of what is not ASCII is its sign.
    const __m128i is_other = _mm_or_si128(c, _mm_or_si128(is_sign, is_in(c, '0', 10)));
    masks.letters |= bits(is_letter) << i;
    masks.stops |= bits(_mm_cmpeq_epi8(c, all('.'))) << i;
    masks.others |= bits(is_other) << i;
  }
  return masks;
}

#else

inline LetterMasks letter_masks(const char* bytes) { return letter_masks_portable(bytes); }

#endif

}  // namespace dateline
