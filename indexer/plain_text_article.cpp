#include "indexer/plain_text_article.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/block_patterns.hpp"
#include "indexer/date_candidate.hpp"
#include "indexer/date_label.hpp"
#include "indexer/language_detection.hpp"
#include "indexer/page_url.hpp"
#include "indexer/person_name.hpp"
#include "indexer/source_reference.hpp"
#include "indexer/text_shape.hpp"
#include "indexer/visible_date.hpp"

namespace dateline {
namespace {

constexpr std::size_t kFoldedBytes = 600;

/// A headline has at most this many words.
constexpr std::uint32_t kMaxTitleWords = 30;

/// Header lines ("Title: ...") stand in the first lines of a file.
constexpr std::size_t kMaxHeaderLines = 12;

/// Text and paragraphs beyond these are lost. Paragraphs of a line each reach the limit of a kept
/// body first, and that is reported.
constexpr std::size_t kMaxTextBytes = std::size_t{4} << 20;
constexpr std::size_t kMaxParagraphs = 100'000;

/// Lines of hard-wrapped text are at most this long.
constexpr std::size_t kMaxWrappedBytes = 90;

/// One paragraph of the file.
struct Paragraph {
  std::string text;  ///< clean; line breaks inside kept as "\n" until the article is put together
  std::string folded;
  std::uint32_t words = 0;
  bool is_menu_item = false;  ///< a bullet stood before it

  bool is_prose() const { return words >= 25 || (words >= 8 && has_sentence_end(text)); }
};

/// The lines without the blanks around them. Of empty lines in a row there is one.
std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = trim_ascii(text.substr(start, end - start));
    if (!line.empty() || lines.empty() || !lines.back().empty()) lines.push_back(line);
    start = end + 1;
  }
  return lines;
}

/// Whether lines end where the page was full rather than where a paragraph ends.
bool is_hard_wrapped(const std::vector<std::string_view>& lines) {
  std::size_t joined = 0;
  std::size_t broken = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].empty() || lines[i + 1].empty()) continue;
    ++broken;
    if (lines[i].size() > kMaxWrappedBytes) return false;
    joined += lines[i].size() >= 35 && !ends_sentence(lines[i]);
  }
  return broken > 0 && joined * 2 >= broken;
}

std::string_view strip_bullet(std::string_view line, bool& had_bullet) {
  for (const std::string_view bullet : {"•", "·", "*", "-", "–", "‣", "▪", "●"})
    if (line.starts_with(bullet) && line.size() > bullet.size() &&
        is_ascii_space(line[bullet.size()])) {
      had_bullet = true;
      return trim_ascii(line.substr(bullet.size()));
    }
  return line;
}

std::vector<Paragraph> read_paragraphs(const std::vector<std::string_view>& lines) {
  const bool wrapped = is_hard_wrapped(lines);
  std::vector<Paragraph> paragraphs;
  std::string text;
  bool bullet = false;
  const auto flush = [&] {
    Paragraph paragraph{.text = clean_line(text), .is_menu_item = bullet};
    text.clear();
    bullet = false;
    if (paragraph.text.empty()) return;
    paragraph.folded = fold_words(paragraph.text, kFoldedBytes);
    paragraph.words = count_reader_words(paragraph.text);
    if (paragraph.words > 0) paragraphs.push_back(std::move(paragraph));
  };
  for (const std::string_view line : lines) {
    if (paragraphs.size() >= kMaxParagraphs) break;
    if (line.empty()) {
      flush();
      continue;
    }
    if (!wrapped) flush();
    bool has_bullet = false;
    const std::string_view content = strip_bullet(line, has_bullet);
    if (has_bullet) flush();
    bullet |= has_bullet;
    if (!text.empty()) text += ' ';
    text += content;
  }
  flush();
  return paragraphs;
}

class TextReader {
 public:
  TextReader(std::vector<Paragraph> paragraphs, const PageOrigin& origin)
      : paragraphs_(std::move(paragraphs)), origin_(origin) {}

  Result<Article> read() {
    read_header_lines();
    drop_frame();
    read_head();
    read_tail();
    if (begin_ >= end_) return fail(ErrorCode::Input, "no readable text");
    for (std::size_t i = begin_; i < end_; ++i) {
      if (is_dropped(paragraphs_[i])) continue;
      if (!article_.body.empty()) article_.body += "\n\n";
      article_.body += paragraphs_[i].text;
    }
    article_.body = clean_blocks(article_.body);
    if (article_.body.empty()) return fail(ErrorCode::Input, "no readable text");
    article_.language = detect_language(article_.body, {});
    const std::size_t last_break = article_.body.rfind("\n\n");
    article_.wire = find_news_agency(article_.body.substr(0, article_.body.find("\n\n")),
                                     last_break == std::string::npos
                                         ? std::string_view{}
                                         : std::string_view(article_.body).substr(last_break + 2),
                                     article_.authors);
    if (article_.url.empty()) article_.url = strip_tracking(origin_.url);
    const bool has_prose =
        std::any_of(paragraphs_.begin() + static_cast<std::ptrdiff_t>(begin_),
                    paragraphs_.begin() + static_cast<std::ptrdiff_t>(end_),
                    [](const Paragraph& paragraph) { return paragraph.is_prose(); });
    article_.kind = article_.title.empty() || !has_prose ? ArticleKind::Page : ArticleKind::Article;
    return std::move(article_);
  }

 private:
  /// "Title: ..." and its like, as scrapers and archives write above a text.
  void read_header_lines() {
    std::size_t at = 0;
    while (at < paragraphs_.size() && at < kMaxHeaderLines &&
           read_header_line(paragraphs_[at].text))
      ++at;
    // A single labelled line may be the headline itself ("Date: The fruit of Arabia").
    if (at > 0 && (at > 1 || !article_.title.empty() || !article_.url.empty())) begin_ = at;
  }

  bool read_header_line(std::string_view line) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos || colon > 20) return false;
    const std::string label = fold_words(line.substr(0, colon));
    const std::string value = clean_line(line.substr(colon + 2));
    if (label == "title" || label == "headline") {
      article_.title = value;
    } else if (label == "author" || label == "authors" || label == "by" || label == "byline") {
      article_.authors = parse_byline(value, {});
    } else if (label == "date" || label == "published" || label == "publication date" ||
               label == "posted" || label == "updated") {
      const auto time = read_date(value);
      if (!time) return false;
      (label == "updated" ? article_.modified : article_.published) =
          ArticleDate{.time = *time, .evidence = DateEvidence::Text};
    } else if (label == "url" || label == "link" || label == "address") {
      if (find_web_address(value).empty()) return false;
      article_.url = std::string(find_web_address(value));
    } else if (label == "site" || label == "publication" || label == "publisher" ||
               label == "newspaper") {
      article_.site = value;
    } else if (label == "source") {
      if (const auto url = find_web_address(value); !url.empty())
        article_.source_url = std::string(url);
      else
        article_.site = value;
    } else if (label == "section" || label == "category") {
      article_.section = value;
    } else {
      return false;
    }
    return true;
  }

  std::optional<Timestamp> read_date(std::string_view text) const {
    if (auto iso = parse_iso8601(text); iso && iso->precision >= DatePrecision::Day)
      return is_plausible_date(*iso, origin_.modified, 1800) ? iso : std::nullopt;
    const auto dates = find_visible_dates(text, DayOrder::Unknown, 1);
    if (dates.empty() || dates.front().time.precision < DatePrecision::Day ||
        !is_plausible_date(dates.front().time, origin_.modified, 1800))
      return std::nullopt;
    return dates.front().time;
  }

  static bool is_frame(const Paragraph& paragraph) {
    return paragraph.words <= 20 &&
           (is_builder_chrome(paragraph.folded) || is_interface_label(paragraph.folded));
  }

  /// Whether a line inside the text is none of it.
  static bool is_dropped(const Paragraph& paragraph) {
    return is_frame(paragraph) || (paragraph.words <= 20 && starts_read_more(paragraph.folded) &&
                                   !ends_sentence(paragraph.text));
  }

  /// The page's frame at both ends: labels, counters, and the menu, whose only entry names the
  /// site.
  void drop_frame() {
    end_ = paragraphs_.size();
    while (end_ > begin_ && is_frame(paragraphs_[end_ - 1])) --end_;
    std::vector<std::size_t> menu;
    while (begin_ < end_) {
      const Paragraph& paragraph = paragraphs_[begin_];
      if (paragraph.is_menu_item && paragraph.words <= 6 && !ends_sentence(paragraph.text))
        menu.push_back(begin_);
      else if (!is_frame(paragraph))
        break;
      ++begin_;
    }
    if (menu.size() == 1 && article_.site.empty()) article_.site = paragraphs_[menu.front()].text;
    drop_menu_words();
  }

  /// A row of lines of a word or two above a longer line: a menu without bullets above the
  /// headline.
  void drop_menu_words() {
    constexpr std::size_t kMinEntries = 3;
    std::size_t at = begin_;
    while (at < end_ && paragraphs_[at].words <= 2 && !ends_sentence(paragraphs_[at].text)) ++at;
    if (at - begin_ >= kMinEntries && at < end_ && !paragraphs_[at].is_prose()) begin_ = at;
  }

  /// Headline, standfirst-less: what stands above the first paragraph of prose.
  void read_head() {
    std::size_t prose = begin_;
    while (prose < end_ && !paragraphs_[prose].is_prose()) ++prose;
    if (prose == end_) {  // verse, lists, notes: the first line is the headline
      if (begin_ + 1 < end_ && article_.title.empty() &&
          paragraphs_[begin_].words <= kMaxTitleWords)
        article_.title = paragraphs_[begin_++].text;
      return;
    }
    // A first line that ends as sentences do, with prose below, may still be a headline; only when
    // nothing else stands above.
    if (prose == begin_ && article_.title.empty() && prose + 1 < end_ &&
        paragraphs_[prose].words <= 20 && !paragraphs_[prose].text.ends_with('.') &&
        paragraphs_[prose + 1].is_prose())
      ++prose;
    for (; begin_ < prose; ++begin_) {
      const Paragraph& line = paragraphs_[begin_];
      if (is_byline(line.folded) && read_byline(line)) continue;
      if (line.words < 16 && read_date_line(line)) continue;
      if (article_.title.empty() && line.words <= kMaxTitleWords) {
        article_.title = line.text;
        continue;
      }
      if (is_frame(line) || line.text == article_.title) continue;
      // Between headline and text: a name alone is a byline, a longer line the standfirst or a
      // first subheading.
      if (line.words >= 6 && article_.lead.empty()) {
        article_.lead = line.text;
        continue;
      }
      if (!article_.title.empty() && article_.authors.empty() && line.words <= 4 &&
          read_byline(line))
        continue;
      if (line.words > 4) break;
    }
  }

  bool read_byline(const Paragraph& line) {
    auto names = parse_byline(line.text, {});
    if (names.empty()) return false;
    if (article_.authors.empty()) article_.authors = std::move(names);
    read_date_line(line);
    return true;
  }

  bool read_date_line(const Paragraph& line) {
    const auto time = read_date(line.text);
    if (!time) return false;
    const bool is_modified = names_modification(line.folded) && !names_publication(line.folded);
    std::optional<ArticleDate>& date = is_modified ? article_.modified : article_.published;
    if (!date) date = ArticleDate{.time = *time, .evidence = DateEvidence::Text};
    return true;
  }

  /// Below the last prose a counter, a label or the source line begins the page's frame; headlines
  /// of other articles stand among its lines and cannot be told by themselves.
  void cut_at_frame() {
    std::size_t past_prose = end_;
    while (past_prose > begin_ && !paragraphs_[past_prose - 1].is_prose()) --past_prose;
    if (past_prose == begin_) return;
    for (std::size_t i = past_prose; i < end_; ++i) {
      const Paragraph& line = paragraphs_[i];
      if (!is_frame(line) && !is_stop_heading(line.folded) && find_source_url(line.text).empty())
        continue;
      for (std::size_t j = i; j < end_ && article_.source_url.empty(); ++j)
        article_.source_url = find_source_url(paragraphs_[j].text);
      end_ = i;
      return;
    }
  }

  void read_tail() {
    cut_at_frame();
    while (end_ > begin_ + 1) {
      const Paragraph& line = paragraphs_[end_ - 1];
      if (std::string url = find_source_url(line.text); !url.empty()) {
        if (article_.source_url.empty()) article_.source_url = std::move(url);
      } else if (!is_frame(line) && !(line.words < 25 && is_source_line(line.text)) &&
                 !is_tag_line(line.folded) && !is_rights_line(line.folded) &&
                 !is_paywall_prompt(line.folded) &&
                 !(line.words < 30 && (is_prompt(line.folded) || is_contact_line(line.folded))) &&
                 !(line.words < 12 && is_stop_heading(line.folded))) {
        return;
      }
      --end_;
    }
  }

  std::vector<Paragraph> paragraphs_;
  const PageOrigin& origin_;
  Article article_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace

Result<Article> extract_plain_text_article(std::string_view utf8_text, const PageOrigin& origin) {
  const std::string_view text = utf8_prefix(utf8_text, kMaxTextBytes);
  return TextReader(read_paragraphs(split_lines(text)), origin).read();
}

}  // namespace dateline
