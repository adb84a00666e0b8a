#pragma once

#include <exception>
#include <string>

#include "indexer/generation_store.hpp"

namespace dateline {

/// Xapian writes in a destructor (ValueUpdater of its glass backend), where an exception ends the
/// program, and on a full disk that happens. While this lives such an end is a failure like others:
/// it is named, nothing unfinished stays, the exit status is kExitError. One at a time; it watches
/// the thread that made it.
class WriteGuard {
 public:
  /// `path` is what is written to; both must outlive the guard.
  WriteGuard(GenerationStore& store, const std::string& path);
  WriteGuard(const WriteGuard&) = delete;
  WriteGuard& operator=(const WriteGuard&) = delete;
  ~WriteGuard();

 private:
  std::terminate_handler before_;
};

}  // namespace dateline
