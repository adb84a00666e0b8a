#pragma once

// Articles as JSON lines, schema 1: the output of --extract-only.

#include <string>
#include <string_view>

#include "common/article.hpp"

namespace dateline {

/// One object on one line without a final line break. Paths, which may be any bytes, are made
/// printable().
std::string to_json(const Article& article);

/// `{"type":"failure","path":...,"reason":...}`
std::string failure_to_json(std::string_view path, std::string_view reason);

}  // namespace dateline
