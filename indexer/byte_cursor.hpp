#pragma once

// Reading lines and counted bytes off a GzipStream.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/result.hpp"
#include "indexer/gzip_stream.hpp"

namespace dateline {

/// Every operation stops with the stream's Error where the stream has one; the next one goes on
/// behind the damage.
class ByteCursor {
 public:
  /// A gzip member that begins with `border` ends the line or the counted bytes before it: there
  /// a new record begins, whatever the last one promised.
  explicit ByteCursor(GzipStream stream, std::string_view border = {})
      : stream_(std::move(stream)), border_(border) {}

  /// Makes rest() hold at least one byte; false at the end.
  Result<bool> fill();

  /// Bytes that are read but not consumed, all from one member. Valid until the next operation.
  std::string_view rest() const { return rest_; }
  void consume(std::size_t count);

  /// Of the first byte of rest() after fill() has been true; after an Error, where the damaged
  /// member begins.
  StreamPosition position() const;

  enum class Line : std::uint8_t {
    Whole,    ///< also a last one without a line feed
    TooLong,  ///< longer than the limit; the cursor stands behind it
    End,
  };

  /// The line up to its line feed, without that and a carriage return before it.
  Result<Line> read_line(std::string& line, std::uint64_t max_bytes);

  /// The next `count` bytes, appended to `out`; fewer before a border and at the end.
  Result<std::uint64_t> read(std::uint64_t count, std::string& out);

  /// Passes over `count` bytes, fewer before a border, at the end and when a bomb was given up.
  Result<std::uint64_t> skip(std::uint64_t count);

  /// Passes over the rest of the member in a gzip file.
  Result<void> skip_member();

  /// Goes on at `offset`. Only for files that are not gzip.
  void seek(std::uint64_t offset);

  bool is_gzip() const { return stream_.is_gzip(); }
  bool is_truncated() const { return stream_.is_truncated(); }
  std::uint64_t file_size() const { return stream_.file().size(); }

  /// Gives up the member read from when its bytes, which nobody wants, are a decompression bomb.
  /// True then.
  bool abandon_bomb();

 private:
  bool at_border() const;
  Result<void> skip_line();

  GzipStream stream_;
  std::string border_;
  std::string_view rest_;  ///< into the stream's last chunk
  std::size_t chunk_size_ = 0;
};

}  // namespace dateline
