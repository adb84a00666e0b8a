#pragma once

// What the class and id names of an element say about its part in the page.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline {

/// A set of categories that names of elements fall into.
using Marks = std::uint32_t;

namespace mark {
inline constexpr Marks kNavigation = 1U << 0;
inline constexpr Marks kShare = 1U << 1;
inline constexpr Marks kRelated = 1U << 2;     ///< teasers of other articles
inline constexpr Marks kNewsletter = 1U << 3;  ///< prompts to subscribe, donate, install
inline constexpr Marks kOverlay = 1U << 4;     ///< consent, log-in and other dialogs
inline constexpr Marks kAd = 1U << 5;
inline constexpr Marks kComment = 1U << 6;
inline constexpr Marks kUtility = 1U << 7;  ///< controls, and text for screen readers only
inline constexpr Marks kHidden = 1U << 8;
inline constexpr Marks kFollowUp = 1U << 9;  ///< further whole articles appended to the page
inline constexpr Marks kCaption = 1U << 10;
inline constexpr Marks kByline = 1U << 11;  ///< author, date and other lines about the article
inline constexpr Marks kAuthorBox = 1U << 12;
inline constexpr Marks kTags = 1U << 13;
inline constexpr Marks kFrame = 1U << 14;  ///< side column, widget
inline constexpr Marks kDeck = 1U << 15;   ///< standfirst; a field of its own, not junk
inline constexpr Marks kBody = 1U << 16;   ///< main text
inline constexpr Marks kKeep = 1U << 17;  ///< pull quotes, embedded posts: text wherever they stand
inline constexpr Marks kDate = 1U << 18;
inline constexpr Marks kAuthor = 1U << 19;
inline constexpr Marks kHeadline = 1U << 20;
inline constexpr Marks kUpdated = 1U << 21;  ///< a date of modification
inline constexpr Marks kHeader = 1U << 22;   ///< top of the page or of the article
inline constexpr Marks kFooter = 1U << 23;   ///< foot of the page

/// Text under these is dropped wherever it stands, unless most of the page's text is there.
inline constexpr Marks kHard = kNavigation | kShare | kRelated | kNewsletter | kOverlay | kAd |
                               kComment | kUtility | kHidden | kFollowUp;
/// These are weaker: a declared article body overrules them for long text.
inline constexpr Marks kMedium = kCaption | kByline | kAuthorBox | kTags | kFrame | kFooter;
inline constexpr Marks kJunk = kHard | kMedium;
}  // namespace mark

/// The categories named by one class or id value. A value is split at blanks into names, a name at
/// hyphens, underscores and camel-case humps into parts; table entries match runs of whole parts,
/// so that "reading" never matches "ad".
Marks marks_of_names(std::string_view names);

/// marks_of_names() that remembers: a page repeats few distinct values thousands of times. The keys
/// are views, so the page must outlive it.
class NameMemo {
 public:
  Marks marks_of(std::string_view names);

 private:
  struct Known {
    std::string_view names;  ///< empty: the slot is free
    Marks marks = 0;
  };

  void grow();
  Known& slot_of(std::string_view names);

  std::vector<Known> slots_;  ///< a power of two, at least half of them free
  std::size_t size_ = 0;
};

}  // namespace dateline
