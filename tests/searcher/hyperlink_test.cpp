#include "searcher/hyperlink.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Hyperlink, FileAddresses) {
  struct Case {
    const char* name;
    const char* path;
    const char* address;
  };
  for (const Case& test : {
           Case{"plain", "/news/a-b_c.html", "file://desk/news/a-b_c.html"},
           Case{"blank", "/my news/a b.html", "file://desk/my%20news/a%20b.html"},
           Case{"what an address would end at", "/a#b?c;d.html", "file://desk/a%23b%3Fc%3Bd.html"},
           Case{"percent", "/100%25.html", "file://desk/100%2525.html"},
           Case{"UTF-8", "/Fähre/新.html", "file://desk/F%C3%A4hre/%E6%96%B0.html"},
           Case{"raw bytes", "/\xE4\xFF.html", "file://desk/%E4%FF.html"},
           Case{"controls", "/a\x1B]8;;b\x07\n.html", "file://desk/a%1B%5D8%3B%3Bb%07%0A.html"},
           Case{"brackets", "/a[1](2).html", "file://desk/a%5B1%5D(2).html"},
       })
    EXPECT_EQ(file_address(test.path, "desk"), test.address) << test.name;
  EXPECT_EQ(file_address("/a", ""), "file:///a");
  EXPECT_EQ(file_address("/a", "a b/\x1B"), "file://a%20b%2F%1B/a");
}

TEST(Hyperlink, Targets) {
  struct Case {
    const char* name;
    const char* url;
    ArticleSource source;
    const char* target;
  };
  for (const Case& test : {
           Case{"web",
                "https://a.example/b?c=%20#d",
                {.path = "/p.html"},
                "https://a.example/b?c=%20#d"},
           Case{"to be encoded",
                "http://a.example/ä \"b\"",
                {},
                "http://a.example/%C3%A4%20%22b%22"},
           Case{"file", "", {.path = "/p.html"}, "file://desk/p.html"},
           Case{"place in an archive file", "", {.path = "/p.warc.gz", .record = "123"}, ""},
           Case{"path from here", "", {.path = "p.html"}, ""},
           Case{"other scheme", "javascript:alert(1)", {}, ""},
           Case{
               "control", "https://a.example/\x1B]8;;x", {.path = "/p.html"}, "file://desk/p.html"},
           Case{"C1 control", "https://a.example/\xC2\x9C", {}, ""},
           Case{"bidi override", "https://a.example/\xE2\x80\xAE", {}, ""},
           Case{"nothing", "", {}, ""},
       }) {
    Article article;
    article.url = test.url;
    article.source = test.source;
    EXPECT_EQ(link_target(article, "desk"), test.target) << test.name;
  }
  Article article;
  article.url = "https://a.example/" + std::string(3000, 'x');
  EXPECT_EQ(link_target(article, "desk"), "") << "longer than terminals take";
  EXPECT_EQ(web_address(article), article.url);
}

TEST(Hyperlink, Sequences) {
  EXPECT_EQ(begin_link("https://a.example/", ""), "\x1B]8;;https://a.example/\x1B\\");
  EXPECT_EQ(begin_link("https://a.example/", "hit3"), "\x1B]8;id=hit3;https://a.example/\x1B\\");
  EXPECT_EQ(end_link(), "\x1B]8;;\x1B\\");
}

}  // namespace
}  // namespace dateline
