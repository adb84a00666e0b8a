#include "bench/bench_query.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "common/utf8.hpp"

namespace dateline {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

}  // namespace

std::vector<BenchQuery> parse_query_lines(std::string_view lines) {
  std::vector<BenchQuery> queries;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    if (line.starts_with('#')) continue;
    const std::size_t tab = line.find('\t');
    const bool has_class = tab != std::string_view::npos && !trimmed(line.substr(0, tab)).empty();
    const std::string_view query_class = has_class ? trimmed(line.substr(0, tab)) : kUnnamedClass;
    const std::string_view text = trimmed(has_class ? line.substr(tab) : line);
    if (text.empty()) continue;
    queries.push_back({.query_class = make_valid_utf8(query_class), .text = make_valid_utf8(text)});
  }
  return queries;
}

Result<std::vector<BenchQuery>> read_query_file(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string content;
  for (std::string line; std::getline(file, line);) content += line + '\n';
  if (!file.is_open() || file.bad())
    return fail(ErrorCode::Input,
                fmt::format("cannot read {}: {}", path, std::generic_category().message(errno)));
  auto queries = parse_query_lines(content);
  if (queries.empty()) return fail(ErrorCode::Input, fmt::format("{} holds no query", path));
  return queries;
}

}  // namespace dateline
