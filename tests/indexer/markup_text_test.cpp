#include "indexer/markup_text.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(UnescapeReferences, ResolvesWhatItKnows) {
  EXPECT_EQ(unescape_references("Bread &amp; Salt &#8211; &#x201C;x&quot;"), "Bread & Salt – “x\"");
  EXPECT_EQ(unescape_references("AT&T &unknown; &; &#; &#xD800; &#99999999;"),
            "AT&T &unknown; &; &#; &#xD800; &#99999999;");
}

TEST(StripMarkup, TakesTagsOffAndPartsBlocks) {
  EXPECT_EQ(strip_markup("plain"), "plain");
  EXPECT_EQ(strip_markup("a <b>bold</b> word"), "a bold word");
  EXPECT_EQ(strip_markup("<p>One</p><p>Two</p>"), "\n\nOne\n\n\n\nTwo\n\n");
  EXPECT_EQ(strip_markup("&lt;p&gt;One&lt;/p&gt;"), "\n\nOne\n\n") << "escaped tags are tags";
  EXPECT_EQ(strip_markup("3 < 4 and 5 > 4"), "3 < 4 and 5 > 4");
  EXPECT_EQ(strip_markup("cut <b"), "cut <b");
}

}  // namespace
}  // namespace dateline
