#pragma once

#include <string_view>

namespace dateline {

/// The style sheet of every page of HTML: light and dark, telephone to wide screen, paper. Pairs of
/// text and background have a contrast of 4.5 at least (WCAG 2.1, AA).
std::string_view html_style();

}  // namespace dateline
