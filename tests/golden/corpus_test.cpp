// Every page of corpus/ against its truth, field by field. Where the extractor does not yet give
// the truth, the page and field stand in known_differences.txt: a difference that is not listed
// fails, and so does a listed one that has gone, so the list only shrinks on purpose.
// DATELINE_UPDATE_GOLDEN=1 rewrites it.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/page_extraction.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path kCorpus = fs::path(DATELINE_SOURCE_DIR) / "corpus";
const fs::path kKnownDifferences =
    fs::path(DATELINE_SOURCE_DIR) / "tests/golden/known_differences.txt";

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The article's fields in the form of the truth files.
Json fields_of(const Article& article) {
  return {
      {"title", article.title},
      {"authors", article.authors},
      {"published", article.published ? Json(format_day(article.published->time)) : Json(nullptr)},
      {"site", article.site},
      {"section", article.section},
      {"language", article.language},
      {"kind", to_string(article.kind)},
      {"url", article.url},
      {"lead", article.lead},
      {"source_url", article.source_url},
      {"wire", article.wire},
      {"body", article.body}};
}

/// Where two texts part, with a little of both.
std::string first_difference(const std::string& expected, const std::string& actual) {
  const auto [e, a] = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
  const auto around = [](const std::string& text, std::string::const_iterator at) {
    const auto offset = static_cast<std::size_t>(at - text.begin());
    const std::size_t begin = offset < 40 ? 0 : offset - 40;
    return text.substr(begin, 120);
  };
  return "expected: " + around(expected, e) + "\n  actual:   " + around(actual, a);
}

struct Difference {
  std::string key;  ///< page, blank, field
  std::string detail;
};

std::vector<Difference> compare_page(const fs::path& truth_file) {
  const std::string page_name = truth_file.stem().string();
  const Json truth = Json::parse(read_file(truth_file));
  const auto article = extract_page({.path = (kCorpus / "pages" / page_name).string(),
                                     .bytes = read_file(kCorpus / "pages" / page_name)});
  if (!article) return {{page_name + " page", article.error().message}};
  const Json actual = fields_of(*article);
  std::vector<Difference> differences;
  for (const auto& [field, expected] : truth.items()) {
    // A page that is no article is judged by its headline and kind alone.
    if (!actual.contains(field) || (truth["kind"] == "page" && field != "kind")) continue;
    if (actual[field] == expected) continue;
    differences.push_back(
        {page_name + ' ' + field,
         expected.is_string() && actual[field].is_string()
             ? first_difference(expected, actual[field])
             : "expected: " + expected.dump() + "\n  actual:   " + actual[field].dump()});
  }
  return differences;
}

TEST(Corpus, ExtractionGivesTheTruth) {
  std::set<std::string> known;
  std::istringstream list(read_file(kKnownDifferences));
  for (std::string line; std::getline(list, line);)
    if (!line.empty() && line.front() != '#') known.insert(line);

  std::vector<fs::path> truth_files;
  for (const auto& entry : fs::directory_iterator(kCorpus / "expected"))
    if (entry.path().extension() == ".json") truth_files.push_back(entry.path());
  std::sort(truth_files.begin(), truth_files.end());
  ASSERT_GE(truth_files.size(), 80U);

  std::set<std::string> seen;
  for (const fs::path& truth_file : truth_files) {
    for (const Difference& difference : compare_page(truth_file)) {
      seen.insert(difference.key);
      EXPECT_TRUE(known.contains(difference.key) ||
                  std::getenv("DATELINE_UPDATE_GOLDEN") != nullptr)
          << difference.key << "\n  " << difference.detail;
    }
  }
  if (std::getenv("DATELINE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream out(kKnownDifferences);
    out << "# Pages of corpus/ and the fields in which the extractor differs from their truth.\n";
    for (const std::string& key : seen) out << key << '\n';
    return;
  }
  for (const std::string& key : known)
    EXPECT_TRUE(seen.contains(key)) << key << " is right now: take it off the list";
}

TEST(Corpus, EveryPageHasItsTruth) {
  for (const auto& page : fs::directory_iterator(kCorpus / "pages"))
    EXPECT_TRUE(fs::exists(kCorpus / "expected" / (page.path().filename().string() + ".json")))
        << page.path();
}

}  // namespace
}  // namespace dateline
