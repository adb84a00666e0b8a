#pragma once

// What is asked of a search and what it answers: plain values, filled by the Searcher and read by
// the printers.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "searcher/fragments.hpp"
#include "searcher/query.hpp"
#include "searcher/recency.hpp"

namespace dateline {

enum class SortOrder : std::uint8_t {
  Relevance,  ///< best first; a query of filters alone weighs nothing and comes newest first
  Newest,     ///< undated articles last
  Oldest,     ///< undated articles last
};

enum class Counting : std::uint8_t {
  Cheap,  ///< exact as long as that costs little, which ResultPage::is_exact tells
  Exact,
};

enum class Collapse : std::uint8_t {
  None,
  Story,  ///< of the copies of one text only the first in order
};

enum class FacetField : std::uint8_t { Site, Author, Section, Language, Year };

/// "site", "author", "section", "lang", "year".
std::string_view to_string(FacetField field);

struct FacetRequest {
  FacetField field = FacetField::Site;
  std::size_t limit = 10;  ///< values listed; 0: all

  bool operator==(const FacetRequest&) const = default;
};

enum class TimelineUnit : std::uint8_t { Year, Month, Week, Day };

/// "year", "month", "week", "day".
std::string_view to_string(TimelineUnit unit);

struct SearchRequest {
  Query query;
  std::string text = {};  ///< what the query was parsed from; empty: no suggestions
  /// Id of an article, or path of the file it came from: rank by its most telling words the other
  /// articles that have one and that the query matches too. There are no near misses then.
  std::optional<std::string> like = {};
  Undated undated = Undated::Default;
  SortOrder sort = SortOrder::Relevance;
  std::size_t offset = 0;
  std::size_t limit = 10;   ///< 0: all
  bool near_misses = true;  ///< fill a page of the best matches that is not full; never with all
  Counting counting = Counting::Cheap;
  Collapse collapse = Collapse::None;
  Recency recency = Recency::None;
  std::chrono::sys_seconds now{};  ///< what ages count from
  bool expand = false;             ///< weigh also the words that the best matches have in common
  FragmentLimits fragments = {};   ///< a count of 0: none, and no marks
  std::vector<FacetRequest> facets = {};
  std::optional<TimelineUnit> timeline = {};
  bool list_copies = false;    ///< of each hit's story
  bool explain = false;        ///< tell what each score is made of
  bool overview_only = false;  ///< facets, timeline and an exact number, but no hits
};

/// Another article with the text of a hit, whether the query matches it or not.
struct Copy {
  std::string id;
  std::string title;
  std::string url;
  ArticleSource source;
  std::string site;
  std::optional<ArticleDate> published;
};

/// A share of a score.
struct ScorePart {
  std::string what;   ///< for a person: `ferry`, `"harbour wall"`, `headline`, `recent`
  std::string field;  ///< that gave it, as queries name it; "text" for headline, lead and body
                      ///< together; empty where it is none
  double score = 0;

  bool operator==(const ScorePart&) const = default;
};

struct Hit {
  std::size_t rank = 0;  ///< from 1
  double score = 0;
  bool is_partial = false;   ///< a near miss: some of the words only
  Article article;           ///< without its body
  std::string story;         ///< id of the story; empty for an article without a copy
  std::uint64_t folded = 0;  ///< matches of the story that this hit stands for, besides itself; a
                             ///< lower bound where ResultPage::is_exact is false
  std::vector<Copy> copies;  ///< oldest first, those without a date last; where asked for
  std::vector<ScorePart> explanation;  ///< adds up to the score; where asked for
  std::vector<ByteRange> title_marks;
  std::vector<Fragment> fragments;
};

/// For a query that matches nothing: what one of its parts does to it.
struct PartEffect {
  std::string part;           ///< as to_string() prints it
  std::uint64_t alone = 0;    ///< articles that match this part by itself
  std::uint64_t without = 0;  ///< articles that match all other parts
};

/// Other words for a query that matches nothing.
struct Suggestion {
  std::string text;
  std::uint64_t matches = 0;  ///< at least 1
};

struct SearchTimes {
  std::chrono::nanoseconds plan{0};
  std::chrono::nanoseconds match{0};
  std::chrono::nanoseconds fetch{0};
  std::chrono::nanoseconds fragments{0};
};

struct FacetValue {
  std::string value;
  std::uint64_t matches = 0;

  bool operator==(const FacetValue&) const = default;
};

/// How the matches spread over the values of a field. Exact.
struct Facet {
  FacetField field = FacetField::Site;
  std::vector<FacetValue> values;  ///< most matches first, equals by value; years newest first
  std::uint64_t other_values = 0;  ///< how many more there are than those listed
  std::uint64_t without = 0;       ///< matches that have no value
};

struct TimelineBucket {
  std::string start;  ///< 2023, 2023-03, or the first day: 2023-03-20 (a Monday for a week)
  std::uint64_t matches = 0;
  std::uint64_t articles = 0;  ///< in the whole archive: what the matches are a share of

  bool operator==(const TimelineBucket&) const = default;
};

/// How the matches spread over time, by the day that readers saw. Exact.
struct Timeline {
  TimelineUnit unit = TimelineUnit::Month;
  std::vector<TimelineBucket> buckets;  ///< without a gap, from the first match to the last
  std::uint64_t undated = 0;            ///< matches without a date, or with one too coarse
};

struct ResultPage {
  std::uint64_t matches = 0;  ///< articles, the folded ones among them; near misses not counted
  bool is_exact = true;
  std::vector<Hit> hits;
  std::vector<PartEffect> effects;  ///< empty unless there are no matches
  std::optional<Suggestion> suggestion;
  std::vector<Facet> facets;  ///< in the order asked for
  std::optional<Timeline> timeline;
  std::vector<std::string> warnings;
  SearchTimes times;
};

/// A whole article, with the words of a query marked.
struct ShownArticle {
  Article article;
  std::vector<ByteRange> title_marks = {};
  std::vector<ByteRange> lead_marks = {};
  std::vector<ByteRange> body_marks = {};
};

struct DatabaseFacts {
  std::string path;            ///< or address, as it was named
  std::string uuid;            ///< of a stub of several, theirs joined by colons
  std::uint64_t revision = 0;  ///< 0 where there is none: a stub of several, or a remote database
  std::uint64_t articles = 0;
};

}  // namespace dateline
