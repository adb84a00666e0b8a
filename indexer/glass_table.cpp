#include "indexer/glass_table.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <libdeflate.h>
#include <utility>

#include <fmt/format.h>

namespace dateline::glass {
namespace {

// A block: revision (4), level (1), largest and whole free space (2 + 2), end of the directory (2),
// the directory, free space, items. Numbers are stored with the highest byte first.
constexpr std::size_t kDirectoryStart = 11;
constexpr std::size_t kEntryBytes = 2;

// A leaf's item: size and flags (2), key length (1), key, the component's number (2) unless it is
// the first, a part of the tag. A branch's: block (4), key length (1), key, component (2).
constexpr std::size_t kLeafItemHead = 3;
constexpr std::size_t kBranchItemHead = 5;
constexpr std::size_t kComponentBytes = 2;
constexpr unsigned kIsCompressed = 0x8000;
constexpr unsigned kIsLast = 0x4000;
constexpr unsigned kIsFirst = 0x2000;
constexpr std::size_t kSizeBias = 3;

/// Of the one revision that is written.
constexpr std::uint32_t kRevision = 1;

/// Four items fit into a block at least.
constexpr std::size_t kMaxItemBytes = (kBlockBytes - kDirectoryStart - 4 * kEntryBytes) / 4;

/// Less room than this beside the key is not worth beginning a long tag in.
constexpr std::size_t kMinFirstPart = 64;

/// What matters is that the parse can go on: level 1 is a third of the work of level 6, and the
/// text becomes 8 % larger.
constexpr int kCompressionLevel = 1;

void store16(unsigned char* at, std::size_t value) {
  at[0] = static_cast<unsigned char>(value >> 8);
  at[1] = static_cast<unsigned char>(value);
}

void store32(unsigned char* at, std::uint32_t value) {
  store16(at, value >> 16);
  store16(at + 2, value & 0xFFFF);
}

}  // namespace

void TableWriter::CompressorFreer::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

TableWriter::Block::Block(unsigned block_level)
    : bytes(kBlockBytes), directory_end(kDirectoryStart), lowest(kBlockBytes), level(block_level) {}

bool TableWriter::Block::fits(std::size_t item) const { return free() >= item + kEntryBytes; }

unsigned char* TableWriter::Block::allocate(std::size_t item) {
  lowest -= item;
  store16(bytes.data() + directory_end, lowest);
  directory_end += kEntryBytes;
  return bytes.data() + lowest;
}

TableWriter::TableWriter(const std::string& path, std::uint32_t compress_above)
    : path_(path), file_(std::fopen(path.c_str(), "wbxe")), leaf_(0) {
  if (!file_) error_ = errno;
  root_.compress_above = compress_above;
  if (compress_above > 0) compressor_.reset(libdeflate_alloc_compressor(kCompressionLevel));
  // The tree begins with an item without key and tag.
  store16(leaf_.allocate(kLeafItemHead), kIsFirst | kIsLast);
}

TableWriter::~TableWriter() = default;

void TableWriter::add(std::string_view key, std::string_view tag) {
  bool is_compressed = false;
  if (compressor_ && tag.size() > root_.compress_above) {
    deflated_.resize(tag.size());
    const std::size_t size = libdeflate_deflate_compress(compressor_.get(), tag.data(), tag.size(),
                                                         deflated_.data(), tag.size() - 1);
    if (size > 0) {
      is_compressed = true;
      tag = std::string_view(deflated_).substr(0, size);
    }
  }
  const std::size_t head = kLeafItemHead + key.size();
  for (unsigned component = 1; component == 1 || !tag.empty(); ++component) {
    const std::size_t item_head = head + (component == 1 ? 0 : kComponentBytes);
    std::size_t part = std::min(tag.size(), kMaxItemBytes - item_head);
    if (!leaf_.fits(item_head + part)) {
      // A tag of several items goes on in the room that is left; a short one begins a block.
      const bool goes_on =
          item_head + tag.size() > kMaxItemBytes && leaf_.fits(item_head + kMinFirstPart);
      if (goes_on) {
        part = leaf_.free() - kEntryBytes - item_head;
      } else {
        write_leaf(key, component);
      }
    }
    add_item(key, component, part == tag.size(), is_compressed, tag.substr(0, part));
    tag.remove_prefix(part);
  }
  last_key_.assign(key);
  ++root_.items;
}

void TableWriter::add_item(std::string_view key, unsigned component, bool is_last,
                           bool is_compressed, std::string_view part) {
  const bool is_first = component == 1;
  const std::size_t size =
      kLeafItemHead + key.size() + (is_first ? 0 : kComponentBytes) + part.size();
  unsigned char* at = leaf_.allocate(size);
  store16(at, (size - kSizeBias) | (is_first ? kIsFirst : 0) | (is_last ? kIsLast : 0) |
                  (is_compressed ? kIsCompressed : 0));
  at[2] = static_cast<unsigned char>(key.size());
  at += kLeafItemHead;
  std::memcpy(at, key.data(), key.size());
  at += key.size();
  if (!is_first) {
    store16(at, component);
    at += kComponentBytes;
  }
  std::memcpy(at, part.data(), part.size());
}

void TableWriter::write_leaf(std::string_view next_key, unsigned next_component) {
  // Only the bytes that tell the next block's first key from the last of this one.
  const std::string_view last = next_component == 1 ? std::string_view(last_key_) : next_key;
  const auto differs = std::mismatch(next_key.begin(), next_key.end(), last.begin(), last.end());
  const auto common = static_cast<std::size_t>(differs.first - next_key.begin());
  const std::uint32_t block = write(leaf_);
  enter(1, block, separator_, separator_component_);
  separator_.assign(next_key.substr(0, common + 1));
  separator_component_ = next_component;
  leaf_ = Block(0);
}

void TableWriter::enter(unsigned level, std::uint32_t block, std::string_view key,
                        unsigned component) {
  const std::size_t index = level - 1;
  if (branches_.size() == index) branches_.push_back({Block(level), std::string(key), component});
  if (!branches_[index].block.fits(kBranchItemHead + key.size() + kComponentBytes)) {
    Branch full =
        std::exchange(branches_[index], Branch{Block(level), std::string(key), component});
    enter(level + 1, write(full.block), full.key, full.component);
  }
  Block& branch = branches_[index].block;
  // The first child needs no key: everything up to the second belongs to it.
  if (branch.directory_end == kDirectoryStart) {
    key.remove_suffix(key.size());
    component = 0;
  }
  unsigned char* at = branch.allocate(kBranchItemHead + key.size() + kComponentBytes);
  store32(at, block);
  at[4] = static_cast<unsigned char>(key.size());
  std::memcpy(at + kBranchItemHead, key.data(), key.size());
  store16(at + kBranchItemHead + key.size(), component);
}

std::uint32_t TableWriter::write(Block& block) {
  unsigned char* bytes = block.bytes.data();
  store32(bytes, kRevision);
  bytes[4] = static_cast<unsigned char>(block.level);
  store16(bytes + 5, block.free());
  store16(bytes + 7, block.free());
  store16(bytes + 9, block.directory_end);
  if (error_ == 0 && std::fwrite(bytes, 1, kBlockBytes, file_.get()) != kBlockBytes) error_ = errno;
  return root_.blocks++;
}

Result<TableRoot> TableWriter::finish() {
  root_.root_block = write(leaf_);
  if (!branches_.empty()) enter(1, root_.root_block, separator_, separator_component_);
  for (std::size_t index = 0; index < branches_.size(); ++index) {
    Branch& branch = branches_[index];
    root_.root_block = write(branch.block);
    root_.levels_above_leaves = branch.block.level;
    if (index + 1 < branches_.size()) {
      const std::string key = std::move(branch.key);
      enter(branch.block.level + 1, root_.root_block, key, branch.component);
    }
  }
  if (file_ && std::fclose(file_.release()) != 0 && error_ == 0) error_ = errno;
  if (error_ != 0)
    return fail(ErrorCode::Database, fmt::format("{}: {}", path_, std::strerror(error_)));
  return root_;
}

}  // namespace dateline::glass
