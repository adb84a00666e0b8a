#pragma once

// Records for programs to read, one JSON object each, without a line end. Text is plain, valid
// UTF-8 without controls; marks are byte offsets into the text they stand beside. Fields may be
// added, the meaning of those here never changes while "schema" is 1.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "common/error.hpp"
#include "searcher/result_page.hpp"

namespace dateline {

struct SearchStart {
  std::string query;
  std::string query_id;  ///< of a line of --queries; empty when it has none
  std::string parsed;    ///< to_string() of the tree
  std::vector<DatabaseFacts> databases;
  std::chrono::sys_seconds now{};
};

std::string begin_to_json(const SearchStart& start);
std::string hit_to_json(const Hit& hit);
std::string facet_to_json(const Facet& facet);
std::string timeline_to_json(const Timeline& timeline);
std::string summary_to_json(const ResultPage& page, std::chrono::nanoseconds elapsed);
/// `query_id` is empty outside a batch.
std::string error_to_json(const Error& error, std::string_view query_id = {});
std::string article_to_json(const ShownArticle& shown);
/// The summary of a query whose matches are counted only.
std::string count_to_json(std::uint64_t matches, std::chrono::nanoseconds elapsed,
                          std::string_view query_id = {});

}  // namespace dateline
