// Texts from pages, paths and command lines hold whatever their authors want a terminal, a browser
// or a spreadsheet to do. Here every text is such a text, and passes no cleaning on its way.

#include <memory>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/utf8.hpp"
#include "searcher/csv_printer.hpp"
#include "searcher/html_printer.hpp"
#include "searcher/json_printer.hpp"
#include "searcher/path_printer.hpp"
#include "searcher/run_printer.hpp"
#include "searcher/template_printer.hpp"
#include "searcher/text_printer.hpp"
#include "tests/searcher/made_pages.hpp"
#include "tests/support/page_markup.hpp"

namespace dateline {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using testing::IsEmpty;

/// Every character from `first` to `last`, a letter between them.
std::string characters(char32_t first, char32_t last) {
  std::string out;
  for (char32_t c = first; c <= last; ++c) {
    append_utf8(out, c);
    out += 'x';
  }
  return out;
}

/// The control functions of ECMA-48 that do harm, begun by ESC and a letter, by a C1 control as
/// UTF-8, and by the same as one byte.
std::string control_sequences() {
  std::string out;
  for (const char final : {'[', ']', 'P', '_', '^', 'X', '\\', 'N', 'c'}) {
    const auto c1 = static_cast<char32_t>(final + 0x40);
    for (const std::string& begin :
         {"\x1B"s + final, characters(c1, c1).substr(0, 2), std::string(1, static_cast<char>(c1))})
      for (const char* rest :
           {"31m", "2J", "666;6H", "?1049h", "0;owned\x07", "52;c;ZXZpbA==\x07",
            "8;;https://evil.example/\x1B\\", "$qm\x1B\\", "1337;File=:AAAA\x9C"})
        out += begin + rest;
  }
  return out;
}

struct HostileText {
  const char* name;
  std::string text;
};

std::vector<HostileText> hostile_texts() {
  return {
      {"C0 controls", characters(0x00, 0x1F) + characters(0x7F, 0x7F)},
      {"C1 controls", characters(0x80, 0x9F)},
      {"C1 bytes", "a\x80\x84\x85\x8D\x90\x98\x9B\x9C\x9D\x9E\x9F z"},
      {"control sequences", control_sequences()},
      {"line ends", "a\r\nb\nc\rd\u0085e\u2028f\u2029g\x0Bh\x0Ci"},
      {"bidi controls", characters(0x202A, 0x202E) + characters(0x2066, 0x2069) +
                            characters(0x200E, 0x200F) + "\u061C"},
      {"zero-width characters",
       "a\u200Bb\uFEFFc\u2060d\u00ADe\u180Ef" + characters(0x2061, 0x206F)},
      {"joiners", "pay\u200Dpal\u200C\u200D\u200C\u200D\u200D!\u200D"},
      {"tags and annotations", characters(0xE0000, 0xE007F) + characters(0xFFF9, 0xFFFB)},
      {"noncharacters", characters(0xFDD0, 0xFDEF) + "\uFFFE\uFFFF"},
      {"malformed UTF-8", "\xFF\xFE a\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80\xE2\x80 \xC3"},
      {"markup", "</title></style></p>--><script>alert(1)</script><img src=x onerror=alert(1)>"},
      {"attributes", "\" onmouseover=\"alert(1)\" ' onfocus='alert(1)' `x` autofocus x=\""},
      {"references", "&lt;script&gt; &#60;script&#62; & &amp &unknown; &#x1b;"},
      {"addresses", "javascript:alert(1)"},
      {"data", "data:text/html,<script>alert(1)</script>"},
      {"web address", "https://x.example/\"><script>alert(1)</script>\x1B[2J\x07'"},
      {"formula", "=cmd|' /C calc'!A0"},
      {"nothing", ""},
      {"blank lines", "a\n\nb\n\n\n\x1B\n\nc\n\n"},
  };
}

/// Takes out the escapes that text in colour has of us: SGR as text_printer writes it, OSC 8 to
/// printable ASCII.
std::string without_our_escapes(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t size = 0;
    if (text.starts_with("\x1B]8;")) {
      const std::size_t end = text.find_first_not_of(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%",
          2);
      if (end != std::string_view::npos && text.substr(end).starts_with("\x1B\\")) size = end + 2;
    } else if (text.starts_with("\x1B[")) {
      const std::size_t end = text.find_first_not_of("0123456789;", 2);
      if (end != std::string_view::npos && text[end] == 'm') size = end + 1;
    }
    if (size == 0) out += text[size++];
    text.remove_prefix(size);
  }
  return out;
}

/// The characters of `out` that none but we may put there; `ours` are.
std::vector<std::string> harmful(std::string_view out, std::u32string_view ours) {
  std::vector<std::string> found;
  if (!is_valid_utf8(out)) found.emplace_back("malformed UTF-8");
  char32_t before = 0;
  for (std::size_t i = 0; i < out.size();) {
    const CodePoint c = decode_utf8(out, i);
    const bool is_joiner = c.value == 0x200C || c.value == 0x200D;
    const bool joins = before >= 0x80 && before != 0x200C && before != 0x200D;
    if ((is_unsafe_invisible(c.value) && ours.find(c.value) == std::u32string_view::npos) ||
        (is_joiner && !joins))
      found.push_back(fmt::format("U+{:04X} at {}", static_cast<std::uint32_t>(c.value), i));
    before = c.value;
    i += c.size;
  }
  return found;
}

struct Format {
  const char* name;
  std::unique_ptr<ResultPrinter> printer;
  std::u32string_view ours = U"\n";
};

std::vector<Format> formats() {
  std::string every_field;
  for (const HitField& field : kHitFields)
    every_field += fmt::format("{{{}}}{{{}:>30}}", field.name, field.name);
  std::vector<Format> out;
  const auto add = [&](const char* name, auto printer, std::u32string_view ours = U"\n") {
    out.push_back({name, std::move(printer), ours});
  };
  add("text", std::make_unique<TextPrinter>(TextStyle{}));
  add("narrow text", std::make_unique<TextPrinter>(TextStyle{.columns = 40, .folder = "/"}));
  add("colour",
      std::make_unique<TextPrinter>(TextStyle{.color = true, .hyperlinks = true, .columns = 80}));
  add("json", std::make_unique<JsonPrinter>(JsonPrinter::Shape::Array));
  add("ndjson", std::make_unique<JsonPrinter>(JsonPrinter::Shape::Lines));
  add("csv", std::make_unique<CsvPrinter>(CsvTable::Hits), U"\r\n");
  add("csv of counts", std::make_unique<CsvPrinter>(CsvTable::Counts), U"\r\n");
  add("html", std::make_unique<HtmlPrinter>());
  add("trec", std::make_unique<RunPrinter>());
  add("paths", std::make_unique<PathPrinter>(LineEnd::LineFeed));
  add("template",
      std::make_unique<TemplatePrinter>(*parse_hit_template(every_field), LineEnd::LineFeed));
  return out;
}

void expect_harmless(const Format& format, const HostileText& hostile, std::string out) {
  if (format.name == "colour"s) out = without_our_escapes(out);
  EXPECT_THAT(harmful(out, format.ours), IsEmpty()) << format.name << ", " << hostile.name;
  if (format.name == "html"s) {
    EXPECT_THAT(test::markup_faults(out), IsEmpty()) << hostile.name;
  }
}

TEST(HostileOutput, AnswersAreHarmless) {
  for (const HostileText& hostile : hostile_texts()) {
    for (const Format& format : formats()) {
      const ResultPage page = test::page_of(hostile.text);
      expect_harmless(format, hostile, test::print(*format.printer, page, {.text = hostile.text}));
    }
  }
}

TEST(HostileOutput, BatchesCountsAndErrorsAreHarmless) {
  for (const HostileText& hostile : hostile_texts()) {
    for (const Format& format : formats()) {
      ResultPrinter& printer = *format.printer;
      const ResultPage page = test::page_of(hostile.text);
      const Query query;
      const QueryLine line{.id = "7" + hostile.text, .text = hostile.text};
      std::string out;
      printer.begin(out);
      printer.print(out, {.line = line,
                          .query = query,
                          .page = page,
                          .databases = {{.path = hostile.text}},
                          .is_batch = true});
      printer.print_count(out, line, 3, 1ms);
      printer.print_error(
          out, line, {.code = ErrorCode::Usage, .message = hostile.text, .hint = hostile.text});
      printer.end(out);
      // An id is the first of several things on a line that a tab parts.
      Format with_tab{format.name, nullptr, format.ours == U"\n" ? U"\n\t" : format.ours};
      expect_harmless(with_tab, hostile, out);
    }
  }
}

TEST(HostileOutput, ArticlesAreHarmless) {
  for (const HostileText& hostile : hostile_texts()) {
    for (const Format& format : formats()) {
      std::string out;
      format.printer->begin(out);
      format.printer->print_article(out, test::article_of(hostile.text));
      format.printer->end(out);
      expect_harmless(format, hostile, out);
    }
  }
}

TEST(HostileOutput, TheTestSeesHarm) {
  EXPECT_THAT(harmful("a\x1B[2J", U"\n"), testing::SizeIs(1));
  EXPECT_THAT(harmful("a\u200D\u202E\xC2\x9B\xFF", U"\n"), testing::SizeIs(4));
  EXPECT_EQ(without_our_escapes("\x1B[1;33ma\x1B[0m\x1B]8;;https://x/\x1B\\b\x1B]8;;\x1B\\"), "ab");
  for (const char* other :
       {"\x1B[2J", "\x1B]0;x\x07", "\x1B]8;;https://x/\x07", "\x1B]8;;a b\x1B\\"})
    EXPECT_EQ(without_our_escapes(other), other);
}

}  // namespace
}  // namespace dateline
