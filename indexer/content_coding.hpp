#pragma once

// Undoing the transfer and content codings of an HTTP body, as archives hold it: coded, decoded
// already, or cut off.

#include <cstdint>
#include <string>
#include <string_view>

#include "common/result.hpp"

namespace dateline {

/// "too large: 12 bytes, the limit is 10 (--max-size)"
Error too_large_error(std::uint64_t bytes, std::uint64_t max_bytes);

/// The body without the chunks of Transfer-Encoding: chunked (RFC 7230, 4.1). A body that does not
/// begin with a chunk is returned as it is; of one that is cut off, what is there.
std::string undo_chunks(std::string body);

/// The body without its codings. `codings` is a list parted by commas in the order in which they
/// were applied: gzip, x-gzip, deflate (with and without zlib's framing), br, chunked; identity and
/// names that no coding has are passed over. A coding that the bytes do not bear is taken as undone
/// already; of a compressed body that is cut off, what is there is returned.
///
/// Input for damaged bytes, for compression that is not known here, and for a body that grows
/// beyond `max_bytes`, of which no more than that is decoded.
Result<std::string> undo_codings(std::string body, std::string_view codings,
                                 std::uint64_t max_bytes);

}  // namespace dateline
