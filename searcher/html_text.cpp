#include "searcher/html_text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "common/utf8.hpp"
#include "searcher/hit_fields.hpp"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

void append_escaped(std::string& out, std::string_view printable_text) {
  for (const char c : printable_text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

bool is_language_code(std::string_view code) {
  return (code.size() == 2 || code.size() == 3) &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string spelt_out(const Timestamp& time) {
  const std::chrono::year_month_day day = time.day();
  const int year = static_cast<int>(day.year());
  if (time.precision == DatePrecision::Year) return std::to_string(year);
  const std::string_view month = kMonths[static_cast<unsigned>(day.month()) - 1];
  if (time.precision == DatePrecision::Month) return fmt::format("{} {}", month, year);
  return fmt::format("{} {} {}", static_cast<unsigned>(day.day()), month, year);
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string out;
  append_escaped(out, printable(text));
  return out;
}

std::string html_marked(const MarkedText& marked) {
  const std::string_view text = marked.text;
  std::string out;
  std::size_t at = 0;
  for (const ByteRange& mark : marked.marks) {
    append_escaped(out, text.substr(at, mark.begin - at));
    out += "<mark>";
    append_escaped(out, text.substr(mark.begin, mark.end - mark.begin));
    out += "</mark>";
    at = mark.end;
  }
  append_escaped(out, text.substr(at));
  return out;
}

std::string html_element(std::string_view tag, std::string_view language, std::string_view inner) {
  const std::string lang =
      is_language_code(language) ? fmt::format(" lang=\"{}\"", language) : std::string();
  return fmt::format("<{0}{1} dir=\"auto\">{2}</{0}>", tag, lang, inner);
}

std::string html_link(std::string_view target, std::string_view inner) {
  if (target.empty()) return std::string(inner);
  return fmt::format(R"(<a href="{}" rel="noreferrer">{}</a>)", html_text(target), inner);
}

std::string html_date(const std::optional<ArticleDate>& date) {
  if (!date) return "undated";
  return fmt::format(R"(<time datetime="{}">{}</time>)", exact_date(date), spelt_out(date->time));
}

}  // namespace dateline
