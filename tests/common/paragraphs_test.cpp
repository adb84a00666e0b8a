#include "common/paragraphs.hpp"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

/// `number@begin:paragraph` of each, up to `most`.
std::string paragraphs(std::string_view text, std::size_t most = 100) {
  std::string out;
  for_each_paragraph(text, [&](std::string_view paragraph, std::size_t begin, std::size_t number) {
    out += fmt::format("{}@{}:{} ", number, begin, paragraph);
    return number < most;
  });
  return out;
}

TEST(Paragraphs, ArePartedByBlankLines) {
  EXPECT_EQ(paragraphs("one\n\ntwo\nlines\n\nthree"), "1@0:one 2@5:two\nlines 3@16:three ");
  EXPECT_EQ(paragraphs("one"), "1@0:one ");
  EXPECT_EQ(paragraphs(""), "");
}

TEST(Paragraphs, EmptyOnesAreNone) {
  EXPECT_EQ(paragraphs("\n\none\n\n\n\ntwo\n\n"), "1@2:one 2@9:two ");
}

TEST(Paragraphs, EndWhenEnoughWereSeen) { EXPECT_EQ(paragraphs("a\n\nb\n\nc", 2), "1@0:a 2@3:b "); }

}  // namespace
}  // namespace dateline
