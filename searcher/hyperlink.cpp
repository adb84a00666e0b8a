#include "searcher/hyperlink.hpp"

#include <fmt/format.h>

#include "common/utf8.hpp"

namespace dateline {
namespace {

/// RFC 3986, 2.3.
constexpr std::string_view kUnreserved = "-._~";
/// What else stands for itself in a path; `;`, `?` and `#` would end it for some readers.
constexpr std::string_view kInPath = "-._~/!$&'()*+,=:@";
/// An address has been encoded by whoever wrote it: only what no address may hold is left to do.
constexpr std::string_view kInAddress = "-._~:/?#[]@!$&'()*+,;=%";

/// Terminals ignore longer ones (VTE: 2083 bytes).
constexpr std::size_t kMaxTarget = 2083;

std::string percent_encoded(std::string_view text, std::string_view plain) {
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || plain.find(c) != std::string_view::npos;
    if (is_plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

bool is_web_address(std::string_view url) {
  // printable() changes what has no place in an address: controls and invisible characters.
  return (url.starts_with("http://") || url.starts_with("https://")) && printable(url) == url;
}

}  // namespace

std::string file_address(std::string_view path, std::string_view host) {
  return "file://" + percent_encoded(host, kUnreserved) + percent_encoded(path, kInPath);
}

std::string web_address(const Article& article) {
  if (!is_web_address(article.url)) return {};
  return percent_encoded(article.url, kInAddress);
}

std::string link_target(const Article& article, std::string_view host) {
  std::string target = web_address(article);
  const ArticleSource& source = article.source;
  if (target.empty() && source.path.starts_with('/') && source.record.empty())
    target = file_address(source.path, host);
  return target.size() <= kMaxTarget ? target : std::string();
}

std::string begin_link(std::string_view target, std::string_view id) {
  return fmt::format("\x1B]8;{}{};{}\x1B\\", id.empty() ? "" : "id=", id, target);
}

std::string_view end_link() { return "\x1B]8;;\x1B\\"; }

}  // namespace dateline
