#include "searcher/query_lexer.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "common/tokenizer.hpp"
#include "common/utf8.hpp"

namespace dateline {
namespace {

using Kind = QueryTokenKind;

constexpr std::uint32_t kDefaultDistance = 10;
constexpr std::uint32_t kMaxDistance = kParagraphGap - 1;
constexpr std::uint32_t kMaxEdits = 2;
constexpr std::size_t kMinPatternLetters = 3;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Opening quotation marks and what may close them. Where two languages disagree (“ opens in
/// English and closes in German) the mark that stands first decides.
struct Quotes {
  std::string_view open;
  std::array<std::string_view, 3> close;
};
constexpr std::array kQuotes{
    Quotes{"\"", {"\"", "”", "”"}},   Quotes{"“", {"”", "\"", "“"}},
    Quotes{"„", {"“", "”", "\""}},    Quotes{"”", {"”", "\"", "\""}},
    Quotes{"«", {"»", "»", "»"}},     Quotes{"»", {"«", "«", "«"}},
    Quotes{"「", {"」", "」", "」"}}, Quotes{"『", {"』", "』", "』"}},
    Quotes{"＂", {"＂", "＂", "＂"}},
};

const Quotes* find_quotes(std::string_view rest) {
  for (const Quotes& quotes : kQuotes)
    if (rest.starts_with(quotes.open)) return &quotes;
  return nullptr;
}

std::optional<std::uint32_t> parse_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 6) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value;
}

class Lexer {
 public:
  explicit Lexer(std::string_view query) : query_(query), shouted_(is_shouted(query)) {}

  Result<std::vector<QueryToken>> run() {
    if (query_.size() > kMaxQueryBytes)
      return error(0, 0, fmt::format("the query is longer than {} bytes", kMaxQueryBytes));
    while (!error_ && skip_blanks()) {
      if (tokens_.size() >= kMaxQueryTokens)
        return error(at_, 1, fmt::format("the query has more than {} parts", kMaxQueryTokens));
      read_token();
    }
    if (error_) return fail(std::move(*error_));
    push(Kind::End, query_.size(), query_.size());
    return std::move(tokens_);
  }

 private:
  tl::unexpected<Error> error(std::size_t offset, std::size_t length, std::string message,
                              std::string hint = {}) const {
    return fail(Error{.code = ErrorCode::QuerySyntax,
                      .message = std::move(message),
                      .hint = std::move(hint),
                      .offset = offset,
                      .length = length});
  }

  void refuse(std::size_t offset, std::size_t end, std::string message, std::string hint = {}) {
    if (!error_) error_ = error(offset, end - offset, std::move(message), std::move(hint)).value();
  }

  QueryToken& push(Kind kind, std::size_t begin, std::size_t end, std::string_view text = {}) {
    tokens_.push_back({.kind = kind, .text = text, .span = {begin, end - begin}});
    return tokens_.back();
  }

  std::string_view rest() const { return query_.substr(at_); }

  CodePoint peek(std::size_t at) const {
    return at < query_.size() ? decode_utf8(query_, at) : CodePoint{U' ', 0};
  }

  bool ends_here(std::size_t at) const {
    return at >= query_.size() || is_space(peek(at).value) || query_[at] == ')';
  }

  bool skip_blanks() {
    while (at_ < query_.size()) {
      const CodePoint c = decode_utf8(query_, at_);
      if (!is_space(c.value)) return true;
      at_ += c.size;
      blank_end_ = at_;
    }
    return false;
  }

  bool expects_value() const {
    if (value_depth_ > 0) return true;
    return !tokens_.empty() && tokens_.back().kind == Kind::Field &&
           field_of(tokens_.back().field).kind != FieldKind::Text;
  }

  void read_token() {
    const char c = query_[at_];
    const bool follows_field = !tokens_.empty() && tokens_.back().kind == Kind::Field;
    const bool values = expects_value();
    if (c == '(') {
      if (values) ++value_depth_;
      push(Kind::Open, at_, at_ + 1);
      ++at_;
    } else if (c == ')') {
      if (value_depth_ > 0) --value_depth_;
      push(Kind::Close, at_, at_ + 1);
      ++at_;
    } else if (const Quotes* quotes = find_quotes(rest())) {
      read_phrase(*quotes);
    } else if (is_minus_before_operand() && (value_depth_ > 0 || !values)) {
      push(Kind::Not, at_, at_ + 1);
      ++at_;
    } else if (values) {
      read_value();
    } else if (const std::size_t end = end_of_dashes(); end > at_ && !ends_here(end)) {
      // What stands before a word and does not negate it joins or lists.
      at_ = end;
    } else if (read_at_least() || (!follows_field && read_field())) {
      return;
    } else {
      read_word();
    }
  }

  std::size_t end_of_dashes() const {
    return std::min(query_.find_first_not_of('-', at_), query_.size());
  }

  bool is_minus_before_operand() const {
    if (query_[at_] != '-' || ends_here(at_ + 1)) return false;
    // In "Life Is Strange"-Entwickler it joins.
    const bool begins_word = at_ == 0 || at_ == blank_end_ || query_[at_ - 1] == '(' ||
                             query_[at_ - 1] == ':' || query_[at_ - 1] == '-';
    if (!begins_word) return false;
    const char next = query_[at_ + 1];
    if (next == '(' || next == '=' || next == '*' || find_quotes(query_.substr(at_ + 1)) != nullptr)
      return true;
    const CodePoint c = peek(at_ + 1);
    return is_letter(c.value) || is_decimal_digit(c.value) || is_combining_mark(c.value);
  }

  void read_phrase(const Quotes& quotes) {
    const std::size_t open = at_;
    const std::size_t begin = open + quotes.open.size();
    std::size_t end = std::string_view::npos;
    std::size_t closed = 0;
    for (const std::string_view mark : quotes.close) {
      const std::size_t found = query_.find(mark, begin);
      if (found < end) {
        end = found;
        closed = found + mark.size();
      }
    }
    if (end == std::string_view::npos)
      return refuse(open, begin, "this quotation mark is never closed",
                    "close it, or leave it out");
    const std::string_view text = query_.substr(begin, end - begin);
    at_ = closed;
    if (expects_value()) {
      push(Kind::Value, open, closed, text);
    } else if (analyze_query_text(text).empty()) {
      refuse(open, closed, "there is no word between these quotation marks");
    } else {
      check_no_star_inside(text, begin);
      push(Kind::Phrase, open, closed, text);
    }
  }

  void check_no_star_inside(std::string_view text, std::size_t offset) {
    for (std::size_t i = 1; i < text.size(); ++i) {
      const bool ends_word = i + 1 == text.size() || text[i + 1] == ' ';
      const char before = text[i - 1];
      if (text[i] == '*' && ends_word && before != '*' && before != ' ')
        refuse(offset + i, offset + i + 1, "a star has no meaning inside a quotation",
               "near words may have stars: elect* w/3 result*");
    }
  }

  void read_value() {
    const std::size_t begin = at_;
    int open = 0;
    while (at_ < query_.size()) {
      const CodePoint c = decode_utf8(query_, at_);
      if (is_space(c.value)) break;
      if (c.value == '(') ++open;
      if (c.value == ')' && open-- == 0) break;
      at_ += c.size;
    }
    std::string_view text = query_.substr(begin, at_ - begin);
    if (value_depth_ > 0 && (text == "AND" || text == "OR" || text == "NOT")) {
      read_operator(text, begin);
      return;
    }
    while (text.size() > 1 && (text.back() == ',' || text.back() == ';')) text.remove_suffix(1);
    push(Kind::Value, begin, begin + text.size(), text);
  }

  /// A name and a colon; false, with nothing read, when what stands here is a word.
  bool read_field() {
    std::size_t colon = at_;
    while (colon < query_.size() && is_ascii_letter(query_[colon])) ++colon;
    const std::string_view name = query_.substr(at_, colon - at_);
    if (name.empty() || colon >= query_.size() || query_[colon] != ':') return false;
    if (query_.substr(colon + 1).starts_with("//")) return false;
    if (const Field* field = find_field(name)) {
      push(Kind::Field, at_, colon + 1, name).field = field->id;
      at_ = colon + 1;
      return true;
    }
    // "Brexit: what now" is a headline.
    if (ends_here(colon + 1)) return false;
    const std::string_view nearest = nearest_field_name(name);
    refuse(at_, colon, fmt::format("there is no field \"{}\"", name),
           nearest.empty() ? "fields: " + field_names() + "; in quotation marks it is words"
                           : fmt::format("did you mean {}:", nearest));
    return true;
  }

  static std::string field_names() {
    std::string names;
    for (const Field& field : kFields) {
      if (field.name.empty()) continue;
      if (!names.empty()) names += ' ';
      names += field.name;
    }
    return names;
  }

  bool read_at_least() {
    constexpr std::string_view kName = "atleast";
    if (to_lower(rest().substr(0, kName.size())) != kName) return false;
    const std::size_t begin = at_ + kName.size();
    std::size_t end = begin;
    while (end < query_.size() && is_digit(query_[end])) ++end;
    if (end >= query_.size() || query_[end] != ':') return false;
    const auto count = parse_number(query_.substr(begin, end - begin));
    ++end;
    if (!count || *count == 0) {
      refuse(at_, end, "atleast wants a number: atleast3:word");
    } else {
      push(Kind::AtLeast, at_, end).number = *count;
    }
    at_ = end;
    return true;
  }

  void read_word() {
    const std::size_t begin = at_;
    while (at_ < query_.size()) {
      const CodePoint c = decode_utf8(query_, at_);
      if (is_space(c.value) || c.value == '(' || c.value == ')') break;
      if (at_ > begin && c.value >= 0x22 && find_quotes(rest()) != nullptr) break;
      // =“exact words” are exact anyway.
      at_ += c.size;
    }
    const std::string_view word = query_.substr(begin, at_ - begin);
    if (word == "=" && at_ < query_.size() && find_quotes(rest()) != nullptr) return;
    if (read_operator(word, begin) || refuse_foreign_operator(word, begin)) return;
    classify_word(word, begin);
  }

  bool read_operator(std::string_view word, std::size_t begin) {
    const std::size_t end = begin + word.size();
    if (!shouted_) {
      if (word == "AND") return push(Kind::And, begin, end), true;
      if (word == "OR") return push(Kind::Or, begin, end), true;
      if (word == "NOT") return push(Kind::Not, begin, end), true;
      if (word == "NEAR") return push(Kind::Near, begin, end).number = kDefaultDistance, true;
      if (word == "ADJ") return push(Kind::Before, begin, end).number = kDefaultDistance, true;
    }
    const std::string lower = to_lower(word);
    if (lower == "same-para") return push(Kind::SameParagraph, begin, end), true;
    if (lower == "same-sent") {
      refuse(begin, end, "same-sent is not supported", "same-para finds words in one paragraph");
      return true;
    }
    const std::size_t slash = word.find('/');
    if (slash == std::string_view::npos) return false;
    const std::string_view name = word.substr(0, slash);
    const bool is_near = name == "w" || name == "W" || name == "NEAR";
    const bool is_before = name == "pre" || name == "PRE" || name == "ADJ";
    if (!is_near && !is_before) return false;
    // "w/o" and "NEAR/FAR" are words.
    const std::string_view digits = word.substr(slash + 1);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
      return false;
    const auto distance = parse_number(digits);
    if (!distance || *distance == 0 || *distance > kMaxDistance) {
      refuse(begin, end, fmt::format("the distance goes from 1 to {}", kMaxDistance),
             "same-para finds words in one paragraph");
    } else {
      push(is_near ? Kind::Near : Kind::Before, begin, end).number = *distance;
    }
    return true;
  }

  /// Operators of other search languages, which would otherwise pass for punctuation.
  bool refuse_foreign_operator(std::string_view word, std::size_t begin) {
    const std::size_t end = begin + word.size();
    if (word == "&&" || word == "||") {
      refuse(begin, end, fmt::format("\"{}\" is no operator here", word),
             word == "&&" ? "write AND, or nothing at all" : "write OR");
      return true;
    }
    if (word.size() > 1 && word.front() == '!') {
      const CodePoint next = peek(begin + 1);
      if (is_letter(next.value) || is_decimal_digit(next.value)) {
        refuse(begin, begin + 1, "\"!\" is no operator here", "write - before the word, or NOT");
        return true;
      }
    }
    const std::size_t caret = word.rfind('^');
    if (caret != std::string_view::npos && caret > 0 && caret + 1 < word.size() &&
        word.substr(caret + 1).find_first_not_of("0123456789.") == std::string_view::npos) {
      refuse(begin + caret, end, "weights are not supported");
      return true;
    }
    return false;
  }

  void classify_word(std::string_view word, std::size_t begin) {
    Kind kind = Kind::Word;
    if (word.size() > 1 && word.front() == '=') {
      kind = Kind::Exact;
      word.remove_prefix(1);
    }
    const std::size_t end = at_;
    if (word == "*") {
      push(Kind::All, begin, end, word);
      return;
    }
    std::string_view core = word;
    while (!core.empty() && std::string_view(".,;:!?").find(core.back()) != std::string_view::npos)
      core.remove_suffix(1);
    if (kind == Kind::Word && read_fuzzy(core, begin)) return;
    if (kind == Kind::Word && core.find_first_of("*?") != std::string_view::npos &&
        read_pattern(core, begin))
      return;
    if (analyze_query_text(word).empty()) {
      // Punctuation; but a field must not silently reach for the word after it.
      if (!tokens_.empty() && tokens_.back().kind == Kind::Field)
        refuse(begin, end, "there is no word here");
      return;
    }
    push(kind, begin, end, word);
  }

  bool read_fuzzy(std::string_view core, std::size_t begin) {
    const std::size_t tilde = core.rfind('~');
    if (tilde == std::string_view::npos || tilde == 0) return false;
    const std::string_view digits = core.substr(tilde + 1);
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) return false;
    const std::string_view text = core.substr(0, tilde);
    const std::uint32_t edits = digits.empty() ? 1 : parse_number(digits).value_or(0);
    const auto terms = analyze_query_text(text);
    if (terms.size() != 1 || terms.front().kind != TokenKind::Word) {
      refuse(begin, begin + core.size(), "~ wants one word of letters before it");
    } else if (edits == 0 || edits > kMaxEdits) {
      refuse(begin + tilde, begin + core.size(),
             fmt::format("the number of edits is 1 or {}", kMaxEdits));
    } else if (count_code_points(text) < kMinPatternLetters) {
      refuse(begin, begin + core.size(),
             fmt::format("a near spelling needs {} letters at least", kMinPatternLetters));
    } else {
      push(Kind::Fuzzy, begin, begin + core.size(), text).number = edits;
    }
    return true;
  }

  /// False when the star or question mark is no pattern: an address, a row of stars, a text of a
  /// script in which any part of a word is found anyway.
  bool read_pattern(std::string_view core, std::size_t begin) {
    std::size_t letters = 0;
    std::size_t stars = 0;
    bool other = false;
    for (std::size_t i = 0; i < core.size();) {
      const CodePoint c = decode_utf8(core, i);
      if (is_letter(c.value) || is_decimal_digit(c.value)) {
        ++letters;
      } else if (c.value == '*') {
        ++stars;
      } else if (c.value != '?' && c.value != '\'' && c.value != 0x2019 &&
                 !is_combining_mark(c.value)) {
        other = true;
      }
      i += c.size;
    }
    if (letters == 0 || (other && stars == 0)) return false;
    const std::size_t end = begin + core.size();
    std::string plain(core);
    std::erase_if(plain, [](char c) { return c == '*' || c == '?'; });
    const auto terms = analyze_query_text(plain);
    if (!terms.empty() &&
        (terms.front().kind == TokenKind::Bigram || terms.front().kind == TokenKind::Unigram)) {
      push(Kind::Word, begin, end, core);
      return true;
    }
    if (other || terms.size() != 1) {
      refuse(begin, end, "a star or question mark stands in a single word only",
             "in quotation marks it is no pattern");
    } else if (letters < kMinPatternLetters) {
      refuse(begin, end, fmt::format("a pattern needs {} letters at least", kMinPatternLetters));
    } else if (stars == 1 && core.back() == '*' && core.find('?') == std::string_view::npos) {
      push(Kind::Prefix, begin, end, core.substr(0, core.size() - 1));
    } else {
      push(Kind::Pattern, begin, end, core);
    }
    return true;
  }

  std::string_view query_;
  bool shouted_;
  std::size_t at_ = 0;
  std::size_t blank_end_ = 0;  ///< where the last blank ended
  int value_depth_ = 0;
  std::vector<QueryToken> tokens_;
  std::optional<Error> error_;
};

}  // namespace

bool is_boolean_operator(std::string_view word) {
  return word == "AND" || word == "OR" || word == "NOT" || word == "NEAR" || word == "ADJ";
}

bool is_shouted(std::string_view query) {
  std::size_t words = 0;
  std::size_t operators = 0;
  std::size_t start = 0;
  bool has_letter = false;
  const auto finish_word = [&](std::size_t end) {
    if (is_boolean_operator(query.substr(start, end - start))) {
      ++operators;
    } else if (has_letter) {
      ++words;
    }
    has_letter = false;
  };
  for (std::size_t i = 0; i < query.size();) {
    const CodePoint c = decode_utf8(query, i);
    if (is_letter(c.value)) {
      if (!is_uppercase(c.value)) return false;
      has_letter = true;
    } else if (is_space(c.value)) {
      finish_word(i);
      start = i + c.size;
    }
    i += c.size;
  }
  finish_word(query.size());
  return operators > 0 && words >= 5 && words > 2 * operators + 1;
}

Result<std::vector<QueryToken>> lex_query(std::string_view query) { return Lexer(query).run(); }

}  // namespace dateline
