#include "indexer/article_json.hpp"

#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "common/utf8.hpp"

namespace dateline {
namespace {

constexpr std::array<bool, 256> kEscaped = [] {
  std::array<bool, 256> escaped{};
  for (std::size_t c = 0; c < 0x20; ++c) escaped[c] = true;
  escaped['"'] = escaped['\\'] = true;
  return escaped;
}();

bool needs_escape(char c) { return kEscaped[static_cast<unsigned char>(c)]; }

/// Writes one object member by member. A tree of the library's would hold a copy of every text.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::size_t bytes) { out_.reserve(bytes); }

  ObjectWriter& add(std::string_view key, std::string_view text) {
    begin(key);
    write(text);
    return *this;
  }

  ObjectWriter& add(std::string_view key, const std::vector<std::string>& texts) {
    begin(key);
    out_ += '[';
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (i > 0) out_ += ',';
      write(texts[i]);
    }
    out_ += ']';
    return *this;
  }

  ObjectWriter& add(std::string_view key, const std::optional<ArticleDate>& date) {
    begin(key);
    out_ += !date ? "null"
                  : ObjectWriter(0)
                        .add("value", format_rfc3339(date->time))
                        .add("precision", to_string(date->time.precision))
                        .add("evidence", to_string(date->evidence))
                        .take();
    return *this;
  }

  ObjectWriter& add_number(std::string_view key, std::uint64_t number) {
    begin(key);
    out_ += std::to_string(number);
    return *this;
  }

  std::string take() {
    out_ += '}';
    return std::move(out_);
  }

 private:
  void begin(std::string_view key) {
    out_ += out_.empty() ? '{' : ',';
    write(key);
    out_ += ':';
  }

  void write(std::string_view text) {
    out_ += '"';
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!needs_escape(text[i])) continue;
      out_ += text.substr(written, i - written);
      write_escaped(text[i]);
      written = i + 1;
    }
    out_ += text.substr(written);
    out_ += '"';
  }

  void write_escaped(char c) {
    switch (c) {
      case '"':
        out_ += "\\\"";
        break;
      case '\\':
        out_ += "\\\\";
        break;
      case '\b':
        out_ += "\\b";
        break;
      case '\f':
        out_ += "\\f";
        break;
      case '\n':
        out_ += "\\n";
        break;
      case '\r':
        out_ += "\\r";
        break;
      case '\t':
        out_ += "\\t";
        break;
      default:
        out_ += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    }
  }

  std::string out_;
};

}  // namespace

std::string to_json(const Article& article) {
  constexpr std::size_t kSlack = 2000;  // for all but the longest text
  return ObjectWriter(article.body.size() + article.lead.size() + kSlack)
      .add("type", "article")
      .add("id", article.id)
      .add("path", printable(to_string(article.source)))
      .add("url", article.url)
      .add("title", article.title)
      .add("authors", article.authors)
      .add("published", article.published)
      .add("modified", article.modified)
      .add("site", article.site)
      .add("section", article.section)
      .add("tags", article.tags)
      .add("language", article.language)
      .add("description", article.description)
      .add("lead", article.lead)
      .add("body", article.body)
      .add("kind", to_string(article.kind))
      .add_number("words", article.words)
      .add("wire", article.wire)
      .add("source_url", article.source_url)
      .take();
}

std::string failure_to_json(std::string_view path, std::string_view reason) {
  return ObjectWriter(0)
      .add("type", "failure")
      .add("path", printable(path))
      .add("reason", printable(reason))
      .take();
}

}  // namespace dateline
