#include "indexer/page_url.hpp"

#include <algorithm>
#include <array>

#include "common/url.hpp"
#include "indexer/month_name.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

/// Offset of the host in an absolute or scheme-relative http(s) address; npos for anything else.
std::size_t host_offset(std::string_view url) {
  if (url.starts_with("//")) return 2;
  const std::string head = ascii_lower(url.substr(0, 8));
  if (head.starts_with("http://")) return 7;
  if (head.starts_with("https://")) return 8;
  return std::string_view::npos;
}

/// Second-level labels that countries register names under.
bool is_public_second_level(std::string_view label) {
  constexpr auto kLabels = std::to_array<std::string_view>(
      {"co", "com", "org", "net", "ac", "gov", "edu", "go", "ne", "or", "gob", "gouv", "in"});
  return std::find(kLabels.begin(), kLabels.end(), label) != kLabels.end();
}

/// The registrable domain: the last two labels, or three under such as co.uk.
std::string_view registrable_domain(std::string_view host) {
  const std::size_t last = host.rfind('.');
  if (last == std::string_view::npos || last == 0) return host;
  const std::size_t second = host.rfind('.', last - 1);
  if (second == std::string_view::npos) return host;
  const bool country = host.size() - last == 3;
  if (country && second > 0 && is_public_second_level(host.substr(second + 1, last - second - 1))) {
    const std::size_t third = host.rfind('.', second - 1);
    return third == std::string_view::npos ? host : host.substr(third + 1);
  }
  return host.substr(second + 1);
}

bool is_tracking(std::string_view parameter) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"fbclid", "gclid", "srsltid", "mc_cid", "mc_eid", "igshid",
                                       "msclkid", "yclid", "cmpid", "_ga"});
  const std::string_view name = parameter.substr(0, parameter.find('='));
  return name.starts_with("utm_") || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::optional<unsigned> read_number(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  unsigned value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (!is_ascii_digit(text[i])) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(text[i] - '0');
  }
  return value;
}

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_ascii_digit(text[at]);
}

/// "/mar/20" or "/march/20" behind a year.
std::optional<Timestamp> find_spelled_day(std::string_view path, int year) {
  const std::size_t end = path.find('/', 1);
  if (end == std::string_view::npos || end < 4 || end > 12) return std::nullopt;
  const unsigned month = find_month_name(ascii_lower(path.substr(1, end - 1)));
  const std::size_t digits = is_digit_at(path, end + 2) ? 2 : 1;
  const auto day = read_number(path, end + 1, digits);
  if (month == 0 || !day || (end + 1 + digits < path.size() && path[end + 1 + digits] != '/'))
    return std::nullopt;
  return make_timestamp(year, month, day);
}

/// 29-10-2021 or 29_10_2021 in a path.
std::optional<Timestamp> find_day_first(std::string_view path) {
  for (std::size_t i = 1; i + 10 <= path.size(); ++i) {
    if (is_ascii_digit(path[i - 1]) || is_digit_at(path, i + 10)) continue;
    if (path[i + 2] != path[i + 5] || (path[i + 2] != '-' && path[i + 2] != '_')) continue;
    const auto day = read_number(path, i, 2);
    const auto month = read_number(path, i + 3, 2);
    const auto year = read_number(path, i + 6, 4);
    if (!day || !month || !year || *year < 1995 || *year > 2100) continue;
    if (auto date = make_timestamp(static_cast<int>(*year), month, day)) return date;
  }
  return std::nullopt;
}

}  // namespace

std::string_view path_of(std::string_view url) {
  const std::size_t start = host_offset(url);
  if (start == std::string_view::npos) return "/";
  const std::size_t path = url.find_first_of("/?#", start);
  return path == std::string_view::npos ? "/" : url.substr(path);
}

std::string_view domain_label(std::string_view host) {
  const std::string_view domain = registrable_domain(host);
  return domain.substr(0, domain.find('.'));
}

bool is_same_site(std::string_view host, std::string_view other) {
  return !host.empty() && registrable_domain(host) == registrable_domain(other);
}

std::string resolve_url(std::string_view reference, std::string_view base) {
  reference = trim_ascii(reference);
  if (reference.empty()) return {};
  if (reference.starts_with("//")) return "https:" + std::string(reference);
  if (host_offset(reference) != std::string_view::npos)
    return host_of(reference).empty() ? std::string{} : std::string(reference);
  const std::size_t start = host_offset(base);
  if (start == std::string_view::npos || !reference.starts_with('/')) return {};
  return std::string(base.substr(0, std::min(base.find_first_of("/?#", start), base.size()))) +
         std::string(reference);
}

std::string strip_tracking(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const std::size_t query = url.find('?');
  if (query == std::string_view::npos) return std::string(url);
  std::string kept(url.substr(0, query));
  char joint = '?';
  for (std::size_t start = query + 1; start < url.size();) {
    const std::size_t end = std::min(url.find('&', start), url.size());
    const std::string_view parameter = url.substr(start, end - start);
    if (!parameter.empty() && !is_tracking(parameter)) {
      kept += joint;
      kept += parameter;
      joint = '&';
    }
    start = end + 1;
  }
  return kept;
}

std::optional<Timestamp> find_url_date(std::string_view url) {
  const std::string_view path = path_of(url);
  std::optional<Timestamp> month_only;
  for (std::size_t i = 1; i + 6 <= path.size(); ++i) {
    if (is_ascii_digit(path[i - 1]) || !is_ascii_digit(path[i])) continue;
    const auto year = read_number(path, i, 4);
    if (!year || *year < 1995 || *year > 2100) continue;
    std::size_t at = i + 4;
    const char separator = at < path.size() ? path[at] : '\0';
    if (is_ascii_digit(separator)) {  // 20230320
      const auto month = read_number(path, at, 2);
      const auto day = read_number(path, at + 2, 2);
      if (month && day && !is_digit_at(path, at + 4))
        if (auto date = make_timestamp(static_cast<int>(*year), month, day)) return date;
      continue;
    }
    if (separator != '/' && separator != '-' && separator != '_' && separator != '.') continue;
    if (separator == '/')
      if (auto date = find_spelled_day(path.substr(at), static_cast<int>(*year))) return date;
    const std::size_t month_digits = is_digit_at(path, at + 2) ? 2 : 1;
    const auto month = read_number(path, at + 1, month_digits);
    if (!month) continue;
    at += 1 + month_digits;
    if (at < path.size() && path[at] == separator) {
      const std::size_t day_digits = is_digit_at(path, at + 2) ? 2 : 1;
      const auto day = read_number(path, at + 1, day_digits);
      // In "/2023/10/3-questions" the last number belongs to the words.
      const std::size_t after = at + 1 + day_digits;
      const bool in_words =
          separator == '/' && after < path.size() && (path[after] == '-' || path[after] == '_');
      if (day && !in_words && !is_digit_at(path, after))
        if (auto date = make_timestamp(static_cast<int>(*year), month, day)) return date;
    } else if (is_digit_at(path, at) && month_digits == 2) {  // 2023/0320
      const auto day = read_number(path, at, 2);
      if (day && !is_digit_at(path, at + 2))
        if (auto date = make_timestamp(static_cast<int>(*year), month, day)) return date;
    }
    if (!month_only && separator == '/' && path[i - 1] == '/')
      month_only = make_timestamp(static_cast<int>(*year), month);
  }
  if (month_only) return month_only;
  return find_day_first(path);
}

}  // namespace dateline
