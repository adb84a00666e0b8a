#include "indexer/language_detection.hpp"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "common/utf8.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

/// Shorter texts are too often taken for a neighbouring language.
constexpr std::size_t kMinReliableBytes = 200;

/// More text does not change the verdict.
constexpr std::size_t kMaxBytes = 4U << 10;

/// Nor does more than this when all of it is in one language.
constexpr std::size_t kSampleBytes = 1U << 10;
constexpr int kAll = 98;  // per cent

/// CLD2 keeps a few codes of before 1989.
std::string modern_code(std::string_view code) {
  std::string lower = ascii_lower(code.substr(0, code.find_first_of("-_")));
  if (lower == "iw") return "he";
  if (lower == "in") return "id";
  if (lower == "ji") return "yi";
  if (lower == "jw") return "jv";
  if (lower == "nb" || lower == "nn") return "no";
  return lower;
}

struct Verdict {
  CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;
  int percent = 0;  ///< of the text
  bool is_reliable = false;
};

Verdict judge(std::string_view text, const std::string& hint) {
  const CLD2::CLDHints hints = {hint.empty() ? nullptr : hint.c_str(), nullptr,
                                CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  Verdict verdict;
  int text_bytes = 0;
  CLD2::Language top[3];
  int percent[3];
  double score[3];
  verdict.language = CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()),
                                                    true, &hints, 0, top, percent, score, nullptr,
                                                    &text_bytes, &verdict.is_reliable);
  if (verdict.language == top[0]) verdict.percent = percent[0];
  return verdict;
}

}  // namespace

std::string language_code(std::string_view stated) {
  std::string code = modern_code(trim_ascii(stated));
  if (code.size() < 2 || code.size() > 3) return {};
  for (const char c : code)
    if (!is_ascii_alpha(c)) return {};
  return code == "und" || code == "mul" || code == "zxx" ? std::string{} : code;
}

std::string detect_language(std::string_view text, const StatedLanguages& stated) {
  text = utf8_prefix(text, kMaxBytes);
  const std::string html = language_code(stated.html);
  const std::string hint(stated.html);
  const std::string_view sample = utf8_prefix(text, kSampleBytes);
  Verdict verdict = judge(sample, hint);
  if (sample.size() < text.size() && !(verdict.is_reliable && verdict.percent >= kAll))
    verdict = judge(text, hint);
  const bool is_reliable = verdict.is_reliable;
  const std::string detected = verdict.language == CLD2::UNKNOWN_LANGUAGE
                                   ? std::string{}
                                   : modern_code(CLD2::LanguageCode(verdict.language));
  if (!detected.empty() && is_reliable && text.size() >= kMinReliableBytes) return detected;
  if (!html.empty()) return html;
  for (const std::string_view other : {stated.content, stated.locale})
    if (std::string code = language_code(other); !code.empty()) return code;
  return is_reliable ? detected : std::string{};
}

}  // namespace dateline
