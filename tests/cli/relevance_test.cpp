// The topics of corpus/ through the installed programs, against the judgements. The floor shows
// when ranking breaks; the corpus is too small to tell good rankings apart.

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using test::run_program;

const fs::path kCorpus = fs::path(DATELINE_SOURCE_DIR) / "corpus";

using Grades = std::map<std::string, int>;  ///< page -> grade

std::map<std::string, Grades> read_judgements() {
  std::map<std::string, Grades> judgements;
  std::ifstream in(kCorpus / "qrels.txt");
  std::string topic, zero, page;
  int grade = 0;
  while (in >> topic >> zero >> page >> grade) judgements[topic][page] = grade;
  return judgements;
}

/// nDCG@10 with gains 2^grade - 1.
double ndcg(const std::vector<std::string>& ranking, const Grades& grades) {
  constexpr std::size_t kDepth = 10;
  const auto gain = [](int grade, std::size_t rank) {
    return (std::exp2(grade) - 1) / std::log2(static_cast<double>(rank) + 2);
  };
  double found = 0;
  for (std::size_t i = 0; i < std::min(kDepth, ranking.size()); ++i)
    if (const auto grade = grades.find(ranking[i]); grade != grades.end())
      found += gain(grade->second, i);
  std::vector<int> best;
  for (const auto& [page, grade] : grades) best.push_back(grade);
  std::sort(best.rbegin(), best.rend());
  double ideal = 0;
  for (std::size_t i = 0; i < std::min(kDepth, best.size()); ++i) ideal += gain(best[i], i);
  return ideal > 0 ? found / ideal : 0;
}

TEST(Relevance, TopicsOfTheCorpusFindTheirPages) {
  const test::ScratchFolder scratch;
  const auto indexed =
      run_program("dateline-index", {"-q", "--db", scratch / "db", (kCorpus / "pages").string()});
  ASSERT_EQ(indexed.status, 0) << indexed.err;

  const auto judgements = read_judgements();
  std::ifstream topics(kCorpus / "topics.tsv");
  double sum = 0;
  int count = 0;
  std::ostringstream poor;
  for (std::string line; std::getline(topics, line);) {
    const auto tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos) << line;
    const std::string topic = line.substr(0, tab);
    const auto answer = run_program("dateline-search",
                                    {"--db", scratch / "db", "--json", "--", line.substr(tab + 1)});
    EXPECT_LE(answer.status, 1) << line << '\n' << answer.err;
    std::vector<std::string> ranking;
    std::istringstream lines(answer.out);
    for (std::string record; std::getline(lines, record);) {
      const auto json = nlohmann::json::parse(record);
      if (json["type"] == "hit")
        ranking.push_back(fs::path(json["path"].get<std::string>()).filename());
    }
    ASSERT_TRUE(judgements.contains(topic)) << topic;
    const double value = ndcg(ranking, judgements.at(topic));
    if (value < 0.6) poor << "  " << line << ": " << value << '\n';
    sum += value;
    ++count;
  }
  ASSERT_GE(count, 30);
  RecordProperty("ndcg10", std::to_string(sum / count));
  EXPECT_GE(sum / count, 0.88) << "topics below 0.6:\n" << poor.str();
}

}  // namespace
}  // namespace dateline
