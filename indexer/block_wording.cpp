#include "indexer/block_wording.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "indexer/block_patterns.hpp"
#include "indexer/feature_scale.hpp"
#include "indexer/standfirst.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using namespace mark;
using F = BlockFeature;

/// Bytes of a block that patterns look at.
constexpr std::size_t kFoldedBytes = 600;

/// Bytes of a block in which characters are counted.
constexpr std::size_t kCountedBytes = 600;

/// What patterns look for stands in short lines.
constexpr std::uint32_t kMaxPatternWords = 60;

/// Shorter words say little about a title.
constexpr std::size_t kTitleWordBytes = 4;
constexpr std::size_t kMaxTitleWords = 40;

float one_if(bool condition) { return condition ? 1.0F : 0.0F; }

template <typename Visit>
void for_each_word(std::string_view folded, Visit visit) {
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    visit(folded.substr(begin, end - begin));
    begin = end + 1;
  }
}

void read_shape(const TextBlock& block, BlockFeatures& f) {
  f[F::Words] = log_count(block.words);
  f[F::Chars] = log_count(block.chars);
  f[F::LinkShare] = static_cast<float>(block.link_share());
  f[F::EmphasisShare] = share(block.emphasis_chars, block.chars);
  f[F::StrongShare] = share(block.strong_chars, block.chars);
  f[F::Heading] = block.heading;
  f[F::InList] = one_if(block.in_list);
  f[F::InTable] = one_if(block.in_table);
  f[F::InParagraph] = one_if(block.in_paragraph);
  f[F::InPre] = one_if(block.in_pre);
  f[F::AfterImage] = one_if(block.after_image);
}

float first_character_class(std::string_view text) {
  if (text.empty()) return 5;
  const char first = text.front();
  if (first >= 'a' && first <= 'z') return 1;
  if (is_ascii_digit(first)) return 2;
  if (is_ascii_alpha(first)) return 3;
  return (static_cast<unsigned char>(first) & 0x80) != 0 ? 4 : 5;
}

void read_characters(const TextBlock& block, BlockFeatures& f) {
  const std::string_view text = block.text;
  const std::string_view start = text.substr(0, kCountedBytes);
  std::uint32_t digits = 0;
  std::uint32_t capitals = 0;
  std::uint32_t letters = 0;
  std::uint32_t commas = 0;
  std::uint32_t sentences = 0;
  std::uint32_t separators = 0;
  std::uint32_t breaks = 0;
  for (std::size_t i = 0; i < start.size(); ++i) {
    const char c = start[i];
    digits += is_ascii_digit(c);
    capitals += c >= 'A' && c <= 'Z';
    letters += is_ascii_alpha(c);
    commas += c == ',';
    separators += c == '|' || c == '/';
    breaks += c == '\n';
    sentences +=
        (c == '.' || c == '!' || c == '?') && (i + 1 == start.size() || start[i + 1] == ' ');
  }
  f[F::EndsSentence] = one_if(ends_sentence(text));
  f[F::EndsColon] = one_if(text.ends_with(':'));
  f[F::EndsEllipsis] = one_if(text.ends_with("…") || text.ends_with("..."));
  f[F::Sentences] = log_count(sentences);
  f[F::Commas] = share(commas, block.words);
  f[F::Digits] = share(digits, static_cast<double>(start.size()));
  f[F::Capitals] = share(capitals, letters);
  f[F::Starts] = first_character_class(text);
  f[F::Separators] = log_count(separators);
  f[F::Breaks] = log_count(breaks);
}

void read_marks(Marks marks, BlockFeatures& f) {
  f[F::JunkMarks] = static_cast<float>(std::popcount(marks & kJunk));
  f[F::HardMarks] = static_cast<float>(std::popcount(marks & kHard));
  constexpr std::array kSingle{
      std::pair{F::MarkCaption, kCaption}, std::pair{F::MarkFrame, kFrame},
      std::pair{F::MarkFooter, kFooter},   std::pair{F::MarkDeck, kDeck},
      std::pair{F::MarkBody, kBody},       std::pair{F::MarkHeader, kHeader},
      std::pair{F::MarkHidden, kHidden},
  };
  for (const auto& [feature, mark] : kSingle) f[feature] = one_if((marks & mark) != 0);
}

float count_patterns(const TextBlock& block, std::string_view folded) {
  int count = 0;
  count += block.words <= 12 && (is_interface_label(folded) || is_builder_chrome(folded));
  count += starts_read_more(folded);
  count += is_photo_credit(folded);
  count += is_author_note(folded);
  count += is_contact_line(folded);
  count += is_sign_off(folded);
  count += is_prompt(folded);
  count += is_affiliate_notice(folded) || is_consent_notice(folded);
  count += is_paywall_prompt(folded);
  count += is_byline(folded);
  count += starts_date_label(folded) || is_date_line(block, folded);
  count += is_tag_line(folded);
  count += is_rights_line(folded);
  count += starts_source_label(folded);
  return static_cast<float>(count);
}

/// Who speaks to whom: a firm of itself, to its customers.
void read_persons(std::string_view folded, BlockFeatures& f) {
  std::uint32_t firm = 0;
  std::uint32_t reader = 0;
  std::uint32_t words = 0;
  for_each_word(folded, [&](std::string_view word) {
    ++words;
    firm += word == "we" || word == "our" || word == "us";
    reader += word == "you" || word == "your";
  });
  f[F::FirmWords] = share(firm, words);
  f[F::ReaderWords] = share(reader, words);
}

}  // namespace

BlockWording::BlockWording(const MainTextHints& hints) : hints_(hints) {
  for (const std::string& title : hints.folded_titles)
    for_each_word(title, [&](std::string_view word) {
      if (word.size() >= kTitleWordBytes) title_words_.insert(word);
    });
}

float BlockWording::read(const TextBlock& block, BlockFeatures& features) const {
  read_shape(block, features);
  read_characters(block, features);
  read_marks(block.marks, features);
  const std::string folded = fold_words(block.text, kFoldedBytes);
  std::uint32_t known = 0;
  std::uint32_t words = 0;
  for_each_word(folded, [&](std::string_view word) {
    if (word.size() < kTitleWordBytes || words >= kMaxTitleWords) return;
    ++words;
    known += title_words_.contains(word);
  });
  features[F::TitleOverlap] = share(known, words);
  if (!hints_.declared_text.empty()) {
    const std::string_view start = std::string_view(block.text).substr(0, 80);
    features[F::IsDeclared] =
        hints_.declared_text.find(start) == std::string_view::npos ? -1.0F : 1.0F;
  }
  read_persons(folded, features);
  features[F::MentionsSite] =
      one_if(hints_.folded_site.size() > 2 && contains_words(folded, hints_.folded_site));
  if (block.words > kMaxPatternWords) return 0;
  const bool is_stop = is_stop_heading(folded);
  const bool is_closing = !is_stop && is_closing_heading(folded);
  features[F::SaysJunk] = count_patterns(block, folded) + one_if(is_stop || is_closing);
  features[F::CallsToAct] = one_if(calls_to_act(folded));
  return is_stop ? 2.0F : one_if(is_closing);
}

}  // namespace dateline
