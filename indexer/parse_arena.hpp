#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace dateline {

/// Memory of one parse: handed out from big chunks and freed as a whole, because freeing a parsed
/// page piece by piece costs a fifth of parsing it. A thread keeps some chunks for its next parse:
/// having the kernel clear new ones costs another twentieth.
class ParseArena {
 public:
  ParseArena() = default;
  ParseArena(const ParseArena&) = delete;
  ParseArena& operator=(const ParseArena&) = delete;
  ~ParseArena() {
    for (Chunk& chunk : chunks_) {
      if (spare().size() == kMaxSpareChunks) break;
      spare().push_back(std::move(chunk));
    }
  }

  void* allocate(std::size_t size) {
    size = (size + kAlignment - 1) & ~(kAlignment - 1);
    if (size > left_) add_chunk(size);
    last_ = next_;
    next_ += size;
    left_ -= size;
    return last_;
  }

  /// Takes back the latest allocation only; the parser's growing buffers often are.
  void release(void* block) {
    if (block == nullptr || block != last_) return;
    left_ += static_cast<std::size_t>(next_ - last_);
    next_ = last_;
    last_ = nullptr;
  }

 private:
  using Chunk = std::unique_ptr<std::byte[]>;

  static constexpr std::size_t kAlignment = alignof(std::max_align_t);
  static constexpr std::size_t kChunkBytes = std::size_t{1} << 18;
  static constexpr std::size_t kMaxSpareChunks = 32;

  static std::vector<Chunk>& spare() {
    thread_local std::vector<Chunk> chunks;
    return chunks;
  }

  void add_chunk(std::size_t size) {
    if (size > kChunkBytes) {
      huge_.push_back(Chunk(new std::byte[size]));
      next_ = huge_.back().get();
      left_ = size;
      return;
    }
    if (spare().empty()) {
      chunks_.push_back(Chunk(new std::byte[kChunkBytes]));
    } else {
      chunks_.push_back(std::move(spare().back()));
      spare().pop_back();
    }
    next_ = chunks_.back().get();
    left_ = kChunkBytes;
  }

  std::vector<Chunk> chunks_;
  std::vector<Chunk> huge_;  ///< blocks larger than a chunk
  std::byte* next_ = nullptr;
  std::byte* last_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace dateline
