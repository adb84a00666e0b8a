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
           Case{"Stone, Ada", {"Ada Stone"}},
           Case{"Ada Stone, Ben Rook", {"Ada Stone", "Ben Rook"}},
           Case{"Ada Stone, Head of Bridges and River Traffic", {"Ada Stone"}},
           Case{"Ada (Guha) Stone", {"Ada Guha Stone"}},
           Case{"Gaspard d’Orsay", {"Gaspard d’Orsay"}},
           Case{"Written byAda Stone", {"Ada Stone"}},
           Case{"Ada Stone Tech", {"Ada Stone"}},
           Case{"Clara Post", {"Clara Post"}},
           Case{"Мария Горская", {"Мария Горская"}},
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

TEST(ParseByline, KeepsThePersonASiteIsNamedAfter) {
  PageIdentity identity;
  identity.folded_site_names = {"ada stone"};
  EXPECT_EQ(parse_byline("Ada Stone", identity), Names{"Ada Stone"});
}

TEST(IsPerson, TellsNamesFromHandles) {
  for (const char* name : {"Ada Stone", "Clara", "王小明", "早瀬みどり"})
    EXPECT_TRUE(is_person(name)) << name;
  for (const char* name : {"", "bridgefan", "BridgeFan77"}) EXPECT_FALSE(is_person(name)) << name;
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
