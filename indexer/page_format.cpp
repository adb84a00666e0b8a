#include "indexer/page_format.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "indexer/html_tag.hpp"

namespace dateline {
namespace {

/// How much of a file is looked at. HTML begins with its markup but for comments and blanks.
constexpr std::size_t kSniffedBytes = 4096;

struct Signature {
  std::string_view bytes;
  std::string_view kind;
  std::size_t offset = 0;
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
    Signature{"ftyp", "a video", 4},
    Signature{"WEBP", "a WebP image", 8},
    Signature{"WAVE", "a recording", 8},
    Signature{"AVI ", "a video", 8},
    Signature{"II*\0"sv, "a TIFF image"},
    Signature{"MM\0*"sv, "a TIFF image"},
    Signature{"\0\0\1\0"sv, "an icon"},
    Signature{"7z\xBC\xAF\x27\x1C", "a 7z archive"},
    Signature{"Rar!\x1A\x07", "a RAR archive"},
    Signature{"ustar", "a tar archive", 257},
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an Office document"},
    Signature{"{\\rtf", "an RTF document"},
    Signature{"%!PS", "a PostScript document"},
    Signature{"From: <Saved by ", "an MHTML archive"},
};

/// Root elements of XML that is no page.
constexpr std::array kXmlRoots{
    Signature{"rss", "a feed"},       Signature{"feed", "a feed"},
    Signature{"rdf:rdf", "a feed"},   Signature{"svg", "an SVG image"},
    Signature{"urlset", "a sitemap"}, Signature{"sitemapindex", "a sitemap"},
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
  std::string_view name = path.substr(path.rfind('/') + 1);
  // The bytes are plain; that they lay under gzip says nothing about them.
  if (name.ends_with(".gz")) name.remove_suffix(3);
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot + 1));
  std::transform(extension.begin(), extension.end(), extension.begin(), lower);
  // Saved pages keep the query of their address behind the extension: story.php?id=7
  extension.resize(std::min(extension.find_first_of("?&@;"), extension.size()));
  // A dot in a headline begins no extension.
  constexpr std::size_t kLongestExtension = 8;
  const bool is_extension = extension.size() <= kLongestExtension &&
                            std::all_of(extension.begin(), extension.end(), [](char c) {
                              return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
                            });
  return is_extension ? extension : std::string{};
}

template <std::size_t size>
bool is_one_of(std::string_view name, const std::array<std::string_view, size>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The beginning of a file as if it were ASCII: UTF-16 loses its zero bytes, a BOM goes.
std::string ascii_beginning(std::string_view bytes) {
  std::string_view head = bytes.substr(0, kSniffedBytes);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const bool is_utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
                        (head.size() > 3 && (head[1] == '\0') != (head[0] == '\0'));
  std::string text(head);
  if (is_utf16) std::erase_if(text, [](char c) { return c == '\0' || c == '\xFF' || c == '\xFE'; });
  std::transform(text.begin(), text.end(), text.begin(), lower);
  return text;
}

/// The name of the first tag, blanks, comments and declarations aside; the doctype of HTML counts
/// as one. Empty for text that begins without markup.
std::string_view first_tag(std::string_view text) {
  constexpr std::string_view kDoctype = "!doctype html";
  if (!text.starts_with('<')) return {};
  for (std::size_t at = 0; at != std::string_view::npos; at = text.find('<', at + 1)) {
    const std::string_view tag = text.substr(at + 1);
    if (tag.starts_with("!--")) {
      at = text.find("-->", at);
      if (at == std::string_view::npos) break;
      continue;
    }
    if (tag.starts_with(kDoctype)) return kDoctype;
    if (tag.starts_with('!') || tag.starts_with('?')) continue;
    const auto end = std::find_if(tag.begin(), tag.end(),
                                  [](char c) { return is_blank(c) || c == '>' || c == '/'; });
    return {tag.begin(), end};
  }
  return {};
}

/// Tags that begin a whole page, under whatever name the file goes.
bool begins_page(std::string_view tag) {
  return tag == "!doctype html" || tag == "html" || tag == "head" || tag == "body";
}

/// Whether a page begins a little later: after the headers of a response, or words.
bool holds_page(std::string_view text) {
  constexpr std::size_t kSlack = 1024;
  const std::string_view head = text.substr(0, kSlack);
  return head.find("<!doctype html") != std::string_view::npos ||
         head.find("<html") != std::string_view::npos ||
         head.find("<body") != std::string_view::npos;
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
    if (bytes.size() > signature.offset &&
        bytes.substr(signature.offset).starts_with(signature.bytes))
      return other_kind(signature.kind);

  const std::string beginning = ascii_beginning(bytes);
  const auto first = std::find_if_not(beginning.begin(), beginning.end(), is_blank);
  const std::string_view text(first, beginning.end());
  const std::string_view tag = first_tag(text);
  if (begins_page(tag)) return PageFormat::Html;

  const std::string extension = extension_of(path);
  const bool is_page_name = is_one_of(extension, kPageExtensions);
  const bool is_text_name = is_one_of(extension, kTextExtensions);
  const bool is_xml = text.starts_with("<?xml");
  const bool is_html = !is_xml && find_tag(tag) != Tag::Other;
  for (const Signature& root : kXmlRoots)
    if (tag == root.bytes && !(is_html && is_page_name)) return other_kind(root.kind);
  for (const Extension& other : kOtherExtensions)
    if (extension == other.name) return other_kind(other.kind);
  if (is_xml && !is_page_name) return other_kind("XML");
  if (!looks_like_text(beginning)) {
    if (is_page_name || is_text_name)
      return fail(ErrorCode::Input, "no text: the file holds binary data");
    return other_kind("binary data");
  }
  if (is_page_name || is_html) return PageFormat::Html;
  if (is_text_name) return PageFormat::PlainText;
  if (holds_page(text)) return PageFormat::Html;
  if (extension.empty()) return PageFormat::PlainText;
  return other_kind(fmt::format("a .{} file without HTML", extension));
}

}  // namespace dateline
