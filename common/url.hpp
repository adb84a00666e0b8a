#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// The host of an http or https address in lower case, without user, port and a final dot; empty
/// when there is none.
std::string host_of(std::string_view url);

/// A host and each of its parent domains, longest first: a.b.example -> a.b.example, b.example,
/// example. An IP address stands alone.
std::vector<std::string_view> domains_of(std::string_view host);

}  // namespace dateline
