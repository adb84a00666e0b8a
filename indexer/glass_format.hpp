#pragma once

// How Xapian's glass backend writes numbers, keys and position lists (format version 2016-03-14,
// that of every Xapian 1.4 release; described in xapian-core's backends/glass and common/pack.h).
// Every function appends to `out`.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dateline::glass {

/// Seven bits a byte, lowest first; the top bit says that more follow.
void pack_number(std::string& out, std::uint64_t value);

/// Lowest byte first without a length: only at the end of a key or tag.
void pack_last_number(std::string& out, std::uint32_t value);

/// Sorts as the numbers do: two bytes below 0x8000, more above.
void pack_sorted_number(std::string& out, std::uint32_t value);

/// Length and bytes.
void pack_text(std::string& out, std::string_view text);

/// A term as keys hold it, with the NUL that ends it when a number follows. The term holds no NUL.
void pack_term(std::string& out, std::string_view term);

/// Rising positions, at least one, interpolatively coded (Witten, Moffat and Bell, Managing
/// Gigabytes, section 3.4) into a bit stream that begins with the last position.
void pack_positions(std::string& out, std::span<const std::uint32_t> positions);

}  // namespace dateline::glass
