#include "indexer/header_fields.hpp"

#include <algorithm>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

/// Takes the first line off `text`, without its line end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

std::optional<std::size_t> find_header_end(std::string_view bytes) {
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const bool is_last = rest.find('\n') == std::string_view::npos;
    if (take_line(rest).empty() && !is_last) return bytes.size() - rest.size();
  }
  return std::nullopt;
}

HeaderFields HeaderFields::parse(std::string_view lines) {
  HeaderFields header;
  while (!lines.empty()) {
    const std::string_view line = take_line(lines);
    if (line.empty()) continue;
    if (line.front() == ' ' || line.front() == '\t') {
      if (header.fields_.empty()) continue;
      std::string& value = header.fields_.back().value;
      if (!value.empty()) value += ' ';
      value += trim_ascii(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    header.fields_.push_back({.name = std::string(trim_ascii(line.substr(0, colon))),
                              .value = std::string(trim_ascii(line.substr(colon + 1)))});
  }
  return header;
}

std::optional<std::string_view> HeaderFields::find(std::string_view name) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const Field& field) {
    return equal_without_case(field.name, name);
  });
  if (found == fields_.end()) return std::nullopt;
  return found->value;
}

std::string HeaderFields::join(std::string_view name) const {
  std::string list;
  for (const Field& field : fields_) {
    if (!equal_without_case(field.name, name)) continue;
    if (!list.empty()) list += ',';
    list += field.value;
  }
  return list;
}

bool MediaType::is(std::string_view lower) const { return equal_without_case(name, lower); }

std::string_view MediaType::parameter(std::string_view lower_name) const {
  std::string_view rest = parameters;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    if (!equal_without_case(trim_ascii(part.substr(0, equals)), lower_name)) continue;
    std::string_view value = trim_ascii(part.substr(equals + 1));
    for (const char quote : {'"', '\''})
      if (value.size() >= 2 && value.front() == quote && value.back() == quote)
        value = value.substr(1, value.size() - 2);
    return value;
  }
  return {};
}

MediaType parse_media_type(std::string_view field) {
  // A field sent twice may have been joined into one by a proxy: the first counts.
  const std::size_t end = std::min(field.find(';'), field.size());
  const std::string_view type = field.substr(0, end);
  return {.name = trim_ascii(type.substr(0, type.find(','))),
          .parameters = field.substr(std::min(end + 1, field.size()))};
}

}  // namespace dateline
