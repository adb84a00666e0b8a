#pragma once

// A small archive of invented articles to search in.

#include <string>
#include <vector>

#include "common/article.hpp"

namespace dateline::test {

/// Ids, and what they are there for:
///   summit   the climate summit, English, 2023-03-20, bbc.example, tags climate and "carbon tax"
///   protest  climate protests far from any summit, no date
///   ferry    vote on a ferry, "prime minister" in its text, evening of 2023-03-01 at UTC-5
///   tunnel   a tunnel, a stub, 2019-11 (the day unknown), mentions "minister" and "prime" apart
///   wahl     German, Wahlen and Frauen, 2021-09-26
///   wahl-en  English article that has the word Wahl
///   olympia  Chinese, 2021-07-23
///   virus    covid-19, AT&T, C++, 1,000 beds; 2020, the month unknown
std::vector<Article> archive_articles();

/// Writes them to a database at `path`.
void make_archive(const std::string& path,
                  const std::vector<Article>& articles = archive_articles());

}  // namespace dateline::test
