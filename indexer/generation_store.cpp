#include "indexer/generation_store.hpp"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <sys/file.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "common/database.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStubName = "XAPIANDB";
constexpr std::string_view kNewStubName = "XAPIANDB.new";
constexpr std::string_view kLockName = "lock";
constexpr std::string_view kBuildingName = "building";
constexpr std::string_view kGenerationPrefix = "generation-";
constexpr std::string_view kStubLine = "auto ";

/// How often a taken lock is tried again.
constexpr std::chrono::milliseconds kPause{100};

std::string joined(const std::string& directory, std::string_view name) {
  return fmt::format("{}/{}", directory, name);
}

tl::unexpected<Error> fail_with_errno(const std::string& path, int error) {
  return fail(ErrorCode::Database,
              fmt::format("{}: {}", path, std::strerror(error)));  // NOLINT(concurrency-mt-unsafe)
}

/// A number after a prefix; 0 when it is none.
std::uint64_t number_after(std::string_view prefix, std::string_view text) {
  std::uint64_t number = 0;
  if (!text.starts_with(prefix)) return 0;
  text.remove_prefix(prefix.size());
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

/// The generation that the stub names; 0 without a stub.
std::uint64_t read_stub(const std::string& directory) {
  std::ifstream stub(joined(directory, kStubName));
  std::string line;
  std::getline(stub, line);
  return number_after(std::string(kStubLine) + std::string(kGenerationPrefix), line);
}

/// Whether everything in the directory is of our making.
bool is_ours(const std::string& directory) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    const std::string name = entry.path().filename().string();
    if (name != kStubName && name != kNewStubName && name != kLockName && name != kBuildingName &&
        number_after(kGenerationPrefix, name) == 0)
      return false;
  }
  return true;
}

Result<void> check_place(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return {};
  if (!fs::is_directory(status))
    return fail(ErrorCode::Database, fmt::format("{} is not a directory", path),
                "name a directory of its own with --db");
  if (is_ours(path) || is_database_directory(path)) return {};
  return fail(ErrorCode::Database,
              fmt::format("{} holds other files; a database wants a directory of its own", path),
              "name a new directory with --db");
}

Result<void> sync(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail_with_errno(path, errno);
  const int error = fsync(file) == 0 ? 0 : errno;
  close(file);
  if (error != 0) return fail_with_errno(path, error);
  return {};
}

Result<void> sync_with_files(const std::string& directory) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error))
    if (entry.is_regular_file(error))
      if (auto synced = sync(entry.path().string()); !synced) return synced;
  return sync(directory);
}

/// The whole of the text; errno.
int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count < 0 ? errno : EIO;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

/// Everything but that the disk keeps the stub's new name.
Result<void> write_stub(const std::string& directory, std::string_view generation) {
  const std::string path = joined(directory, kNewStubName);
  const std::string line = fmt::format("{}{}\n", kStubLine, generation);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return fail_with_errno(path, errno);
  int error = write_all(file, line);
  if (error == 0 && fsync(file) != 0) error = errno;
  close(file);
  if (error != 0) return fail_with_errno(path, error);
  if (std::rename(path.c_str(), joined(directory, kStubName).c_str()) != 0)
    return fail_with_errno(path, errno);
  return {};
}

}  // namespace

std::optional<std::string> current_generation(const std::string& directory) {
  const std::uint64_t generation = read_stub(directory);
  if (generation == 0) return std::nullopt;
  return fmt::format("{}/{}{}", directory, kGenerationPrefix, generation);
}

GenerationStore::GenerationStore(std::string directory) : directory_(std::move(directory)) {}

GenerationStore::GenerationStore(GenerationStore&& other) noexcept
    : directory_(std::move(other.directory_)),
      lock_(std::exchange(other.lock_, -1)),
      generation_(other.generation_),
      is_new_(other.is_new_),
      segments_(other.segments_) {}

GenerationStore& GenerationStore::operator=(GenerationStore&& other) noexcept {
  std::swap(directory_, other.directory_);
  std::swap(lock_, other.lock_);
  std::swap(generation_, other.generation_);
  std::swap(is_new_, other.is_new_);
  std::swap(segments_, other.segments_);
  return *this;
}

GenerationStore::~GenerationStore() { abandon(); }

void GenerationStore::abandon() {
  if (lock_ < 0) return;
  remove_unfinished();
  std::error_code error;
  if (is_new_ && generation_ == 0) {
    fs::remove(joined(directory_, kLockName), error);
    fs::remove(directory_, error);
  }
  close(std::exchange(lock_, -1));
}

Result<GenerationStore> GenerationStore::open(const std::string& directory,
                                              std::optional<std::chrono::seconds> wait) {
  if (auto place = check_place(directory); !place) return fail(place.error());
  GenerationStore store(directory);
  std::error_code error;
  store.is_new_ = fs::create_directories(directory, error);
  if (error)
    return fail(ErrorCode::Database,
                fmt::format("cannot create {}: {}", directory, error.message()));

  const std::string lock = joined(directory, kLockName);
  store.lock_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (store.lock_ < 0) return fail_with_errno(lock, errno);
  const auto deadline = std::chrono::steady_clock::now() + wait.value_or(std::chrono::seconds{0});
  while (flock(store.lock_, LOCK_EX | LOCK_NB) != 0) {
    const int reason = errno;
    if (reason == EINTR) continue;
    if (reason == EWOULDBLOCK && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(kPause);
      continue;
    }
    // What is not locked by us is not ours to clean up.
    close(std::exchange(store.lock_, -1));
    if (reason != EWOULDBLOCK) return fail_with_errno(lock, reason);
    return fail(ErrorCode::DatabaseLocked,
                fmt::format("another process is writing to {}", directory),
                "wait for it, or use --wait");
  }
  if (is_database_directory(directory)) {
    // Of this schema, or refused.
    if (auto opened = open_for_reading(directory); !opened) return fail(opened.error());
    store.generation_ = read_stub(directory);
    if (store.generation_ == 0)
      return fail(
          ErrorCode::SchemaMismatch,
          fmt::format("{} was not made by this program's indexer", directory),
          fmt::format("index the pages into another directory, or remove {} first", directory));
  }
  store.remove_unfinished();
  return store;
}

std::optional<std::string> GenerationStore::current() const {
  if (generation_ == 0) return std::nullopt;
  return fmt::format("{}/{}{}", directory_, kGenerationPrefix, generation_);
}

std::string GenerationStore::next() const {
  return fmt::format("{}/{}{}", directory_, kGenerationPrefix, generation_ + 1);
}

Result<std::string> GenerationStore::make_segment_directory() {
  std::string path = fmt::format("{}/{}/{}", directory_, kBuildingName, ++segments_);
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return fail(ErrorCode::Database, fmt::format("{}: {}", path, error.message()));
  return path;
}

Result<void> GenerationStore::put_in_force() {
  if (auto synced = sync_with_files(next()); !synced) return synced;
  if (auto synced = sync(directory_); !synced) return synced;
  const std::string name = fmt::format("{}{}", kGenerationPrefix, generation_ + 1);
  if (auto written = write_stub(directory_, name); !written) return written;
  ++generation_;
  // Until the disk keeps the new name, a crash may bring back the old one and what it names.
  if (auto synced = sync(directory_); !synced) return synced;
  remove_unfinished();
  return {};
}

void GenerationStore::remove_unfinished() {
  std::error_code error;
  std::vector<fs::path> stale;
  for (const auto& entry : fs::directory_iterator(directory_, error)) {
    const std::string name = entry.path().filename().string();
    const std::uint64_t number = number_after(kGenerationPrefix, name);
    if (name == kBuildingName || name == kNewStubName || (number != 0 && number != generation_))
      stale.push_back(entry.path());
  }
  for (const fs::path& path : stale) fs::remove_all(path, error);
}

}  // namespace dateline
