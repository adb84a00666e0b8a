#include "indexer/person_name.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using Names = std::vector<std::string>;

TEST(ParseByline, CutsTheNamesOut) {
  struct Case {
    const char* byline;
    Names names;
  };
  for (const Case& at : {
           Case{"Ada Stone", {"Ada Stone"}},
           Case{"By Ada Stone", {"Ada Stone"}},
           Case{"ByAda Stone", {"Ada Stone"}},
           Case{"By Ada Stone and Ben Rook", {"Ada Stone", "Ben Rook"}},
           Case{"Von Ada Stein und Ben Krähe", {"Ada Stein", "Ben Krähe"}},
           Case{"par Ada Pierre et Ben Corbeau", {"Ada Pierre", "Ben Corbeau"}},
           Case{"ADA STONE", {"Ada Stone"}},
           Case{"By Ada Stone, Senior Reporter", {"Ada Stone"}},
           Case{"Ada Stone | 3 May 2021", {"Ada Stone"}},
           Case{"Ada Stone for The Lantern", {"Ada Stone"}},
           Case{"Dr. Ada Stone, PhD", {"Ada Stone"}},
           Case{"Ludwig van der Heide", {"Ludwig van der Heide"}},
           Case{"Ada Stone, Ada Stone", {"Ada Stone"}},
           Case{"3 May 2021", {}},
           Case{"Staff", {}},
           Case{"Staff Reporter", {}},
           Case{"ada@example.org", {}},
           Case{"", {}},
       })
    EXPECT_EQ(parse_byline(at.byline, {}), at.names) << at.byline;
}

TEST(ParseByline, LeavesTheSiteOut) {
  PageIdentity identity;
  identity.folded_site_names = {"the lantern"};
  EXPECT_EQ(parse_byline("The Lantern", identity), Names{});
}

TEST(AddName, KeepsOneOfEach) {
  Names names;
  add_name(names, "Ada Stone");
  add_name(names, "ADA STONE");
  add_name(names, "");
  EXPECT_EQ(names, Names{"Ada Stone"});
}

}  // namespace
}  // namespace dateline
