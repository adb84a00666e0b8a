#include "indexer/text_model.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "indexer/text_model_trees.hpp"

namespace dateline {
namespace {

using F = BlockFeature;

TEST(TextModel, HasTreesThatEnd) {
  const auto nodes = text_model_nodes();
  const auto roots = text_model_roots();
  ASSERT_FALSE(roots.empty());
  for (std::size_t tree = 0; tree < roots.size(); ++tree) {
    const std::size_t end = tree + 1 < roots.size() ? roots[tree + 1] : nodes.size();
    ASSERT_LT(roots[tree], end);
    for (std::size_t at = roots[tree]; at < end; ++at) {
      ASSERT_TRUE(std::isfinite(nodes[at].value));
      if (nodes[at].feature == kTextModelLeaf) continue;
      ASSERT_LT(nodes[at].feature, kBlockFeatureCount) << "tree " << tree;
      ASSERT_GT(nodes[at].below, 0) << "tree " << tree;
      ASSERT_LT(at + nodes[at].below + 1, end) << "tree " << tree;
    }
  }
}

/// A paragraph in the middle of a text, as the rules see it.
BlockFeatures paragraph() {
  BlockFeatures f;
  f[F::Words] = 4;
  f[F::Chars] = 6;
  f[F::InParagraph] = 1;
  f[F::EndsSentence] = 1;
  f[F::ElementTag] = 1;
  f[F::InContainer] = 1;
  f[F::ParentShare] = f[F::GrandparentShare] = f[F::ThirdShare] = f[F::FourthShare] = 1;
  f[F::KindShare] = f[F::LikeShare] = 0.9F;
  f[F::KindCount] = f[F::LikeCount] = 3;
  f[F::KindWords] = f[F::LikeWords] = 4;
  f[F::BodyShare] = 0.95F;
  f[F::MassBefore] = f[F::MassAfter] = 0.5F;
  f[F::ProseBefore] = f[F::ProseAfter] = 2;
  f[F::BlocksToBegin] = 8;
  f[F::BlocksToEnd] = -8;
  f[F::Rule] = f[F::RuleBefore] = f[F::RuleAfter] = 2;
  f[F::Fate] = f[F::FateBefore] = f[F::FateAfter] = 1;
  f[F::RuleNear] = 6;
  return f;
}

/// A linked line in a list far from the text.
BlockFeatures teaser() {
  BlockFeatures f;
  f[F::Words] = 2;
  f[F::Chars] = 3.5F;
  f[F::LinkShare] = 1;
  f[F::InList] = 1;
  f[F::ElementTag] = 3;
  f[F::JunkMarks] = f[F::HardMarks] = 1;
  f[F::KindLinks] = f[F::ParentLinks] = f[F::GrandparentLinks] = f[F::WindowLinks] = 1;
  f[F::BodyShare] = 0.95F;
  f[F::MassBefore] = 1;
  f[F::BlocksToBegin] = 40;
  f[F::BlocksToEnd] = 20;
  f[F::StepsToBefore] = f[F::StepsToAfter] = 20;
  return f;
}

TEST(TextModel, TellsAParagraphFromATeaser) {
  EXPECT_GT(weigh_text_block(paragraph()), 2);
  EXPECT_LT(weigh_text_block(teaser()), -2);
}

}  // namespace
}  // namespace dateline
