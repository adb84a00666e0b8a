#include "indexer/page_record.hpp"

#include <algorithm>
#include <cstring>

namespace dateline {
namespace {

constexpr std::string_view kKeyPrefix = "dateline.page:";

/// Stands between the head of a path and its hash.
constexpr char kCut = '\x01';

/// Highest byte first, so that later records sort after earlier ones.
constexpr std::size_t kSequenceBytes = 8;

template <class Number>
void put(std::string& out, Number value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

template <class Number>
bool take(std::string_view& in, Number& value) {
  if (in.size() < sizeof value) return false;
  std::memcpy(&value, in.data(), sizeof value);
  in.remove_prefix(sizeof value);
  return true;
}

}  // namespace

std::string encode_page_record(const PageRecord& record, std::uint64_t sequence) {
  std::string out;
  for (std::size_t byte = kSequenceBytes; byte-- > 0;)
    out.push_back(static_cast<char>(sequence >> 8 * byte));
  put(out, record.size);
  put(out, record.modified);
  put(out, record.hash.first);
  put(out, record.hash.second);
  put(out, record.outcome);
  put(out, record.failed_records);
  put(out, static_cast<std::uint32_t>(record.reason.size()));
  out += record.reason;
  out += record.long_path;
  return out;
}

std::optional<PageRecord> decode_page_record(std::string_view bytes) {
  PageRecord record;
  if (bytes.size() < kSequenceBytes) return std::nullopt;
  bytes.remove_prefix(kSequenceBytes);
  std::uint32_t reason_bytes = 0;
  if (!take(bytes, record.size) || !take(bytes, record.modified) ||
      !take(bytes, record.hash.first) || !take(bytes, record.hash.second) ||
      !take(bytes, record.outcome) || record.outcome > PageOutcome::NotAPage ||
      !take(bytes, record.failed_records) || !take(bytes, reason_bytes) ||
      reason_bytes > bytes.size())
    return std::nullopt;
  record.reason = bytes.substr(0, reason_bytes);
  record.long_path = bytes.substr(reason_bytes);
  return record;
}

std::string_view page_key_head(std::string_view path) {
  return path.substr(0, std::min(kMaxKeyPath, path.find(kCut)));
}

std::string page_record_key_prefix(std::string_view prefix) {
  return std::string(kKeyPrefix).append(prefix);
}

std::string page_record_key(std::string_view path) {
  const std::string_view head = page_key_head(path);
  std::string key = page_record_key_prefix(head);
  if (head.size() == path.size()) return key;
  key.push_back(kCut);
  return key += to_base32(hash_content(path));
}

bool is_long_path_key(std::string_view key) { return key.find(kCut) != std::string_view::npos; }

std::string_view path_of_key(std::string_view key) {
  key.remove_prefix(std::min(key.size(), kKeyPrefix.size()));
  return key.substr(0, key.find(kCut));
}

}  // namespace dateline
