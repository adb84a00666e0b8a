// The part of OpenElements that keeps the list of active formatting elements.

#include <algorithm>
#include <string>

#include "indexer/element_traits.hpp"
#include "indexer/open_elements.hpp"

namespace dateline {
namespace {

using namespace element_traits;

/// The parser's time is quadratic in formatting elements that stay open.
constexpr std::size_t kMaxFormatting = 40;

std::uint64_t hash(std::uint64_t seed, std::string_view text) {
  constexpr std::uint64_t kPrime = 0x100'0000'01B3;  // FNV-1a
  for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * kPrime;
  return seed;
}

/// The same for all tags with the same attributes in any order.
std::uint64_t hash_attributes(const TagToken& tag) {
  constexpr std::uint64_t kBasis = 0xCBF2'9CE4'8422'2325;  // FNV-1a
  std::uint64_t sum = 0;
  std::string name;
  for (const AttributeToken& attribute : tag.attributes) {
    name.assign(attribute.name);
    for (char& c : name) c = to_ascii_lower(c);
    sum += hash(hash(hash(kBasis, name), "="), attribute.value);
  }
  return sum;
}

}  // namespace

OpenElements::Effect OpenElements::start_formatting(const TagToken& tag, Tag name) {
  if (name == Tag::A && find_formatting_of(name) != kNone) {
    adopt(name);
    if (const std::size_t left = find_formatting_of(name); left != kNone) {
      const Id id = formatting_[left].id;
      erase_formatting(left);
      for (std::size_t i = stack_.size(); i > 0; --i)
        if (stack_[i - 1].id == id) {
          moved_formatting_ = true;
          remove(i - 1);
          break;
        }
    }
  }
  reopen_formatting();
  if (name == Tag::Nobr && find_in_scope(name, kScope) != kNone) {
    adopt(name);
    reopen_formatting();
  }
  if (formatting_elements_ >= kMaxFormatting) return Effect::Drop;
  const Effect effect = push(tag, name, Space::Html);
  if (effect == Effect::Pass) {
    const bool is_single = name == Tag::A || name == Tag::Nobr;
    const Formatting added{.tag = name,
                           .open = true,
                           .id = ++latest_id_,
                           .cost = 1 + tag.source.size() / kAttributeBlock,
                           .attributes = is_single ? 0 : hash_attributes(tag)};
    if (!is_single) limit_equal_formatting(added);
    stack_.back().id = added.id;
    formatting_.push_back(added);
    ++formatting_elements_;
  }
  return effect;
}

/// Of elements with the same name and attributes no more than three stay in the list.
void OpenElements::limit_equal_formatting(const Formatting& added) {
  constexpr int kMaxEqual = 3;
  int count = 0;
  for (std::size_t i = formatting_.size(); i > 0; --i) {
    const Formatting& other = formatting_[i - 1];
    if (other.tag == Tag::Document) return;
    if (other.tag != added.tag || other.attributes != added.attributes) continue;
    if (++count == kMaxEqual) return erase_formatting(i - 1);
  }
}

/// "Reconstruct the active formatting elements".
void OpenElements::reopen_formatting() {
  if (!has_unopened_formatting()) return;
  std::size_t first = formatting_.size() - 1;
  while (first > 0 && formatting_[first - 1].tag != Tag::Document && !formatting_[first - 1].open)
    --first;
  for (std::size_t i = first; i < formatting_.size(); ++i) {
    if (stack_.size() >= max_depth_ + kSlack) return;
    Formatting& formatting = formatting_[i];
    insert(stack_.size(), {.tag = formatting.tag,
                           .kept = stack_.empty() || stack_.back().kept,
                           .id = formatting.id,
                           .name = tag_name(formatting.tag)});
  }
}

OpenElements::Effect OpenElements::end_formatting(Tag name) {
  const std::size_t open = find_in_scope(name, kScope);
  if (open != kNone && !stack_[open].kept) return close_to(open);
  const Effect effect = open == kNone ? effect_of_leaf() : Effect::Pass;
  adopt(name);
  return effect;
}

/// The adoption agency algorithm, as the parser has it, for the stack and the list alone.
void OpenElements::adopt(Tag name) {
  constexpr int kMaxRounds = 8;
  constexpr int kMaxCopied = 3;
  if (top_is(name) && stack_.back().space == Space::Html &&
      find_formatting(stack_.back().id) == kNone)
    return pop();
  for (int round = 0; round < kMaxRounds; ++round) {
    const std::size_t active = find_formatting_of(name);
    if (active == kNone) return;
    const Formatting formatting = formatting_[active];
    if (!formatting.open) return erase_formatting(active);
    if (find_in_scope(name, kScope) == kNone) return;
    const auto is_it = [&](const Entry& e) { return e.id == formatting.id; };
    const auto begin = std::find_if(stack_.begin(), stack_.end(), is_it);
    const auto found = std::find_if(begin, stack_.end(), [](const Entry& e) { return e.special; });
    const auto open = static_cast<std::size_t>(begin - stack_.begin());
    if (found == stack_.end()) {
      pop_to(open);
      return erase_formatting(find_formatting(formatting.id));
    }
    moved_formatting_ = true;
    auto block = static_cast<std::size_t>(found - stack_.begin());
    std::size_t bookmark = active + 1;
    bool is_first = true;
    int count = 0;
    for (std::size_t node = block - 1; node > open; --node) {
      ++count;
      const std::size_t place = find_formatting(stack_[node].id);
      if (place == kNone) {
        remove(node);
        --block;
      } else if (count > kMaxCopied) {
        erase_formatting(place);
        if (place < bookmark) --bookmark;
      } else {
        if (is_first) bookmark = place + 1;
        is_first = false;
      }
    }
    const std::size_t old_place = find_formatting(formatting.id);
    if (old_place < bookmark) --bookmark;
    formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(old_place));
    formatting_.insert(formatting_.begin() + static_cast<std::ptrdiff_t>(bookmark), formatting);
    const Entry entry = stack_[open];
    remove(open);
    insert(block, entry);
  }
}

std::size_t OpenElements::find_formatting(Id id) const {
  if (id == kNoId) return kNone;
  for (std::size_t i = formatting_.size(); i > 0; --i)
    if (formatting_[i - 1].id == id) return i - 1;
  return kNone;
}

/// The latest one behind the latest marker.
std::size_t OpenElements::find_formatting_of(Tag tag) const {
  for (std::size_t i = formatting_.size(); i > 0; --i) {
    if (formatting_[i - 1].tag == tag) return i - 1;
    if (formatting_[i - 1].tag == Tag::Document) return kNone;
  }
  return kNone;
}

void OpenElements::erase_formatting(std::size_t index) {
  formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(index));
  --formatting_elements_;
}

void OpenElements::clear_to_marker() {
  while (!formatting_.empty()) {
    const bool is_marker = formatting_.back().tag == Tag::Document;
    formatting_.pop_back();
    if (is_marker) return;
    --formatting_elements_;
  }
}

std::size_t OpenElements::reopening_cost(Tag name) const {
  if (!has(name, kSpecial)) return 0;
  std::size_t cost = 0;
  for (std::size_t i = formatting_.size(); i > 0 && formatting_[i - 1].tag != Tag::Document; --i)
    cost += formatting_[i - 1].cost;
  return cost;
}

}  // namespace dateline
