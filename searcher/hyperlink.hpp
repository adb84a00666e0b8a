#pragma once

// Links for terminals (OSC 8, https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda)
// and the addresses they lead to.

#include <string>
#include <string_view>

#include "common/article.hpp"

namespace dateline {

/// `file://HOST/PATH` of RFC 8089 for an absolute path. `path` is bytes, as file systems have it;
/// all but unreserved characters and `/` are percent-encoded. The host tells a terminal at the
/// other end of ssh that the file is not one of its own; it may be empty.
std::string file_address(std::string_view path, std::string_view host);

/// The article's web address, in printable ASCII; empty where it has none. An address with control
/// characters is none.
std::string web_address(const Article& article);

/// The web address, else that of the article's file; empty where it has neither, or one too long
/// for terminals. No browser opens a place inside an archive file. Printable ASCII only.
std::string link_target(const Article& article, std::string_view host);

/// Begins a link. Parts of a link on several lines are one when their `id` is the same; empty: no
/// id. The target is one of link_target().
std::string begin_link(std::string_view target, std::string_view id);

std::string_view end_link();

}  // namespace dateline
