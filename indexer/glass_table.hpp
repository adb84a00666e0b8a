#pragma once

// One table of a glass database (a B-tree in a file), written front to back from items that come
// in the order of their keys. xapian-core's backends/glass/glass_table.h describes the blocks.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.hpp"

struct libdeflate_compressor;

namespace dateline::glass {

inline constexpr std::size_t kBlockBytes = 8192;

/// What the version file says of a table.
struct TableRoot {
  std::uint32_t root_block = 0;
  std::uint32_t levels_above_leaves = 0;
  std::uint64_t items = 0;
  std::uint32_t blocks = 0;  ///< 0: there is no file
  std::uint32_t compress_above = 0;
};

/// A failure to write is kept and returned by finish(); what is added after it goes nowhere.
class TableWriter {
 public:
  /// Creates the file. Tags longer than `compress_above` bytes are stored deflated where that
  /// makes them smaller; 0 never.
  TableWriter(const std::string& path, std::uint32_t compress_above);
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;
  ~TableWriter();

  /// Keys rise strictly in byte order and have 1 to 255 bytes.
  void add(std::string_view key, std::string_view tag);

  /// Writes the rest and closes the file, without asking the disk to keep it.
  Result<TableRoot> finish();

 private:
  struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct CompressorFreer {
    void operator()(libdeflate_compressor* compressor) const;
  };

  /// Items at the end of the block, their offsets at its beginning.
  struct Block {
    explicit Block(unsigned level);
    std::size_t free() const { return lowest - directory_end; }
    bool fits(std::size_t bytes) const;
    /// Where an item of so many bytes goes.
    unsigned char* allocate(std::size_t bytes);

    std::vector<unsigned char> bytes;
    std::size_t directory_end;
    std::size_t lowest;
    unsigned level;
  };

  /// The open block of a level above the leaves, and what separates it from the one before.
  struct Branch {
    Block block;
    std::string key;
    unsigned component;
  };

  void add_item(std::string_view key, unsigned component, bool is_last, bool is_compressed,
                std::string_view part);
  void write_leaf(std::string_view next_key, unsigned next_component);
  /// Enters a finished block into the level above; `key` separates it from the one before.
  void enter(unsigned level, std::uint32_t block, std::string_view key, unsigned component);
  std::uint32_t write(Block& block);

  std::string path_;
  std::unique_ptr<std::FILE, FileCloser> file_;
  std::unique_ptr<libdeflate_compressor, CompressorFreer> compressor_;
  int error_ = 0;  ///< errno of the first failure
  TableRoot root_;
  Block leaf_;
  std::vector<Branch> branches_;  ///< lowest level first
  std::string separator_;         ///< of the open leaf from the one before, and its component
  unsigned separator_component_ = 0;
  std::string last_key_;
  std::string deflated_;
};

}  // namespace dateline::glass
