#include "indexer/run_progress.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/number_text.hpp"

namespace dateline {
namespace {

constexpr double kPercent = 100;
constexpr double kMinute = 60;
constexpr double kHour = 3600;
/// A rate means nothing before.
constexpr double kFirstSeconds = 1;

std::optional<double> share_done(const RunProgress& progress) {
  if (progress.bytes_in_all == 0) return std::nullopt;
  // Files may grow after they were counted.
  return std::min(1.0,
                  static_cast<double>(progress.bytes) / static_cast<double>(progress.bytes_in_all));
}

std::optional<double> seconds_left(const RunProgress& progress) {
  const auto share = share_done(progress);
  const double seconds = progress.elapsed.count();
  if (!share || *share == 0 || seconds < kFirstSeconds) return std::nullopt;
  return seconds / *share * (1 - *share);
}

std::string duration_text(double seconds) {
  if (seconds < kMinute) return fmt::format("{:.0f} s", std::ceil(seconds));
  if (seconds < kHour) return fmt::format("{:.0f} min", std::ceil(seconds / kMinute));
  return fmt::format("{:.1f} h", seconds / kHour);
}

}  // namespace

std::string to_string(const RunProgress& progress) {
  std::string line =
      fmt::format("{} {}", group_digits(progress.pages), progress.pages == 1 ? "page" : "pages");
  const double seconds = progress.elapsed.count();
  if (seconds >= kFirstSeconds)
    line += fmt::format(
        ", {}/s",
        group_digits(static_cast<std::uint64_t>(static_cast<double>(progress.pages) / seconds)));
  if (progress.failed > 0) line += fmt::format(", {} failed", group_digits(progress.failed));
  if (const auto share = share_done(progress))
    line += fmt::format(", {:.0f} %", std::floor(*share * kPercent));
  if (const auto left = seconds_left(progress))
    line += fmt::format(", {} left", duration_text(*left));
  return line;
}

std::string to_json(const RunProgress& progress) {
  nlohmann::ordered_json json{{"type", "progress"},        {"pages", progress.pages},
                              {"failed", progress.failed}, {"bytes", progress.bytes},
                              {"bytes_in_all", nullptr},   {"seconds", progress.elapsed.count()},
                              {"seconds_left", nullptr}};
  if (progress.bytes_in_all > 0) json["bytes_in_all"] = progress.bytes_in_all;
  if (const auto left = seconds_left(progress)) json["seconds_left"] = *left;
  return json.dump();
}

}  // namespace dateline
