#pragma once

// What a document of the database is.
//
// One document is one article. Its terms, by prefix (after Omega's convention,
// xapian-omega/docs/termprefixes.rst, so that other Xapian tools can read the index; prefixes that
// begin with X are ours):
//
//   (none)  every word of headline, lead and body, folded, with positions: headline first, then
//   lead, then a gap, then each
//           paragraph of the body with a gap of kParagraphGap before it, so that no phrase crosses
//           from one to the next
//   Z       stems of the same words, without positions
//   S  ZS   headline           words with positions and stems
//   A  ZA   authors            words with positions and stems
//   XL ZXL  lead:              headline, lead and first paragraph, words with positions and stems
//   Q       stable article id  (unique)
//   U       canonical address  (long ones: the first 200 bytes and a hash)
//   H       host of the address, and each parent domain
//   XSITE   name of the site, folded, words joined by one blank
//   L       language code
//   Y M D   day of publication as readers see it: Y2023, M202303, D20230320, as far as it is known
//   XDP     precision of the date: year, month, day, minute, second, none
//   XDS     evidence of the date: json-ld, meta, ..., none
//   XSEC    section, folded        XTAG  tags, folded        XWIRE  news agency, folded
//   XIS     kind and flags: article, stub, page, dated, undated
//   XP      path: each folder it lies in and the file itself, of every capture
//   XK      what copies of the text share: the smallest hashes of its runs of four words, or x and
//           one hash of the whole text when it is short (indexer/shingle_hashes.hpp)
//
// Without a headline the first kOpeningWords words of the text count twice; XO and ZXO, without
// positions, hold these words and their stems once, so that mentions can be told from weight.
// A headline word counts kTitleWeight times in the within-document frequency of its unprefixed
// terms (BM25F's way: fields are combined before saturation). Boolean terms carry no frequency, so
// they do not change document length.
//
// Xapian's spelling dictionary holds the unprefixed words of three articles or more
// (indexer/spelling_words.hpp).
//
// Value slots: see Slot. The document's data is the record of encode_article(). Metadata keys: see
// kMetadata*; a list of all unprefixed words is metadata too (common/word_list.hpp).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// Rises with every change that makes old databases unreadable or wrong.
inline constexpr int kSchemaVersion = 4;

enum class FieldId : std::uint8_t {
  Text,
  Title,
  Lead,
  Author,
  Site,
  Section,
  Tag,
  Language,
  Wire,
  Is,
  Path,
  Id,
  Url,
  Date,
  Words,
};

/// How a field's terms are made, and so what a query on it means.
enum class FieldKind : std::uint8_t {
  Text,   ///< tokenised words with positions, and stems
  Exact,  ///< one boolean term a value, folded by fold_value()
  Host,   ///< site: a host name or the name of a site
  Path,   ///< path: a file or any folder above it
  Range,  ///< a value slot
};

struct Field {
  FieldId id;
  std::string_view name;  ///< as written in queries, before the colon; empty for Text
  std::string_view prefix;
  FieldKind kind;
  std::string_view help;
};

inline constexpr std::array kFields{
    Field{FieldId::Text, "", "", FieldKind::Text, "headline, lead and body"},
    Field{FieldId::Title, "title", "S", FieldKind::Text, "headline"},
    Field{FieldId::Lead, "lead", "XL", FieldKind::Text, "headline, standfirst and first paragraph"},
    Field{FieldId::Author, "author", "A", FieldKind::Text, "names in the byline"},
    Field{FieldId::Site, "site", "H", FieldKind::Host,
          "web site (subdomains included) or name of the publication"},
    Field{FieldId::Section, "section", "XSEC", FieldKind::Exact, "department of the publication"},
    Field{FieldId::Tag, "tag", "XTAG", FieldKind::Exact, "tag or keyword"},
    Field{FieldId::Language, "lang", "L", FieldKind::Exact, "language code: en, de, ja"},
    Field{FieldId::Wire, "wire", "XWIRE", FieldKind::Exact, "news agency"},
    Field{FieldId::Is, "is", "XIS", FieldKind::Exact, "article, stub, page, dated, undated"},
    Field{FieldId::Path, "path", "XP", FieldKind::Path, "file, or a folder above it"},
    Field{FieldId::Id, "id", "Q", FieldKind::Exact, "article id"},
    Field{FieldId::Url, "url", "U", FieldKind::Exact, "canonical address"},
    Field{FieldId::Date, "date", "", FieldKind::Range,
          "day of publication: 2023-03, 2023-03-01..2023-03-20, 7d.."},
    Field{FieldId::Words, "words", "", FieldKind::Range, "length of the body: >800, 200..500"},
};

constexpr const Field& field_of(FieldId id) { return kFields[static_cast<std::size_t>(id)]; }

/// The field of that name in any case, or nullptr.
const Field* find_field(std::string_view name);

/// The field name nearest to a misspelt one, for hints; empty when none is near.
std::string_view nearest_field_name(std::string_view name);

/// Value slots. Numbers are sortable_serialise()d; a missing value is left unset.
enum Slot : std::uint32_t {
  kSlotPublished = 0,  ///< UTC seconds; a coarse date counts as its first moment
  kSlotModified = 1,   ///< UTC seconds
  kSlotSite = 2,       ///< name of the site, else its host
  kSlotStory = 3,      ///< id of the story, the smallest of its articles' ids; unset without a copy
  kSlotWords = 4,      ///< words of the body
  kSlotSection = 5,
  kSlotLanguage = 6,
  kSlotAuthors = 7,  ///< names joined by line feeds
  kSlotRanking = 8,  ///< encode_ranking_facts()
  kSlotId = 9,       ///< stable article id, which decides where nothing else does
  kSlotDay = 10,     ///< day of publication as readers saw it, as far as it is known: 2023-03-20,
                     ///< 2023-03 or 2023; unset without a date
};

inline constexpr std::string_view kShinglePrefix = "XK";
inline constexpr std::string_view kOpeningPrefix = "XO";

inline constexpr unsigned kTitleWeight = 3;

/// Where there is no headline, the first words of the text tell what one would: they count twice.
inline constexpr std::uint32_t kOpeningWords = 15;

/// Added to the term position between paragraphs. A paragraph longer than this is cut into several.
inline constexpr std::uint32_t kParagraphGap = 500;

/// Xapian's limit on a term is 245 bytes with every NUL counted twice; ours never hold a NUL.
inline constexpr std::size_t kMaxTermBytes = 245;

inline constexpr std::string_view kMetadataSchema = "dateline.schema";
inline constexpr std::string_view kMetadataCreator = "dateline.creator";
/// Number of the latest page record (indexer/page_record.hpp).
inline constexpr std::string_view kMetadataSequence = "dateline.sequence";

/// A value of an Exact field as its term holds it: lower case, folded as words are, inner blanks
/// single.
std::string fold_value(std::string_view value);

/// prefix + value as one term of at most kMaxTermBytes: a longer one keeps its head and ends in a
/// hash of the whole. A colon stands between an X prefix and a value that begins with a capital
/// letter or a colon, as Omega does.
std::string make_term(std::string_view prefix, std::string_view value);

}  // namespace dateline
