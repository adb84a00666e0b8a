#include "indexer/http_response.hpp"

#include <algorithm>

#include "common/utf8.hpp"
#include "indexer/header_fields.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

/// RFC 7230, 3.1.2: HTTP-version SP status-code SP reason. Versions and blanks vary in the wild.
std::optional<int> read_status(std::string_view line) {
  if (ascii_lower(line.substr(0, 5)) != "http/") return std::nullopt;
  const std::size_t blank = line.find_first_of(" \t");
  if (blank == std::string_view::npos) return std::nullopt;
  const std::string_view rest = trim_ascii(line.substr(blank));
  if (rest.size() < 3 || (rest.size() > 3 && is_ascii_digit(rest[3]))) return std::nullopt;
  int status = 0;
  for (const char c : rest.substr(0, 3)) {
    if (!is_ascii_digit(c)) return std::nullopt;
    status = status * 10 + (c - '0');
  }
  return status;
}

}  // namespace

std::optional<HttpHead> parse_http_head(std::string_view message) {
  const std::string_view start = message.substr(0, kMaxHttpHeadBytes);
  const std::size_t line_end = std::min(start.find('\n'), start.size());
  const auto status = read_status(start.substr(0, line_end));
  if (!status) return std::nullopt;
  const auto end = find_header_end(start);
  if (!end && message.size() >= kMaxHttpHeadBytes) return std::nullopt;

  HttpHead head{.status = *status, .bytes = end.value_or(message.size())};
  const HeaderFields fields = HeaderFields::parse(start.substr(line_end, head.bytes - line_end));
  const MediaType type = parse_media_type(fields.find("content-type").value_or(""));
  head.media_type = ascii_lower(type.name);
  head.charset = clean_line(make_valid_utf8(type.parameter("charset")));
  head.codings = fields.join("content-encoding") + ',' + fields.join("transfer-encoding");
  return head;
}

bool is_page_media_type(std::string_view media_type) {
  return media_type.empty() || media_type == "text/html" || media_type == "text/plain" ||
         media_type == "application/xhtml+xml" || media_type == "application/vnd.wap.xhtml+xml";
}

}  // namespace dateline
