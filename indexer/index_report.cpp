#include "indexer/index_report.hpp"

#include <sys/resource.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/number_text.hpp"

namespace dateline {
void IndexReport::count_kind(ArticleKind kind) {
  if (kind == ArticleKind::Stub) ++stubs;
  if (kind == ArticleKind::Page) ++other_pages;
}

std::uint64_t peak_memory_bytes() {
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;  // kilobytes on Linux
}

std::string to_string(const IndexReport& report, std::uint64_t peak_bytes) {
  std::string line = fmt::format("{} new", group_digits(report.added));
  const auto add = [&](std::uint64_t count, std::string_view one, std::string_view many) {
    if (count > 0) line += fmt::format(", {} {}", group_digits(count), count == 1 ? one : many);
  };
  add(report.changed, "changed", "changed");
  add(report.unchanged, "unchanged", "unchanged");
  add(report.removed, "removed", "removed");
  add(report.stubs, "stub", "stubs");
  add(report.other_pages, "page without an article", "pages without an article");
  add(report.skipped, "file of another kind", "files of another kind");
  add(report.failed, "failed", "failed");
  add(report.syndicated, "in a shared story", "in shared stories");
  const double seconds = report.elapsed.count();
  const double handled = static_cast<double>(report.handled() + report.unchanged);
  line += fmt::format("; {:.1f} s", seconds);
  if (seconds > 0)
    line +=
        fmt::format(", {} pages/s", group_digits(static_cast<std::uint64_t>(handled / seconds)));
  if (peak_bytes > 0) line += fmt::format(", peak {} MB", group_digits(peak_bytes / 1'000'000));
  return line;
}

std::string to_json(const IndexReport& report, std::uint64_t peak_bytes) {
  const nlohmann::ordered_json json{{"type", "run"},
                                    {"new", report.added},
                                    {"changed", report.changed},
                                    {"unchanged", report.unchanged},
                                    {"removed", report.removed},
                                    {"stubs", report.stubs},
                                    {"other_pages", report.other_pages},
                                    {"skipped", report.skipped},
                                    {"failed", report.failed},
                                    {"in_shared_stories", report.syndicated},
                                    {"seconds", report.elapsed.count()},
                                    {"peak_bytes", peak_bytes}};
  return json.dump();
}

}  // namespace dateline
