// The part of PageSkeleton that puts text and attributes back into the parsed tree.

#include <algorithm>
#include <charconv>

#include "common/utf8.hpp"
#include "indexer/page_skeleton.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

constexpr std::size_t kNoNumber = static_cast<std::size_t>(-1);

}  // namespace

char32_t PageSkeleton::read_placeholder(std::string_view parsed, std::size_t position) {
  if (static_cast<unsigned char>(parsed[position]) < 0xF3) return 0;
  const char32_t c = decode_utf8(parsed, position).value;
  return c < kFirstPlaceholder ? 0 : c;
}

PageSkeleton::Piece PageSkeleton::first_piece(std::string_view parsed) const {
  std::size_t prefix = 0;
  std::size_t begin = 0;  // of the placeholder with its prefix
  for (std::size_t i = 0; i < parsed.size();) {
    const char32_t c = read_placeholder(parsed, i);
    if (c == 0) {
      ++i;
      continue;
    }
    if (prefix == 0) begin = i;
    i += kPlaceholderBytes;
    if (c >= kFirstPrefix) {
      prefix = c - kFirstPrefix;
      continue;
    }
    const std::size_t run = prefix * kPlaceholders + (c - kFirstPlaceholder);
    prefix = 0;
    if (run >= runs_.size() || runs_[run].end != kSubtreeRun) continue;
    const ClosedSubtree& closed = subtrees_[runs_[run].begin];
    const Range content = closed.content;
    return {.text = parsed.substr(0, begin),
            .subtree = Subtree{.tag = closed.tag,
                               .attributes =
                                   closed.list == kNoList ? AttributeRange{} : lists_[closed.list],
                               .content = std::string_view(contents_).substr(
                                   content.begin, content.end - content.begin)},
            .size = i};
  }
  return {.text = parsed, .subtree = std::nullopt, .size = parsed.size()};
}

std::string_view PageSkeleton::text_of(std::string_view parsed) {
  constexpr std::size_t kBytes = kPlaceholderBytes;
  const auto read = [&](std::size_t position) { return read_placeholder(parsed, position); };
  std::string* joined = nullptr;
  std::size_t prefix = 0;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < parsed.size();) {
    const char32_t c = read(i);
    if (c == 0) {
      ++i;
      continue;
    }
    if (joined != nullptr) *joined += parsed.substr(copied, i - copied);
    const std::size_t before = i - copied;
    i += kBytes;
    if (c >= kFirstPrefix) {
      if (joined == nullptr && before > 0)
        *(joined = &joined_.emplace_back()) += parsed.substr(copied, before);
      copied = i;
      prefix = c - kFirstPrefix;
      continue;
    }
    const std::size_t run = prefix * kPlaceholders + (c - kFirstPlaceholder);
    prefix = 0;
    if (run >= runs_.size()) continue;  // from the prompt of an isindex
    const Range range = runs_[run];
    if (joined == nullptr) {
      if (i == parsed.size() && range.begin >= before &&
          std::string_view(text_).substr(range.begin - before, before) ==
              parsed.substr(copied, before))
        return at({range.begin - before, range.end});
      joined = &joined_.emplace_back(parsed.substr(copied, before));
    }
    *joined += at(range);
    copied = i;
  }
  if (joined == nullptr) return joined_.emplace_back(parsed);
  *joined += parsed.substr(copied);
  return *joined;
}

std::vector<HtmlAttribute> PageSkeleton::attributes() const {
  std::vector<HtmlAttribute> attributes;
  attributes.reserve(attributes_.size() + attributes_.size() / 8);
  for (const Attribute& attribute : attributes_)
    attributes.push_back({.name = at(attribute.name), .value = at(attribute.value)});
  return attributes;
}

/// The parser moves few elements, so the next tag is most often the one behind the latest.
PageSkeleton::AttributeRange PageSkeleton::attributes_at(std::size_t position) {
  const auto is_before = [&](std::size_t i) { return places_[i].position < position; };
  if (next_place_ < places_.size() && is_before(next_place_)) ++next_place_;
  if ((next_place_ > 0 && !is_before(next_place_ - 1)) ||
      (next_place_ < places_.size() && is_before(next_place_))) {
    const auto place = std::lower_bound(
        places_.begin(), places_.end(), position,
        [](const Place& other, std::size_t wanted) { return other.position < wanted; });
    next_place_ = static_cast<std::size_t>(place - places_.begin());
  }
  if (next_place_ == places_.size() || places_[next_place_].position != position) return {};
  return lists_[places_[next_place_].list];
}

PageSkeleton::AttributeRange PageSkeleton::attributes_of(
    std::span<const ParsedAttribute> parsed, std::vector<HtmlAttribute>& attributes) const {
  const auto read_number = [](std::string_view name) -> std::pair<std::size_t, bool> {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    return {number, error == std::errc() && end == name.data() + name.size()};
  };
  if (parsed.size() == 1) {
    if (const auto [list, is_list] = read_number(parsed[0].name); is_list) return lists_[list];
  }
  AttributeRange range{.first = attributes.size()};
  const auto add = [&](const HtmlAttribute& added) {
    const auto known = std::find_if(
        attributes.begin() + static_cast<std::ptrdiff_t>(range.first), attributes.end(),
        [&](const HtmlAttribute& other) { return other.name == added.name; });
    if (known == attributes.end()) attributes.push_back(added);
  };
  std::vector<std::size_t> numbers;  // of the attributes added
  for (const auto& [name, value] : parsed) {
    if (const auto [list, is_list] = read_number(name); is_list) {
      for (std::size_t i = 0; i < lists_[list].count; ++i) {
        const std::size_t number = lists_[list].first + i;
        add(HtmlAttribute(attributes[number]));
        numbers.resize(attributes.size() - range.first, number);
      }
    } else if (!name.empty() && is_ascii_digit(name.front())) {
      const std::size_t number = read_number(name.substr(0, name.size() - 1)).first;
      const auto added = std::find(numbers.begin(), numbers.end(), number);
      if (added != numbers.end())
        attributes[range.first + static_cast<std::size_t>(added - numbers.begin())].value = value;
    } else {
      add({.name = name, .value = value});
      numbers.resize(attributes.size() - range.first, kNoNumber);
    }
  }
  range.count = attributes.size() - range.first;
  return range;
}

}  // namespace dateline
