#include "indexer/byte_cursor.hpp"

#include <algorithm>

namespace dateline {

Result<bool> ByteCursor::fill() {
  if (!rest_.empty()) return true;
  const auto chunk = stream_.read();
  rest_ = chunk ? *chunk : std::string_view{};
  chunk_size_ = rest_.size();
  if (!chunk) return fail(chunk.error());
  return !rest_.empty();
}

void ByteCursor::consume(std::size_t count) { rest_.remove_prefix(count); }

StreamPosition ByteCursor::position() const {
  StreamPosition position = stream_.position();
  const std::uint64_t consumed = chunk_size_ - rest_.size();
  (is_gzip() ? position.inner : position.offset) += consumed;
  return position;
}

Result<ByteCursor::Line> ByteCursor::read_line(std::string& line, std::uint64_t max_bytes) {
  line.clear();
  bool is_begun = false;
  while (true) {
    const auto more = fill();
    if (!more) return fail(more.error());
    if (!*more) {
      if (!is_begun) return Line::End;
      break;
    }
    if (is_begun && at_border()) break;
    is_begun = true;
    const std::size_t end = rest_.find('\n');
    const std::string_view part = rest_.substr(0, end);
    const std::uint64_t room = max_bytes - std::min<std::uint64_t>(max_bytes, line.size());
    // One byte more than the limit may be the carriage return.
    if (part.size() > room && part.size() - room > 1) {
      consume(part.size());
      if (auto skipped = skip_line(); !skipped) return fail(skipped.error());
      return Line::TooLong;
    }
    line += part;
    consume(part.size());
    if (end == std::string_view::npos) continue;
    consume(1);
    break;
  }
  if (line.ends_with('\r')) line.pop_back();
  return line.size() > max_bytes ? Line::TooLong : Line::Whole;
}

Result<std::uint64_t> ByteCursor::read(std::uint64_t count, std::string& out) {
  std::uint64_t done = 0;
  while (done < count) {
    const auto more = fill();
    if (!more) return fail(more.error());
    if (!*more || at_border()) break;
    const std::string_view part = rest_.substr(0, count - done);
    out += part;
    done += part.size();
    consume(part.size());
  }
  return done;
}

Result<std::uint64_t> ByteCursor::skip(std::uint64_t count) {
  if (!is_gzip() && count > rest_.size()) {
    const std::uint64_t from = position().offset;
    const std::uint64_t done = std::min(count, file_size() - std::min(from, file_size()));
    seek(from + done);
    return done;
  }
  std::uint64_t done = 0;
  while (done < count) {
    const auto more = fill();
    if (!more) return fail(more.error());
    if (!*more || at_border()) break;
    const std::size_t part = std::min<std::uint64_t>(rest_.size(), count - done);
    done += part;
    consume(part);
    if (abandon_bomb()) break;
  }
  return done;
}

Result<void> ByteCursor::skip_line() {
  while (true) {
    const auto more = fill();
    if (!more) return fail(more.error());
    if (!*more || at_border()) return {};
    const std::size_t end = rest_.find('\n');
    consume(end == std::string_view::npos ? rest_.size() : end + 1);
    // What follows a member given up begins a line of its own.
    if (end != std::string_view::npos || abandon_bomb()) return {};
  }
}

Result<void> ByteCursor::skip_member() {
  const std::uint64_t member = stream_.position().offset;
  rest_ = {};
  while (true) {
    const auto more = fill();
    if (!more) return fail(more.error());
    if (!*more || stream_.position().offset != member) return {};
    rest_ = {};
    abandon_bomb();
  }
}

void ByteCursor::seek(std::uint64_t offset) {
  rest_ = {};
  chunk_size_ = 0;
  stream_.seek(offset);
}

bool ByteCursor::at_border() const {
  return !border_.empty() && is_gzip() && position().inner == 0 && rest_.starts_with(border_);
}

bool ByteCursor::abandon_bomb() {
  if (!stream_.is_bomb()) return false;
  rest_ = {};
  stream_.abandon_member();
  return true;
}

}  // namespace dateline
