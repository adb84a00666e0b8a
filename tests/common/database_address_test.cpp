#include "common/database_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = DatabaseAddress::Kind;

struct Row {
  const char* text;
  DatabaseAddress expected;
};

TEST(DatabaseAddress, ReadsPathsAndUrls) {
  const Row rows[] = {
      {"news/index", {.kind = Kind::Path, .path = "news/index"}},
      {"odd:name", {.kind = Kind::Path, .path = "odd:name"}},
      {"tcp://localhost:33333", {.kind = Kind::Tcp, .host = "localhost", .port = 33333}},
      {"tcp://[::1]:7/", {.kind = Kind::Tcp, .host = "::1", .port = 7}},
      {"ssh://attic/srv/news",
       {.kind = Kind::Program,
        .program = "ssh",
        .arguments = "-T -o ConnectTimeout=10 attic xapian-progsrv '/srv/news'"}},
      {"ssh://ada@attic:2222/~/news",
       {.kind = Kind::Program,
        .program = "ssh",
        .arguments = "-T -o ConnectTimeout=10 -p 2222 ada@attic xapian-progsrv 'news'"}},
      {"ssh://attic/it's%20here;rm",
       {.kind = Kind::Program,
        .program = "ssh",
        .arguments = R"(-T -o ConnectTimeout=10 attic xapian-progsrv '/it'\''s here;rm')"}},
  };
  for (const Row& row : rows) {
    auto expected = row.expected;
    expected.text = row.text;
    const auto address = parse_database_address(row.text);
    ASSERT_TRUE(address) << row.text << ": " << address.error().message;
    EXPECT_EQ(*address, expected) << row.text << ": " << address->arguments;
    EXPECT_EQ(address->is_remote(), address->kind != Kind::Path);
  }
}

TEST(DatabaseAddress, NamesWhatIsWrongWithAUrl) {
  for (const auto& [text, why] : {std::pair{"tcp://localhost", "no port"},
                                  {"tcp://:33333", "no host"},
                                  {"tcp://localhost:0", "1 to 65535"},
                                  {"tcp://localhost:99999", "1 to 65535"},
                                  {"tcp://localhost:1/news", "a path does not belong there"},
                                  {"tcp://[::1", "no host"},
                                  {"ssh://attic", "no path"},
                                  {"ssh://attic/", "no path"},
                                  {"ssh:///news", "no host"},
                                  {"ssh://-oProxyCommand=x/news", "no host"},
                                  {"ssh://a b/news", "no host"},
                                  {"ssh://attic:x/news", "1 to 65535"},
                                  {"ssh://attic/two  blanks", "blanks"},
                                  {"http://attic/news", "http://"}}) {
    const auto address = parse_database_address(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.error().code, ErrorCode::Usage) << text;
    EXPECT_THAT(address.error().message, HasSubstr(text));
    EXPECT_THAT(address.error().message, HasSubstr(why)) << text;
    EXPECT_NE(address.error().hint, "") << text;
  }
}

TEST(DatabaseAddress, ReadsStubs) {
  const test::ScratchFolder folder;
  const auto stub = read_database_stub(
      folder.write("stub",
                   "# shards\nauto a b\nglass /abs\nremote localhost:7\nremote :ssh attic "
                   "xapian-progsrv news\n"));
  ASSERT_THAT(stub, SizeIs(4));
  EXPECT_EQ(stub[0].path, folder / "a b");
  EXPECT_EQ(stub[1].path, "/abs");
  EXPECT_EQ(stub[2].text, "tcp://localhost:7");
  EXPECT_EQ(stub[3].program, "ssh");
  EXPECT_EQ(stub[3].arguments, "attic xapian-progsrv news");
  EXPECT_THAT(read_database_stub(folder.write("wrong", "auto a\nwhat is this\n")), IsEmpty());
  EXPECT_THAT(read_database_stub(folder / "none"), IsEmpty());
}

}  // namespace
}  // namespace dateline
