#include "common/argument_file.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ArgumentFile, HoldsAnArgumentALine) {
  const ArgumentFile file = parse_argument_file(
      "a.conf", "# mine\n\n--limit\n 20\t\r\n   \n  # --all\n--template={title}  #{id} \"x\"\n-q");
  EXPECT_EQ(file.path, "a.conf");
  EXPECT_THAT(file.arguments, ElementsAre(FileArgument{"--limit", 3}, FileArgument{"20", 4},
                                          FileArgument{"--template={title}  #{id} \"x\"", 7},
                                          FileArgument{"-q", 8}));
}

TEST(ArgumentFile, MayHoldNothing) {
  for (const char* text : {"", "\n", "\n\n# only this", "  \r\n"})
    EXPECT_THAT(parse_argument_file("a.conf", text).arguments, IsEmpty()) << text;
}

/// In an environment without a configuration of its own.
class ArgumentFilePlaces : public testing::Test {
 protected:
  void SetUp() override {
    unsetenv("DATELINE_SEARCH_CONFIG");
    unsetenv("DATELINE_INDEX_CONFIG");
    unsetenv("XDG_CONFIG_HOME");
    setenv("HOME", (scratch_ / "home").c_str(), 1);
    scratch_.write("home/.config/dateline/search.conf", "--of-home\n");
    scratch_.write("xdg/dateline/search.conf", "--of-xdg\n");
    scratch_.write("xdg/dateline/index.conf", "--of-index\n");
    scratch_.write("mine", "--of-mine\n");
  }
  void TearDown() override {
    for (const char* name : {"DATELINE_SEARCH_CONFIG", "XDG_CONFIG_HOME"}) unsetenv(name);
  }

  static Result<ArgumentFile> read(std::string_view program, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "program");
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    return read_argument_file(program, pointers);
  }

  /// The first argument, or what else came of it.
  static std::string found(std::string_view program = "search",
                           std::vector<std::string> arguments = {"ferry"}) {
    const auto file = read(program, std::move(arguments));
    if (!file) return file.error().message;
    return file->arguments.empty() ? "none" : file->arguments.front().text;
  }

  test::ScratchFolder scratch_;
};

TEST_F(ArgumentFilePlaces, VariableThenConfigHomeThenHome) {
  EXPECT_EQ(found(), "--of-home");
  setenv("XDG_CONFIG_HOME", (scratch_ / "xdg").c_str(), 1);
  EXPECT_EQ(found(), "--of-xdg");
  EXPECT_EQ(found("index"), "--of-index");
  EXPECT_EQ(found("bench"), "none");
  setenv("DATELINE_SEARCH_CONFIG", (scratch_ / "mine").c_str(), 1);
  EXPECT_EQ(found(), "--of-mine");
  EXPECT_EQ(found("index"), "--of-index");
}

TEST_F(ArgumentFilePlaces, RelativeConfigHomeAndNoHome) {
  setenv("XDG_CONFIG_HOME", "xdg", 1);
  EXPECT_EQ(found(), "--of-home");
  unsetenv("HOME");
  EXPECT_EQ(found(), "none");
}

TEST_F(ArgumentFilePlaces, CanBeLeftAlone) {
  EXPECT_EQ(found("search", {"ferry", "--no-config"}), "none");
  EXPECT_EQ(found("search", {"--", "--no-config"}), "--of-home") << "a word of the query";
  setenv("DATELINE_SEARCH_CONFIG", "", 1);
  EXPECT_EQ(found(), "none");
}

TEST_F(ArgumentFilePlaces, OneThatIsNamedMustBeThere) {
  setenv("DATELINE_SEARCH_CONFIG", (scratch_ / "absent").c_str(), 1);
  EXPECT_THAT(found(), HasSubstr("absent: No such file"));
  EXPECT_EQ(read("search", {"ferry"}).error().code, ErrorCode::Usage);
  for (const char* help : {"-h", "--help", "--help-all", "--help-query", "--version"})
    EXPECT_EQ(found("search", {help}), "none") << help;
  setenv("DATELINE_SEARCH_CONFIG", (scratch_ / "home").c_str(), 1);
  EXPECT_THAT(found(), HasSubstr("Is a directory"));
}

}  // namespace
}  // namespace dateline
