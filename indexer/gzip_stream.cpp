#include "indexer/gzip_stream.hpp"

#include <algorithm>
#include <utility>
#include <zlib.h>

namespace dateline {
namespace {

constexpr std::string_view kMagic = "\x1F\x8B";
constexpr std::size_t kHeaderBytes = 10;
constexpr int kGzipWindow = 15 + 16;  // zlib: the largest window, gzip framing

/// Behind damage a header is believed when this much comes out of it, from that much behind it.
constexpr std::size_t kTrialPlainBytes = 4U << 10;
constexpr std::size_t kTrialBytes = 16U << 10;

/// Bytes lost inside a member let its decompression run into the next one before it fails.
constexpr std::uint64_t kLookBackBytes = 64U << 10;

/// News pages shrink to a tenth; deflate can reach 1032.
constexpr std::uint64_t kBombRatio = 250;
constexpr std::uint64_t kBombBytes = 64U << 20;

/// RFC 1952, 2.3: deflate is the only method, and the upper flag bits are reserved.
bool is_header(std::string_view bytes) {
  return bytes.size() >= kHeaderBytes && bytes.starts_with(kMagic) && bytes[2] == 8 &&
         (static_cast<unsigned char>(bytes[3]) & 0xE0U) == 0;
}

void release(z_stream* stream) {
  inflateEnd(stream);
  delete stream;  // NOLINT(cppcoreguidelines-owning-memory): the deleter of a unique_ptr
}

/// Points zlib at its input and output; it does not write to its input.
void set_buffers(z_stream& stream, std::string_view in, char* out, std::size_t out_size) {
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out);
  stream.avail_out = static_cast<uInt>(out_size);
}

}  // namespace

GzipStream::GzipStream(InputFile file)
    : file_(std::move(file)),
      inflater_(new z_stream{}, release),
      in_(kChunkBytes),
      out_(kChunkBytes) {}

GzipStream::GzipStream(GzipStream&&) noexcept = default;
GzipStream& GzipStream::operator=(GzipStream&&) noexcept = default;
GzipStream::~GzipStream() = default;

Result<GzipStream> GzipStream::open(const std::string& path, std::uint64_t offset) {
  auto file = InputFile::open(path);
  if (!file) return fail(std::move(file.error()));
  GzipStream stream(std::move(*file));
  stream.next_ = offset;
  stream.position_.offset = offset;
  if (auto filled = stream.buffer(offset, kMagic.size()); !filled)
    return fail(std::move(filled.error()));
  stream.is_gzip_ = stream.buffered().starts_with(kMagic);
  if (!stream.is_gzip_) return stream;
  stream.state_ = State::MemberDue;
  if (inflateInit2(stream.inflater_.get(), kGzipWindow) != Z_OK)
    return fail(ErrorCode::Input, "no memory to decompress");
  return stream;
}

/// Makes at least `count` bytes from `offset` on available as buffered(), fewer only at the end of
/// the file, and makes `offset` the next byte.
Result<void> GzipStream::buffer(std::uint64_t offset, std::size_t count) {
  next_ = offset;
  if (offset >= in_offset_ && offset + count <= in_offset_ + in_size_) return {};
  std::size_t kept = 0;
  if (offset >= in_offset_ && offset < in_offset_ + in_size_) {
    const auto from = static_cast<std::ptrdiff_t>(offset - in_offset_);
    const auto end = static_cast<std::ptrdiff_t>(in_size_);
    kept = static_cast<std::size_t>(end - from);
    std::copy(in_.begin() + from, in_.begin() + end, in_.begin());
  }
  in_offset_ = offset;
  in_size_ = kept;
  const auto added = file_.read_at(offset + kept, std::span(in_).subspan(kept));
  if (!added) return fail(added.error());
  in_size_ += *added;
  return {};
}

std::string_view GzipStream::buffered() const {
  const std::string_view all(in_.data(), in_size_);
  return all.substr(std::min<std::uint64_t>(next_ - in_offset_, in_size_));
}

Result<std::string_view> GzipStream::read() {
  while (true) {
    if (pending_) return fail(*std::exchange(pending_, std::nullopt));
    if (state_ == State::Over) return std::string_view{};
    if (state_ == State::Plain) return read_plain();
    auto bytes = state_ == State::MemberDue  ? begin_member()
                 : state_ == State::InMember ? read_member()
                                             : find_member();
    if (!bytes || !bytes->empty()) return bytes;
  }
}

Result<std::string_view> GzipStream::read_plain() {
  const auto count = file_.read_at(next_, out_);
  if (!count) return end_with(count.error());
  position_ = {.offset = next_};
  next_ += *count;
  return std::string_view(out_.data(), *count);
}

Result<std::string_view> GzipStream::begin_member() {
  if (auto filled = buffer(next_, kHeaderBytes); !filled) return end_with(filled.error());
  position_ = {.offset = next_};
  if (buffered().empty()) {
    state_ = State::Over;
  } else if (is_header(buffered())) {
    inflateReset(inflater_.get());
    member_ = next_;
    member_bytes_ = 0;
    state_ = State::InMember;
  } else if (const std::size_t zeros =
                 std::min(buffered().find_first_not_of('\0'), buffered().size());
             zeros > 0) {
    next_ += zeros;
  } else {
    member_ = next_;
    report_damage("damaged: no gzip data where a member should begin");
  }
  return std::string_view{};
}

Result<std::string_view> GzipStream::read_member() {
  position_ = {.offset = member_, .inner = member_bytes_};
  std::size_t filled = 0;
  while (filled < out_.size()) {
    if (auto more = buffer(next_, 1); !more) {
      pending_ = more.error();
      state_ = State::Over;
      break;
    }
    const std::string_view input = buffered();
    if (input.empty()) {
      report_damage("truncated: the file ends inside a gzip member");
      is_truncated_ = true;
      break;
    }
    set_buffers(*inflater_, input, out_.data() + filled, out_.size() - filled);
    const int status = inflate(inflater_.get(), Z_NO_FLUSH);
    next_ += input.size() - inflater_->avail_in;
    filled = out_.size() - inflater_->avail_out;
    if (status == Z_STREAM_END) {
      state_ = State::MemberDue;
      break;
    }
    if (status != Z_OK && status != Z_BUF_ERROR) {
      report_damage("damaged gzip data");
      break;
    }
  }
  return deliver(filled);
}

/// Looks for the next header and gives the first bytes of its member.
Result<std::string_view> GzipStream::find_member() {
  while (true) {
    if (auto filled = buffer(next_, kTrialBytes); !filled) return end_with(filled.error());
    const std::string_view bytes = buffered();
    position_ = {.offset = next_};
    if (bytes.size() < kHeaderBytes) {
      state_ = State::Over;
      return std::string_view{};
    }
    const std::size_t found = bytes.find(kMagic);
    if (found != 0) {  // the magic number may lie across the end of the buffer
      next_ += found == std::string_view::npos ? bytes.size() - 1 : found;
    } else if (is_header(bytes) && try_member()) {
      return deliver(out_.size() - inflater_->avail_out);
    } else {
      ++next_;
    }
  }
}

/// Whether a member begins at the next byte. Its first bytes are in out_ then.
bool GzipStream::try_member() {
  const std::string_view input = buffered().substr(0, kTrialBytes);
  inflateReset(inflater_.get());
  set_buffers(*inflater_, input, out_.data(), kTrialPlainBytes);
  const int status = inflate(inflater_.get(), Z_NO_FLUSH);
  inflater_->avail_out += static_cast<uInt>(out_.size() - kTrialPlainBytes);
  const bool is_full = out_.size() - inflater_->avail_out == kTrialPlainBytes;
  if (status != Z_STREAM_END && !(status == Z_OK && is_full)) return false;
  member_ = next_;
  member_bytes_ = 0;
  position_ = {.offset = member_};
  next_ += input.size() - inflater_->avail_in;
  state_ = status == Z_STREAM_END ? State::MemberDue : State::InMember;
  return true;
}

void GzipStream::report_damage(const char* reason) {
  pending_ = Error{.code = ErrorCode::Input, .message = reason};
  is_truncated_ = false;
  const std::uint64_t near = next_ > kLookBackBytes ? next_ - kLookBackBytes : 0;
  const std::uint64_t from = std::max({member_ + 1, near, furthest_damage_});
  furthest_damage_ = std::max(furthest_damage_, next_);
  next_ = from;
  state_ = State::Lost;
}

std::string_view GzipStream::deliver(std::size_t count) {
  member_bytes_ += count;
  return {out_.data(), count};
}

tl::unexpected<Error> GzipStream::end_with(Error error) {
  state_ = State::Over;
  return fail(std::move(error));
}

void GzipStream::seek(std::uint64_t offset) {
  next_ = offset;
  position_ = {.offset = offset};
}

bool GzipStream::is_bomb() const {
  return state_ == State::InMember && member_bytes_ > kBombBytes &&
         member_bytes_ / kBombRatio > next_ - member_;
}

void GzipStream::abandon_member() {
  if (state_ == State::InMember) state_ = State::Lost;
}

}  // namespace dateline
