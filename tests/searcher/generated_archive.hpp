#pragma once

// Invented articles made by chance, for properties that must hold of any archive.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/article.hpp"

namespace dateline::test {

/// Articles with ids a000, a001, ..., the same for the same seed. Their few hundred words come in
/// many forms and often, so that a query of a word or two tends to find some articles and not all.
/// There are three languages (English most often, then German, Chinese) and articles without one;
/// headlines, leads, bodies, authors, dates and every other field are there or not; dates are of
/// every precision and several zones; a few paragraphs are longer than kParagraphGap.
std::vector<Article> generated_articles(std::uint32_t seed, std::size_t count);

}  // namespace dateline::test
