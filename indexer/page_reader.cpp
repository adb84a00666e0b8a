#include "indexer/page_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <fnmatch.h>
#include <memory>
#include <optional>
#include <set>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "common/database.hpp"

namespace dateline {
namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

using FileIdentity = std::pair<dev_t, ino_t>;

FileIdentity identity_of(const struct stat& status) { return {status.st_dev, status.st_ino}; }

Error input_error(std::string reason) {
  return {.code = ErrorCode::Input, .message = std::move(reason)};
}

std::string reason_of_errno() {
  return std::strerror(errno);
}  // NOLINT(concurrency-mt-unsafe): glibc's is per thread

std::string_view name_of_kind(mode_t mode) {
  if (S_ISFIFO(mode)) return "a FIFO";
  if (S_ISSOCK(mode)) return "a socket";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
  return "not a regular file";
}

std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string joined(const std::string& directory, std::string_view name) {
  return directory.ends_with('/') ? directory + std::string(name)
                                  : directory + '/' + std::string(name);
}

/// Decides by name which files are wanted.
class GlobFilter {
 public:
  explicit GlobFilter(const std::vector<std::string>& globs) {
    for (const std::string& glob : globs) {
      if (glob.starts_with('!')) {
        excluded_.push_back(glob.substr(1));
      } else {
        included_.push_back(glob);
      }
    }
  }

  /// `below_root` is the path relative to the root, or the file name of a root that is a file.
  bool accepts(const std::string& below_root) const {
    const auto matches = [&](const std::string& glob) {
      const bool whole_path = glob.find('/') != std::string::npos;
      const std::string subject = whole_path ? below_root : std::string(base_name(below_root));
      return fnmatch(glob.c_str(), subject.c_str(), 0) == 0;
    };
    if (std::any_of(excluded_.begin(), excluded_.end(), matches)) return false;
    return included_.empty() || std::any_of(included_.begin(), included_.end(), matches);
  }

 private:
  std::vector<std::string> included_;
  std::vector<std::string> excluded_;
};

/// The path with every link resolved; empty when it leads nowhere.
std::string resolved(const std::string& path) {
  std::error_code error;
  const auto canonical = std::filesystem::canonical(path, error);
  return error ? std::string() : canonical.string();
}

bool is_below(std::string_view path, std::string_view directory) {
  if (directory.empty() || !path.starts_with(directory) || path.size() == directory.size())
    return false;
  return directory.ends_with('/') || path[directory.size()] == '/';
}

bool has_hidden_part(std::string_view path, std::string_view directory) {
  return path.substr(directory.size()).find("/.") != std::string_view::npos;
}

struct DirectoryCloser {
  void operator()(DIR* directory) const { closedir(directory); }
};

/// The names in a directory in byte order, hidden ones left out.
Result<std::vector<std::string>> list_directory(const std::string& path) {
  const std::unique_ptr<DIR, DirectoryCloser> directory(opendir(path.c_str()));
  if (!directory) return fail(input_error(reason_of_errno()));
  std::vector<std::string> names;
  while (true) {
    errno = 0;
    const dirent* entry = readdir(directory.get());  // NOLINT(concurrency-mt-unsafe): own stream
    if (entry == nullptr) break;
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  }
  if (errno != 0) return fail(input_error(reason_of_errno()));
  std::sort(names.begin(), names.end());
  return names;
}

class Walk {
 public:
  Walk(std::span<const std::string> roots, const WalkOptions& options,
       const std::function<bool(FoundPage)>& on_page,
       const std::function<bool(WalkFailure)>& on_failure)
      : options_(options), filter_(options.globs), on_page_(on_page), on_failure_(on_failure) {
    for (const std::string& root : roots) resolved_roots_.push_back(resolved(absolute_path(root)));
  }

  /// False when a callback ended the walk.
  bool visit_root(std::size_t number, const std::string& root) {
    if (is_covered(number)) return true;
    const std::string path = absolute_path(root);
    struct stat status = {};
    if (stat(path.c_str(), &status) != 0) return report(path, reason_of_errno());
    if (!S_ISDIR(status.st_mode)) return visit_file(path, std::string(base_name(path)), status);
    // Directories still to be read, the next one last; a level's subdirectories are pushed in
    // reverse order.
    std::vector<std::string> pending{path};
    const std::size_t root_size = path.ends_with('/') ? path.size() : path.size() + 1;
    while (!pending.empty()) {
      const std::string directory = std::move(pending.back());
      pending.pop_back();
      if (!visit_directory(directory, root_size, pending)) return false;
    }
    return true;
  }

 private:
  bool visit_directory(const std::string& path, std::size_t root_size,
                       std::vector<std::string>& pending) {
    struct stat status = {};
    if (stat(path.c_str(), &status) != 0) return report(path, reason_of_errno());
    if (!directories_.insert(identity_of(status)).second) return true;
    if (is_database_directory(path)) return true;
    const auto names = list_directory(path);
    if (!names) return report(path, names.error().message);
    std::vector<std::string> subdirectories;
    for (const std::string& name : *names) {
      const std::string child = joined(path, name);
      if (!visit_entry(child, child.substr(root_size), subdirectories)) return false;
    }
    pending.insert(pending.end(), std::make_move_iterator(subdirectories.rbegin()),
                   std::make_move_iterator(subdirectories.rend()));
    return true;
  }

  bool visit_entry(const std::string& path, const std::string& below_root,
                   std::vector<std::string>& subdirectories) {
    struct stat status = {};
    if (lstat(path.c_str(), &status) != 0) return report(path, reason_of_errno());
    const bool is_link = S_ISLNK(status.st_mode);
    if (is_link && stat(path.c_str(), &status) != 0)
      return report(path,
                    errno == ELOOP ? "a loop of symbolic links" : "a symbolic link to nothing");
    if (!S_ISDIR(status.st_mode)) {
      if (is_link && is_walked_itself(resolved(path))) return true;
      return visit_file(path, below_root, status);
    }
    if (is_link && !options_.follow_links) return true;
    if (is_link && directories_.contains(identity_of(status)))
      return report(path, "a directory loop: the link leads to a directory already walked");
    subdirectories.push_back(path);
    return true;
  }

  bool visit_file(const std::string& path, const std::string& below_root,
                  const struct stat& status) {
    if (!filter_.accepts(below_root)) return true;
    if (!S_ISREG(status.st_mode)) return report(path, std::string(name_of_kind(status.st_mode)));
    return on_page_(
        {.path = path,
         .size = static_cast<std::uint64_t>(status.st_size),
         .modified = status.st_mtim.tv_sec * kNanosecondsPerSecond + status.st_mtim.tv_nsec});
  }

  /// Whether the root was named before, or lies below another root.
  bool is_covered(std::size_t number) const {
    const std::string& root = resolved_roots_[number];
    if (root.empty()) return false;
    for (std::size_t i = 0; i < resolved_roots_.size(); ++i) {
      if (i < number && resolved_roots_[i] == root) return true;
      if (i != number && is_below(root, resolved_roots_[i]) &&
          !has_hidden_part(root, resolved_roots_[i]))
        return true;
    }
    return false;
  }

  /// Whether the walk comes to the file without the link that led to it.
  bool is_walked_itself(const std::string& file) const {
    return std::any_of(
        resolved_roots_.begin(), resolved_roots_.end(), [&](const std::string& root) {
          return file == root || (is_below(file, root) && !has_hidden_part(file, root));
        });
  }

  bool report(const std::string& path, std::string reason) {
    return on_failure_({.path = path, .error = input_error(std::move(reason))});
  }

  const WalkOptions& options_;
  GlobFilter filter_;
  const std::function<bool(FoundPage)>& on_page_;
  const std::function<bool(WalkFailure)>& on_failure_;
  std::set<FileIdentity> directories_;
  /// The roots with every link resolved, in their order; empty for one that does not exist.
  std::vector<std::string> resolved_roots_;
};

/// A file descriptor that closes itself.
class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace

std::string absolute_path(std::string_view path) {
  std::error_code error;
  const std::filesystem::path absolute =
      std::filesystem::absolute(std::filesystem::path(path), error);
  std::string normal = (error ? std::filesystem::path(path) : absolute).lexically_normal().string();
  while (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
  return normal;
}

void walk_pages(std::span<const std::string> roots, const WalkOptions& options,
                const std::function<bool(FoundPage)>& on_page,
                const std::function<bool(WalkFailure)>& on_failure) {
  Walk walk(roots, options, on_page, on_failure);
  for (std::size_t i = 0; i < roots.size(); ++i)
    if (!walk.visit_root(i, roots[i])) return;
}

Result<RawPage> read_page(const FoundPage& page, std::uint64_t max_bytes) {
  const auto too_large = [&](std::uint64_t size) {
    return fail(input_error(
        fmt::format("too large: {} bytes, the limit is {} (--max-size)", size, max_bytes)));
  };
  if (page.size > max_bytes) return too_large(page.size);
  // The walk saw a regular file, but another may stand here now: O_NONBLOCK keeps a FIFO from
  // blocking.
  const OpenFile file(open(page.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (file.get() < 0) return fail(input_error(reason_of_errno()));
  struct stat status = {};
  if (fstat(file.get(), &status) != 0) return fail(input_error(reason_of_errno()));
  if (!S_ISREG(status.st_mode)) return fail(input_error(std::string(name_of_kind(status.st_mode))));
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > max_bytes) return too_large(size);

  RawPage raw{.path = page.path, .bytes = {}, .modified = status.st_mtim.tv_sec};
  // One byte more than the size shows the end of the file without another read; a file that grows
  // is read on.
  raw.bytes.resize(size + 1);
  std::size_t filled = 0;
  while (true) {
    const ssize_t count = read(file.get(), raw.bytes.data() + filled, raw.bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(input_error(reason_of_errno()));
    filled += static_cast<std::size_t>(count);
    if (count == 0) break;
    if (filled > max_bytes) return too_large(filled);
    if (filled == raw.bytes.size()) raw.bytes.resize(raw.bytes.size() * 2);
  }
  raw.bytes.resize(filled);
  return raw;
}

}  // namespace dateline
