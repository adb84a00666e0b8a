#include "indexer/page_skeleton.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/html_document.hpp"

namespace dateline {
namespace {

TEST(PageSkeleton, HoldsOneCharacterForARunOfText) {
  PageSkeleton skeleton;
  skeleton.add_text("  a  b &amp; c", TextKind::Data);
  skeleton.add_text("d ", TextKind::Data);
  EXPECT_EQ(skeleton.markup(), " \xF3\xB0\x80\x80");
  EXPECT_EQ(skeleton.text_of(skeleton.markup()), " a b & cd ");
  EXPECT_EQ(skeleton.text_of("\xF3\xB0\x80\x80"), "a b & cd ");
}

TEST(PageSkeleton, LeavesRareReferencesToTheParser) {
  PageSkeleton skeleton;
  skeleton.add_text("a &star; b", TextKind::Data);
  EXPECT_EQ(skeleton.markup(), "\xF3\xB0\x80\x80&star; \xF3\xB0\x80\x81");
  EXPECT_EQ(skeleton.text_of("\xF3\xB0\x80\x80* \xF3\xB0\x80\x81"), "a * b");
}

TEST(PageSkeleton, ReadsTextByItsKind) {
  struct Case {
    const char* name;
    TextKind kind;
    const char* expected;
  };
  const Case cases[] = {{"data", TextKind::Data, "a\nb<"},
                        {"preformatted", TextKind::Preformatted, "a \n b<"},
                        {"raw", TextKind::Raw, "a \n b&lt;"}};
  for (const Case& c : cases) {
    PageSkeleton skeleton;
    skeleton.add_text("a \r\n b&lt;", c.kind);
    EXPECT_EQ(skeleton.text_of(skeleton.markup()), c.expected) << c.name;
  }
}

TEST(PageSkeleton, MakesOneCharacterOfASubtree) {
  PageSkeleton skeleton;
  const TagToken list{.name = "ul"};
  const TagToken item{.name = "li"};
  skeleton.begin_subtree(list, Tag::Ul, {}, 1);
  skeleton.begin_subtree(item, Tag::Li, {}, 2);
  skeleton.add_text("a", TextKind::Data);
  EXPECT_FALSE(skeleton.end_subtree(Tag::Ul, 1));
  EXPECT_TRUE(skeleton.end_subtree(Tag::Li, 2));
  EXPECT_TRUE(skeleton.end_subtree(Tag::Ul, 1));
  skeleton.add_text("b", TextKind::Data);
  EXPECT_EQ(skeleton.markup(), "\xF3\xB0\x80\x82\xF3\xB0\x80\x83");
  const auto piece = skeleton.first_piece(skeleton.markup());
  ASSERT_TRUE(piece.subtree);
  EXPECT_EQ(piece.text, "");
  EXPECT_EQ(piece.subtree->tag, Tag::Ul);
  EXPECT_EQ(skeleton.first_piece(piece.subtree->content).subtree->tag, Tag::Li);
  EXPECT_EQ(skeleton.text_of(skeleton.markup().substr(piece.size)), "b");
}

TEST(PageSkeleton, LeavesASubtreeWithOtherTagsToTheParser) {
  PageSkeleton skeleton;
  skeleton.begin_subtree({.name = "div"}, Tag::Div, {}, 1);
  skeleton.add_markup("<table>");
  EXPECT_FALSE(skeleton.end_subtree(Tag::Div, 1));
  EXPECT_EQ(skeleton.markup(), "<div><table>");
}

TEST(PageSkeleton, PartsSubtreesFromTheTextBehindThem) {
  PageSkeleton skeleton;
  skeleton.add_leaf({.name = "img"}, Tag::Img, {});
  skeleton.add_text("a", TextKind::Data);
  skeleton.part_subtrees();
  skeleton.add_text("b", TextKind::Data);
  skeleton.part_subtrees();
  EXPECT_EQ(skeleton.markup(), "\xF3\xB0\x80\x80<!---->\xF3\xB0\x80\x81");
  EXPECT_EQ(skeleton.text_of("\xF3\xB0\x80\x81"), "ab");
}

TEST(PageSkeleton, LeavesTextThatWasPutDownAsItIs) {
  PageSkeleton skeleton;
  skeleton.add_leaf({.name = "img"}, Tag::Img, {});
  skeleton.add_start_tag({.name = "table"}, Tag::Table, {});
  skeleton.settle_text();
  skeleton.part_subtrees();
  EXPECT_EQ(skeleton.markup(), "\xF3\xB0\x80\x80<table>");
}

TEST(PageSkeleton, TakesALeafBack) {
  PageSkeleton skeleton;
  skeleton.add_text("a", TextKind::Data);
  skeleton.add_leaf({.name = "svg"}, Tag::Svg, {});
  skeleton.take_back_leaf();
  skeleton.add_markup("<svg>");
  skeleton.add_text("b", TextKind::Data);
  EXPECT_EQ(skeleton.markup(), "\xF3\xB0\x80\x80<svg>\xF3\xB0\x80\x81");
}

// More runs than a plane of Unicode has characters.
TEST(PageSkeleton, NumbersAnyNumberOfRuns) {
  std::string html;
  for (int i = 0; i < 140'000; ++i) html += "x" + std::to_string(i) + "<br>";
  const auto document = HtmlDocument::parse(html);
  std::string text;
  for (const HtmlNode& node : document.nodes())
    if (node.tag == Tag::Text) text += std::string(node.text) + "<br>";
  EXPECT_EQ(text, html);
}

}  // namespace
}  // namespace dateline
