#pragma once

// What an article's text has in common with copies of it, as a few numbers that an index can hold.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"

namespace dateline {

/// Copies of a text share most of its shingles (runs of kShingleWords words), and so most of the
/// smallest hashes of them: bottom-k sketches after A. Broder, "On the resemblance and containment
/// of documents" (1997). Hashes of shingles are below kExactTextBit; a text of few words has one
/// hash of the whole, with that bit. Both are the same on every machine: databases hold them.
using ShingleHash = std::uint64_t;
inline constexpr ShingleHash kExactTextBit = ShingleHash{1} << 63;

inline constexpr std::size_t kShingleWords = 4;

/// Of 24 hashes a half copy shares 12 give or take 2.4, of 32 16 give or take 2.8: enough to ask
/// for more in common than articles have that fill one template.
inline constexpr std::size_t kMaxShingleHashes = 32;

/// Shorter texts have one hash of the whole.
inline constexpr std::uint32_t kMinShingledWords = 30;

/// Shorter texts have none: "Please enable JavaScript" does not make two articles one.
inline constexpr std::uint32_t kMinHashedWords = 20;

/// The kMaxShingleHashes smallest different hashes of the body's shingles, ascending, or the one of
/// a short text. Words are those of the tokeniser, folded; two characters of a script written
/// without blanks count as one, so a shingle has eight of them. None for ArticleKind::Page: consent
/// walls and error pages are alike without being copies of a story. One pass, constant memory.
std::vector<ShingleHash> shingle_hashes(const Article& article);

/// The hash as a database term under kShinglePrefix. Terms sort as their hashes do.
std::string shingle_term(ShingleHash hash);

/// The hash of a term made by shingle_term().
std::optional<ShingleHash> parse_shingle_term(std::string_view term);

}  // namespace dateline
