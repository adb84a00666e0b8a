#include "indexer/json_lines.hpp"

#include <utility>

#include <fmt/format.h>

#include "indexer/byte_cursor.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Result<void> read_json_lines(const std::string& path, std::uint64_t max_bytes,
                             const std::function<bool(JsonLine)>& on_line,
                             const std::function<bool(LineFailure)>& on_failure) {
  auto stream = GzipStream::open(path);
  if (!stream) return fail(std::move(stream.error()));
  ByteCursor cursor(std::move(*stream));
  bool is_wanted = true;
  for (std::uint64_t number = 1; is_wanted; ++number) {
    const auto lost = [&](std::uint64_t offset, Error error) {
      is_wanted = on_failure({.number = number, .offset = offset, .error = std::move(error)});
    };
    const auto more = cursor.fill();
    if (!more) {
      lost(cursor.position().offset, more.error());
      continue;
    }
    if (!*more) break;
    const std::uint64_t offset = cursor.position().offset;
    std::string text;
    const auto line = cursor.read_line(text, max_bytes);
    if (!line) {
      lost(cursor.position().offset, line.error());
    } else if (*line == ByteCursor::Line::TooLong) {
      lost(offset, {.code = ErrorCode::Input,
                    .message = fmt::format(
                        "too large: a line of more than {} bytes, the limit is {} (--max-size)",
                        max_bytes, max_bytes)});
    } else {
      if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
      if (trim_ascii(text).empty()) continue;
      is_wanted = on_line({.number = number, .offset = offset, .text = std::move(text)});
    }
  }
  return {};
}

}  // namespace dateline
