#include "common/url.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Url, FindsTheHost) {
  struct Case {
    std::string_view url, host;
  };
  constexpr auto kCases = std::to_array<Case>({
      {"https://News.Example/a?b#c", "news.example"},
      {"http://www.news.example:8080", "www.news.example"},
      {"//cdn.news.example/x", "cdn.news.example"},
      {"https://user:word@news.example./", "news.example"},
      {"https://evil.example\\@news.example/", "evil.example"},
      {"https://[2001:db8::1]:443/", "[2001:db8::1]"},
      {"https://news.example?x=//other.example", "news.example"},
      {"ftp://news.example/", ""},
      {"/just/a/path", ""},
      {"mailto:someone@news.example", ""},
      {"https://no host/", ""},
      {"", ""},
  });
  for (const Case& test : kCases) EXPECT_EQ(host_of(test.url), test.host) << test.url;
}

TEST(Url, ListsParentDomains) {
  EXPECT_EQ(domains_of("a.b.example"),
            (std::vector<std::string_view>{"a.b.example", "b.example", "example"}));
  EXPECT_EQ(domains_of("192.0.2.7"), (std::vector<std::string_view>{"192.0.2.7"}));
  EXPECT_TRUE(domains_of("").empty());
}

}  // namespace
}  // namespace dateline
