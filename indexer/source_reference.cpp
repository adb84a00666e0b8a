#include "indexer/source_reference.hpp"

#include <algorithm>
#include <array>

#include "common/utf8.hpp"
#include "indexer/block_patterns.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

constexpr std::size_t kMaxSourceWords = 30;

struct Agency {
  std::string_view folded;
  std::string_view name;
};

constexpr auto kAgencies = std::to_array<Agency>({
    {"reuters", "Reuters"},
    {"thomson reuters", "Reuters"},
    {"ap", "AP"},
    {"associated press", "AP"},
    {"the associated press", "AP"},
    {"afp", "AFP"},
    {"agence france presse", "AFP"},
    {"dpa", "dpa"},
    {"deutsche presse agentur", "dpa"},
    {"upi", "UPI"},
    {"ani", "ANI"},
    {"pti", "PTI"},
    {"press trust of india", "PTI"},
    {"ians", "IANS"},
    {"xinhua", "Xinhua"},
    {"tass", "TASS"},
    {"interfax", "Interfax"},
    {"efe", "EFE"},
    {"agencia efe", "EFE"},
    {"ansa", "ANSA"},
    {"apa", "APA"},
    {"sda", "SDA"},
    {"keystone sda", "SDA"},
    {"kyodo", "Kyodo"},
    {"kyodo news", "Kyodo"},
    {"jiji", "Jiji Press"},
    {"yonhap", "Yonhap"},
    {"belga", "Belga"},
    {"anp", "ANP"},
    {"ritzau", "Ritzau"},
    {"ntb", "NTB"},
    {"tt", "TT"},
    {"pap", "PAP"},
    {"ctk", "ČTK"},
    {"čtk", "ČTK"},
    {"mti", "MTI"},
    {"lusa", "Lusa"},
    {"aap", "AAP"},
    {"pa", "PA"},
    {"pa media", "PA"},
    {"press association", "PA"},
    {"the canadian press", "The Canadian Press"},
    {"canadian press", "The Canadian Press"},
    {"bloomberg", "Bloomberg"},
    {"epd", "epd"},
    {"kna", "KNA"},
    {"ots", "ots"},
    {"sid", "SID"},
    {"europa press", "Europa Press"},
    {"anadolu agency", "Anadolu Agency"},
    {"ukrinform", "Ukrinform"},
    {"rtt news", "RTTNews"},
});

std::string agency_named(std::string_view folded) {
  const auto* const found =
      std::find_if(kAgencies.begin(), kAgencies.end(),
                   [&](const Agency& agency) { return agency.folded == folded; });
  return found == kAgencies.end() ? std::string{} : std::string(found->name);
}

}  // namespace

std::string_view find_web_address(std::string_view text) {
  std::size_t at = text.find("https://");
  if (const std::size_t plain = text.find("http://"); plain < at) at = plain;
  if (at == std::string_view::npos) return {};
  std::size_t end = at;
  while (end < text.size() && !is_ascii_space(text[end]) && text[end] != '"' && text[end] != '<' &&
         text[end] != '>')
    ++end;
  std::string_view url = text.substr(at, end - at);
  while (!url.empty() && std::string_view(".,;:!?)]'").find(url.back()) != std::string_view::npos)
    url.remove_suffix(1);
  return url;
}

std::string find_source_url(std::string_view line) {
  if (line.size() > 2000) return {};
  const std::string_view url = find_web_address(line);
  if (url.size() < 12) return {};
  const std::string_view label = line.substr(0, static_cast<std::size_t>(url.data() - line.data()));
  const std::string folded = fold_words(label);
  if (count_folded_words(folded) > kMaxSourceWords || !starts_source_label(folded)) return {};
  return std::string(url);
}

bool is_source_line(std::string_view line) {
  if (!find_source_url(line).empty()) return true;
  const std::string folded = fold_words(line, 300);
  return count_folded_words(folded) <= 8 && starts_source_label(folded);
}

namespace {

/// What stands in the first bracket of the text, when that closes within a few words; empty
/// otherwise.
std::string_view bracketed(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) return {};
  const std::size_t close = text.find(')', open);
  return close == std::string_view::npos || close - open > 40
             ? std::string_view{}
             : text.substr(open + 1, close - open - 1);
}

/// Two or three words, each with a capital: "Meridian Press".
bool looks_like_agency(std::string_view name) {
  std::size_t words = 0;
  for (std::size_t start = 0; start < name.size();) {
    const std::size_t end = std::min(name.find(' ', start), name.size());
    if (end == start || !is_uppercase(decode_utf8(name, start).value)) return false;
    ++words;
    start = end + 1;
  }
  return words >= 1 && words <= 3;
}

/// "LONDON, March 20 (Reuters) - ": a place in capitals, a bracket, a dash.
std::string agency_in_dateline(std::string_view paragraph) {
  const std::string_view head = utf8_prefix(paragraph, 120);
  const std::string_view name = bracketed(head);
  if (name.empty()) return {};
  const auto open = static_cast<std::size_t>(name.data() - head.data()) - 1;
  const std::string_view after = trim_ascii(head.substr(open + name.size() + 2));
  const bool has_dash = after.starts_with("-") || after.starts_with("–") || after.starts_with("—");
  if (!has_dash && open > 0) return {};
  if (std::string agency = agency_named(fold_words(name)); !agency.empty()) return agency;
  const std::string_view place = trim_ascii(head.substr(0, open));
  const bool is_place =
      place.size() >= 3 && is_uppercase(decode_utf8(place, 0).value) && place.size() <= 50;
  return has_dash && is_place && looks_like_agency(name) ? std::string(name) : std::string{};
}

/// "Meridian" of a dateline as a credit has it in full: "By Ada Stone, Meridian Press".
std::string spell_out(const std::string& agency, std::span<const std::string> credits) {
  if (agency.find(' ') != std::string::npos) return agency;
  const std::string folded = fold_words(agency);
  for (const char* kind : {"Press", "News Agency", "Newswire", "Agency", "News"}) {
    const std::string full = folded + ' ' + fold_words(kind);
    for (const std::string& credit : credits)
      if (contains_words(fold_words(credit, 300), full)) return agency + ' ' + kind;
  }
  return agency;
}

}  // namespace

std::string find_news_agency(std::string_view first_paragraph, std::string_view last_line,
                             std::span<const std::string> authors,
                             std::span<const std::string> credits) {
  std::string in_dateline = agency_in_dateline(first_paragraph);
  // The credit line often has the long form of the name: "(Meridian)" above, "(Meridian Press)"
  // below.
  if (const std::string_view credit = bracketed(last_line);
      !credit.empty() && last_line.size() <= credit.size() + 3 && looks_like_agency(credit)) {
    if (std::string agency = agency_named(fold_words(credit)); !agency.empty()) return agency;
    if (in_dateline.empty() || credit.starts_with(in_dateline)) return std::string(credit);
  }
  if (!in_dateline.empty())
    return agency_named(fold_words(in_dateline)).empty() ? spell_out(in_dateline, credits)
                                                         : in_dateline;
  const std::string tail = fold_words(last_line, 300);
  if (count_folded_words(tail) <= 6) {
    if (std::string agency = agency_named(tail); !agency.empty()) return agency;
    for (const Agency& agency : kAgencies)
      if (agency.folded.size() > 3 &&
          (starts_with_words(tail, agency.folded) || tail.ends_with(agency.folded)))
        return std::string(agency.name);
  }
  for (const std::string& author : authors)
    if (std::string agency = agency_named(fold_words(author, 100)); !agency.empty()) return agency;
  return {};
}

}  // namespace dateline
