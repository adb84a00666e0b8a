#include "indexer/archive_format.hpp"

#include <algorithm>
#include <string>
#include <zlib.h>

#include "indexer/content_coding.hpp"
#include "indexer/gzip_stream.hpp"
#include "indexer/text_shape.hpp"
#include "indexer/warc_head.hpp"

namespace dateline {
namespace {

/// The first plain bytes of gzip data that may break off anywhere.
std::string decompress_beginning(std::string_view bytes) {
  constexpr int kGzipWindow = 15 + 16;
  std::string out(kContainerSniffBytes, '\0');
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) return {};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // only read from
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  inflate(&stream, Z_SYNC_FLUSH);
  out.resize(out.size() - stream.avail_out);
  inflateEnd(&stream);
  return out;
}

bool begins_with_warc_version(std::string_view text) {
  const std::size_t end = text.find('\n');
  return end != std::string_view::npos && is_warc_version(text.substr(0, end));
}

}  // namespace

Container detect_container(std::string_view path, std::string_view first_bytes) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  first_bytes = first_bytes.substr(0, kContainerSniffBytes);
  const bool is_gzip = first_bytes.starts_with("\x1F\x8B");
  const std::string plain = is_gzip ? decompress_beginning(first_bytes) : std::string(first_bytes);
  std::string_view text = plain;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  text = trim_ascii(text);
  if (begins_with_warc_version(text)) return Container::Warc;

  std::string name = ascii_lower(path.substr(path.rfind('/') + 1));
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  const bool is_json_name = name.ends_with(".jsonl") || name.ends_with(".ndjson");
  if (is_json_name && text.starts_with('{')) return Container::JsonLines;
  if (name.ends_with(".warc") && !text.starts_with('<')) return Container::Warc;
  return is_gzip ? Container::GzippedPage : Container::Page;
}

Result<RawPage> read_gzipped_page(const FoundPage& page, std::uint64_t max_bytes) {
  auto stream = GzipStream::open(page.path);
  if (!stream) return fail(std::move(stream.error()));
  RawPage raw{.path = page.path, .bytes = {}, .modified = stream->file().modified()};
  while (true) {
    const auto bytes = stream->read();
    if (!bytes) return fail(bytes.error());
    if (bytes->empty()) return raw;
    raw.bytes += *bytes;
    if (raw.bytes.size() > max_bytes) return fail(too_large_error(raw.bytes.size(), max_bytes));
  }
}

}  // namespace dateline
