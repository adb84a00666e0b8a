#include "indexer/report_file.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace dateline {

ReportFile::ReportFile(std::string path) : path_(std::move(path)), out_(path_) {
  out_ << "{\"failures\":[";
}

Result<ReportFile> ReportFile::create(const std::string& path) {
  errno = 0;
  ReportFile report(path);
  if (!report.out_)
    return fail(ErrorCode::Usage,
                fmt::format("{}: {}", path, std::strerror(errno)),  // NOLINT(concurrency-mt-unsafe)
                "--report wants a file that can be written");
  return report;
}

void ReportFile::add_failure(std::string_view place, std::string_view reason) {
  const nlohmann::ordered_json failure{{"path", place}, {"reason", reason}};
  out_ << (std::exchange(has_failures_, true) ? ",\n" : "\n")
       << failure.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<void> ReportFile::finish(std::string_view members) {
  out_ << (has_failures_ ? "\n]," : "],") << members.substr(1) << '\n';
  errno = 0;
  out_.close();
  if (!out_)
    return fail(
        ErrorCode::Input,
        fmt::format("{}: {}", path_, std::strerror(errno)));  // NOLINT(concurrency-mt-unsafe)
  return {};
}

}  // namespace dateline
