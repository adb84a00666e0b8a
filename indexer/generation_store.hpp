#pragma once

// The directory of a database as its one writer sees it.
//
// DIR/XAPIANDB is a Xapian stub that names the generation in force: DIR/generation-7, a glass
// database. A run builds the next generation beside it, and one rename of the stub puts it in
// force; whatever dies before leaves the last one as it was. DIR/building holds what is not
// finished, DIR/lock the lock.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "common/result.hpp"

namespace dateline {

/// Path of the database in force at `directory`; nothing where there is no stub of ours. Another
/// process may put the next one in force at any time.
std::optional<std::string> current_generation(const std::string& directory);

class GenerationStore {
 public:
  /// Creates the directory where it is missing, takes the lock and removes what earlier runs left
  /// unfinished. DatabaseLocked at once while another process holds the lock, or with `wait` after
  /// that time; SchemaMismatch for a database of another version or program; Database for a
  /// directory that holds other files or cannot be written.
  static Result<GenerationStore> open(const std::string& directory,
                                      std::optional<std::chrono::seconds> wait);

  GenerationStore(GenerationStore&& other) noexcept;
  GenerationStore& operator=(GenerationStore&& other) noexcept;
  /// Lets go of the lock and removes what is unfinished, and the directory if nothing was ever put
  /// in force.
  ~GenerationStore();

  /// What the destructor does. Only that may be called after it.
  void abandon();

  const std::string& directory() const { return directory_; }

  /// Path of the database in force; nothing before the first.
  std::optional<std::string> current() const;

  /// A new empty directory for a segment.
  Result<std::string> make_segment_directory();

  /// Path of a database to be made, which does not exist yet; the same until put_in_force().
  std::string next() const;

  /// Asks the disk to keep next(), puts it in force and removes the generation before.
  Result<void> put_in_force();

  /// Removes segments, and a next() that was begun.
  void remove_unfinished();

 private:
  explicit GenerationStore(std::string directory);

  std::string directory_;
  int lock_ = -1;
  std::uint64_t generation_ = 0;  ///< in force; 0 none
  bool is_new_ = false;           ///< the directory was made by this run
  std::uint64_t segments_ = 0;
};

}  // namespace dateline
