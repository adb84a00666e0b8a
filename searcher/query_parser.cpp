#include "searcher/query_parser.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "common/utf8.hpp"
#include "searcher/query_lexer.hpp"

namespace dateline {
namespace {

using Kind = QueryTokenKind;

constexpr std::array<std::string_view, 5> kIsValues{"article", "stub", "page", "dated", "undated"};

tl::unexpected<Error> fail_at(QuerySpan span, std::string message, std::string hint = {}) {
  return fail(Error{.code = ErrorCode::QuerySyntax,
                    .message = std::move(message),
                    .hint = std::move(hint),
                    .offset = span.offset,
                    .length = span.length});
}

QuerySpan join(QuerySpan first, QuerySpan last) {
  return {first.offset, last.offset + last.length - first.offset};
}

/// Whether the words of the tree have positions that proximity can compare.
bool has_position(const Query& query) {
  switch (query.kind) {
    case QueryKind::Word:
    case QueryKind::Prefix:
    case QueryKind::Pattern:
    case QueryKind::Fuzzy:
    case QueryKind::Phrase:
      return true;
    case QueryKind::Or:
      return std::all_of(query.children.begin(), query.children.end(), has_position);
    default:
      return false;
  }
}

/// The one field whose words the tree is about; nullopt when there are several.
std::optional<FieldId> common_field(const Query& query) {
  if (query.children.empty()) return query.field;
  const auto first = common_field(query.children.front());
  for (const Query& child : query.children)
    if (common_field(child) != first) return std::nullopt;
  return first;
}

/// `200..500`, `>800`, `>=800`, `<500`, `<=500`, `800`.
Result<Query> parse_length(const QueryToken& token) {
  const auto number = [](std::string_view digits) -> std::optional<std::int64_t> {
    if (digits.empty() || digits.size() > 9) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const auto refuse = [&](std::string message) {
    return fail_at(token.span, std::move(message), "words:>800, words:200..500, words:..300");
  };
  Query query{.kind = QueryKind::Length, .field = FieldId::Words, .span = token.span};
  std::string_view text = token.text;
  if (text.starts_with('>') || text.starts_with('<')) {
    const bool more = text.front() == '>';
    const bool inclusive = text.size() > 1 && text[1] == '=';
    const auto value = number(text.substr(inclusive ? 2 : 1));
    if (!value) return refuse(fmt::format("\"{}\" is no number of words", text));
    if (more) {
      query.from = *value + (inclusive ? 0 : 1);
    } else if (!inclusive && *value == 0) {
      return refuse("no article has fewer than no words");
    } else {
      query.until = *value - (inclusive ? 0 : 1);
    }
    return query;
  }
  const auto dots = text.find("..");
  const std::string_view first = text.substr(0, dots);
  const std::string_view last = dots == std::string_view::npos ? first : text.substr(dots + 2);
  query.from = number(first);
  query.until = number(last);
  const bool bad_end = (!query.from && !first.empty()) || (!query.until && !last.empty());
  if (bad_end || (!query.from && !query.until))
    return refuse(fmt::format("\"{}\" is no number of words", text));
  if (query.from && query.until && *query.from > *query.until)
    return refuse(fmt::format("the range \"{}\" ends before it begins", text));
  return query;
}

class Parser {
 public:
  Parser(std::string_view text, std::vector<QueryToken> tokens, const QueryContext& context)
      : text_(text), tokens_(std::move(tokens)), context_(context) {}

  Result<Query> run() {
    if (peek().kind == Kind::End)
      return fail_at({0, text_.size()}, "there is no word to search for in this query");
    auto query = parse_sequence(FieldId::Text, 0);
    if (!query) return query;
    if (peek().kind == Kind::Close)
      return fail_at(peek().span, "this parenthesis was never opened");
    return query;
  }

 private:
  const QueryToken& peek() const { return tokens_[at_]; }
  const QueryToken& take() { return tokens_[at_++]; }

  static bool holds_values(FieldId field) { return field_of(field).kind != FieldKind::Text; }

  /// Up to the end of the query or a closing parenthesis.
  Result<Query> parse_sequence(FieldId field, int depth) {
    std::vector<Query> items;
    while (peek().kind != Kind::End && peek().kind != Kind::Close) {
      auto item = parse_or(field, depth);
      if (!item) return item;
      // `a (b c)` says no more than `a b c`.
      if (item->kind == QueryKind::And && item->implicit) {
        std::move(item->children.begin(), item->children.end(), std::back_inserter(items));
      } else {
        items.push_back(*std::move(item));
      }
    }
    if (items.empty()) return fail_at(peek().span, "there is nothing between these parentheses");
    return join_side_by_side(std::move(items), holds_values(field));
  }

  /// Alternatives of one filter field, then what all must hold. `any` joins whatever is not
  /// negated.
  Query join_side_by_side(std::vector<Query> items, bool any) const {
    std::vector<Query> joined;
    std::vector<Query> words;
    for (Query& item : items) {
      if (item.kind == QueryKind::Not) {
        joined.push_back(std::move(item));
      } else if (any || (!is_filter(item) && context_.default_operator == DefaultOperator::Any)) {
        words.push_back(std::move(item));
      } else if (is_leaf_filter(item)) {
        add_alternative(joined, std::move(item));
      } else {
        joined.push_back(std::move(item));
      }
    }
    if (!words.empty()) {
      const bool is_group = words.size() > 1;
      Query alternatives = make_group(QueryKind::Or, std::move(words));
      if (is_group) alternatives.implicit = !any;
      joined.insert(joined.begin(), std::move(alternatives));
    }
    if (joined.size() == 1) return std::move(joined.front());
    Query group = make_group(QueryKind::And, std::move(joined));
    group.implicit = true;
    return group;
  }

  static bool is_leaf_filter(const Query& query) {
    return is_filter(query) && (query.children.empty() || query.kind == QueryKind::Or);
  }

  static FieldId filter_field(const Query& query) {
    return query.children.empty() ? query.field : query.children.front().field;
  }

  static void add_alternative(std::vector<Query>& joined, Query filter) {
    const auto same = std::find_if(joined.begin(), joined.end(), [&](const Query& other) {
      return is_leaf_filter(other) && common_field(other) == common_field(filter) &&
             common_field(filter);
    });
    if (same == joined.end()) {
      joined.push_back(std::move(filter));
      return;
    }
    std::vector<Query> alternatives;
    for (Query* part : {&*same, &filter}) {
      if (part->children.empty()) {
        alternatives.push_back(std::move(*part));
      } else {
        std::move(part->children.begin(), part->children.end(), std::back_inserter(alternatives));
      }
    }
    *same = make_group(QueryKind::Or, std::move(alternatives));
  }

  /// A single member stands for itself.
  static Query make_group(QueryKind kind, std::vector<Query> members) {
    if (members.size() == 1) return std::move(members.front());
    const QuerySpan span = join(members.front().span, members.back().span);
    return {.kind = kind, .children = std::move(members), .span = span};
  }

  Result<Query> parse_or(FieldId field, int depth) {
    return parse_operators(Kind::Or, QueryKind::Or, field, depth, &Parser::parse_and);
  }

  Result<Query> parse_and(FieldId field, int depth) {
    return parse_operators(Kind::And, QueryKind::And, field, depth, &Parser::parse_not);
  }

  using Rule = Result<Query> (Parser::*)(FieldId, int);

  Result<Query> parse_operators(Kind token, QueryKind kind, FieldId field, int depth,
                                Rule operand) {
    std::vector<Query> members;
    while (true) {
      auto member = (this->*operand)(field, depth);
      if (!member) return member;
      members.push_back(*std::move(member));
      if (peek().kind != token) return make_group(kind, std::move(members));
      take();
    }
  }

  Result<Query> parse_not(FieldId field, int depth) {
    if (peek().kind != Kind::Not) return parse_near(field, depth);
    if (depth >= kMaxQueryDepth) return fail_too_deep();
    const QuerySpan span = take().span;
    auto negated = parse_not(field, depth + 1);
    if (!negated) return negated;
    // Twice not is not at all.
    if (negated->kind == QueryKind::Not) return std::move(negated->children.front());
    Query query{.kind = QueryKind::Not, .span = join(span, negated->span)};
    query.children.push_back(*std::move(negated));
    return query;
  }

  static std::optional<QueryKind> proximity_kind(Kind kind) {
    switch (kind) {
      case Kind::Near:
        return QueryKind::Near;
      case Kind::Before:
        return QueryKind::Before;
      case Kind::SameParagraph:
        return QueryKind::SameParagraph;
      default:
        return std::nullopt;
    }
  }

  Result<Query> parse_near(FieldId field, int depth) {
    auto first = parse_operand(field, depth);
    if (!first || !proximity_kind(peek().kind)) return first;
    const QueryToken& token = peek();
    Query group{.kind = *proximity_kind(token.kind), .number = token.number};
    group.children.push_back(*std::move(first));
    while (proximity_kind(peek().kind)) {
      const QueryToken& next = take();
      if (next.kind != token.kind || next.number != token.number)
        return fail_at(next.span, "one distance at a time: the sides of a proximity are words",
                       "join two of them: (a w/5 b) AND (b w/9 c)");
      if (group.children.size() == kMaxProximitySides)
        return fail_at(next.span,
                       fmt::format("a proximity has {} sides at most", kMaxProximitySides));
      auto operand = parse_operand(field, depth);
      if (!operand) return operand;
      group.children.push_back(*std::move(operand));
    }
    for (const Query& child : group.children) {
      if (!has_position(child))
        return fail_at(child.span, "only words, phrases and (a OR b) have a place in the text",
                       "put a proximity between words: (a OR b) w/5 \"c d\"");
    }
    if (!common_field(group))
      return fail_at(token.span, "both sides of a proximity are of one field");
    group.span = join(group.children.front().span, group.children.back().span);
    return group;
  }

  tl::unexpected<Error> fail_too_deep() const {
    return fail_at(peek().span,
                   fmt::format("the query is nested more than {} deep", kMaxQueryDepth));
  }

  Result<Query> parse_operand(FieldId field, int depth) {
    const QueryToken& token = peek();
    switch (token.kind) {
      case Kind::Open:
        return parse_group(field, depth);
      case Kind::Field:
        return parse_field(field, depth);
      case Kind::AtLeast:
        return parse_at_least(field, depth);
      case Kind::Word:
      case Kind::Exact:
        return leaf(QueryKind::Word, field);
      case Kind::Prefix:
        return leaf(QueryKind::Prefix, field);
      case Kind::Pattern:
        return leaf(QueryKind::Pattern, field);
      case Kind::Fuzzy:
        return leaf(QueryKind::Fuzzy, field);
      case Kind::Phrase:
        return leaf(QueryKind::Phrase, field);
      case Kind::All: {
        if (field != FieldId::Text) return fail_at(token.span, "a star alone has no field");
        return Query{.kind = QueryKind::And, .span = take().span};
      }
      case Kind::Value:
        return parse_value(field);
      default:
        return fail_missing_operand();
    }
  }

  Query leaf(QueryKind kind, FieldId field) {
    const QueryToken& token = take();
    // A Word of an Exact token is printed and matched as typed; Fuzzy keeps its number of edits.
    return {.kind = kind,
            .field = field,
            .text = std::string(token.text),
            .exact = token.kind == Kind::Exact,
            .number = token.number,
            .span = token.span};
  }

  tl::unexpected<Error> fail_missing_operand() const {
    const QueryToken& token = peek();
    const std::string hint = "in small letters, or in quotation marks, it is a word";
    if (at_ > 0 && (token.kind == Kind::End || token.kind == Kind::Close)) {
      const QueryToken& before = tokens_[at_ - 1];
      const auto name = text_.substr(before.span.offset, before.span.length);
      return fail_at(before.span, fmt::format("\"{}\" has nothing after it", name),
                     before.kind == Kind::Field ? "" : hint);
    }
    const auto name = text_.substr(token.span.offset, token.span.length);
    return fail_at(token.span, fmt::format("\"{}\" has nothing before it", name), hint);
  }

  Result<Query> parse_group(FieldId field, int depth) {
    if (depth >= kMaxQueryDepth) return fail_too_deep();
    const QuerySpan open = take().span;
    auto query = parse_sequence(field, depth + 1);
    if (!query) return query;
    if (peek().kind != Kind::Close)
      return fail_at(open, "this parenthesis is never closed", "close it, or leave it out");
    const QuerySpan close = take().span;
    // What stands inside parentheses belongs together; an error about it shows the whole.
    query->span = join(open, close);
    return query;
  }

  Result<Query> parse_field(FieldId outer, int depth) {
    const QueryToken& token = take();
    if (outer != FieldId::Text)
      return fail_at(token.span, fmt::format("{}: cannot stand inside {}:",
                                             field_of(token.field).name, field_of(outer).name));
    if (depth >= kMaxQueryDepth) return fail_too_deep();
    auto query = peek().kind == Kind::Not ? parse_not(token.field, depth + 1)
                                          : parse_operand(token.field, depth + 1);
    if (query) query->span = join(token.span, query->span);
    return query;
  }

  Result<Query> parse_at_least(FieldId field, int depth) {
    const QueryToken& token = take();
    if (peek().kind != Kind::Word && peek().kind != Kind::Exact)
      return fail_at(token.span, "atleast wants one word after it", "atleast3:word");
    auto word = parse_operand(field, depth);
    if (!word) return word;
    Query query{
        .kind = QueryKind::AtLeast, .number = token.number, .span = join(token.span, word->span)};
    query.children.push_back(*std::move(word));
    return query;
  }

  Result<Query> parse_value(FieldId field) {
    const QueryToken& token = take();
    if (field == FieldId::Words) return parse_length(token);
    if (field == FieldId::Date) return parse_date_value(token);
    const std::string_view name = field_of(field).name;
    if (token.text.find('*') != std::string_view::npos && field != FieldId::Path &&
        field != FieldId::Url)
      return fail_at(token.span, fmt::format("{}: takes whole values, without a star", name),
                     field == FieldId::Site ? "site:bbc.co.uk finds its subdomains too" : "");
    std::string text = clean_line(token.text);
    if (text.empty()) return fail_at(token.span, fmt::format("{}: has no value", name));
    if (field == FieldId::Is) {
      text = to_lower(text);
      if (std::find(kIsValues.begin(), kIsValues.end(), text) == kIsValues.end())
        return fail_at(token.span, fmt::format("there is no is:{}", text),
                       "is:article is:stub is:page is:dated is:undated");
    }
    if (field == FieldId::Language) {
      // en-GB is English.
      text = to_lower(text.substr(0, text.find_first_of("-_")));
      if (text.size() < 2 || text.size() > 3)
        return fail_at(token.span, fmt::format("\"{}\" is no language code", token.text),
                       "lang:en, lang:de, lang:ja");
    }
    return Query{
        .kind = QueryKind::Filter, .field = field, .text = std::move(text), .span = token.span};
  }

  Result<Query> parse_date_value(const QueryToken& token) const {
    const auto interval = parse_date_range(token.text, context_.clock);
    if (!interval) {
      Error error = interval.error();
      // A quotation's text begins after its mark.
      const auto begin = static_cast<std::size_t>(token.text.data() - text_.data());
      error.offset += begin;
      return fail(std::move(error));
    }
    return Query{.kind = QueryKind::Date,
                 .field = FieldId::Date,
                 .exact = !interval->by_day,
                 .from = interval->from,
                 .until = interval->until,
                 .span = token.span};
  }

  std::string_view text_;
  std::vector<QueryToken> tokens_;
  const QueryContext& context_;
  std::size_t at_ = 0;
};

}  // namespace

Result<Query> parse_query(std::string_view text, const QueryContext& context) {
  auto tokens = lex_query(text);
  if (!tokens) return fail(tokens.error());
  return Parser(text, *std::move(tokens), context).run();
}

}  // namespace dateline
