#include "indexer/content_coding.hpp"

#include <algorithm>
#include <brotli/decode.h>
#include <limits>
#include <memory>
#include <optional>
#include <vector>
#include <zlib.h>

#include <fmt/format.h>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

constexpr std::size_t kStepBytes = 64U << 10;
constexpr std::size_t kMaxCodings = 8;

constexpr int kGzipWindow = 15 + 16;
constexpr int kZlibWindow = 15;
constexpr int kRawWindow = -15;

enum class Outcome : std::uint8_t { Complete, CutOff, Damaged, TooLarge };

struct Decoded {
  std::string bytes;
  Outcome outcome = Outcome::Complete;
};

/// An inflate state that ends itself.
class Inflater {
 public:
  explicit Inflater(int window)
      : scratch_(kStepBytes), ok_(inflateInit2(&stream_, window) == Z_OK) {}
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream_); }

  /// Appends what `in` holds to `out` until that is longer than `max_bytes`.
  Outcome run(std::string_view in, std::string& out, std::uint64_t max_bytes) {
    if (!ok_ || in.size() > std::numeric_limits<uInt>::max()) return Outcome::Damaged;
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));  // only read from
    stream_.avail_in = static_cast<uInt>(in.size());
    while (true) {
      stream_.next_out = reinterpret_cast<Bytef*>(scratch_.data());
      stream_.avail_out = static_cast<uInt>(scratch_.size());
      const int status = inflate(&stream_, Z_NO_FLUSH);
      out.append(scratch_.data(), scratch_.size() - stream_.avail_out);
      if (out.size() > max_bytes) return Outcome::TooLarge;
      if (status == Z_STREAM_END) return Outcome::Complete;
      if (status != Z_OK && status != Z_BUF_ERROR) return Outcome::Damaged;
      if (stream_.avail_in == 0 && stream_.avail_out > 0) return Outcome::CutOff;
    }
  }

  void reset() { inflateReset(&stream_); }

  /// What run() left of its input.
  std::size_t left() const { return stream_.avail_in; }

 private:
  z_stream stream_{};
  std::vector<char> scratch_;
  bool ok_;
};

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

/// Servers send several members, and rubbish behind the last one.
Decoded gunzip(std::string_view in, std::uint64_t max_bytes) {
  Decoded out;
  Inflater inflater(kGzipWindow);
  while (is_gzip(in) && out.outcome == Outcome::Complete) {
    inflater.reset();
    out.outcome = inflater.run(in, out.bytes, max_bytes);
    in = in.substr(in.size() - inflater.left());
  }
  return out;
}

/// RFC 1950, 2.2: method 8 and a header that 31 divides.
bool is_zlib(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto second = static_cast<unsigned char>(bytes[1]);
  return (first & 0x0FU) == 8 && (first * 256U + second) % 31 == 0;
}

Decoded undo_deflate(std::string_view in, std::uint64_t max_bytes) {
  Decoded out;
  if (is_zlib(in)) {
    out.outcome = Inflater(kZlibWindow).run(in, out.bytes, max_bytes);
    if (out.outcome != Outcome::Damaged) return out;
    out.bytes.clear();
  }
  out.outcome = Inflater(kRawWindow).run(in, out.bytes, max_bytes);
  return out;
}

Decoded undo_brotli(std::string_view in, std::uint64_t max_bytes) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  Decoded out{.bytes = {}, .outcome = Outcome::Damaged};
  if (!state) return out;
  std::vector<std::uint8_t> scratch(kStepBytes);
  const auto* next_in = reinterpret_cast<const std::uint8_t*>(in.data());
  std::size_t left = in.size();
  auto result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out.bytes.size() <= max_bytes) {
    std::uint8_t* next_out = scratch.data();
    std::size_t room = scratch.size();
    result = BrotliDecoderDecompressStream(state.get(), &left, &next_in, &room, &next_out, nullptr);
    out.bytes.append(reinterpret_cast<const char*>(scratch.data()), scratch.size() - room);
  }
  if (out.bytes.size() > max_bytes) {
    out.outcome = Outcome::TooLarge;
  } else if (result == BROTLI_DECODER_RESULT_SUCCESS) {
    out.outcome = Outcome::Complete;
  } else if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) {
    out.outcome = Outcome::CutOff;
  }
  return out;
}

/// Next to no control characters: what a body looks like that is compressed no more.
bool looks_like_text(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
    return (c >= 0 && c < ' ' && !is_ascii_space(c) && c != '\x1B') || c == '\x7F';
  });
  return static_cast<std::size_t>(controls) * 100 <= head.size();
}

Result<std::string> undo_coding(std::string body, std::string_view coding,
                                std::uint64_t max_bytes) {
  if (coding == "chunked") return undo_chunks(std::move(body));
  std::optional<Decoded> decoded;
  if (coding == "gzip" || coding == "x-gzip") {
    if (!is_gzip(body)) return body;
    decoded = gunzip(body, max_bytes);
  } else if (coding == "deflate") {
    decoded = undo_deflate(body, max_bytes);
  } else if (coding == "br") {
    decoded = undo_brotli(body, max_bytes);
  } else if (coding == "zstd" || coding == "compress" || coding == "x-compress") {
    if (looks_like_text(body)) return body;
    return fail(ErrorCode::Input, fmt::format("a body in Content-Encoding {}", coding));
  } else {
    return body;
  }
  switch (decoded->outcome) {
    case Outcome::Complete:
      return std::move(decoded->bytes);
    case Outcome::TooLarge:
      return fail(ErrorCode::Input,
                  fmt::format("too large: more than {} bytes when decoded, the limit is {} "
                              "(--max-size)",
                              max_bytes, max_bytes));
    case Outcome::CutOff:
      if (!decoded->bytes.empty()) return std::move(decoded->bytes);
      break;
    case Outcome::Damaged:
      break;
  }
  if (looks_like_text(body)) return body;
  return fail(ErrorCode::Input, fmt::format("a damaged body in Content-Encoding {}", coding));
}

std::optional<std::uint64_t> read_hex(std::string_view text) {
  constexpr std::size_t kMaxDigits = 15;
  std::uint64_t value = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    const char lower = ascii_lower(c);
    const int digit = is_ascii_digit(c)              ? c - '0'
                      : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                                     : -1;
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<std::uint64_t>(digit);
    // Some servers fill the number up with zeros.
    if (value > 0 && ++digits > kMaxDigits) return std::nullopt;
  }
  if (text.empty()) return std::nullopt;
  return value;
}

struct ChunkHead {
  std::uint64_t size = 0;
  std::size_t head_bytes = 0;  ///< of the line that states the size
  bool has_crlf = false;
};

std::optional<ChunkHead> read_chunk_head(std::string_view bytes) {
  constexpr std::size_t kMaxHeadBytes = 1024;  // extensions are hardly used
  const std::size_t end = bytes.substr(0, kMaxHeadBytes).find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view line = bytes.substr(0, end);
  const auto size = read_hex(trim_ascii(line.substr(0, line.find(';'))));
  if (!size) return std::nullopt;
  return ChunkHead{
      .size = *size, .head_bytes = end + 1, .has_crlf = bytes.substr(0, end).ends_with('\r')};
}

std::size_t line_end_at(std::string_view bytes) {
  return bytes.starts_with("\r\n") ? 2 : bytes.starts_with('\n') ? 1 : 0;
}

}  // namespace

Error too_large_error(std::uint64_t bytes, std::uint64_t max_bytes) {
  return {.code = ErrorCode::Input,
          .message =
              fmt::format("too large: {} bytes, the limit is {} (--max-size)", bytes, max_bytes)};
}

std::string undo_chunks(std::string body) {
  std::string out;
  std::string_view rest = body;
  bool is_first = true;
  while (true) {
    const auto head = read_chunk_head(rest);
    if (!head) {
      if (is_first) return body;
      // Chunks that hold so far and then break off: what follows is text all the same.
      out += rest;
      return out;
    }
    rest.remove_prefix(head->head_bytes);
    const bool is_cut_off = head->size > rest.size();
    const std::string_view data = rest.substr(0, head->size);
    rest.remove_prefix(data.size());
    const std::size_t line_end = line_end_at(rest);
    // A text may begin with a number on a line of its own. No line end stands where the number as a
    // size would have one.
    if (is_first && (is_cut_off ? !head->has_crlf : line_end == 0 && !rest.empty())) return body;
    out += data;
    if (head->size == 0 || rest.empty()) return out;
    rest.remove_prefix(line_end);
    is_first = false;
  }
}

Result<std::string> undo_codings(std::string body, std::string_view codings,
                                 std::uint64_t max_bytes) {
  std::vector<std::string> names;
  while (!codings.empty()) {
    const std::size_t end = std::min(codings.find(','), codings.size());
    if (const auto name = trim_ascii(codings.substr(0, end)); !name.empty())
      names.push_back(ascii_lower(name));
    codings.remove_prefix(std::min(end + 1, codings.size()));
  }
  if (names.size() > kMaxCodings)
    return fail(ErrorCode::Input, fmt::format("a body under {} codings", names.size()));
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    auto undone = undo_coding(std::move(body), *name, max_bytes);
    if (!undone) return undone;
    body = std::move(*undone);
  }
  return body;
}

}  // namespace dateline
