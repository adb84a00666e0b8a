#pragma once

// Pages that a server renders in a stream send a placeholder where a part is not ready yet, and the
// part itself at the end, hidden, for a script to put in its place (React since version 18:
// `<template id="B:0">`, or "P:0" inside another part, and `<div hidden id="S:0">`).

#include <span>
#include <vector>

#include "indexer/html_document.hpp"

namespace dateline {

/// Does what the script would: puts what each such part holds in the place of its placeholder. The
/// nodes stay in document order. Parts without a placeholder stay where they are. Linear in
/// `nodes`.
void place_streamed_parts(std::vector<HtmlNode>& nodes, std::span<const HtmlAttribute> attributes);

}  // namespace dateline
