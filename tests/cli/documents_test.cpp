// Help, manual pages and completions, held against what the programs know.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/schema.hpp"
#include "tests/support/program.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using test::install_prefix;
using test::run_program;
using testing::HasSubstr;
using testing::IsEmpty;

using Words = std::set<std::string>;
using Values = std::map<std::string, Words>;  ///< of options with a few of them, by long name

struct KnownOptions {
  Words names;  ///< "-n", "--limit"
  Values values;
};

const std::vector<std::string> kPrograms{"dateline-index", "dateline-search", "dateline-bench"};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<std::smatch> matches(const std::string& text, const std::regex& pattern) {
  return {std::sregex_iterator(text.begin(), text.end(), pattern), {}};
}

std::string replaced(const std::string& text, const char* pattern, const char* by) {
  return std::regex_replace(text, std::regex(pattern), by);
}

Words words_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

/// Options that begin lines of a help text. What one is chosen from is in small letters, parted by
/// bars.
KnownOptions options_of_help(const std::string& help) {
  static const std::regex kOption("^  (?:(-.), |    )(--[a-z-]+)(?: ([a-z|]+)(?= |$))?");
  KnownOptions known;
  for (const std::string& line : lines_of(help)) {
    std::smatch option;
    if (!std::regex_search(line, option, kOption)) continue;
    if (option[1].matched) known.names.insert(option[1]);
    known.names.insert(option[2]);
    if (option[3].matched) known.values[option[2]] = words_of(replaced(option[3], "\\|", " "));
  }
  return known;
}

KnownOptions known_options(const std::string& program) {
  const KnownOptions known = options_of_help(run_program(program, {"--help-all"}).out);
  EXPECT_GT(known.names.size(), 15U) << program;
  return known;
}

/// A manual page without its escapes.
std::string manual(const std::string& name) {
  std::string text =
      read(install_prefix() / "share/man" / ("man" + name.substr(name.size() - 1)) / name);
  text = replaced(text, R"(\\-)", "-");
  text = replaced(text, R"(\\\(dq)", "\"");
  return replaced(text, R"(\\&)", "");
}

KnownOptions options_of_manual(const std::string& page) {
  static const std::regex kFlag("Fl (-[a-z-]+|[A-Za-z0-9])");
  KnownOptions told;
  for (const std::string& line : lines_of(page)) {
    if (!line.starts_with(".It Fl ")) continue;
    std::string name;
    for (const std::smatch& flag : matches(line, kFlag))
      told.names.insert(name = "-" + flag[1].str());
    if (const std::size_t values = line.find(" Cm "); values != std::string::npos)
      told.values[name] = words_of(replaced(line.substr(values + 4), "\\|", " "));
  }
  return told;
}

/// A completion is of use where it knows no more and no less than the program.
void expect_same(const KnownOptions& told, const KnownOptions& known, const std::string& where) {
  EXPECT_EQ(told.names, known.names) << where;
  for (const auto& [option, values] : known.values) {
    const auto found = told.values.find(option);
    ASSERT_NE(found, told.values.end()) << where << ": no values of " << option;
    EXPECT_EQ(found->second, values) << where << ": " << option;
  }
}

TEST(Documents, HelpFitsAScreen) {
  for (const std::string& program : kPrograms) {
    for (const char* option : {"--help", "-h", "--help-all"}) {
      const auto help = run_program(program, {option});
      EXPECT_EQ(help.status, 0);
      EXPECT_THAT(help.err, IsEmpty());
      const auto lines = lines_of(help.out);
      if (option != std::string("--help-all")) {
        EXPECT_LE(lines.size(), 24U) << program;
        EXPECT_THAT(help.out, HasSubstr("--help-all"));
        EXPECT_THAT(help.out, HasSubstr("man " + program));
      }
      for (const std::string& line : lines) EXPECT_LE(line.size(), 80U) << program << ": " << line;
    }
    const KnownOptions known = known_options(program);
    const KnownOptions short_help = options_of_help(run_program(program, {"--help"}).out);
    EXPECT_GT(short_help.names.size(), 8U) << program;
    EXPECT_TRUE(std::includes(known.names.begin(), known.names.end(), short_help.names.begin(),
                              short_help.names.end()))
        << program << ": " << testing::PrintToString(short_help.names);
  }
}

TEST(Documents, ManualsTellOfEveryOption) {
  for (const std::string& program : kPrograms) {
    const std::string page = manual(program + ".1");
    const KnownOptions known = known_options(program);
    expect_same(options_of_manual(page), known, program + ".1");
    for (const std::smatch& flag : matches(page, std::regex("Fl (-[a-z-]+|[A-Za-z0-9])")))
      EXPECT_TRUE(known.names.contains("-" + flag[1].str())) << program << ".1: " << flag[0];
    for (const char* section :
         {"NAME", "SYNOPSIS", "DESCRIPTION", "QUERY", "OPTIONS", "OUTPUT FORMATS", "JSON",
          "CONFIGURATION", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "SEE ALSO"})
      EXPECT_THAT(page, HasSubstr(".Sh " + std::string(section) + "\n")) << program;
  }
}

TEST(Documents, ManualsAreOfThisVersion) {
  for (const char* name :
       {"dateline-index.1", "dateline-search.1", "dateline-bench.1", "dateline-query.7"}) {
    EXPECT_THAT(manual(name), HasSubstr("Dateline " DATELINE_VERSION)) << name;
    EXPECT_THAT(manual(name), testing::Not(HasSubstr("@"
                                                     "PROJECT")))
        << name;
  }
}

TEST(Documents, ManualsAreWellFormed) {
  if (!fs::exists("/usr/bin/groff")) GTEST_SKIP() << "groff is not installed";
  for (const char* name : {"man1/dateline-index.1", "man1/dateline-search.1",
                           "man1/dateline-bench.1", "man7/dateline-query.7"}) {
    const auto formatted =
        run_program("/usr/bin/groff",
                    {"-mandoc", "-ww", "-z", (install_prefix() / "share/man" / name).string()});
    EXPECT_EQ(formatted.status, 0) << name;
    EXPECT_THAT(formatted.err, IsEmpty()) << name;
  }
}

TEST(Documents, QueryManualTellsOfEveryField) {
  const std::string page = manual("dateline-query.7");
  Words told;
  for (const std::smatch& item : matches(page, std::regex("\n\\.It Li ([a-z]+):\n")))
    told.insert(item[1]);
  Words known;
  for (const Field& field : kFields)
    if (!field.name.empty()) known.insert(std::string(field.name));
  EXPECT_EQ(told, known);
}

/// The forms in the left column of --help-query, and those in lines that hold nothing else.
Words query_forms() {
  constexpr std::size_t kMeaningColumn = 26;
  static const std::regex kPiece("(?:\\S| (?! ))+");
  Words forms;
  for (const std::string& line : lines_of(run_program("dateline-search", {"--help-query"}).out)) {
    if (!line.starts_with("  ")) continue;
    for (const std::smatch& piece : matches(line, kPiece)) {
      const std::string form = replaced(piece.str(), "^ +| +$", "");
      const bool is_form = static_cast<std::size_t>(piece.position()) < kMeaningColumn - 1
                               ? words_of(form).size() <= 5
                               : form.find(' ') == std::string::npos && form.find(':') < 6;
      if (is_form) forms.insert(form);
    }
  }
  return forms;
}

TEST(Documents, QueryManualTellsOfEveryForm) {
  const std::string page = manual("dateline-query.7");
  const Words forms = query_forms();
  EXPECT_GT(forms.size(), 40U);
  for (const char* form :
       {"climate summit", "a w/5 b", "atleast3:word", "date:>2019", "words:..300"})
    EXPECT_TRUE(forms.contains(form)) << form;
  for (const std::string& form : forms) EXPECT_THAT(page, HasSubstr(form));
}

/// What bash offers in the place of the last word.
Words offered_by_bash(const std::vector<std::string>& words) {
  constexpr const char* kScript =
      "source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); "
      "read -ra spec < <(complete -p \"$1\"); \"${spec[2]}\" \"$1\"; "
      "printf '%s\\n' \"${COMPREPLY[@]}\"";
  std::vector<std::string> arguments{
      "-c", kScript,
      (install_prefix() / "share/bash-completion/completions" / words.front()).string()};
  arguments.insert(arguments.end(), words.begin(), words.end());
  const auto result = run_program("/bin/bash", arguments);
  EXPECT_THAT(result.err, IsEmpty());
  return words_of(result.out);
}

TEST(Documents, BashCompletesEveryOption) {
  for (const std::string& program : kPrograms) {
    const KnownOptions known = known_options(program);
    KnownOptions told{.names = offered_by_bash({program, "-"}), .values = {}};
    for (const auto& [option, values] : known.values) {
      told.values[option] = offered_by_bash({program, option, ""});
      EXPECT_EQ(offered_by_bash({program, option, "="}), told.values[option]);
      EXPECT_EQ(offered_by_bash({program, option, "=", *values.begin()}), Words{*values.begin()});
    }
    expect_same(told, known, program + " in bash");
    EXPECT_THAT(offered_by_bash({program, "--", "--"}), IsEmpty());
  }
}

TEST(Documents, ZshCompletesEveryOption) {
  const std::string all = read(install_prefix() / "share/zsh/site-functions/_dateline");
  for (const std::string& program : kPrograms) {
    const std::size_t begin = all.find("_" + replaced(program, "-", "_") + "() {");
    ASSERT_NE(begin, std::string::npos);
    const std::string function = all.substr(begin, all.find("\n}\n", begin) - begin);
    KnownOptions told;
    // {-n,--limit=}'[...]' or --limit=[...], values as :what:(one two)
    for (const std::string& line : lines_of(function)) {
      std::string name;
      for (const std::smatch& option :
           matches(line, std::regex("(--?[A-Za-z0-9][a-z-]*?)(?:=-?)?[,}[]")))
        told.names.insert(name = option[1].str());
      std::smatch values;
      if (std::regex_search(line, values, std::regex(":\\(([a-z ]+)\\)")))
        told.values[name] = words_of(values[1]);
    }
    expect_same(told, known_options(program), program + " in zsh");
  }
}

TEST(Documents, FishCompletesEveryOption) {
  for (const std::string& program : kPrograms) {
    KnownOptions told;
    for (const std::string& line : lines_of(
             read(install_prefix() / "share/fish/vendor_completions.d" / (program + ".fish")))) {
      if (!line.starts_with("complete ")) continue;
      EXPECT_TRUE(line.starts_with("complete -c " + program + " ")) << line;
      std::smatch part;
      if (std::regex_search(line, part, std::regex(" -s (.) ")))
        told.names.insert("-" + part[1].str());
      if (!std::regex_search(line, part, std::regex(" -l ([a-z-]+)"))) continue;
      const std::string name = "--" + part[1].str();
      told.names.insert(name);
      if (std::regex_search(line, part, std::regex(" -a '?([a-z ]+)")))
        told.values[name] = words_of(part[1]);
    }
    expect_same(told, known_options(program), program + " in fish");
  }
}

TEST(Documents, CompletionsKnowFieldsAndFacets) {
  Words fields;
  for (const Field& field : kFields)
    if (!field.name.empty()) fields.insert(std::string(field.name) + ":");
  EXPECT_EQ(offered_by_bash({"dateline-search", ""}), fields);
  const std::string zsh = read(install_prefix() / "share/zsh/site-functions/_dateline");
  const std::string fish =
      read(install_prefix() / "share/fish/vendor_completions.d/dateline-search.fish");
  for (const std::string& field : fields) {
    EXPECT_TRUE(std::regex_search(zsh, std::regex("\n +'?" + field + "[a-z]"))) << field;
    EXPECT_TRUE(std::regex_search(
        fish, std::regex("[ ']" + field.substr(0, field.size() - 1) + " ('|headline)")))
        << field;
  }

  // The hint names them.
  const std::string hint = run_program("dateline-search", {"--facets", "none", "x"}).err;
  const std::string list = replaced(hint.substr(hint.rfind(": ") + 2), "[,\n]", "");
  const Words facets = words_of(list);
  EXPECT_TRUE(facets.contains("site")) << hint;
  EXPECT_EQ(offered_by_bash({"dateline-search", "--facets", ""}), facets);
  EXPECT_THAT(zsh, HasSubstr("field " + list));
  EXPECT_THAT(fish, HasSubstr("-l facets -x -a '" + list + "'"));
}

TEST(Documents, ShellsCanReadTheirCompletions) {
  const fs::path share = install_prefix() / "share";
  const bool has_zsh = fs::exists("/usr/bin/zsh");
  const bool has_fish = fs::exists("/usr/bin/fish");
  if (has_zsh) {
    const auto zsh =
        run_program("/usr/bin/zsh", {"-fn", (share / "zsh/site-functions/_dateline").string()});
    EXPECT_EQ(zsh.status, 0) << zsh.err;
  }
  if (has_fish) {
    for (const std::string& program : kPrograms) {
      const auto fish =
          run_program("/usr/bin/fish",
                      {"-n", (share / "fish/vendor_completions.d" / (program + ".fish")).string()});
      EXPECT_EQ(fish.status, 0) << fish.err;
    }
  }
  if (!has_zsh || !has_fish) GTEST_SKIP() << "zsh or fish is not installed";
}

}  // namespace
}  // namespace dateline
