#include "indexer/warc_head.hpp"

#include <charconv>

#include <fmt/format.h>

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/header_fields.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

constexpr std::string_view kVersionPrefix = "WARC/";

std::string text_of(std::string_view value) { return clean_line(make_valid_utf8(value)); }

bool has_scheme(std::string_view url, std::string_view scheme) {
  return url.size() > scheme.size() && ascii_lower(url.substr(0, scheme.size())) == scheme &&
         url[scheme.size()] == ':';
}

bool is_web_address(std::string_view url) {
  return has_scheme(url, "http") || has_scheme(url, "https");
}

/// Crawlers keep their own logs as resources under addresses that lead nowhere (metadata:, urn:).
bool is_file_address(std::string_view url) {
  return is_web_address(url) || has_scheme(url, "ftp") || has_scheme(url, "file");
}

std::string read_url(std::string_view field) {
  if (field.starts_with('<') && field.ends_with('>')) field = field.substr(1, field.size() - 2);
  return text_of(field);
}

std::optional<std::uint64_t> read_length(std::string_view field) {
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), length);
  if (error != std::errc{} || end != field.data() + field.size()) return std::nullopt;
  return length;
}

/// What to read the record as, by its stated type, address and content.
WarcType read_type(std::string_view stated, const WarcHead& head, const MediaType& content) {
  if (stated == "response") {
    const bool is_http = content.name.empty() || head.media_type == "application/http";
    const std::string message = ascii_lower(content.parameter("msgtype"));
    const bool is_response = message.empty() || message == "response";
    return is_http && is_response && is_web_address(head.url) ? WarcType::Response
                                                              : WarcType::Other;
  }
  if (stated == "resource" && is_file_address(head.url)) return WarcType::Resource;
  return WarcType::Other;
}

}  // namespace

bool is_warc_version(std::string_view line) {
  if (!line.starts_with(kVersionPrefix)) return false;
  line = trim_ascii(line.substr(kVersionPrefix.size()));
  const std::size_t dot = line.find('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == line.size()) return false;
  return line.substr(0, dot).find_first_not_of("0123456789") == std::string_view::npos &&
         line.substr(dot + 1).find_first_not_of("0123456789") == std::string_view::npos;
}

bool holds_warc_version(std::string_view bytes) {
  for (std::size_t at = bytes.find(kVersionPrefix); at != std::string_view::npos;
       at = bytes.find(kVersionPrefix, at + 1)) {
    if (at > 0 && bytes[at - 1] != '\n') continue;
    constexpr std::size_t kMaxLine = 64;
    const std::string_view line = bytes.substr(at, kMaxLine);
    const std::size_t end = line.find('\n');
    if (end != std::string_view::npos && is_warc_version(line.substr(0, end))) return true;
  }
  return false;
}

Result<WarcHead> parse_warc_head(std::string_view lines) {
  const HeaderFields fields = HeaderFields::parse(lines);
  const auto type = fields.find("warc-type");
  const auto length = fields.find("content-length");
  if (!type) return fail(ErrorCode::Input, "malformed record: no WARC-Type");
  if (!length) return fail(ErrorCode::Input, "malformed record: no Content-Length");
  const auto content_length = read_length(*length);
  if (!content_length)
    return fail(ErrorCode::Input,
                fmt::format("malformed record: Content-Length {}", text_of(length->substr(0, 40))));

  WarcHead head{.content_length = *content_length};
  const MediaType content = parse_media_type(fields.find("content-type").value_or(""));
  head.media_type = ascii_lower(content.name);
  head.charset = text_of(content.parameter("charset"));
  head.url = read_url(fields.find("warc-target-uri").value_or(""));
  const std::string lower_type = ascii_lower(*type);
  if (lower_type == "response" && head.url.empty())
    return fail(ErrorCode::Input, "malformed record: no WARC-Target-URI");
  if (const auto date = fields.find("warc-date"))
    if (const auto time = parse_iso8601(*date))
      head.captured = time->utc().time_since_epoch().count();
  head.type = read_type(lower_type, head, content);
  return head;
}

}  // namespace dateline
