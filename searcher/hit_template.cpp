#include "searcher/hit_template.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "common/utf8.hpp"
#include "common/word_match.hpp"
#include "searcher/text_paint.hpp"

namespace dateline {
namespace {

constexpr std::size_t kMaxWidth = 1000;
constexpr std::size_t kMaxDecimals = 6;  // as many as a score has

std::array<std::string_view, kHitFields.size()> field_names() {
  std::array<std::string_view, kHitFields.size()> names;
  std::transform(kHitFields.begin(), kHitFields.end(), names.begin(),
                 [](const HitField& field) { return field.name; });
  return names;
}

std::optional<Alignment> alignment_of(char c) {
  switch (c) {
    case '<':
      return Alignment::Left;
    case '^':
      return Alignment::Center;
    case '>':
      return Alignment::Right;
    default:
      return std::nullopt;
  }
}

/// Takes a number off the front of `text`, if one is there.
std::optional<std::size_t> take_number(std::string_view& text) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc::invalid_argument) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return read.ec == std::errc() ? number : kMaxWidth + 1;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<HitTemplate> parse() {
    while (at_ < text_.size()) {
      const auto parsed = parse_next();
      if (!parsed) return fail(parsed.error());
    }
    end_literal();
    return std::move(template_);
  }

 private:
  Result<void> parse_next() {
    const char c = text_[at_];
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (c == '\\') return parse_escape(next);
    if ((c == '{' || c == '}') && next == c) {
      literal_ += c;
      at_ += 2;
      return {};
    }
    if (c == '}') return wrong(at_, "there is a } without its {", "write }} for a brace");
    if (c == '{') return parse_field();
    const CodePoint point = decode_utf8(text_, at_);
    // Line breaks and tabs are meant, even if a shell wrote them.
    literal_ +=
        c == '\n' || c == '\t' ? std::string(1, c) : printable(text_.substr(at_, point.size));
    at_ += point.size;
    return {};
  }

  Result<void> parse_escape(char next) {
    constexpr std::string_view kNames = "nt0\\";
    constexpr std::string_view kValues("\n\t\0\\", 4);
    const std::size_t which = kNames.find(next);
    if (at_ + 1 == text_.size() || which == std::string_view::npos)
      return wrong(at_, fmt::format("there is no escape \"{}\"", text_.substr(at_, 2)),
                   R"(\n, \t, \0 and \\ are the escapes)");
    literal_ += kValues[which];
    at_ += 2;
    return {};
  }

  Result<void> parse_field() {
    const std::size_t begin = at_ + 1;
    const std::size_t end = text_.find('}', begin);
    if (end == std::string_view::npos)
      return wrong(at_, "there is a { without its }", "write {{ for a brace");
    const std::string_view inside = text_.substr(begin, end - begin);
    const std::size_t colon = std::min(inside.find(':'), inside.size());
    const std::string name = to_lower(inside.substr(0, colon));
    const auto* field = std::find_if(kHitFields.begin(), kHitFields.end(),
                                     [&](const HitField& one) { return one.name == name; });
    if (field == kHitFields.end()) return unknown_field(begin, inside.substr(0, colon));
    TemplateField out{
        .id = field->id,
        .alignment = field->kind == ValueKind::Text ? Alignment::Left : Alignment::Right};
    if (colon < inside.size()) {
      const auto parsed = parse_format(begin + colon + 1, inside.substr(colon + 1), *field, out);
      if (!parsed) return parsed;
    }
    end_literal();
    template_.parts.emplace_back(std::move(out));
    at_ = end + 1;
    return {};
  }

  /// `[[fill]align][width][.precision][type]`
  Result<void> parse_format(std::size_t place, std::string_view format, const HitField& field,
                            TemplateField& out) const {
    const std::string_view whole = format;
    if (!format.empty()) {
      const CodePoint first = decode_utf8(format, 0);
      if (first.size < format.size() && alignment_of(format[first.size])) {
        out.fill = printable(format.substr(0, first.size));
        if (display_width(out.fill) != 1)
          return wrong(place, "what fills must be one column wide", {});
        out.alignment = *alignment_of(format[first.size]);
        format.remove_prefix(first.size + 1);
      } else if (const auto alignment = alignment_of(format.front())) {
        out.alignment = *alignment;
        format.remove_prefix(1);
      }
    }
    out.width = take_number(format).value_or(0);
    if (format.starts_with('.')) {
      format.remove_prefix(1);
      out.precision = take_number(format);
      const bool is_bad = !out.precision || field.kind == ValueKind::Number ||
                          (field.kind == ValueKind::Decimal && *out.precision > kMaxDecimals);
      if (is_bad) return wrong_format(place, whole);
    }
    const char type = field.kind == ValueKind::Text     ? 's'
                      : field.kind == ValueKind::Number ? 'd'
                                                        : 'f';
    if (format.starts_with(type)) format.remove_prefix(1);
    if (!format.empty()) return wrong_format(place, whole);
    if (std::max(out.width, out.precision.value_or(0)) > kMaxWidth)
      return wrong(place, fmt::format("\"{}\" is wider than {} columns", whole, kMaxWidth), {});
    return {};
  }

  tl::unexpected<Error> wrong_format(std::size_t place, std::string_view format) const {
    return wrong(place, fmt::format("\"{}\" is no width or alignment of this field", format),
                 "{title:<60}, {title:.40}, {words:>6}, {score:.2f}");
  }

  tl::unexpected<Error> unknown_field(std::size_t place, std::string_view name) const {
    const auto names = field_names();
    const std::string_view nearest = nearest_name(name, names);
    return wrong(place, fmt::format("there is no field \"{}\"", name),
                 fmt::format("{}fields: {}",
                             nearest.empty() ? "" : fmt::format("did you mean {{{}}}; ", nearest),
                             fmt::join(names, " ")));
  }

  tl::unexpected<Error> wrong(std::size_t place, std::string_view what, std::string hint) const {
    return fail(ErrorCode::Usage,
                fmt::format("--template: {} (at character {})", what,
                            count_code_points(text_.substr(0, place)) + 1),
                std::move(hint));
  }

  void end_literal() {
    if (!literal_.empty()) template_.parts.emplace_back(std::exchange(literal_, {}));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string literal_;
  HitTemplate template_;
};

std::string aligned(std::string text, const TemplateField& field) {
  const std::size_t used = display_width(text);
  if (used >= field.width) return text;
  const std::size_t missing = field.width - used;
  const std::size_t before = field.alignment == Alignment::Left     ? 0
                             : field.alignment == Alignment::Center ? missing / 2
                                                                    : missing;
  std::string out;
  for (std::size_t i = 0; i < before; ++i) out += field.fill;
  out += text;
  for (std::size_t i = before; i < missing; ++i) out += field.fill;
  return out;
}

std::string field_text(const TemplateField& field, const Hit& hit, const QueryLine& line) {
  const ValueKind kind = hit_field(field.id).kind;
  if (kind == ValueKind::Decimal && field.precision)
    return fmt::format("{:.{}f}", hit.score, *field.precision);
  std::string text = hit_field_text(field.id, hit, line);
  return field.precision ? cut_to_width(text, *field.precision) : text;
}

}  // namespace

Result<HitTemplate> parse_hit_template(std::string_view text) { return Parser(text).parse(); }

std::string fill_hit_template(const HitTemplate& hit_template, const Hit& hit,
                              const QueryLine& line) {
  std::string out;
  for (const auto& part : hit_template.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      out += *literal;
    } else {
      const auto& field = std::get<TemplateField>(part);
      out += aligned(field_text(field, hit, line), field);
    }
  }
  return out;
}

}  // namespace dateline
