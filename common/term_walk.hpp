#pragma once

// The terms of a database or document that are words, passing over those under a prefix. For
// sources that use Xapian; no public header includes it.

#include <string>
#include <string_view>

#include <xapian.h>

namespace dateline {

/// Prefixes are capitals, and no folded word begins with one.
inline bool is_prefixed(std::string_view term) {
  return !term.empty() && term.front() >= 'A' && term.front() <= 'Z';
}

/// Calls `use` with every unprefixed term from `term` on, and its iterator.
template <class Use>
void for_each_word(Xapian::TermIterator term, const Xapian::TermIterator& end, Use&& use) {
  while (term != end) {
    const std::string word = *term;
    if (is_prefixed(word)) {
      term.skip_to("[");
      continue;
    }
    use(word, term);
    ++term;
  }
}

}  // namespace dateline
