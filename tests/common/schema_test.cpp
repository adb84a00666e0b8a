#include "common/schema.hpp"

#include <set>

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Schema, TableIsInOrderAndUnambiguous) {
  std::set<std::string_view> names;
  std::set<std::string_view> prefixes;
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(kFields[i].id), i);
    EXPECT_TRUE(names.insert(kFields[i].name).second) << kFields[i].name;
    if (!kFields[i].prefix.empty()) {
      EXPECT_TRUE(prefixes.insert(kFields[i].prefix).second) << kFields[i].prefix;
    }
    EXPECT_FALSE(kFields[i].help.empty());
  }
}

TEST(Schema, FindsFieldsInAnyCase) {
  EXPECT_EQ(find_field("Title"), &field_of(FieldId::Title));
  EXPECT_EQ(find_field("LANG"), &field_of(FieldId::Language));
  EXPECT_EQ(find_field("tittle"), nullptr);
  EXPECT_EQ(find_field(""), nullptr);
}

TEST(Schema, NamesTheNearestField) {
  EXPECT_EQ(nearest_field_name("tilte"), "title");
  EXPECT_EQ(nearest_field_name("Auth"), "author");
  EXPECT_EQ(nearest_field_name("langauge"), "lang");
  EXPECT_EQ(nearest_field_name("sit"), "site");
  EXPECT_EQ(nearest_field_name("zzzzzzzz"), "");
  EXPECT_EQ(nearest_field_name(std::string(10'000, 'a')), "");
}

TEST(Schema, TermsStayWithinXapiansLimit) {
  EXPECT_EQ(make_term("XSEC", "politics"), "XSECpolitics");
  EXPECT_EQ(make_term("XSEC", "Politics"), "XSEC:Politics");
  EXPECT_EQ(make_term("H", "news.example"), "Hnews.example");
  const std::string base(300, 'a');
  const std::string one = make_term("U", base + "1");
  const std::string two = make_term("U", base + "2");
  EXPECT_LE(one.size(), kMaxTermBytes);
  EXPECT_NE(one, two);
  EXPECT_EQ(make_term("XSEC", std::string(kMaxTermBytes - 4, 'b')).size(), kMaxTermBytes);
  EXPECT_LE(make_term("XWIRE", std::string(200, 'x') + "é" + base).size(), kMaxTermBytes);
}

TEST(Schema, FoldsValuesLikeWords) {
  EXPECT_EQ(fold_value("  Économie \n & Société "), "economie & societe");
}

}  // namespace
}  // namespace dateline
