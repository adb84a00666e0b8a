#pragma once

// A regular file opened for reading. What is not a regular file is never read, and opening one
// never blocks.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "common/result.hpp"

namespace dateline {

class InputFile {
 public:
  /// Input, with the reason, for a file that cannot be opened or is no regular file.
  static Result<InputFile> open(const std::string& path);

  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&& other) noexcept;
  ~InputFile();

  /// Fills `buffer` from `offset` on; fewer bytes only at the end of the file.
  Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) const;

  std::uint64_t size() const { return size_; }         ///< when it was opened
  std::int64_t modified() const { return modified_; }  ///< seconds since 1970 UTC

 private:
  explicit InputFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::int64_t modified_ = 0;
};

}  // namespace dateline
