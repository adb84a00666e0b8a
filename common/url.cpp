#include "common/url.hpp"

#include <algorithm>

#include "common/utf8.hpp"

namespace dateline {

std::string host_of(std::string_view url) {
  const auto slashes = url.find("//");
  if (slashes == std::string_view::npos) return {};
  const std::string lower = to_lower(url.substr(0, url.find_first_of("/?#\\", slashes + 2)));
  std::string_view rest = lower;
  if (rest.starts_with("https:")) {
    rest.remove_prefix(6);
  } else if (rest.starts_with("http:")) {
    rest.remove_prefix(5);
  } else if (!rest.starts_with("//")) {
    return {};
  }
  if (!rest.starts_with("//")) return {};
  rest.remove_prefix(2);
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) rest.remove_prefix(at + 1);
  if (rest.starts_with('[')) {
    const auto close = rest.find(']');
    return close == std::string_view::npos ? std::string() : std::string(rest.substr(0, close + 1));
  }
  rest = rest.substr(0, rest.find(':'));
  while (rest.ends_with('.')) rest.remove_suffix(1);
  const bool is_clean = std::none_of(rest.begin(), rest.end(), [](char c) {
    return c == ' ' || c == '\\' || c == '"' || c == '<' || c == '>' || (c >= 0 && c < 0x20);
  });
  return is_clean ? std::string(rest) : std::string();
}

std::vector<std::string_view> domains_of(std::string_view host) {
  if (host.empty()) return {};
  std::vector<std::string_view> domains{host};
  const bool is_address =
      host.find_first_not_of("0123456789.") == std::string_view::npos || host.front() == '[';
  if (is_address) return domains;
  for (auto dot = host.find('.'); dot != std::string_view::npos; dot = host.find('.')) {
    host.remove_prefix(dot + 1);
    if (!host.empty()) domains.push_back(host);
  }
  return domains;
}

}  // namespace dateline
