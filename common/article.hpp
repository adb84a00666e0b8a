#pragma once

// The value type of one news article, from extraction through the database to the screen.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.hpp"
#include "common/result.hpp"

namespace dateline {

/// Where a date was found, best evidence first.
enum class DateEvidence : std::uint8_t {
  JsonLd,     ///< datePublished of a JSON-LD block
  Meta,       ///< a meta element: article:published_time, dc.date, ...
  Microdata,  ///< itemprop=datePublished
  Time,       ///< a time element
  Url,        ///< a day in the page's address
  Text,       ///< a date written where readers look for it
};

/// "json-ld", "meta", "microdata", "time", "url", "text".
std::string_view to_string(DateEvidence evidence);

struct ArticleDate {
  Timestamp time;
  DateEvidence evidence = DateEvidence::Text;

  bool operator==(const ArticleDate&) const = default;
};

/// Article: a whole story. Stub: the free beginning of one, the rest behind a wall. Page: anything
/// else that holds text (section front, listing, consent wall, error page).
enum class ArticleKind : std::uint8_t { Article, Stub, Page };

/// "article", "stub", "page".
std::string_view to_string(ArticleKind kind);

/// Where one capture of an article lies.
struct ArticleSource {
  std::string path;           ///< of the file: bytes of a file name, not necessarily UTF-8
  std::string record;         ///< place inside an archive file; empty for a page of its own
  std::int64_t captured = 0;  ///< when the page was fetched, else when its file was last written:
                              ///< seconds since 1970 UTC

  auto operator<=>(const ArticleSource&) const = default;
};

/// How a source is shown: the path, and for a record "path#record".
std::string to_string(const ArticleSource& source);

/// All text is valid UTF-8 in form C without control characters (see clean_line()); a field the
/// page does not state is empty.
struct Article {
  std::string id;  ///< stable across runs: lower-case letters and digits, at most 32
  ArticleSource source;
  std::vector<ArticleSource> other_sources;  ///< further captures of the article, sorted
  std::string url;                           ///< canonical address
  std::string title;
  std::vector<std::string> authors;  ///< one name each, without titles and roles
  std::optional<ArticleDate> published;
  std::optional<ArticleDate> modified;
  std::string site;     ///< name of the publication, as it writes it
  std::string section;  ///< department: "Politics"
  std::vector<std::string> tags;
  std::string
      language;  ///< ISO 639-1 in lower case ("en"), 639-3 where there is none; empty when unknown
  std::string description;  ///< the page's own summary (meta description)
  std::string lead;         ///< standfirst that stands apart from the body
  std::string
      body;  ///< main text: paragraphs parted by "\n\n"; no headline, lead, captions or page chrome
  ArticleKind kind = ArticleKind::Article;
  std::uint32_t words = 0;  ///< words of `body`, as the tokeniser counts them
  std::string wire;         ///< news agency the text comes from
  std::string source_url;   ///< the page it was republished from

  bool operator==(const Article&) const = default;
};

/// The article as one compact record for the database, and back. decode(encode(a)) == a. Decoding
/// damaged bytes is an error of code Database, never undefined.
std::string encode_article(const Article& article);
Result<Article> decode_article(std::string_view record);

/// The id in such a record, without decoding the rest; empty for damaged bytes.
std::string decode_article_id(std::string_view record);

}  // namespace dateline
