#include "indexer/page_format.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

namespace dateline {
namespace {

/// How much of a file is looked at. HTML begins with its markup but for comments and blanks.
constexpr std::size_t kSniffedBytes = 4096;

struct Signature {
  std::string_view bytes;
  std::string_view kind;
};

using namespace std::string_view_literals;

/// First bytes of formats that archives are full of beside pages.
constexpr std::array kSignatures{
    Signature{"\x89PNG\r\n", "a PNG image"},
    Signature{"\xFF\xD8\xFF", "a JPEG image"},
    Signature{"GIF8", "a GIF image"},
    Signature{"%PDF-", "a PDF document"},
    Signature{"PK\x03\x04", "a ZIP archive"},
    Signature{"\x1F\x8B", "gzip data"},
    Signature{"BZh", "bzip2 data"},
    Signature{"\xFD"
              "7zXZ",
              "xz data"},
    Signature{"(\xB5/\xFD", "zstd data"},
    Signature{"wOFF", "a font"},
    Signature{"wOF2", "a font"},
    Signature{"\0\1\0\0\0"sv, "a font"},
    Signature{"OTTO", "a font"},
    Signature{"\x7F"
              "ELF",
              "a program"},
    Signature{"SQLite format 3", "a database"},
    Signature{"ID3", "an MP3 recording"},
    Signature{"OggS", "an Ogg recording"},
    Signature{"\x1A\x45\xDF\xA3", "a video"},
    Signature{"WARC/", "a WARC archive"},
};

struct Extension {
  std::string_view name;
  std::string_view kind;  ///< empty: a page
};

constexpr std::array kTextExtensions{"txt"sv, "text"sv};

constexpr std::array kPageExtensions{"html"sv, "htm"sv,  "xhtml"sv, "xht"sv, "shtml"sv, "php"sv,
                                     "asp"sv,  "aspx"sv, "jsp"sv,   "cfm"sv, "cgi"sv};

constexpr std::array kOtherExtensions{
    Extension{"css", "a style sheet"},
    Extension{"js", "a script"},
    Extension{"mjs", "a script"},
    Extension{"json", "JSON"},
    Extension{"jsonl", "JSON lines"},
    Extension{"map", "a source map"},
    Extension{"xml", "XML"},
    Extension{"rss", "a feed"},
    Extension{"atom", "a feed"},
    Extension{"svg", "an SVG image"},
    Extension{"webp", "a WebP image"},
    Extension{"ico", "an icon"},
    Extension{"avif", "an AVIF image"},
    Extension{"mp4", "a video"},
    Extension{"webm", "a video"},
    Extension{"mp3", "a recording"},
    Extension{"md", "Markdown"},
    Extension{"tsv", "a table"},
    Extension{"csv", "a table"},
    Extension{"log", "a log"},
    Extension{"pdf", "a PDF document"},
    Extension{"eml", "a mail"},
    Extension{"mhtml", "an MHTML archive"},
    Extension{"mht", "an MHTML archive"},
};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string extension_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot + 1));
  std::transform(extension.begin(), extension.end(), extension.begin(), lower);
  // Saved pages keep the query of their address behind the extension: story.php?id=7
  return extension.substr(0, extension.find_first_of("?&@;"));
}

/// The beginning of a file as if it were ASCII: UTF-16 loses its zero bytes, a BOM goes.
std::string ascii_beginning(std::string_view bytes) {
  std::string_view head = bytes.substr(0, kSniffedBytes);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const bool is_utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
                        (head.size() > 3 && (head[1] == '\0') != (head[0] == '\0'));
  std::string text;
  for (const char c : head)
    if (!is_utf16 || (c != '\0' && c != '\xFF' && c != '\xFE')) text.push_back(lower(c));
  return text;
}

/// Whether a tag that only HTML has comes first, blanks, comments and declarations aside, or stands
/// near the beginning of a fragment that opens with text.
bool looks_like_html(std::string_view text) {
  constexpr std::array kTags{"html"sv,   "head"sv,    "body"sv,   "title"sv,   "meta"sv, "script"sv,
                             "style"sv,  "link"sv,    "div"sv,    "p"sv,       "h1"sv,   "h2"sv,
                             "table"sv,  "article"sv, "main"sv,   "br"sv,      "a"sv,    "font"sv,
                             "iframe"sv, "section"sv, "header"sv, "center"sv,  "span"sv, "b"sv,
                             "img"sv,    "ul"sv,      "base"sv,   "frameset"sv};
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  if (text.empty() || text.front() != '<') return false;
  for (std::size_t at = 0; at != std::string_view::npos; at = text.find('<', at + 1)) {
    std::string_view tag = text.substr(at + 1);
    if (tag.starts_with("!--")) {
      at = text.find("-->", at);
      if (at == std::string_view::npos) return false;
      continue;
    }
    if (tag.starts_with("!doctype html")) return true;
    if (tag.starts_with('!') || tag.starts_with('?')) continue;
    const auto end = std::find_if(tag.begin(), tag.end(),
                                  [](char c) { return is_blank(c) || c == '>' || c == '/'; });
    tag = tag.substr(0, static_cast<std::size_t>(end - tag.begin()));
    return std::find(kTags.begin(), kTags.end(), tag) != kTags.end();
  }
  return false;
}

/// Text has next to no control characters. UTF-16 counts as text when its zero bytes are set aside.
bool looks_like_text(std::string_view text) {
  const auto controls = std::count_if(text.begin(), text.end(), [](char c) {
    return (c >= 0 && c < ' ' && !is_blank(c) && c != '\x1B') || c == '\x7F';
  });
  return !text.empty() && static_cast<std::size_t>(controls) * 100 <= text.size();
}

tl::unexpected<Error> other_kind(std::string_view kind) {
  return fail(ErrorCode::NotAPage, fmt::format("not a page: {}", kind));
}

}  // namespace

Result<PageFormat> detect_page_format(std::string_view path, std::string_view bytes) {
  if (bytes.empty()) return fail(ErrorCode::Input, "empty file");
  for (const Signature& signature : kSignatures)
    if (bytes.starts_with(signature.bytes)) return other_kind(signature.kind);

  const std::string text = ascii_beginning(bytes);
  if (looks_like_html(text)) return PageFormat::Html;

  const std::string extension = extension_of(path);
  for (const Extension& other : kOtherExtensions)
    if (extension == other.name) return other_kind(other.kind);
  const bool is_page_name =
      std::find(kPageExtensions.begin(), kPageExtensions.end(), extension) != kPageExtensions.end();
  const bool is_text_name =
      extension.empty() ||
      std::find(kTextExtensions.begin(), kTextExtensions.end(), extension) != kTextExtensions.end();
  if (!looks_like_text(text)) {
    if (is_page_name || (is_text_name && !extension.empty()))
      return fail(ErrorCode::Input, "no text: the file holds binary data");
    return other_kind("binary data");
  }
  if (is_page_name) return PageFormat::Html;
  if (is_text_name) return PageFormat::PlainText;
  return other_kind(fmt::format("a .{} file without HTML", extension));
}

}  // namespace dateline
