#include "indexer/attribute_names.hpp"

#include <deque>
#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

using namespace mark;

struct Case {
  const char* names;
  Marks marks;
};

TEST(AttributeNames, MatchesWholeParts) {
  for (const Case& at : {
           Case{"article-body", kBody},
           Case{"c-articleBody__text", kBody},
           Case{"entry-content clearfix", kBody},
           Case{"ad", kAd},
           Case{"top_ad_1", kAd},
           Case{"reading", 0},
           Case{"headline-shadow", kHeadline},
           Case{"relatedPosts", kRelated},
           Case{"author-bio", kAuthorBox},
           Case{"byline", kByline | kAuthor},
           Case{"last-updated", kByline | kDate | kUpdated},
       })
    EXPECT_EQ(marks_of_names(at.names), at.marks) << at.names;
}

TEST(AttributeNames, IgnoresNegatedAndUtilityNames) {
  for (const char* names : {"no-sidebar", "has-share", "with-comments", "md:hidden",
                            "category-comments", "wp-block-sidebar", "", "   "})
    EXPECT_EQ(marks_of_names(names), 0U) << names;
}

TEST(AttributeNames, JoinsAllNamesOfAValue) {
  EXPECT_EQ(marks_of_names("story sidebar\n newsletter"), kFrame | kNewsletter);
}

TEST(AttributeNames, MemoAnswersAlike) {
  NameMemo memo;
  const char* value = "share-bar";
  EXPECT_EQ(memo.marks_of(value), kShare);
  EXPECT_EQ(memo.marks_of(value), kShare);
}

TEST(AttributeNames, MemoAnswersAlikeWhenItIsFull) {
  NameMemo memo;
  std::deque<std::string> values;
  for (int i = 0; i < 10'000; ++i) {
    values.push_back("share-bar x" + std::to_string(i));
    ASSERT_EQ(memo.marks_of(values.back()), kShare);
  }
}

}  // namespace
}  // namespace dateline
