// Whole pages: the tree that HtmlDocument holds is the one the HTML parser builds of all bytes of
// the page, but for the elements and attributes that the pass before the parser leaves out on
// purpose (is_read_attribute() and names_resource() say which).
//
// Runs over corpus/pages always, and over the annotated pages of scripts/quality where they are.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/charset.hpp"
#include "indexer/html_document.hpp"
#include "indexer/page_format.hpp"
#include "tests/support/tree_outline.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = DATELINE_SOURCE_DIR;

std::vector<fs::path> files_under(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Unpacked where scripts/quality does; nullopt where there are none.
std::optional<fs::path> annotated_pages() {
  const fs::path pages = kSource / "build" / "quality" / "extraction";
  if (fs::exists(pages / "html")) return pages / "html";
  const char* const stated = std::getenv("DATELINE_SHARED");  // NOLINT(concurrency-mt-unsafe)
  const fs::path shared = stated != nullptr ? fs::path(stated) : kSource.parent_path() / "shared";
  const fs::path archive = shared / "data" / "extraction" / "pages.tar.zst";
  if (!fs::exists(archive)) return std::nullopt;
  const fs::path scratch = pages.string() + ".tree-test";
  fs::create_directories(scratch);
  const std::string command =
      "zstd -dc '" + archive.string() + "' | tar -x -C '" + scratch.string() + "'";
  if (std::system(command.c_str()) != 0) return std::nullopt;  // NOLINT(cert-env33-c)
  std::error_code exists_by_now;
  fs::rename(scratch, pages, exists_by_now);
  return pages / "html";
}

/// The surroundings of the first difference.
std::string difference(std::string_view a, std::string_view b) {
  const auto at = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  const std::size_t from = at - std::min<std::size_t>(at, 150);
  return "  ours:   " + std::string(a.substr(from, 300)) +
         "\n  parser: " + std::string(b.substr(std::min(from, b.size()), 300));
}

/// The elements, attributes and texts one after the other.
std::string without_nesting(std::string_view outline) {
  std::string flat;
  for (const char c : outline) {
    if (c == '(' || c == ')' || c == '#' || c == ' ') {
      if (!flat.empty() && flat.back() != ' ') flat += ' ';
    } else {
      flat += c;
    }
  }
  return flat;
}

void expect_same_tree(const fs::path& path) {
  const std::string bytes = read(path);
  if (detect_page_format(path.string(), bytes) != PageFormat::Html) return;
  const DecodedText decoded = decode_to_utf8(bytes);
  const auto document = HtmlDocument::parse(decoded.text, {}, TreeForm::AsParsed);
  EXPECT_FALSE(document.truncated()) << path;
  std::string ours = test::outline(document);
  test::UnboundedTree theirs = test::parse_unbounded(decoded.text);
  // There the parser is wrong about the nesting, and about nothing else.
  if (theirs.misnests_unknown_elements) {
    ours = without_nesting(ours);
    theirs.outline = without_nesting(theirs.outline);
  }
  EXPECT_TRUE(ours == theirs.outline) << path << "\n" << difference(ours, theirs.outline);
}

TEST(TreeFidelity, OfTheCorpus) {
  for (const fs::path& path : files_under(kSource / "corpus" / "pages")) expect_same_tree(path);
}

/// A share of the annotated pages, so that the shares can run side by side.
class TreeFidelityOfAnnotatedPages : public testing::TestWithParam<std::size_t> {};

TEST_P(TreeFidelityOfAnnotatedPages, IsWhole) {
  const auto folder = annotated_pages();
  if (!folder) GTEST_SKIP() << "no annotated pages";
  const std::vector<fs::path> files = files_under(*folder);
  for (std::size_t i = GetParam(); i < files.size(); i += 4) expect_same_tree(files[i]);
}

INSTANTIATE_TEST_SUITE_P(Share, TreeFidelityOfAnnotatedPages, testing::Range<std::size_t>(0, 4));

}  // namespace
}  // namespace dateline
