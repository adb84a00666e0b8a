#pragma once

// What can be told of a hit, by name: the columns of csv, the fields of --template.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/marked_text.hpp"
#include "searcher/result_page.hpp"
#include "searcher/result_printer.hpp"

namespace dateline {

enum class HitFieldId : std::uint8_t {
  QueryId,
  Query,
  Rank,
  Score,
  Id,
  Title,
  Url,
  Path,
  Site,
  Authors,
  Date,
  Published,
  Precision,
  Words,
  Language,
  Section,
  Tags,
  Wire,
  Story,
  Copies,
  Fragment,
  Fragments,
  Flags,
};

enum class ValueKind : std::uint8_t { Text, Number, Decimal };

struct HitField {
  HitFieldId id;
  std::string_view name;
  ValueKind kind = ValueKind::Text;
};

/// In the order of HitFieldId.
inline constexpr std::array kHitFields{
    HitField{HitFieldId::QueryId, "qid"},
    HitField{HitFieldId::Query, "query"},
    HitField{HitFieldId::Rank, "rank", ValueKind::Number},
    HitField{HitFieldId::Score, "score", ValueKind::Decimal},
    HitField{HitFieldId::Id, "id"},
    HitField{HitFieldId::Title, "title"},
    HitField{HitFieldId::Url, "url"},
    HitField{HitFieldId::Path, "path"},
    HitField{HitFieldId::Site, "site"},
    HitField{HitFieldId::Authors, "authors"},      // "; " between them
    HitField{HitFieldId::Date, "date"},            // as shown_date()
    HitField{HitFieldId::Published, "published"},  // as exact_date()
    HitField{HitFieldId::Precision, "precision"},  // of the date: year to second
    HitField{HitFieldId::Words, "words", ValueKind::Number},
    HitField{HitFieldId::Language, "language"},
    HitField{HitFieldId::Section, "section"},
    HitField{HitFieldId::Tags, "tags"},  // "; " between them
    HitField{HitFieldId::Wire, "wire"},
    HitField{HitFieldId::Story, "story"},
    HitField{HitFieldId::Copies, "copies", ValueKind::Number},  // Hit::folded
    HitField{HitFieldId::Fragment, "fragment"},                 // the first
    HitField{HitFieldId::Fragments, "fragments"},               // " ... " between them
    HitField{HitFieldId::Flags, "flags"},                       // "; " between them
};

constexpr const HitField& hit_field(HitFieldId id) {
  return kHitFields[static_cast<std::size_t>(id)];
}

/// The value as printable text, empty where there is none; a score has six decimals.
std::string hit_field_text(HitFieldId id, const Hit& hit, const QueryLine& line);

/// "1 article", "1,204 articles".
std::string count_of_articles(std::uint64_t count);

/// `2019-11-18`, `~2019-11` when only the month is known, `----` when nothing is.
std::string shown_date(const std::optional<ArticleDate>& date);

/// The publication's name, else the host of the address; printable.
std::string shown_site(const Article& article);

/// As much as is known: `2019`, `2019-11`, `2019-11-18`, or RFC 3339 where the minute is. Empty
/// without a date.
std::string exact_date(const std::optional<ArticleDate>& date);

/// "partial" for a near miss, "stub" and "page" for what is no whole article.
std::vector<std::string_view> hit_flags(const Hit& hit);

/// The values made printable, `separator` between them.
std::string join_printable(const std::vector<std::string>& values, std::string_view separator);

/// The paragraphs of a text made printable, marks moved along; the blank lines between them are
/// ours.
MarkedText printable_paragraphs(std::string_view text, const std::vector<ByteRange>& marks = {});

}  // namespace dateline
