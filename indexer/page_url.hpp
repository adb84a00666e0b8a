#pragma once

// The parts of a page's address that extraction needs beside its host (common/url.hpp). Not a
// general URL parser.

#include <optional>
#include <string>
#include <string_view>

#include "common/date.hpp"

namespace dateline {

/// Path, query and fragment: what follows the host. "/" when nothing does.
std::string_view path_of(std::string_view url);

/// The name of a site inside its host: "example" of "www.example.co.uk".
std::string_view domain_label(std::string_view host);

/// Whether two hosts belong to one site: same registrable domain as far as that shows without a
/// suffix list.
bool is_same_site(std::string_view host, std::string_view other);

/// `reference` as seen from the page at `base`; empty when no absolute http(s) address comes out of
/// it.
std::string resolve_url(std::string_view reference, std::string_view base);

/// `url` without fragment and tracking parameters (utm_*, fbclid, ...).
std::string strip_tracking(std::string_view url);

/// The day in an address such as /2023/03/20/, /2023-03-20- or /20230320; a month alone (/2023/03/)
/// with that precision.
std::optional<Timestamp> find_url_date(std::string_view url);

}  // namespace dateline
