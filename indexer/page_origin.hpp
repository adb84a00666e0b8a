#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

/// Where a page came from, for the extractors: what its own text cannot tell. The views live as
/// long as the caller's page.
struct PageOrigin {
  std::string_view path;  ///< bytes of the file name
  std::string_view url =
      {};  ///< address it was fetched from; empty where the container does not say
  std::int64_t modified = 0;  ///< the file's time stamp, seconds since 1970 UTC; 0 when unknown
};

}  // namespace dateline
