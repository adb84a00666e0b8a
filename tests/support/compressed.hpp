#pragma once

#include <string>
#include <string_view>

namespace dateline::test {

enum class Framing { Gzip, Zlib, Raw };

/// `bytes` deflated at `level` (0 stores them).
std::string compress(std::string_view bytes, Framing framing = Framing::Gzip, int level = 6);

/// Bytes that deflate cannot shrink; the same for the same arguments.
std::string noise(std::size_t size, unsigned seed = 1);

}  // namespace dateline::test
