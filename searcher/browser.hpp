#pragma once

// Opens an article for its reader.

#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "common/result.hpp"
#include "searcher/terminal.hpp"

namespace dateline {

/// What to open: the saved page, as long as it is a file of its own here that a browser can show,
/// else the web address; empty where there is neither.
std::string address_to_open(const Article& article);

/// The calls to try, in order. `browsers` is the value of BROWSER: commands parted by colons, `%s`
/// in them stands for the address (without one it comes last), `%%` for a percent sign and `%c` for
/// a colon. No shell reads them, and nothing in the address is understood. Empty: xdg-open.
std::vector<std::vector<std::string>> browser_calls(std::string_view browsers,
                                                    const std::string& address);

/// Runs the first browser that there is, and waits for its end. An error when none could open the
/// address.
Result<void> open_in_browser(const std::string& address, const Terminal& terminal);

}  // namespace dateline
