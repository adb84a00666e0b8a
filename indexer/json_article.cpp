#include "indexer/json_article.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "common/content_hash.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "indexer/language_detection.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxListItems = 100;
constexpr int kMaxNesting = 64;

enum class Key : std::uint8_t {
  None,
  Type,
  Id,
  Path,
  Url,
  Title,
  Body,
  Text,
  Authors,
  Author,
  Published,
  Date,
  Modified,
  Site,
  Section,
  Tags,
  Language,
  Description,
  Lead,
  Kind,
  Wire,
  SourceUrl,
  Count,
};

using namespace std::string_view_literals;

/// In the order of Key.
constexpr std::array kKeyNames{
    ""sv,         "type"sv, "id"sv,      "path"sv,      "url"sv,       "title"sv,
    "body"sv,     "text"sv, "authors"sv, "author"sv,    "published"sv, "date"sv,
    "modified"sv, "site"sv, "section"sv, "tags"sv,      "language"sv,  "description"sv,
    "lead"sv,     "kind"sv, "wire"sv,    "source_url"sv};
static_assert(kKeyNames.size() == static_cast<std::size_t>(Key::Count));

Key find_key(std::string_view name) {
  const auto found = std::find(kKeyNames.begin() + 1, kKeyNames.end(), name);
  return found == kKeyNames.end() ? Key::None
                                  : static_cast<Key>(std::distance(kKeyNames.begin(), found));
}

struct StatedDate {
  std::string value;
  std::string precision;
  std::string evidence;
};

/// What the object states, as it stands there.
struct Statements {
  std::array<std::string, static_cast<std::size_t>(Key::Count)> texts;
  std::vector<std::string> authors;
  std::vector<std::string> author;
  std::vector<std::string> tags;
  StatedDate published;
  StatedDate date;
  StatedDate modified;

  std::string& text(Key key) { return texts[static_cast<std::size_t>(key)]; }
};

/// Takes the events of the parser and keeps the strings that an article needs, without a tree. The
/// parser lets valid UTF-8 through only.
class StatementReader : public nlohmann::json_sax<Json> {
 public:
  explicit StatementReader(Statements& statements) : out_(statements) {}

  bool null() override { return after_value(); }
  bool boolean(bool) override { return after_value(); }
  bool number_float(number_float_t, const string_t&) override { return after_value(); }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool binary(binary_t&) override { return false; }

  bool string(string_t& value) override {
    if (depth_ == 1) {
      read_text(value);
    } else if (depth_ == 2 && !in_list_) {
      read_member(value);
    } else if (in_list_ && (depth_ == 2 || (depth_ == 3 && inner_key_ == "name"))) {
      add(value);
    }
    return after_value();
  }

  bool start_object(std::size_t) override { return enter(false); }
  bool start_array(std::size_t) override {
    is_object_ = is_object_ && depth_ > 0;
    return enter(true);
  }
  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }

  bool key(string_t& name) override {
    if (depth_ == 1) {
      key_ = find_key(name);
    } else if (depth_ <= 3) {
      inner_key_ = name;
    }
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

  bool is_object() const { return is_object_; }

 private:
  bool enter(bool is_list) {
    if (++depth_ > kMaxNesting) return false;
    if (depth_ == 2) in_list_ = is_list;
    return true;
  }

  bool leave() {
    --depth_;
    return true;
  }

  bool after_value() {
    if (depth_ == 0) is_object_ = false;
    return true;
  }

  bool number(std::string digits) {
    if (depth_ == 1 && key_ == Key::Id) out_.text(Key::Id) = std::move(digits);
    return after_value();
  }

  void read_text(std::string& value) {
    if (StatedDate* date = date_of(key_)) {
      *date = {.value = std::move(value)};
    } else if (key_ == Key::Tags) {
      split_tags(value);
    } else if (key_ == Key::Authors || key_ == Key::Author) {
      add(value);
    } else {
      out_.text(key_) = std::move(value);
    }
  }

  /// A string in an object that is the value of a key.
  void read_member(std::string& value) {
    if (StatedDate* date = date_of(key_)) {
      if (inner_key_ == "value") {
        date->value = std::move(value);
      } else if (inner_key_ == "precision") {
        date->precision = std::move(value);
      } else if (inner_key_ == "evidence") {
        date->evidence = std::move(value);
      }
    } else if (inner_key_ == "name" && (key_ == Key::Authors || key_ == Key::Author)) {
      add(value);
    }
  }

  void add(std::string& value) {
    std::vector<std::string>* list = key_ == Key::Authors  ? &out_.authors
                                     : key_ == Key::Author ? &out_.author
                                     : key_ == Key::Tags   ? &out_.tags
                                                           : nullptr;
    if (list != nullptr && list->size() < kMaxListItems) list->push_back(std::move(value));
  }

  void split_tags(std::string_view value) {
    while (!value.empty()) {
      const std::size_t end = std::min(value.find(','), value.size());
      std::string tag(value.substr(0, end));
      add(tag);
      value.remove_prefix(std::min(end + 1, value.size()));
    }
  }

  StatedDate* date_of(Key key) {
    return key == Key::Published  ? &out_.published
           : key == Key::Date     ? &out_.date
           : key == Key::Modified ? &out_.modified
                                  : nullptr;
  }

  Statements& out_;
  std::string inner_key_;
  Key key_ = Key::None;
  int depth_ = 0;
  bool in_list_ = false;
  bool is_object_ = true;
};

std::vector<std::string> lines_of(const std::vector<std::string>& texts) {
  std::vector<std::string> lines;
  for (const std::string& text : texts)
    if (std::string line = clean_line(text); !line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string id_of(std::string_view stated) {
  constexpr std::size_t kMaxIdBytes = 32;
  const bool is_id =
      stated.size() <= kMaxIdBytes && std::all_of(stated.begin(), stated.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || is_ascii_digit(c);
      });
  return is_id ? std::string(stated) : to_base32(hash_content(stated));
}

bool holds_empty_line(std::string_view text) {
  std::size_t line_start = 0;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos;
       end = text.find('\n', line_start)) {
    if (trim_ascii(text.substr(line_start, end - line_start)).empty() && line_start > 0)
      return true;
    line_start = end + 1;
  }
  return false;
}

/// Text whose paragraphs are parted by empty lines.
std::string with_paragraphs(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\n';
    out += c;
  }
  return out;
}

std::string body_of(std::string_view stated, bool is_own_form) {
  const std::string_view text = trim_ascii(stated);
  const bool has_lines_only =
      !is_own_form && text.find('\n') != std::string_view::npos && !holds_empty_line(text);
  return has_lines_only ? clean_blocks(with_paragraphs(text)) : clean_blocks(text);
}

template <class Enum>
std::optional<Enum> find_name(std::string_view name, Enum last) {
  for (int i = 0; i <= static_cast<int>(last); ++i)
    if (to_string(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  return std::nullopt;
}

/// The beginning of the year, month, day or minute that `time` lies in.
Timestamp coarsen(Timestamp time, DatePrecision precision) {
  if (precision >= time.precision) return time;
  const auto day = time.day();
  time.precision = precision;
  switch (precision) {
    case DatePrecision::Year:
      time.local = std::chrono::local_days{day.year() / std::chrono::January / 1};
      break;
    case DatePrecision::Month:
      time.local = std::chrono::local_days{day.year() / day.month() / 1};
      break;
    case DatePrecision::Day:
      time.local = std::chrono::local_days{day};
      break;
    case DatePrecision::Minute:
      time.local = std::chrono::floor<std::chrono::minutes>(time.local);
      break;
    case DatePrecision::Second:
      break;
  }
  return time;
}

std::optional<ArticleDate> date_of(const StatedDate& stated) {
  const auto time = parse_iso8601(stated.value);
  if (!time) return std::nullopt;
  const auto precision = find_name(stated.precision, DatePrecision::Second);
  return ArticleDate{
      .time = precision ? coarsen(*time, *precision) : *time,
      .evidence = find_name(stated.evidence, DateEvidence::Text).value_or(DateEvidence::Meta)};
}

}  // namespace

Result<Article> article_from_json(std::string_view json) {
  std::string repaired;
  if (!is_valid_utf8(json)) json = repaired = make_valid_utf8(json);
  Statements stated;
  StatementReader reader(stated);
  if (!Json::sax_parse(json.begin(), json.end(), &reader) || !reader.is_object())
    return fail(ErrorCode::Input, "no JSON object");
  const std::string& type = stated.text(Key::Type);
  if (type == "failure") return fail(ErrorCode::NotAPage, "a failure that was reported before");

  Article article;
  const std::string& body = stated.text(Key::Body);
  article.body = body_of(body.empty() ? stated.text(Key::Text) : body, type == "article");
  article.title = clean_line(stated.text(Key::Title));
  if (article.body.empty() && article.title.empty())
    return fail(ErrorCode::Input, "neither title nor body");
  article.id = id_of(stated.text(Key::Id));
  article.source.path = clean_line(stated.text(Key::Path));
  article.url = clean_line(stated.text(Key::Url));
  article.authors = lines_of(stated.authors);
  if (article.authors.empty()) article.authors = lines_of(stated.author);
  article.published = date_of(stated.published);
  if (!article.published) article.published = date_of(stated.date);
  article.modified = date_of(stated.modified);
  article.site = clean_line(stated.text(Key::Site));
  article.section = clean_line(stated.text(Key::Section));
  article.tags = lines_of(stated.tags);
  article.language = language_code(stated.text(Key::Language));
  if (article.language.empty()) article.language = detect_language(article.body, {});
  article.description = clean_line(stated.text(Key::Description));
  article.lead = clean_line(stated.text(Key::Lead));
  article.kind =
      find_name(stated.text(Key::Kind), ArticleKind::Page).value_or(ArticleKind::Article);
  article.words = count_words(article.body);
  article.wire = clean_line(stated.text(Key::Wire));
  article.source_url = clean_line(stated.text(Key::SourceUrl));
  return article;
}

}  // namespace dateline
