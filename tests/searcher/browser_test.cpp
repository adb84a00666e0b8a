#include "searcher/browser.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::HasSubstr;
using Call = std::vector<std::string>;

TEST(Browser, Calls) {
  struct Case {
    const char* name;
    const char* browsers;
    std::vector<Call> calls;
  };
  const std::string address = "https://a.example/?q=$(id)&x=%s;a b";
  const std::vector<Case> cases{
      {"none", "", {{"xdg-open", address}}},
      {"only colons", "::", {{"xdg-open", address}}},
      {"a name", "firefox", {{"firefox", address}}},
      {"several", "firefox:w3m -B", {{"firefox", address}, {"w3m", "-B", address}}},
      {"a place for it", "show --url=%s --now", {{"show", "--url=" + address, "--now"}}},
      {"percent and colon", "show 100%% a%cb", {{"show", "100%", "a:b", address}}},
      {"other percents", "show 5% %d", {{"show", "5%", "%d", address}}},
      {"no shell", "echo;id `id`", {{"echo;id", "`id`", address}}},
  };
  for (const Case& test : cases)
    EXPECT_EQ(browser_calls(test.browsers, address), test.calls) << test.name;
}

TEST(Browser, TheSavedPageElseTheWebAddress) {
  const test::ScratchFolder scratch;
  const std::string page = scratch.write("a page.html", "<html>");
  const std::string packed = scratch.write("page.html.gz", "");
  const std::string encoded = "file://" + scratch.path().string() + "/a%20page.html";
  Article article;
  article.url = "https://a.example/";
  article.source.path = page;
  EXPECT_EQ(address_to_open(article), encoded);
  article.source.record = "120";
  EXPECT_EQ(address_to_open(article), "https://a.example/") << "a record of an archive file";
  article.other_sources = {{.path = page}};
  EXPECT_EQ(address_to_open(article), encoded) << "another capture";
  article.other_sources.clear();
  for (const std::string& path : {packed, scratch / "gone.html", scratch.path().string()}) {
    article.source = {.path = path};
    EXPECT_EQ(address_to_open(article), "https://a.example/") << path;
  }
  article.url.clear();
  EXPECT_EQ(address_to_open(article), "");
}

TEST(Browser, RunsTheFirstThatOpensIt) {
  const test::ScratchFolder scratch;
  const std::string browser =
      scratch.write("browser", "#!/bin/sh\nprintf '%s\\n' \"$@\" >>'" + (scratch / "seen") + "'\n");
  std::filesystem::permissions(browser, std::filesystem::perms::owner_all);
  Terminal terminal;
  terminal.environment["BROWSER"] = "/nonexistent/browser:false:" + browser + " -n:" + browser;
  const std::string address = "https://a.example/$(id);'";
  const auto opened = open_in_browser(address, terminal);
  ASSERT_TRUE(opened) << opened.error().message;
  std::ifstream seen(scratch / "seen");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(seen), {}), "-n\n" + address + "\n");
}

TEST(Browser, NoneOpensIt) {
  Terminal terminal;
  terminal.environment["BROWSER"] = "/nonexistent/browser";
  const auto missing = open_in_browser("https://a.example/", terminal);
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message, HasSubstr("cannot run /nonexistent/browser"));
  EXPECT_THAT(missing.error().hint, HasSubstr("BROWSER"));
  terminal.environment["BROWSER"] = "false";
  EXPECT_THAT(open_in_browser("https://a.example/", terminal).error().message,
              HasSubstr("false failed with status 1"));
}

}  // namespace
}  // namespace dateline
