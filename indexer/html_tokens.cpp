#include "indexer/html_tokens.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace dateline {
namespace {

/// What a byte within a tag may end.
enum : std::uint8_t { kEndsName = 1, kEndsAttributeName = 2, kEndsValue = 4 };

constexpr std::array<std::uint8_t, 256> kEnds = [] {
  std::array<std::uint8_t, 256> ends{};
  for (const char c : {' ', '\t', '\n', '\f', '\r', '>'})
    ends[static_cast<std::size_t>(c)] = kEndsName | kEndsAttributeName | kEndsValue;
  ends['/'] = kEndsName | kEndsAttributeName;
  ends['='] = kEndsAttributeName;
  return ends;
}();

bool ends(char c, std::uint8_t what) { return (kEnds[static_cast<unsigned char>(c)] & what) != 0; }

/// Whether what follows a tag's name ends the name.
bool ends_name(std::string_view html, std::size_t position) {
  return position < html.size() && ends(html[position], kEndsName);
}

/// Whether `tag` (in lower case, `<` included) stands at `position` as a whole.
bool has_tag(std::string_view html, std::size_t position, std::string_view tag) {
  return starts_with_ignoring_case(html.substr(position), tag) &&
         ends_name(html, position + tag.size());
}

/// Position after the next `what`.
std::size_t after(std::string_view html, std::size_t position, std::string_view what) {
  const std::size_t found = html.find(what, position);
  return found == std::string_view::npos ? html.size() : found + what.size();
}

class TagScanner {
 public:
  TagScanner(std::string_view html, std::size_t position, TagToken& tag)
      : html_(html), position_(position), tag_(tag) {}

  void scan() {
    const std::size_t start = position_;
    tag_.attributes.clear();
    tag_.self_closing = tag_.complete = tag_.attributes_cut = false;
    position_ += html_.substr(position_ + 1).starts_with('/') ? 2U : 1U;
    const std::size_t name = position_;
    skip_to(kEndsName);
    tag_.name = html_.substr(name, position_ - name);
    while (scan_attribute()) {
    }
    tag_.source = html_.substr(start, position_ - start);
  }

 private:
  bool at_end() const { return position_ >= html_.size(); }

  void skip_to(std::uint8_t end) {
    while (!at_end() && !ends(html_[position_], end)) ++position_;
  }

  void skip_space() {
    while (!at_end() && is_html_space(html_[position_])) ++position_;
  }

  /// One step of "before attribute name"; false behind the tag.
  bool scan_attribute() {
    skip_space();
    if (at_end()) return false;
    if (html_[position_] == '>') {
      tag_.complete = true;
      ++position_;
      return false;
    }
    if (html_[position_] == '/') {
      ++position_;
      tag_.self_closing = !at_end() && html_[position_] == '>';
      return true;
    }
    const std::size_t start = position_++;  // a name may begin with =
    skip_to(kEndsAttributeName);
    AttributeToken attribute{.name = html_.substr(start, position_ - start)};
    std::size_t end = position_;
    skip_space();
    if (!at_end() && html_[position_] == '=') {
      ++position_;
      skip_space();
      attribute.value = scan_value();
      end = position_;
    }
    attribute.source = html_.substr(start, end - start);
    if (tag_.attributes.size() < kMaxAttributes) {
      tag_.attributes.push_back(attribute);
    } else {
      tag_.attributes_cut = true;
    }
    return true;
  }

  std::string_view scan_value() {
    if (at_end()) return {};
    const std::size_t start = position_;
    if (const char quote = html_[position_]; quote == '"' || quote == '\'') {
      const std::size_t close = html_.find(quote, start + 1);
      position_ = close == std::string_view::npos ? html_.size() : close + 1;
      return html_.substr(start + 1, close - start - 1);
    }
    skip_to(kEndsValue);
    return html_.substr(start, position_ - start);
  }

  std::string_view html_;
  std::size_t position_;
  TagToken& tag_;
};

}  // namespace

const AttributeToken* TagToken::find(std::string_view lower_name) const {
  const auto found =
      std::find_if(attributes.begin(), attributes.end(), [&](const AttributeToken& attribute) {
        return equals_ignoring_case(attribute.name, lower_name);
      });
  return found == attributes.end() ? nullptr : &*found;
}

void scan_tag(std::string_view html, std::size_t position, TagToken& tag) {
  TagScanner(html, position, tag).scan();
}

std::size_t end_of_comment(std::string_view html, std::size_t position) {
  if (!html.substr(position).starts_with("<!--")) return after(html, position, ">");
  position += 4;
  if (html.substr(position).starts_with(">")) return position + 1;
  if (html.substr(position).starts_with("->")) return position + 2;
  while (true) {
    position = html.find("--", position);
    if (position == std::string_view::npos) return html.size();
    const std::string_view rest = html.substr(position + 2);
    if (rest.starts_with(">")) return position + 3;
    if (rest.starts_with("!>")) return position + 4;
    ++position;
  }
}

std::size_t end_of_cdata(std::string_view html, std::size_t position) {
  return after(html, position, "]]>");
}

std::size_t find_end_tag(std::string_view html, std::size_t position, std::string_view name) {
  for (;; ++position) {
    position = html.find("</", position);
    if (position == std::string_view::npos) return html.size();
    if (starts_with_ignoring_case(html.substr(position + 2), name) &&
        ends_name(html, position + 2 + name.size())) {
      return position;
    }
  }
}

std::size_t find_script_end(std::string_view html, std::size_t position) {
  enum class State { Plain, Escaped, DoubleEscaped } state = State::Plain;
  for (; position < html.size(); ++position) {
    if (state == State::Plain) {
      position = html.find('<', position);
      if (position == std::string_view::npos) break;
    }
    if (html[position] == '-') {
      if (state != State::Plain && html.substr(position).starts_with("-->")) state = State::Plain;
    } else if (html[position] != '<') {
      continue;
    } else if (state == State::Plain && html.substr(position).starts_with("<!--")) {
      state = State::Escaped;
      ++position;  // its dashes may be those of a closing -->
    } else if (has_tag(html, position, "</script")) {
      if (state != State::DoubleEscaped) return position;
      state = State::Escaped;
    } else if (state == State::Escaped && has_tag(html, position, "<script")) {
      state = State::DoubleEscaped;
    }
  }
  return html.size();
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && starts_with_ignoring_case(text, lower);
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(),
                    [](char a, char b) { return a == to_ascii_lower(b); });
}

}  // namespace dateline
