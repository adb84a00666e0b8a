#include "searcher/query_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "common/utf8.hpp"
#include "searcher/query_lexer.hpp"

namespace dateline {
namespace {

/// How tightly a form binds; what binds more loosely than its place allows is put in parentheses.
enum class Binding { SideBySide, Or, And, Not, Near, Operand };

Binding binding_of(const Query& query) {
  switch (query.kind) {
    case QueryKind::And:
      if (query.children.empty()) return Binding::Operand;
      return query.implicit ? Binding::SideBySide : Binding::And;
    case QueryKind::Or:
      return Binding::Or;
    case QueryKind::Not:
      return Binding::Not;
    case QueryKind::Near:
    case QueryKind::Before:
    case QueryKind::SameParagraph:
      return Binding::Near;
    default:
      return Binding::Operand;
  }
}

/// In the first quotation marks that the text does not close itself.
std::string quote(std::string_view text) {
  constexpr std::array<std::array<std::string_view, 2>, 4> kMarks{
      {{"\"", "\""}, {"«", "»"}, {"「", "」"}, {"『", "』"}}};
  for (const auto& [open, close] : kMarks) {
    // A straight mark may be closed by others, too.
    const bool closes = open == "\"" ? text.find('"') != std::string_view::npos ||
                                           text.find("”") != std::string_view::npos
                                     : text.find(close) != std::string_view::npos;
    if (!closes) return fmt::format("{}{}{}", open, text, close);
  }
  std::string without(text);
  std::replace(without.begin(), without.end(), '"', ' ');
  return quote(without);
}

bool is_plain_value(std::string_view text) {
  // What two slashes follow is the scheme of an address, no field.
  if (text.empty() || text.back() == ',' || text.back() == ';' || text.starts_with("//"))
    return false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    if (c.value >= 0x80 && !is_letter(c.value)) return false;
    if (c.value <= ' ' || c.value == '"' || c.value == '(' || c.value == ')') return false;
    i += c.size;
  }
  return true;
}

class Writer {
 public:
  explicit Writer(bool small_letters) : small_letters_(small_letters) {}

  std::string run(const Query& query) {
    write(query, Binding::SideBySide);
    return std::move(out_);
  }

 private:
  void write(const Query& query, Binding place) {
    const bool parenthesised = binding_of(query) < place;
    if (parenthesised) out_ += '(';
    switch (query.kind) {
      case QueryKind::And:
        if (query.children.empty()) {
          out_ += '*';
        } else if (query.implicit) {
          join(query, " ", Binding::Or);
        } else {
          join(query, " AND ", Binding::Not);
        }
        break;
      case QueryKind::Or:
        join(query, " OR ", Binding::And);
        break;
      case QueryKind::Not:
        out_ += "NOT ";
        write(query.children.front(), Binding::Near);
        break;
      case QueryKind::Near:
        join(query, fmt::format(" w/{} ", query.number), Binding::Operand);
        break;
      case QueryKind::Before:
        join(query, fmt::format(" pre/{} ", query.number), Binding::Operand);
        break;
      case QueryKind::SameParagraph:
        join(query, " same-para ", Binding::Operand);
        break;
      case QueryKind::AtLeast:
        write_field(query.children.front());
        out_ += fmt::format("atleast{}:", query.number);
        write_word(query.children.front());
        break;
      case QueryKind::Date:
      case QueryKind::Length:
        out_ += to_string(query);
        break;
      default:
        write_field(query);
        write_word(query);
    }
    if (parenthesised) out_ += ')';
  }

  void join(const Query& query, std::string_view between, Binding place) {
    for (const Query& child : query.children) {
      if (&child != &query.children.front()) out_ += between;
      write(child, place);
    }
  }

  void write_field(const Query& query) {
    if (query.field != FieldId::Text) out_ += fmt::format("{}:", field_of(query.field).name);
  }

  void write_word(const Query& query) {
    const std::string text =
        small_letters_ && query.kind != QueryKind::Filter ? to_lower(query.text) : query.text;
    switch (query.kind) {
      case QueryKind::Prefix:
        out_ += text + '*';
        break;
      case QueryKind::Fuzzy:
        out_ += fmt::format("{}~{}", text, query.number);
        break;
      case QueryKind::Phrase:
        out_ += quote(text);
        break;
      case QueryKind::Filter:
        out_ += is_plain_value(text) ? text : quote(text);
        break;
      default:
        if (query.exact) out_ += '=';
        out_ += is_boolean_operator(text) ? to_lower(text) : text;
    }
  }

  bool small_letters_;
  std::string out_;
};

}  // namespace

std::string format_query(const Query& query) {
  std::string text = Writer(false).run(query);
  return is_shouted(text) ? Writer(true).run(query) : text;
}

}  // namespace dateline
