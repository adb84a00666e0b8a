#include "indexer/index_statistics.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <xapian.h>

#include "common/database.hpp"
#include "common/number_text.hpp"
#include "common/schema.hpp"
#include "common/utf8.hpp"
#include "common/xapian_error.hpp"
#include "indexer/generation_store.hpp"
#include "indexer/page_record.hpp"

namespace dateline {
namespace {

constexpr std::string_view kYearPrefix = "Y";
constexpr std::string_view kPrecisionPrefix = "XDP";
constexpr std::string_view kEvidencePrefix = "XDS";

/// How many names of a tally a person is shown.
constexpr std::size_t kShownNames = 12;

Tally by_count(Tally tally) {
  std::ranges::sort(tally, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return tally;
}

/// Terms of a prefix, as make_term() made them, and their frequencies.
Tally tally_terms(const Xapian::Database& database, std::string_view prefix) {
  Tally tally;
  const std::string begin(prefix);
  const auto end = database.allterms_end(begin);
  for (auto term = database.allterms_begin(begin); term != end; ++term) {
    std::string value = (*term).substr(prefix.size());
    // A prefix of one letter is the beginning of longer ones too, whose values begin otherwise.
    if (value.empty() || (value.front() >= 'A' && value.front() <= 'Z')) continue;
    if (value.front() == ':') value.erase(0, 1);
    tally.emplace_back(std::move(value), term.get_termfreq());
  }
  return by_count(std::move(tally));
}

Tally tally_values(const Xapian::Database& database, Xapian::valueno slot) {
  std::unordered_map<std::string, std::uint64_t> counts;
  const auto end = database.valuestream_end(slot);
  for (auto value = database.valuestream_begin(slot); value != end; ++value) ++counts[*value];
  return by_count({counts.begin(), counts.end()});
}

void count_files(const Xapian::Database& database, IndexStatistics& statistics) {
  const std::string prefix = page_record_key_prefix("");
  const auto end = database.metadata_keys_end(prefix);
  for (auto key = database.metadata_keys_begin(prefix); key != end; ++key) {
    const auto record = decode_page_record(database.get_metadata(*key));
    if (!record) continue;
    ++statistics.files;
    statistics.failed_records += record->failed_records;
    if (record->outcome == PageOutcome::Failed) ++statistics.failed_files;
    if (record->outcome == PageOutcome::NotAPage) ++statistics.skipped_files;
  }
}

Tally table_sizes(const std::string& generation) {
  Tally tally;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(generation, error))
    if (entry.path().extension() == ".glass")
      tally.emplace_back(entry.path().stem().string(), entry.file_size(error));
  return by_count(std::move(tally));
}

std::string megabytes(std::uint64_t bytes) {
  constexpr double kMegabyte = 1e6;
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / kMegabyte);
}

void append_tally(std::string& out, std::string_view title, const Tally& tally) {
  if (tally.empty()) return;
  out += fmt::format("{:<15}", title);
  const std::size_t shown = std::min(tally.size(), kShownNames);
  for (std::size_t i = 0; i < shown; ++i)
    out += fmt::format("{}{} {}", i == 0 ? "" : ", ", printable(tally[i].first),
                       group_digits(tally[i].second));
  if (tally.size() > shown) out += fmt::format(", {} more", group_digits(tally.size() - shown));
  out += '\n';
}

nlohmann::ordered_json json_of(const Tally& tally) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const auto& [name, count] : tally) object[name] = count;
  return object;
}

}  // namespace

std::uint64_t IndexStatistics::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& [name, size] : table_bytes) sum += size;
  return sum;
}

Result<IndexStatistics> read_statistics(const std::string& directory) {
  auto opened = open_for_reading(directory);
  if (!opened) return fail(opened.error());
  const std::string generation = current_generation(directory).value_or(directory);
  return catching(directory, [&] {
    const Xapian::Database& database = *opened;
    IndexStatistics statistics;
    statistics.documents = database.get_doccount();
    statistics.kinds = tally_terms(database, field_of(FieldId::Is).prefix);
    // The field also tells whether there is a date; so does date_precision.
    std::erase_if(statistics.kinds, [](const auto& kind) {
      return kind.first == "dated" || kind.first == "undated";
    });
    statistics.languages = tally_terms(database, field_of(FieldId::Language).prefix);
    statistics.years = tally_terms(database, kYearPrefix);
    std::ranges::sort(statistics.years, std::greater());
    statistics.date_precision = tally_terms(database, kPrecisionPrefix);
    statistics.date_evidence = tally_terms(database, kEvidencePrefix);
    statistics.sites = tally_values(database, kSlotSite);
    statistics.stories = tally_values(database, kSlotStory).size();
    statistics.in_stories = database.get_value_freq(kSlotStory);
    statistics.postings = database.get_total_length();
    count_files(database, statistics);
    statistics.table_bytes = table_sizes(generation);
    return statistics;
  });
}

std::string to_string(const IndexStatistics& statistics) {
  std::string out = fmt::format("{:<15}{}\n", "articles", group_digits(statistics.documents));
  append_tally(out, "kinds", statistics.kinds);
  append_tally(out, "languages", statistics.languages);
  append_tally(out, "years", statistics.years);
  append_tally(out, "date precision", statistics.date_precision);
  append_tally(out, "date evidence", statistics.date_evidence);
  append_tally(out, "sites", statistics.sites);
  out += fmt::format("{:<15}{} shared by {} articles\n", "stories",
                     group_digits(statistics.stories), group_digits(statistics.in_stories));
  out += fmt::format("{:<15}{} read, {} failed, {} of another kind", "files",
                     group_digits(statistics.files), group_digits(statistics.failed_files),
                     group_digits(statistics.skipped_files));
  if (statistics.failed_records > 0)
    out += fmt::format(", {} records of archives failed", group_digits(statistics.failed_records));
  out += fmt::format("\n{:<15}{}", "size", megabytes(statistics.bytes()));
  if (statistics.documents > 0)
    out += fmt::format(", {} bytes an article",
                       group_digits(statistics.bytes() / statistics.documents));
  out += '\n';
  for (const auto& [name, bytes] : statistics.table_bytes)
    out += fmt::format("  {:<13}{}\n", name, megabytes(bytes));
  return out;
}

std::string to_json(const IndexStatistics& statistics) {
  const nlohmann::ordered_json json{{"type", "statistics"},
                                    {"articles", statistics.documents},
                                    {"kinds", json_of(statistics.kinds)},
                                    {"languages", json_of(statistics.languages)},
                                    {"years", json_of(statistics.years)},
                                    {"date_precision", json_of(statistics.date_precision)},
                                    {"date_evidence", json_of(statistics.date_evidence)},
                                    {"sites", json_of(statistics.sites)},
                                    {"stories", statistics.stories},
                                    {"in_stories", statistics.in_stories},
                                    {"postings", statistics.postings},
                                    {"files", statistics.files},
                                    {"failed_files", statistics.failed_files},
                                    {"skipped_files", statistics.skipped_files},
                                    {"failed_records", statistics.failed_records},
                                    {"bytes", statistics.bytes()},
                                    {"table_bytes", json_of(statistics.table_bytes)}};
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace dateline
