#include "common/article.hpp"

#include <array>
#include <limits>

namespace dateline {
namespace {

// The record: a version byte, then the fields in the order of write_article(). Numbers are LEB128,
// signed ones zigzag coded; texts are their length and their bytes; lists are their count and their
// items.
constexpr char kRecordVersion = 2;

constexpr std::array<std::string_view, 6> kEvidenceNames{"json-ld", "meta", "microdata",
                                                         "time",    "url",  "text"};
constexpr std::array<std::string_view, 3> kKindNames{"article", "stub", "page"};

class Writer {
 public:
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_.push_back(static_cast<char>(value | 0x80));
      value >>= 7;
    }
    out_.push_back(static_cast<char>(value));
  }

  void signed_number(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }

  void text(std::string_view value) {
    number(value.size());
    out_.append(value);
  }

  void texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }

  void source(const ArticleSource& source) {
    text(source.path);
    text(source.record);
    signed_number(source.captured);
  }

  void date(const std::optional<ArticleDate>& date) {
    // 0 is "none"; otherwise precision, one up.
    if (!date) return number(0);
    number(static_cast<std::uint64_t>(date->time.precision) + 1);
    number(static_cast<std::uint64_t>(date->evidence));
    signed_number(date->time.local.time_since_epoch().count());
    signed_number(date->time.utc_offset.count());
  }

  std::string take() { return std::move(out_); }

 private:
  std::string out_{kRecordVersion};
};

class Reader {
 public:
  explicit Reader(std::string_view record) : rest_(record) {}

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    ok_ = false;
    return 0;
  }

  std::int64_t signed_number() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
  }

  std::string text() {
    const std::uint64_t size = number();
    if (size > rest_.size()) {
      ok_ = false;
      return {};
    }
    std::string value(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return value;
  }

  std::vector<std::string> texts() {
    std::vector<std::string> values;
    // Every item takes a byte at least, so a damaged count cannot ask for more items than there are
    // bytes.
    for (std::uint64_t left = number(); left > 0 && ok_; --left) values.push_back(text());
    return values;
  }

  ArticleSource source() {
    ArticleSource source;
    source.path = text();
    source.record = text();
    source.captured = signed_number();
    return source;
  }

  std::optional<ArticleDate> date() {
    const std::uint64_t precision = number();
    if (precision == 0) return std::nullopt;
    const std::uint64_t evidence = number();
    const std::int64_t local = signed_number();
    const std::int64_t offset = signed_number();
    // Years 0 to 9999 and the widest zone in use; outside, calendar arithmetic could overflow.
    constexpr std::int64_t kFirstSecond = -62167219200;
    constexpr std::int64_t kLastSecond = 253402300799;
    ok_ = ok_ && precision <= 5 && evidence < kEvidenceNames.size() && local >= kFirstSecond &&
          local <= kLastSecond && offset >= -24 * 60 && offset <= 24 * 60;
    if (!ok_) return std::nullopt;
    return ArticleDate{.time = {.local = std::chrono::local_seconds{std::chrono::seconds{local}},
                                .utc_offset = std::chrono::minutes{offset},
                                .precision = static_cast<DatePrecision>(precision - 1)},
                       .evidence = static_cast<DateEvidence>(evidence)};
  }

  ArticleKind kind() {
    const std::uint64_t value = number();
    if (value >= kKindNames.size()) ok_ = false;
    return ok_ ? static_cast<ArticleKind>(value) : ArticleKind::Page;
  }

  std::uint32_t count() {
    const std::uint64_t value = number();
    if (value > std::numeric_limits<std::uint32_t>::max()) ok_ = false;
    return ok_ ? static_cast<std::uint32_t>(value) : 0;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace

std::string_view to_string(DateEvidence evidence) {
  return kEvidenceNames[static_cast<std::size_t>(evidence)];
}

std::string_view to_string(ArticleKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::string to_string(const ArticleSource& source) {
  return source.record.empty() ? source.path : source.path + '#' + source.record;
}

std::string encode_article(const Article& article) {
  Writer writer;
  writer.text(article.id);
  writer.source(article.source);
  writer.number(article.other_sources.size());
  for (const ArticleSource& source : article.other_sources) writer.source(source);
  writer.text(article.url);
  writer.text(article.title);
  writer.texts(article.authors);
  writer.date(article.published);
  writer.date(article.modified);
  writer.text(article.site);
  writer.text(article.section);
  writer.texts(article.tags);
  writer.text(article.language);
  writer.text(article.description);
  writer.text(article.lead);
  writer.number(static_cast<std::uint64_t>(article.kind));
  writer.number(article.words);
  writer.text(article.wire);
  writer.text(article.source_url);
  writer.text(article.body);
  return writer.take();
}

Result<Article> decode_article(std::string_view record) {
  if (record.empty() || record.front() != kRecordVersion)
    return fail(ErrorCode::Database, "a stored article has an unknown form",
                "index the pages again");
  Reader reader(record.substr(1));
  Article article;
  article.id = reader.text();
  article.source = reader.source();
  for (std::uint64_t left = reader.number(); left > 0 && reader.ok(); --left)
    article.other_sources.push_back(reader.source());
  article.url = reader.text();
  article.title = reader.text();
  article.authors = reader.texts();
  article.published = reader.date();
  article.modified = reader.date();
  article.site = reader.text();
  article.section = reader.text();
  article.tags = reader.texts();
  article.language = reader.text();
  article.description = reader.text();
  article.lead = reader.text();
  article.kind = reader.kind();
  article.words = reader.count();
  article.wire = reader.text();
  article.source_url = reader.text();
  article.body = reader.text();
  if (!reader.ok() || !reader.at_end())
    return fail(ErrorCode::Database, "a stored article is damaged", "index the pages again");
  return article;
}

std::string decode_article_id(std::string_view record) {
  if (record.empty() || record.front() != kRecordVersion) return {};
  return Reader(record.substr(1)).text();
}

}  // namespace dateline
