#include "searcher/text_printer.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "common/number_text.hpp"
#include "common/url.hpp"
#include "common/utf8.hpp"
#include "searcher/hit_details_text.hpp"
#include "searcher/overview_text.hpp"

namespace dateline {
namespace {

constexpr std::string_view kReset = "\x1B[0m";
constexpr std::string_view kTitle = "\x1B[1m";
constexpr std::string_view kMark = "\x1B[1;33m";
constexpr std::string_view kFaint = "\x1B[2m";
constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kIndent = 4;

/// Narrower than this a terminal is treated as endless: wrapping would only shred the words.
constexpr std::size_t kMinColumns = 30;

std::string painted(std::string_view text, std::string_view color, const TextStyle& style) {
  if (!style.color || text.empty()) return std::string(text);
  return fmt::format("{}{}{}", color, text, kReset);
}

/// Prints marked text, wrapped between words where the terminal's width is known.
class MarkedWriter {
 public:
  MarkedWriter(std::string& out, const TextStyle& style, std::size_t column,
               std::string_view base_color)
      : out_(out), style_(style), column_(column), base_(base_color) {
    if (style_.color) out_ += base_;
  }

  void write(const MarkedText& marked) {
    std::size_t at = 0;
    auto mark = marked.marks.begin();
    while (at < marked.text.size()) {
      const std::size_t end = next_word_end(marked.text, at);
      wrap_before(std::string_view(marked.text).substr(at, end - at));
      while (at < end) {
        while (mark != marked.marks.end() && mark->end <= at) ++mark;
        const bool inside = mark != marked.marks.end() && mark->begin <= at;
        std::size_t until = end;
        if (mark != marked.marks.end()) until = std::min(end, inside ? mark->end : mark->begin);
        if (inside && !in_mark_) open();
        emit(std::string_view(marked.text).substr(at, until - at));
        at = until;
        const bool mark_ends = inside && at == mark->end;
        if (mark_ends) close();
      }
    }
    if (in_mark_) close();
    if (style_.color && !base_.empty()) out_ += kReset;
  }

 private:
  static std::size_t next_word_end(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && text[end] == ' ') ++end;
    while (end < text.size() && text[end] != ' ') ++end;
    return end;
  }

  void wrap_before(std::string_view word) {
    if (style_.columns < kMinColumns) return;
    const std::size_t width = display_width(word);
    if (column_ + width > style_.columns && column_ > kIndent) {
      out_ += '\n';
      out_.append(kIndent, ' ');
      column_ = kIndent;
      at_line_start_ = true;
    }
  }

  void emit(std::string_view text) {
    if (at_line_start_)
      while (text.starts_with(' ')) text.remove_prefix(1);
    if (!text.empty()) at_line_start_ = false;
    out_ += text;
    column_ += display_width(text);
  }

  void open() {
    in_mark_ = true;
    if (style_.color) {
      out_ += kMark;
    } else {
      out_ += "**";
    }
  }

  void close() {
    in_mark_ = false;
    if (style_.color) {
      out_ += kReset;
      out_ += base_;
    } else {
      out_ += "**";
    }
  }

  std::string& out_;
  const TextStyle& style_;
  std::size_t column_;
  std::string_view base_;
  bool in_mark_ = false;
  bool at_line_start_ = false;
};

/// `2019-11-18`, `~2019-11` when only the month is known, `----` when nothing is.
std::string date_column(const Article& article) {
  if (!article.published) return "----";
  const Timestamp& time = article.published->time;
  return (time.precision < DatePrecision::Day ? "~" : "") + format_day(time);
}

std::string site_column(const Article& article) {
  return printable(article.site.empty() ? host_of(article.url) : article.site);
}

/// Only web addresses and absolute paths make links; bytes outside the unreserved and reserved
/// characters of RFC 3986 are percent-encoded.
std::string link_target(const Article& article) {
  std::string target;
  if (article.url.starts_with("http://") || article.url.starts_with("https://")) {
    target = article.url;
  } else if (article.source.path.starts_with('/')) {
    target = "file://" + article.source.path;
  }
  std::string encoded;
  for (const char c : target) {
    const auto byte = static_cast<unsigned char>(c);
    constexpr std::string_view kPunctuation = "-._~:/?#[]@!$&'()*+,;=%";
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                       (byte >= 'A' && byte <= 'Z') || kPunctuation.find(c) != std::string::npos;
    if (plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", byte);
    }
  }
  return encoded;
}

std::string_view shortened(std::string_view path, std::string_view folder) {
  const bool is_below = !folder.empty() && path.size() > folder.size() + 1 &&
                        path.starts_with(folder) && path[folder.size()] == '/';
  return is_below ? path.substr(folder.size() + 1) : path;
}

void append_fragment(std::string& out, const Fragment& fragment, const TextStyle& style) {
  out.append(kIndent, ' ');
  if (fragment.cut_before) out += kEllipsis;
  MarkedText marked = make_printable(fragment.text, fragment.marks);
  if (fragment.cut_after) marked.text += kEllipsis;
  MarkedWriter(out, style, kIndent + fragment.cut_before, "").write(marked);
  out += '\n';
}

std::string articles(std::uint64_t count) {
  return fmt::format("{} article{}", group_digits(count), count == 1 ? "" : "s");
}

}  // namespace

MarkedText make_printable(std::string_view text, const std::vector<ByteRange>& marks) {
  MarkedText out;
  std::size_t at = 0;
  for (const ByteRange& mark : marks) {
    out.text += printable(text.substr(at, mark.begin - at));
    const std::size_t begin = out.text.size();
    out.text += printable(text.substr(mark.begin, mark.end - mark.begin));
    if (out.text.size() > begin) out.marks.push_back({begin, out.text.size()});
    at = mark.end;
  }
  out.text += printable(text.substr(at));
  return out;
}

void append_hit(std::string& out, const Hit& hit, const TextStyle& style) {
  const Article& article = hit.article;
  MarkedText title = make_printable(article.title, hit.title_marks);
  if (title.text.empty()) title.text = "(no headline)";
  const std::string rank = fmt::format("{:>2}  ", hit.rank);
  std::string facts = date_column(article);
  if (const std::string site = site_column(article); !site.empty()) facts += "  " + site;
  if (hit.folded > 0) facts += fmt::format("  +{}", hit.folded);
  const std::string target = style.hyperlinks ? link_target(article) : std::string();

  out += rank;
  if (!target.empty()) out += fmt::format("\x1B]8;;{}\x1B\\", target);
  const std::size_t stars = style.color ? 0 : 4 * title.marks.size();
  MarkedWriter(out, style, rank.size(), kTitle).write(title);
  if (!target.empty()) out += "\x1B]8;;\x1B\\";
  const std::size_t used = rank.size() + display_width(title.text) + stars;
  const std::size_t width = display_width(facts);
  if (style.columns >= kMinColumns && used + 2 + width > style.columns) {
    out += '\n';
    out.append(kIndent, ' ');
  } else {
    out.append(style.columns < kMinColumns ? 2 : style.columns - used - width, ' ');
  }
  out += painted(facts, kFaint, style);
  out += '\n';
  for (const Fragment& fragment : hit.fragments) append_fragment(out, fragment, style);
  if (target.empty()) {
    const std::string place = to_string(article.source);
    const std::string_view address =
        article.url.empty() ? shortened(place, style.folder) : article.url;
    if (!address.empty()) {
      out.append(kIndent, ' ');
      out += painted(printable(address), kFaint, style);
      out += '\n';
    }
  }
}

void append_near_miss_rule(std::string& out, const TextStyle& style) {
  out += painted("---- near misses: some of the words ----", kFaint, style);
  out += '\n';
}

void append_article(std::string& out, const ShownArticle& shown, const TextStyle& style) {
  const Article& article = shown.article;
  const auto append_line = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out += painted(fmt::format("{:<11}", fmt::format("{}:", name)), kFaint, style);
    out += printable(value);
    out += '\n';
  };
  const auto join = [](const std::vector<std::string>& values) {
    return fmt::format("{}", fmt::join(values, ", "));
  };
  out += painted(printable(article.title), kTitle, style);
  out += '\n';
  append_line("by", join(article.authors));
  if (article.published) append_line("published", format_rfc3339(article.published->time));
  append_line("site", article.site);
  append_line("section", article.section);
  append_line("tags", join(article.tags));
  append_line("wire", article.wire);
  append_line("url", article.url);
  append_line("path", to_string(article.source));
  append_line("id", article.id);
  for (std::string_view text : {std::string_view(article.lead), std::string_view(article.body)}) {
    while (!text.empty()) {
      const std::size_t end = text.find("\n\n");
      out += '\n';
      const TextStyle paragraph{.columns = style.columns};
      MarkedWriter(out, paragraph, 0, "").write(make_printable(text.substr(0, end), {}));
      out += '\n';
      if (end == std::string_view::npos) break;
      text.remove_prefix(end + 2);
    }
  }
}

void TextPrinter::print(std::string& out, const Answer& answer) {
  if (answer.is_batch) out += fmt::format("== {}\n", printable(answer.line.text));
  append_overview(out, answer.page, style_);
  bool in_near_misses = false;
  for (const Hit& hit : answer.page.hits) {
    if (hit.is_partial && !std::exchange(in_near_misses, true)) append_near_miss_rule(out, style_);
    append_hit(out, hit, style_);
    append_hit_details(out, hit, style_);
  }
}

void TextPrinter::print_article(std::string& out, const ShownArticle& shown) {
  append_article(out, shown, style_);
}

std::string describe_result(const ResultPage& page, std::chrono::nanoseconds elapsed,
                            std::uint64_t indexed_articles) {
  std::string out;
  const auto near_misses = std::count_if(page.hits.begin(), page.hits.end(),
                                         [](const Hit& hit) { return hit.is_partial; });
  if (page.matches == 0) {
    out += "no article matches";
  } else {
    out += (page.is_exact ? "" : "about ") + articles(page.matches);
  }
  if (near_misses > 0)
    out += fmt::format(", {} near miss{}", group_digits(static_cast<std::uint64_t>(near_misses)),
                       near_misses == 1 ? "" : "es");
  const double milliseconds = std::chrono::duration<double, std::milli>(elapsed).count();
  out += fmt::format(", {:.1f} ms ({} in the index)\n", milliseconds, articles(indexed_articles));
  for (const PartEffect& effect : page.effects) {
    const std::string part = printable(effect.part);
    if (effect.alone == 0) {
      out += fmt::format("  {}: nothing matches this", part);
    } else {
      out += fmt::format("  {}: {} by itself", part, group_digits(effect.alone));
    }
    out += fmt::format("; without it {}\n",
                       effect.without == 0 ? "still none" : articles(effect.without));
  }
  if (page.suggestion)
    out += fmt::format("  did you mean: {} ({})\n", printable(page.suggestion->text),
                       articles(page.suggestion->matches));
  return out;
}

std::string point_at_error(std::string_view query, const Error& error) {
  if (error.code != ErrorCode::QuerySyntax || query.empty() || error.offset > query.size())
    return {};
  constexpr std::size_t kContext = 60;
  // A part of a long query, cut at code points.
  std::size_t begin = 0;
  if (error.offset > kContext) {
    begin = error.offset - kContext;
    while (begin < error.offset && (static_cast<unsigned char>(query[begin]) & 0xC0) == 0x80)
      ++begin;
  }
  const std::string before = printable(query.substr(begin, error.offset - begin));
  const std::string_view shown = utf8_prefix(query.substr(error.offset), 2 * kContext);
  const std::size_t length = std::min(error.length, shown.size());
  const std::string_view meant = utf8_prefix(shown, length);
  std::string out = "  " + std::string(begin > 0 ? kEllipsis : "") + before + printable(shown);
  if (error.offset + shown.size() < query.size()) out += kEllipsis;
  out += "\n  ";
  out.append(display_width(before) + (begin > 0 ? 1 : 0), ' ');
  out += '^';
  const std::size_t width = display_width(printable(meant));
  if (width > 1) out.append(width - 1, '~');
  out += '\n';
  return out;
}

}  // namespace dateline
