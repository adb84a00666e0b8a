#include "indexer/index_compaction.hpp"

#include <filesystem>

#include <fmt/format.h>
#include <xapian.h>

#include "common/database.hpp"
#include "common/xapian_error.hpp"
#include "indexer/generation_store.hpp"
#include "indexer/write_guard.hpp"

namespace dateline {
namespace {

std::uint64_t bytes_of(const std::string& generation) {
  std::uint64_t sum = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(generation, error))
    sum += entry.file_size(error);
  return sum;
}

}  // namespace

Result<CompactionOutcome> compact_index(const std::string& directory,
                                        std::optional<std::chrono::seconds> wait) {
  // Nothing is made where there is no database.
  if (auto database = open_for_reading(directory); !database) return fail(database.error());
  auto store = GenerationStore::open(directory, wait);
  if (!store) return fail(store.error());
  CompactionOutcome outcome{.bytes_before = bytes_of(*store->current())};
  const std::string target = store->next();
  const WriteGuard guard(*store, target);
  auto compacted = catching(target, [&] {
    Xapian::Database(*store->current()).compact(target, Xapian::Compactor::FULL);
  });
  if (!compacted) return fail(compacted.error());
  outcome.bytes_after = bytes_of(target);
  if (auto done = store->put_in_force(); !done) return fail(done.error());
  return outcome;
}

}  // namespace dateline
