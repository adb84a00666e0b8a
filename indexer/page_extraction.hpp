#pragma once

// Bytes of one page in, one article out: the composition of decoding, parsing and extraction.

#include <cstdint>
#include <string>
#include <string_view>

#include "common/article.hpp"
#include "common/result.hpp"

namespace dateline {

/// A page as it lies on disk.
struct RawPage {
  std::string path;  ///< bytes of the file name, as they are to be shown and stored
  std::string bytes;
  std::int64_t modified = 0;  ///< the file's time stamp, or when a record was fetched: seconds
                              ///< since 1970 UTC
  std::string url = {};       ///< address it was fetched from, where the container says so
  std::string charset = {};   ///< label in the response's header, where the container keeps it
  std::string record = {};    ///< place inside an archive file
};

/// The article of `page` with every field filled in that the page states, `id` and `words`
/// included. NotAPage for a file that is neither HTML nor text (a picture, a style sheet); Input,
/// with the reason, for a page without readable text. Pure: reads no file, no clock, and may run on
/// any number of threads.
Result<Article> extract_page(const RawPage& page);

}  // namespace dateline
