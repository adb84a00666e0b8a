#pragma once

// The plain bytes of a file from beginning to end, whether it is gzip or not. Memory is constant.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.hpp"
#include "indexer/input_file.hpp"

struct z_stream_s;

namespace dateline {

/// Where a byte of the plain text comes from. In a gzip file `offset` is where its member begins
/// and `inner` counts the plain bytes from there; in any other `offset` is the byte's own and
/// `inner` is 0. Reading from `offset` on gives the same bytes again.
struct StreamPosition {
  std::uint64_t offset = 0;
  std::uint64_t inner = 0;

  auto operator<=>(const StreamPosition&) const = default;
};

/// Reads gzip files of any number of members (RFC 1952); a file that does not begin with gzip's
/// magic number at the place where reading starts is read as it is. Zero bytes behind the last
/// member are padding.
///
/// Damage costs the member it is in: the bytes before it are delivered, then one Error of code
/// Input, and the next read goes on with the first member behind it that decompresses. A header
/// counts only when its first kilobytes do. The search begins shortly before the place where the
/// damage showed, and no part of the file is searched twice.
class GzipStream {
 public:
  /// Input when the file cannot be opened or is no regular file. Reading begins at `offset`.
  static Result<GzipStream> open(const std::string& path, std::uint64_t offset = 0);

  GzipStream(GzipStream&&) noexcept;
  GzipStream& operator=(GzipStream&&) noexcept;
  ~GzipStream();

  /// The next bytes, at most kChunkBytes and never of two members; empty at the end. Valid until
  /// the next call. When the file itself cannot be read any more, the Error ends the stream.
  Result<std::string_view> read();

  /// Of the first byte that read() returned last; after an Error, where the damaged member begins.
  const StreamPosition& position() const { return position_; }

  bool is_gzip() const { return is_gzip_; }

  /// Whether the last Error was the end of the file inside a member: what came out of it is right.
  bool is_truncated() const { return is_truncated_; }

  const InputFile& file() const { return file_; }

  /// Goes on at `offset`. Only for files that are not gzip.
  void seek(std::uint64_t offset);

  /// Whether the member read from has grown out of all proportion to its compressed bytes.
  bool is_bomb() const;

  /// Leaves the member read from as it is and goes on as behind damage, without an Error.
  void abandon_member();

  static constexpr std::size_t kChunkBytes = std::size_t{64} << 10;

 private:
  enum class State : std::uint8_t { Plain, MemberDue, InMember, Lost, Over };

  explicit GzipStream(InputFile file);
  Result<void> buffer(std::uint64_t offset, std::size_t count);
  std::string_view buffered() const;
  Result<std::string_view> read_plain();
  Result<std::string_view> begin_member();
  Result<std::string_view> read_member();
  Result<std::string_view> find_member();
  bool try_member();
  void report_damage(const char* reason);
  std::string_view deliver(std::size_t count);
  tl::unexpected<Error> end_with(Error error);

  InputFile file_;
  std::unique_ptr<z_stream_s, void (*)(z_stream_s*)> inflater_;
  std::vector<char> in_;
  std::vector<char> out_;
  std::uint64_t in_offset_ = 0;  ///< in the file, of in_[0]
  std::size_t in_size_ = 0;
  std::uint64_t next_ = 0;  ///< offset of the next byte to decompress or deliver
  std::uint64_t member_ = 0;
  std::uint64_t member_bytes_ = 0;     ///< plain bytes the member gave so far
  std::uint64_t furthest_damage_ = 0;  ///< searches do not go back behind it
  StreamPosition position_;
  std::optional<Error> pending_;
  State state_ = State::Plain;
  bool is_gzip_ = false;
  bool is_truncated_ = false;
};

}  // namespace dateline
