#include "bench/report.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/utf8.hpp"

namespace dateline {
namespace {

using std::chrono::nanoseconds;

constexpr int kJsonSchema = 1;
constexpr std::string_view kAllClasses = "all";

double milliseconds(nanoseconds time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

std::uint64_t median(std::vector<std::uint64_t> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Over the queries that `is_member` picks; at least one.
template <class IsMember>
ClassTimes summarize_class(std::string_view name, std::span<const BenchQuery> queries,
                           const Measurement& measurement, const IsMember& is_member) {
  ClassTimes out{.query_class = std::string(name), .total = {}, .phases = {}};
  std::vector<nanoseconds> totals;
  std::array<std::vector<nanoseconds>, kPhaseNames.size()> phases;
  std::vector<std::uint64_t> matches;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    if (!is_member(queries[i])) continue;
    matches.push_back(measurement.queries[i].matches);
    for (const QueryTimes& times : measurement.queries[i].times) {
      totals.push_back(times.total);
      for (std::size_t p = 0; p < phases.size(); ++p) phases[p].push_back(times.phases[p]);
    }
  }
  out.queries = matches.size();
  out.matches = median(std::move(matches));
  out.total = summarize(std::move(totals));
  for (std::size_t p = 0; p < phases.size(); ++p) out.phases[p] = summarize(std::move(phases[p]));
  return out;
}

std::string count_of(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  out.append(width - std::min(width, display_width(text)), ' ');
  return out;
}

nlohmann::ordered_json to_json(const Percentiles& times) {
  return {{"p50", milliseconds(times.p50)},    {"p90", milliseconds(times.p90)},
          {"p95", milliseconds(times.p95)},    {"p99", milliseconds(times.p99)},
          {"p99.9", milliseconds(times.p999)}, {"max", milliseconds(times.max)},
          {"mean", milliseconds(times.mean)}};
}

nlohmann::ordered_json to_json(const ClassTimes& times) {
  nlohmann::ordered_json phases = nlohmann::ordered_json::object();
  for (std::size_t p = 0; p < kPhaseNames.size(); ++p)
    phases[std::string(kPhaseNames[p])] = to_json(times.phases[p]);
  return {{"class", times.query_class},       {"queries", times.queries},
          {"samples", times.total.samples},   {"matches", times.matches},
          {"total_ms", to_json(times.total)}, {"phases_ms", std::move(phases)}};
}

}  // namespace

double BenchReport::queries_per_second() const {
  const double seconds = std::chrono::duration<double>(elapsed).count();
  return seconds > 0 ? static_cast<double>(all.total.samples) / seconds : 0;
}

BenchReport make_report(BenchSetting setting, std::span<const BenchQuery> queries,
                        const Measurement& measurement) {
  BenchReport report{.setting = std::move(setting), .elapsed = measurement.elapsed, .all = {}};
  if (queries.empty()) return report;
  std::vector<std::string_view> names;
  for (const BenchQuery& query : queries)
    if (std::find(names.begin(), names.end(), query.query_class) == names.end())
      names.push_back(query.query_class);
  for (const std::string_view name : names)
    report.classes.push_back(
        summarize_class(name, queries, measurement,
                        [&](const BenchQuery& query) { return query.query_class == name; }));
  report.all =
      summarize_class(kAllClasses, queries, measurement, [](const BenchQuery&) { return true; });
  return report;
}

std::string to_table(const BenchReport& report) {
  const BenchSetting& setting = report.setting;
  std::string out = fmt::format(
      "{} from {}; {} after {} of warm-up, {}, {}, {} a hit\n\n",
      count_of(report.all.queries, "query", "queries"), printable(setting.queries),
      count_of(setting.plan.rounds, "round", "rounds"), setting.plan.warmup_rounds,
      count_of(setting.plan.threads, "thread", "threads"), count_of(setting.hits, "hit", "hits"),
      count_of(setting.fragments, "fragment", "fragments"));

  std::vector<std::string> names;
  std::size_t name_width = 5;
  for (const ClassTimes& times : report.classes) {
    names.push_back(printable(times.query_class));
    name_width = std::max(name_width, display_width(names.back()));
  }
  constexpr std::size_t kTimeWidth = 9;
  constexpr std::size_t kTimeColumns = 7;
  constexpr std::size_t kPhaseWidth = 10;
  const auto row = [&](std::string_view name, const ClassTimes& times) {
    out += fmt::format("{} {:>7} {:>8}", padded(name, name_width), times.queries, times.matches);
    for (const nanoseconds time :
         {times.total.p50, times.total.p90, times.total.p95, times.total.p99, times.total.p999,
          times.total.max, times.total.mean})
      out += fmt::format("{:>{}.3f}", milliseconds(time), kTimeWidth);
    out += " |";
    for (const Percentiles& phase : times.phases)
      out += fmt::format("{:>{}.3f}", milliseconds(phase.p50), kPhaseWidth);
    out += '\n';
  };
  out += fmt::format("{:{}} {:>7} {:>8}{:>{}} |{:>{}}\n", "", name_width, "", "",
                     "milliseconds a query", kTimeWidth * kTimeColumns, "median of each phase",
                     kPhaseWidth * kPhaseNames.size());
  out += fmt::format("{:{}} {:>7} {:>8}", "class", name_width, "queries", "matches");
  for (const std::string_view column : {"p50", "p90", "p95", "p99", "p99.9", "max", "mean"})
    out += fmt::format("{:>{}}", column, kTimeWidth);
  out += " |";
  for (const std::string_view phase : kPhaseNames) out += fmt::format("{:>{}}", phase, kPhaseWidth);
  out += '\n';
  for (std::size_t i = 0; i < names.size(); ++i) row(names[i], report.classes[i]);
  row(kAllClasses, report.all);

  out += fmt::format("\n{} in {:.2f} s: {:.0f} queries/s\n",
                     count_of(report.all.total.samples, "query", "queries"),
                     std::chrono::duration<double>(report.elapsed).count(),
                     report.queries_per_second());
  out += fmt::format("{}: {}\n", printable(setting.database),
                     count_of(setting.articles, "article", "articles"));
  const MachineFacts& machine = setting.machine;
  out += fmt::format("dateline {}, Xapian {}, {}, {}, {}\n", machine.program_version,
                     machine.xapian_version, machine.cpu.empty() ? "unknown CPU" : machine.cpu,
                     count_of(machine.cores, "core", "cores"), machine.kernel);
  return out;
}

std::string to_json(const BenchReport& report) {
  const BenchSetting& setting = report.setting;
  const MachineFacts& machine = setting.machine;
  nlohmann::ordered_json classes = nlohmann::ordered_json::array();
  for (const ClassTimes& times : report.classes) classes.push_back(to_json(times));
  const nlohmann::ordered_json json{
      {"type", "bench"},
      {"schema", kJsonSchema},
      {"machine",
       {{"cpu", machine.cpu},
        {"cores", machine.cores},
        {"kernel", machine.kernel},
        {"xapian", machine.xapian_version},
        {"dateline", machine.program_version}}},
      {"database", {{"path", setting.database}, {"articles", setting.articles}}},
      {"setting",
       {{"queries", setting.queries},
        {"warmup", setting.plan.warmup_rounds},
        {"runs", setting.plan.rounds},
        {"threads", setting.plan.threads},
        {"hits", setting.hits},
        {"fragments", setting.fragments}}},
      {"elapsed_s", std::chrono::duration<double>(report.elapsed).count()},
      {"queries_per_second", report.queries_per_second()},
      {"classes", std::move(classes)},
      {"all", to_json(report.all)}};
  // Paths are bytes; what is not UTF-8 in them becomes U+FFFD.
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace dateline
