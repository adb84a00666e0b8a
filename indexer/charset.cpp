#include "indexer/charset.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include <uchardet.h>

#include "common/utf8.hpp"
#include "indexer/encoding.hpp"
#include "indexer/html_tokens.hpp"

namespace dateline {
namespace {

/// Where a declaration is looked for. The standard says 1024 bytes; pages exceed it.
constexpr std::size_t kDeclarationBytes = 4096;

/// How much of a page the detector reads: it takes a millisecond for ten kilobytes.
constexpr std::size_t kDetectionBytes = std::size_t{1} << 16;

std::size_t skip_space(std::string_view text, std::size_t i) {
  while (i < text.size() && is_html_space(text[i])) ++i;
  return i;
}

/// "Extracting a character encoding from a meta element": the label in `text/html; charset=...`.
std::string_view charset_of_content_type(std::string_view content) {
  constexpr std::string_view kKey = "charset";
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (!starts_with_ignoring_case(content.substr(i), kKey)) continue;
    std::size_t value = skip_space(content, i + kKey.size());
    if (value >= content.size() || content[value] != '=') continue;
    value = skip_space(content, value + 1);
    if (value >= content.size()) return {};
    if (const char quote = content[value]; quote == '"' || quote == '\'') {
      const std::size_t end = content.find(quote, value + 1);
      return end == std::string_view::npos ? std::string_view{}
                                           : content.substr(value + 1, end - value - 1);
    }
    std::size_t end = value;
    while (end < content.size() && !is_html_space(content[end]) && content[end] != ';') ++end;
    return content.substr(value, end - value);
  }
  return {};
}

std::string_view charset_of_meta(const TagToken& meta) {
  if (const AttributeToken* charset = meta.find("charset")) return charset->value;
  const AttributeToken* kind = meta.find("http-equiv");
  const AttributeToken* content = meta.find("content");
  if (kind == nullptr || content == nullptr) return {};
  if (!equals_ignoring_case(kind->value, "content-type")) return {};
  return charset_of_content_type(content->value);
}

std::string_view charset_of_xml_declaration(std::string_view declaration) {
  constexpr std::string_view kKey = "encoding";
  const std::size_t key = declaration.find(kKey);
  if (key == std::string_view::npos) return {};
  const std::size_t equals = skip_space(declaration, key + kKey.size());
  if (equals >= declaration.size() || declaration[equals] != '=') return {};
  const std::size_t open = skip_space(declaration, equals + 1);
  if (open >= declaration.size()) return {};
  const char quote = declaration[open];
  const std::size_t close = declaration.find(quote, open + 1);
  if ((quote != '"' && quote != '\'') || close == std::string_view::npos) return {};
  return declaration.substr(open + 1, close - open - 1);
}

struct Utf8Census {
  std::size_t good = 0;  ///< multi-byte sequences
  std::size_t bad = 0;   ///< malformed ones
};

Utf8Census count_sequences(std::string_view bytes) {
  Utf8Census census;
  for (std::size_t i = 0; i < bytes.size();) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80) {
      ++i;
      continue;
    }
    const CodePoint c = decode_utf8(bytes, i);
    const bool is_bad =
        c.value == kReplacementCharacter && bytes.substr(i, c.size) != "\xEF\xBF\xBD";
    ++(is_bad ? census.bad : census.good);
    i += c.size;
  }
  return census;
}

/// UTF-16 without a byte order mark: markup and digits are ASCII in every script, so that many
/// units have a NUL on one side and hardly any on the other.
const Encoding* find_utf16(std::string_view bytes) {
  constexpr std::size_t kSample = 4096;
  constexpr std::size_t kLeastSample = 16;
  const std::string_view sample = bytes.substr(0, kSample);
  if (sample.size() < kLeastSample) return nullptr;
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i + 1 < sample.size(); i += 2) {
    if (sample[i] == '\0') ++even;
    if (sample[i + 1] == '\0') ++odd;
  }
  const std::size_t many = sample.size() / 2 / 4;
  const std::size_t few = sample.size() / 2 / 50;
  if (odd > many && even <= few) return &kUtf16Le;
  if (even > many && odd <= few) return &kUtf16Be;
  return nullptr;
}

const Encoding* detect(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       &uchardet_delete);
  const std::string_view sample = bytes.substr(0, kDetectionBytes);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return nullptr;
  uchardet_data_end(detector.get());
  const Encoding* found = find_encoding(uchardet_get_charset(detector.get()));
  if (found == nullptr || found->form == EncodingForm::Unicode) return nullptr;
  // The detector tells Western European encodings apart by rare letters, and errs on short pages.
  constexpr std::string_view kWestern[] = {"iso-8859-3",  "iso-8859-4",  "iso-8859-10",
                                           "iso-8859-14", "iso-8859-15", "iso-8859-16",
                                           "macintosh",   "viscii"};
  const bool is_western =
      std::find(std::begin(kWestern), std::end(kWestern), found->name) != std::end(kWestern);
  return is_western ? nullptr : found;
}

DecodedText finish(DecodedBytes decoded, const Encoding& encoding) {
  return {.text = std::move(decoded.text),
          .charset = std::string(encoding.name),
          .lossy = decoded.errors > 0};
}

std::size_t count_non_ascii(std::string_view bytes) {
  return static_cast<std::size_t>(std::count_if(
      bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
}

/// Decodes by the declaration, unless that fails so often that it must be wrong: then by what the
/// detector finds, if that fails less often.
DecodedText decode_legacy(std::string_view bytes, const Encoding* declared) {
  constexpr std::size_t kPlausibleErrors = 5;
  constexpr std::size_t kPlausibleErrorsPerCent = 2;
  if (declared != nullptr) {
    DecodedBytes decoded = decode(bytes, *declared);
    if (decoded.errors <= kPlausibleErrors ||
        decoded.errors * 100 <= count_non_ascii(bytes) * kPlausibleErrorsPerCent) {
      return finish(std::move(decoded), *declared);
    }
    if (const Encoding* detected = detect(bytes); detected != nullptr && detected != declared) {
      DecodedBytes other = decode(bytes, *detected);
      if (other.errors < decoded.errors) return finish(std::move(other), *detected);
    }
    return finish(std::move(decoded), *declared);
  }
  const Encoding* detected = detect(bytes);
  if (detected == nullptr) detected = &kWindows1252;
  return finish(decode(bytes, *detected), *detected);
}

}  // namespace

std::string_view find_declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kDeclarationBytes);
  TagToken tag;
  for (std::size_t i = head.find('<'); i < head.size(); i = head.find('<', i)) {
    const std::string_view rest = head.substr(i);
    const char next = rest.size() > 1 ? rest[1] : '\0';
    if (is_ascii_letter(next) || (next == '/' && rest.size() > 2 && is_ascii_letter(rest[2]))) {
      scan_tag(head, i, tag);
      i += tag.source.size();
      if (!equals_ignoring_case(tag.name, "meta") || next == '/') continue;
      if (const std::string_view charset = charset_of_meta(tag); !charset.empty()) return charset;
    } else if (next == '!' || next == '?' || next == '/') {
      const std::size_t end = end_of_comment(head, i);
      if (rest.starts_with("<?xml")) {
        const std::string_view charset = charset_of_xml_declaration(head.substr(i, end - i));
        if (!charset.empty()) return charset;
      }
      i = end;
    } else {
      ++i;
    }
  }
  return {};
}

DecodedText decode_to_utf8(std::string_view bytes,
                           std::optional<std::string_view> declared_by_container) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return finish(decode(bytes.substr(3), kUtf8), kUtf8);
  if (bytes.starts_with("\xFF\xFE")) return finish(decode(bytes.substr(2), kUtf16Le), kUtf16Le);
  if (bytes.starts_with("\xFE\xFF")) return finish(decode(bytes.substr(2), kUtf16Be), kUtf16Be);
  if (const Encoding* utf16 = find_utf16(bytes)) return finish(decode(bytes, *utf16), *utf16);

  constexpr std::size_t kManyErrors = 1000;  // a big page of another encoding is not decoded twice
  DecodedBytes utf8 = try_utf8(bytes, kManyErrors);
  const bool has_escapes = bytes.find("\x1B$") != std::string_view::npos;
  if (utf8.errors == 0 && !has_escapes) return finish(std::move(utf8), kUtf8);

  const Encoding* declared = find_encoding(declared_by_container.value_or(""));
  if (declared == nullptr) declared = find_encoding(find_declared_charset(bytes));
  // A declaration that could be read as ASCII cannot be true of UTF-16.
  if (declared == &kUtf16Le || declared == &kUtf16Be) declared = &kUtf8;

  const auto [good, bad] = count_sequences(bytes);
  if (has_escapes && good + bad == 0) {  // ISO-2022 is ASCII with escapes
    const bool is_declared = declared != nullptr && declared->name.starts_with("iso-2022");
    const Encoding& encoding = *(is_declared ? declared : find_encoding("iso-2022-jp"));
    return finish(decode(bytes, encoding), encoding);
  }
  const bool is_nearly_utf8 = bad * 100 <= good;
  const bool is_mostly_utf8 = bad * 2 <= good;
  if (is_nearly_utf8 || (is_mostly_utf8 && (declared == &kUtf8 || declared == nullptr))) {
    return finish(utf8.errors > kManyErrors ? decode(bytes, kUtf8) : std::move(utf8), kUtf8);
  }
  return decode_legacy(bytes, declared == &kUtf8 ? nullptr : declared);
}

}  // namespace dateline
