#include "indexer/segment_writer.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <numeric>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "indexer/glass_format.hpp"

namespace dateline {
namespace {

using namespace glass;

// Keys of the posting table that are no terms begin with these.
constexpr std::string_view kMetadataKey("\0\xC0", 2);
constexpr std::string_view kValueStatisticsKey("\0\xD0", 2);
constexpr std::string_view kValueChunkKey("\0\xD8", 2);
constexpr std::string_view kLengthsKey("\0\xE0", 2);

/// Chunks of posting lists and values end with the entry that makes them so long.
constexpr std::size_t kChunkBytes = 2000;

/// Tags of the data and term list tables are deflated above this; the others hold numbers.
constexpr std::uint32_t kCompressAbove = 18;

/// The version file's head: a magic text and the version of the format, 2016-03-14.
constexpr std::string_view kMagic("\x0F\x0DXapian Glass\x04\x6E", 16);

constexpr std::size_t kIdentityBytes = 16;

void pack_flag(std::string& out, bool flag) { out.push_back(flag ? '1' : '0'); }

/// Cuts one posting list into chunks. The head of the first chunk states how many documents and
/// occurrences there are in all.
class PostingChunks {
 public:
  PostingChunks(TableWriter& table, std::string_view term, std::string first_key,
                std::uint64_t documents, std::uint64_t occurrences)
      : table_(table),
        term_(term),
        key_(std::move(first_key)),
        documents_(documents),
        occurrences_(occurrences) {}

  void add(std::uint32_t document, std::uint32_t frequency) {
    if (entries_.size() >= kChunkBytes) {
      write(false);
      key_.assign(term_);
      // The key of the lengths is a whole prefix; a term ends in a NUL.
      if (term_ != kLengthsKey) key_.push_back('\0');
      pack_sorted_number(key_, document);
    }
    if (entries_.empty()) {
      first_ = document;
    } else {
      pack_number(entries_, document - last_ - 1);
    }
    pack_number(entries_, frequency);
    last_ = document;
  }

  void finish() { write(true); }

 private:
  void write(bool is_last) {
    tag_.clear();
    if (is_first_) {
      pack_number(tag_, documents_);
      pack_number(tag_, occurrences_);
      pack_number(tag_, first_ - 1);
    }
    pack_flag(tag_, is_last);
    pack_number(tag_, last_ - first_);
    tag_ += entries_;
    table_.add(key_, tag_);
    entries_.clear();
    is_first_ = false;
  }

  TableWriter& table_;
  std::string_view term_;
  std::string key_;
  std::uint64_t documents_;
  std::uint64_t occurrences_;
  std::string entries_;
  std::string tag_;
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
  bool is_first_ = true;
};

/// Appends a term as its difference from the one before.
void pack_listed_term(std::string& out, std::string_view before, std::string_view term,
                      std::uint32_t frequency) {
  if (before.empty()) {
    out.push_back(static_cast<char>(term.size()));
    out.append(term);
    pack_number(out, frequency);
    return;
  }
  const auto differs = std::mismatch(before.begin(), before.end(), term.begin(), term.end());
  const auto common = static_cast<std::size_t>(differs.first - before.begin());
  // Small frequencies share a byte with the length of the common beginning.
  const std::size_t both =
      frequency < 127 ? (frequency + 1) * (before.size() + 1) + common : std::size_t{256};
  out.push_back(static_cast<char>(both < 256 ? both : common));
  out.push_back(static_cast<char>(term.size() - common));
  out.append(term.substr(common));
  if (both >= 256) pack_number(out, frequency);
}

std::string random_identity() {
  std::random_device device;
  std::string bytes;
  while (bytes.size() < kIdentityBytes) bytes.push_back(static_cast<char>(device()));
  // The bits that call it a random UUID (RFC 4122, section 4.4).
  bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x40);
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
  return bytes;
}

void pack_root(std::string& out, const TableRoot& root) {
  constexpr unsigned kSequential = 2;
  constexpr unsigned kNoFile = 1;
  pack_number(out, root.root_block);
  pack_number(out, root.levels_above_leaves << 2 | kSequential | (root.blocks == 0 ? kNoFile : 0));
  pack_number(out, root.items);
  pack_number(out, kBlockBytes / 2048);
  pack_number(out, root.compress_above);
  std::string free_list;
  if (root.blocks > 0) {
    // Revision, blocks, and two empty lists.
    pack_number(free_list, 1);
    pack_number(free_list, root.blocks);
    free_list.append(4, '\0');
  }
  pack_text(out, free_list);
}

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

SegmentWriter::SegmentWriter(std::string directory)
    : directory_(std::move(directory)), data_(table_path("docdata"), kCompressAbove) {}

std::string SegmentWriter::table_path(std::string_view name) const {
  return fmt::format("{}/{}.glass", directory_, name);
}

void SegmentWriter::begin_document() {
  postings_.begin_document();
  lengths_.push_back(0);
  used_slots_.emplace_back();
}

void SegmentWriter::end_document() { postings_.end_document(); }

void SegmentWriter::add_posting(std::string_view term, std::uint32_t position,
                                std::uint32_t weight) {
  postings_.add(term, position, weight);
  lengths_.back() += weight;
}

void SegmentWriter::add_term(std::string_view term, std::uint32_t weight) {
  postings_.add(term, weight);
  lengths_.back() += weight;
}

void SegmentWriter::add_value(std::uint32_t slot, std::string_view value) {
  values_.push_back({slot, documents() + 1, std::string(value)});
}

void SegmentWriter::set_data(std::string_view data) {
  if (data.empty()) return;
  std::string key;
  pack_sorted_number(key, documents() + 1);
  data_.add(key, data);
}

void SegmentWriter::set_metadata(std::string_view key, std::string_view value) {
  metadata_bytes_ += key.size() + value.size() + 64;
  metadata_.insert_or_assign(std::string(key), std::string(value));
}

std::size_t SegmentWriter::memory() const {
  constexpr std::size_t kValueBytes = 64;
  return postings_.memory() + metadata_bytes_ + values_.size() * kValueBytes +
         lengths_.size() * kValueBytes;
}

void SegmentWriter::write_metadata(TableWriter& table) const {
  for (const auto& [key, value] : metadata_) table.add(std::string(kMetadataKey) + key, value);
}

void SegmentWriter::write_values(TableWriter& table) {
  std::stable_sort(values_.begin(), values_.end(),
                   [](const Value& a, const Value& b) { return a.slot < b.slot; });
  std::vector<std::span<const Value>> slots;
  for (auto begin = values_.cbegin(); begin != values_.cend();) {
    const auto end = std::find_if(begin, values_.cend(),
                                  [&](const Value& value) { return value.slot != begin->slot; });
    slots.emplace_back(begin, end);
    begin = end;
  }
  for (const auto slot : slots) {
    const auto [lowest, highest] = std::minmax_element(
        slot.begin(), slot.end(), [](const Value& a, const Value& b) { return a.value < b.value; });
    std::string key(kValueStatisticsKey);
    pack_last_number(key, slot.front().slot);
    std::string tag;
    pack_number(tag, slot.size());
    pack_text(tag, lowest->value);
    if (lowest->value != highest->value) tag += highest->value;
    table.add(key, tag);
  }
  for (const auto slot : slots) {
    std::string key;
    std::string tag;
    std::uint32_t last = 0;
    for (const Value& value : slot) {
      if (tag.empty()) {
        key.assign(kValueChunkKey);
        pack_number(key, value.slot);
        pack_sorted_number(key, value.document);
      } else {
        pack_number(tag, value.document - last - 1);
      }
      pack_text(tag, value.value);
      last = value.document;
      if (tag.size() < kChunkBytes) continue;
      table.add(key, tag);
      tag.clear();
    }
    if (!tag.empty()) table.add(key, tag);
  }
}

void SegmentWriter::write_lengths(TableWriter& table) const {
  if (lengths_.empty()) return;
  PostingChunks chunks(table, kLengthsKey, std::string(kLengthsKey), 0, 0);
  for (std::uint32_t i = 0; i < lengths_.size(); ++i) chunks.add(i + 1, lengths_[i]);
  chunks.finish();
}

void SegmentWriter::write_postings(TableWriter& postings, TableWriter& positions) {
  std::string key;
  for (std::uint32_t rank = 0; rank < postings_.terms(); ++rank) {
    const std::string_view term = postings_.term(rank);
    const auto indices = postings_.postings_of_term(rank);
    std::uint64_t occurrences = 0;
    for (const std::uint32_t index : indices) {
      const std::uint32_t frequency = postings_.posting(index).frequency;
      occurrences += frequency;
      max_frequency_ = std::max(max_frequency_, frequency);
    }
    PostingChunks chunks(postings, term, std::string(term), indices.size(), occurrences);
    for (const std::uint32_t index : indices) {
      const AccumulatedPosting& posting = postings_.posting(index);
      chunks.add(posting.document + 1, posting.frequency);
      const std::string_view list = postings_.positions(index);
      if (list.empty()) continue;
      key.clear();
      pack_term(key, term);
      pack_sorted_number(key, posting.document + 1);
      positions.add(key, list);
    }
    chunks.finish();
  }
}

void SegmentWriter::write_term_lists(TableWriter& table) const {
  std::string key;
  std::string tag;
  for (std::uint32_t document = 0; document < documents(); ++document) {
    const auto indices = postings_.postings_of_document(document);
    tag.clear();
    if (!indices.empty()) {
      pack_number(tag, lengths_[document]);
      pack_number(tag, indices.size());
    }
    std::string_view before;
    for (const std::uint32_t index : indices) {
      const AccumulatedPosting& posting = postings_.posting(index);
      const std::string_view term = postings_.term(posting.term);
      pack_listed_term(tag, before, term, posting.frequency);
      before = term;
    }
    key.clear();
    pack_sorted_number(key, document + 1);
    table.add(key, tag);
    if (used_slots_[document].empty()) continue;
    key.push_back('\0');
    table.add(key, used_slots_[document]);
  }
}

Result<void> SegmentWriter::write_version(const std::vector<TableRoot>& roots) const {
  std::string text(kMagic);
  text += random_identity();
  pack_number(text, 1);  // revision
  for (const TableRoot& root : roots) pack_root(text, root);

  const auto [shortest, longest] = std::minmax_element(lengths_.begin(), lengths_.end());
  const std::uint32_t longest_length = lengths_.empty() ? 0 : *longest;
  pack_number(text, documents());
  pack_number(text, 0);  // documents below the last id
  pack_number(text, lengths_.empty() ? 0 : *shortest);
  pack_number(text, max_frequency_);
  pack_number(text, longest_length - std::min(max_frequency_, longest_length));
  pack_number(text, 0);  // oldest change set
  pack_number(text, std::accumulate(lengths_.begin(), lengths_.end(), std::uint64_t{0}));
  pack_number(text, 0);  // most frequent word of the spelling dictionary

  const std::string path = directory_ + "/iamglass";
  const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "wbxe"));
  if (!file || std::fwrite(text.data(), 1, text.size(), file.get()) != text.size() ||
      std::fflush(file.get()) != 0)
    return fail(ErrorCode::Database, fmt::format("{}: {}", path, std::strerror(errno)));
  return {};
}

Result<void> SegmentWriter::finish() {
  // What documents' values took slot by slot, documents' lists take document by document.
  std::vector<std::uint32_t> next_slot(used_slots_.size());
  postings_.sort();

  TableWriter posting_table(table_path("postlist"), 0);
  TableWriter position_table(table_path("position"), 0);
  write_metadata(posting_table);
  write_values(posting_table);
  for (const Value& value : values_) {
    const std::uint32_t document = value.document - 1;
    pack_number(used_slots_[document], value.slot - next_slot[document]);
    next_slot[document] = value.slot + 1;
  }
  write_lengths(posting_table);
  write_postings(posting_table, position_table);
  TableWriter term_lists(table_path("termlist"), kCompressAbove);
  write_term_lists(term_lists);

  std::vector<TableRoot> roots;
  for (TableWriter* table : {&posting_table, &data_, &term_lists, &position_table}) {
    auto root = table->finish();
    if (!root) return fail(root.error());
    roots.push_back(*root);
  }
  // There is no spelling dictionary and there are no synonyms.
  roots.resize(roots.size() + 2, TableRoot{.compress_above = kCompressAbove});
  return write_version(roots);
}

}  // namespace dateline
