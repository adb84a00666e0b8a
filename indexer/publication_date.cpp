#include "indexer/publication_date.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/block_patterns.hpp"
#include "indexer/page_url.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using namespace mark;
using std::chrono::days;
using std::chrono::local_days;

constexpr int kEarliestYear = 1995;
constexpr int kEarliestStatedYear = 1800;

enum class Role { Published, Unknown, Modified };

// Weights follow how often a source was right on a few thousand hand-checked pages: see the
// reliability of each beside it.
constexpr double kJsonLdWeight = 3.0;     // 0.89-0.94
constexpr double kExactMetaWeight = 3.0;  // 0.95-0.96
constexpr double kMicrodataWeight = 3.0;  // 0.77-0.99
constexpr double kVagueMetaWeight = 2.0;  // 0.88-0.94
constexpr double kUrlWeight = 3.4;        // 0.98-1.00
constexpr double kImageUrlWeight = 0.1;
constexpr double kUrlMonthSupport = 1.0;
constexpr double kTimeWeight =
    2.4;  // 0.83-0.95 where the page has one, 0.79-0.90 where it is the first
constexpr double kNearVisibleWeight = 2.6;
constexpr double kNamedVisibleWeight = 1.8;
constexpr double kFarVisibleWeight = 0.9;
constexpr double kResaved = 0.6;
constexpr double kCaptionWeight = 0.3;
constexpr double kDatelineWeight = 1.2;
constexpr double kFarLineWeight = 0.4;
constexpr double kProseWeight = 0.15;
constexpr double kModifiedAsPublished = 0.2;  // 0.32-0.77

struct Candidate {
  Timestamp time;
  DateEvidence evidence = DateEvidence::Text;
  Role role = Role::Unknown;
  double weight = 0;

  local_days day() const { return std::chrono::floor<days>(time.local); }
  bool has_instant() const { return time.precision >= DatePrecision::Minute; }
};

/// A midnight of 1 January is what a CMS writes for want of a date.
bool is_default_stamp(const Timestamp& time) {
  const auto day = time.day();
  return day.month() == std::chrono::January && day.day() == std::chrono::day{1} &&
         time.local == std::chrono::floor<days>(time.local);
}

std::optional<Timestamp> parse_epoch(std::string_view text) {
  if (text.size() != 10 && text.size() != 13) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (!is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (text.size() == 13) value /= 1000;
  return Timestamp{.local = std::chrono::local_seconds{std::chrono::seconds{value}},
                   .precision = DatePrecision::Second};
}

std::optional<Timestamp> parse_stated(std::string_view value, DayOrder order) {
  value = trim_ascii(value);
  if (auto epoch = parse_epoch(value)) return epoch;
  if (auto iso = parse_iso8601(value); iso && iso->precision >= DatePrecision::Day) return iso;
  const auto dates = find_visible_dates(utf8_prefix(value, 200), order, 1);
  if (dates.empty() || dates.front().time.precision < DatePrecision::Day) return std::nullopt;
  return dates.front().time;
}

class DateFinder {
 public:
  DateFinder(const HtmlDocument& document, const PageText& page, const PageOrigin& origin,
             NodeId headline, const MainText& text, DayOrder order)
      : document_(document),
        page_(page),
        origin_(origin),
        headline_(headline),
        text_(text),
        order_(order) {}

  void add_stated(const PageMetadata& metadata, const JsonLdFacts& facts,
                  const PageIdentity& identity) {
    add(parse_stated(facts.date_published, order_), DateEvidence::JsonLd, Role::Published,
        kJsonLdWeight);
    add(parse_stated(facts.date_modified, order_), DateEvidence::JsonLd, Role::Modified,
        kJsonLdWeight);
    for (const StatedDate& date : metadata.dates) {
      const double weight = date.evidence == DateEvidence::Microdata ? kMicrodataWeight
                            : date.is_exact                          ? kExactMetaWeight
                                                                     : kVagueMetaWeight;
      add(parse_stated(date.value, order_), date.evidence,
          date.is_modified ? Role::Modified : Role::Published, weight);
    }
    std::optional<Timestamp> from_url = find_url_date(identity.url);
    if (!from_url) from_url = find_url_date(origin_.url);
    // Pictures lie in folders named for the day they were uploaded.
    if (const auto upload = find_url_date(metadata.image_url))
      add(upload, DateEvidence::Url, Role::Unknown, kImageUrlWeight);
    if (from_url && from_url->precision == DatePrecision::Month)
      url_month_ = from_url;
    else
      add(from_url, DateEvidence::Url, Role::Published, kUrlWeight);
  }

  void add_time_elements() {
    const auto nodes = document_.nodes();
    std::vector<Marks> inherited(nodes.size());
    std::vector<bool> in_nested_article(nodes.size());
    NodeId outer_article = kNoNode;
    std::size_t seen = 0;
    for (NodeId id = 0; id < nodes.size(); ++id) {
      const HtmlNode& node = nodes[id];
      if (node.parent != kNoNode) inherited[id] = inherited[node.parent] | page_.own_marks[id];
      if (node.tag == Tag::Article) {
        const bool inside = outer_article != kNoNode && id < nodes[outer_article].end;
        if (inside)
          in_nested_article[id] = true;
        else
          outer_article = id;
      }
      if (node.parent != kNoNode && in_nested_article[node.parent]) in_nested_article[id] = true;
      const bool is_time = node.tag == Tag::Time || node.tag == Tag::Abbr;
      const bool is_named = (page_.own_marks[id] & kDate) != 0 && node.tag != Tag::Text;
      if (!is_time && !is_named) continue;
      if (++seen > kMaxTimes) break;
      const double zone = in_nested_article[id] ? kOtherArticle : weigh_zone(inherited[id]);
      std::optional<Timestamp> time;
      for (const char* name :
           {"datetime", "content", "data-datetime", "data-timestamp", "data-date", "title"}) {
        const auto value = document_.attribute(id, name);
        if (!value) continue;
        time = parse_stated(*value, order_);
        if (time) break;
      }
      if (!is_time && !time) continue;  // its text is read with the blocks
      if (!time && page_.sums[id].chars < 80)
        time = parse_stated(inner_text(document_, id), order_);
      if (!time) continue;
      const double place = weigh_place(id);
      Role role = Role::Unknown;
      if ((inherited[id] & kUpdated) != 0) role = Role::Modified;
      if (document_.attribute(id, "pubdate")) role = Role::Published;
      role = role_from_text_before(id, role);
      add(time, DateEvidence::Time, role, zone * place * kTimeWeight);
    }
  }

  /// Dates written in short lines: near the headline, in elements named for it, and, weaker,
  /// elsewhere.
  void add_visible() {
    const std::uint32_t body_begin = text_.body.empty() ? 0 : text_.body.front();
    const std::uint32_t body_end = text_.body.empty() ? 0 : text_.body.back();
    Role label = Role::Unknown;
    std::size_t seen = 0;
    for (std::uint32_t i = 0; i < page_.blocks.size() && seen < kMaxTimes; ++i) {
      const TextBlock& block = page_.blocks[i];
      const Role label_before = std::exchange(label, Role::Unknown);
      const std::uint32_t max_words = (block.marks & (kDate | kByline)) != 0 ? 80 : 40;
      if (block.words > max_words || block.text.size() > 1000) continue;
      const std::string folded = fold_words(block.text, 200);
      if (block.words <= 4) label = role_of_label(folded, Role::Unknown);
      const double zone = (block.marks & kCaption) != 0
                              ? kCaptionWeight * weigh_zone(block.marks & ~kCaption)
                              : weigh_zone(block.marks);
      const auto dates = find_visible_dates(block.text, order_, 4);
      if (dates.empty()) continue;
      ++seen;
      const bool is_line = block.words <= 25 || (block.marks & kDate) != 0;
      for (const VisibleDate& date : dates) {
        if (date.time.precision < DatePrecision::Day) continue;
        const std::string before = fold_words(std::string_view(block.text).substr(0, date.offset));
        Role role = label_before;
        if ((block.marks & kUpdated) != 0) role = Role::Modified;
        const std::size_t tail = before.size() > 60 ? before.size() - 60 : 0;
        role = role_of_label(std::string_view(before).substr(tail), role);
        double weight = 0;
        const bool has_body = !text_.body.empty();
        const bool is_head =
            has_body && i < body_begin && i + 15 > body_begin &&
            (headline_ == kNoNode || block.first + 1 >= headline_ || i + 6 > body_begin);
        if (is_head && is_line)
          weight = kNearVisibleWeight - 0.05 * (body_begin - i);
        else if ((block.marks & kDate) != 0)
          weight = kNamedVisibleWeight * weigh_place(block.first);
        else if (has_body && i > body_end && i < body_end + 8 && is_line)
          weight = kFarVisibleWeight;
        else if (is_line && block.words <= 16)
          weight = kFarLineWeight;
        else
          weight = kProseWeight;
        weight *= zone;
        if (role == Role::Published) weight *= 1.2;
        if (date.is_ambiguous) weight *= 0.7;
        add(date.time, DateEvidence::Text, role, weight);
      }
    }
  }

  /// "3 May 2021 - The council ...": a date that the text opens with.
  void add_dateline() {
    if (text_.body.empty()) return;
    const std::string_view opening = utf8_prefix(page_.blocks[text_.body.front()].text, 60);
    for (const VisibleDate& date : find_visible_dates(opening, order_, 1))
      if (date.offset <= 12) add(date.time, DateEvidence::Text, Role::Unknown, kDatelineWeight);
  }

  std::optional<ArticleDate> choose_published() {
    survey();
    std::vector<local_days> seen;
    const Candidate* best = nullptr;
    double best_weight = 0;
    for (const Candidate& candidate : candidates_) {
      const auto place = std::lower_bound(seen.begin(), seen.end(), candidate.day());
      if (place != seen.end() && *place == candidate.day()) continue;
      seen.insert(place, candidate.day());
      const double weight = weigh_day(candidate.day());
      if (best == nullptr || weight > best_weight + 1e-9) {
        best = &candidate;
        best_weight = weight;
      }
    }
    if (best == nullptr) {
      if (url_month_ && is_plausible_date(*url_month_, origin_.modified, kEarliestYear))
        return ArticleDate{.time = *url_month_, .evidence = DateEvidence::Url};
      return std::nullopt;
    }
    // Of the statements of that day the strongest; an instant says more than the day alone.
    const Candidate* source = best;
    for (const Candidate& candidate : candidates_) {
      if (candidate.day() != best->day()) continue;
      const auto rank = [](const Candidate& at) {
        return (at.role == Role::Modified ? 0 : 10) + (at.has_instant() ? 4 : 0) + at.weight;
      };
      if (rank(candidate) > rank(*source)) source = &candidate;
    }
    return ArticleDate{.time = source->time, .evidence = source->evidence};
  }

  std::optional<ArticleDate> choose_modified(const std::optional<ArticleDate>& published) const {
    const Candidate* best = nullptr;
    for (const Candidate& candidate : candidates_)
      if (candidate.role == Role::Modified && (best == nullptr || candidate.weight > best->weight))
        best = &candidate;
    if (best == nullptr) return std::nullopt;
    if (published && best->time.utc() < published->time.utc()) return std::nullopt;
    return ArticleDate{.time = best->time, .evidence = best->evidence};
  }

 private:
  static constexpr std::size_t kMaxTimes = 300;
  static constexpr std::size_t kMaxCandidates = 800;
  static constexpr double kOtherArticle = 0.03;

  /// Dates of teasers, comments and the page's frame count only where the page states no other.
  static double weigh_zone(Marks marks) {
    if ((marks & (kRelated | kComment | kFollowUp)) != 0) return kOtherArticle;
    if ((marks & (kNavigation | kFrame | kFooter | kAd | kNewsletter | kOverlay | kCaption)) != 0)
      return 0.1;
    return 1;
  }

  static Role role_of_label(std::string_view folded, Role otherwise) {
    // The label nearest to the date counts: "Published 3 May, updated 4 May".
    const bool published = names_publication(folded);
    const bool modified = names_modification(folded);
    if (published && modified) {
      // Compare what the last words say.
      std::string_view tail = folded;
      while (count_folded_words(tail) > 1) {
        tail.remove_prefix(tail.find(' ') + 1);
        if (!names_publication(tail)) return Role::Modified;
        if (!names_modification(tail)) return Role::Published;
      }
      return Role::Unknown;
    }
    return published ? Role::Published : modified ? Role::Modified : otherwise;
  }

  /// The label a time element stands behind: the text node before it, or its own text.
  Role role_from_text_before(NodeId id, Role otherwise) const {
    const auto nodes = document_.nodes();
    if (page_.sums[id].chars > 0 && page_.sums[id].chars < 100) {
      const std::string own = fold_words(inner_text(document_, id));
      const Role role = role_of_label(own, Role::Unknown);
      if (role != Role::Unknown) return role;
    }
    for (NodeId before = id; before-- > 0 && id - before <= 6;) {
      if (nodes[before].tag != Tag::Text || trim_ascii(nodes[before].text).empty()) continue;
      std::string_view text = nodes[before].text;
      if (text.size() > 80) text.remove_prefix(text.size() - 80);
      while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0) == 0x80)
        text.remove_prefix(1);
      return role_of_label(fold_words(text), otherwise);
    }
    return otherwise;
  }

  /// 1 between headline and text, less elsewhere.
  double weigh_place(NodeId id) const {
    if (text_.body.empty()) return headline_ != kNoNode && id > headline_ ? 0.9 : 0.7;
    const NodeId begin = page_.blocks[text_.body.front()].first;
    const NodeId end = page_.blocks[text_.body.back()].first;
    if (id < begin) {
      if (headline_ != kNoNode && headline_ < begin && id + 40 >= headline_) return 1.0;
      return begin - id < 120 ? 0.9 : 0.4;
    }
    if (id <= end) return 0.35;
    return id - end < 150 ? 0.5 : 0.2;
  }

  void add(const std::optional<Timestamp>& time, DateEvidence evidence, Role role, double weight) {
    if (!time || time->precision < DatePrecision::Day) return;
    const bool is_explicit = evidence == DateEvidence::JsonLd || evidence == DateEvidence::Meta;
    if (!is_plausible_date(*time, origin_.modified,
                           is_explicit ? kEarliestStatedYear : kEarliestYear))
      return;
    if (is_default_stamp(*time) && evidence != DateEvidence::Text && evidence != DateEvidence::Url)
      weight *= 0.4;
    if (candidates_.size() >= kMaxCandidates) return;
    candidates_.push_back({.time = *time, .evidence = evidence, .role = role, .weight = weight});
  }

  /// All that speaks for a day. Only the strongest statement of each kind of evidence counts, so
  /// that a list of teasers with one date each has one vote; a time element and the text it shows
  /// are one kind.
  double weigh_day(local_days day) const {
    std::array<double, 8> strongest{};
    for (const Candidate& candidate : candidates_) {
      double weight = candidate.weight;
      if (candidate.role == Role::Modified && !precedes_stamps(candidate))
        weight *= kModifiedAsPublished;
      else if (is_resaved(candidate))
        weight *= kResaved;
      if (candidate.day() != day) {
        if (!is_same_instant_elsewhere(candidate, day)) continue;
        weight *= 0.85;
      }
      double& slot = strongest[static_cast<std::size_t>(candidate.evidence)];
      slot = std::max(slot, weight);
    }
    double& time = strongest[static_cast<std::size_t>(DateEvidence::Time)];
    double& text = strongest[static_cast<std::size_t>(DateEvidence::Text)];
    (time < text ? time : text) *= 0.25;
    double sum = 0;
    for (const double weight : strongest) sum += weight;
    if (url_month_) {
      const std::chrono::year_month_day date{day};
      if (date.year() == url_month_->day().year() && date.month() == url_month_->day().month())
        sum += kUrlMonthSupport;
    }
    return sum;
  }

  static bool is_stamp(const Candidate& candidate) {
    return candidate.evidence == DateEvidence::JsonLd || candidate.evidence == DateEvidence::Meta ||
           candidate.evidence == DateEvidence::Microdata;
  }

  /// What the stamps say of publication and change, and which days readers are shown.
  void survey() {
    for (const Candidate& candidate : candidates_) {
      if (is_stamp(candidate) && candidate.role == Role::Modified)
        modified_days_.push_back(candidate.day());
      if (is_stamp(candidate) && candidate.role != Role::Modified &&
          (!first_stamp_ || candidate.day() < *first_stamp_))
        first_stamp_ = candidate.day();
      if (candidate.role != Role::Modified &&
          ((candidate.evidence == DateEvidence::Text && candidate.weight > 1.5) ||
           candidate.evidence == DateEvidence::Url || candidate.time.utc_offset.count() != 0))
        shown_days_.push_back(candidate.day());
    }
    std::sort(modified_days_.begin(), modified_days_.end());
    std::sort(shown_days_.begin(), shown_days_.end());
  }

  /// Nothing changes before it is published: "as of 3 May" on a page stamped 4 May is the day it
  /// came out.
  bool precedes_stamps(const Candidate& candidate) const {
    return !is_stamp(candidate) && first_stamp_ && candidate.day() < *first_stamp_;
  }

  /// A stamp of publication that moves with every save of the article says little, and so does a
  /// visible date that is the day of the last save when a stamp knows an earlier one.
  bool is_resaved(const Candidate& candidate) const {
    if (!std::binary_search(modified_days_.begin(), modified_days_.end(), candidate.day()))
      return false;
    if (is_stamp(candidate)) return true;
    return candidate.role == Role::Unknown && candidate.evidence != DateEvidence::Url &&
           first_stamp_ && *first_stamp_ < candidate.day();
  }

  /// Whether an instant given in UTC may well be of `day` where the page is read, and a visible
  /// line says so.
  bool is_same_instant_elsewhere(const Candidate& candidate, local_days day) const {
    if (!candidate.has_instant() || candidate.time.utc_offset.count() != 0) return false;
    const auto distance = (day - candidate.day()).count();
    if (distance != 1 && distance != -1) return false;
    const auto hour =
        std::chrono::duration_cast<std::chrono::hours>(candidate.time.local - candidate.day())
            .count();
    if (distance == 1 ? hour < 10 : hour >= 12) return false;
    return std::binary_search(shown_days_.begin(), shown_days_.end(), day);
  }

  const HtmlDocument& document_;
  const PageText& page_;
  const PageOrigin& origin_;
  NodeId headline_;
  const MainText& text_;
  DayOrder order_;
  std::vector<Candidate> candidates_;
  std::optional<Timestamp> url_month_;
  std::vector<local_days> modified_days_;  ///< of stamps, sorted
  std::vector<local_days> shown_days_;     ///< sorted
  std::optional<local_days> first_stamp_;  ///< earliest day a stamp of publication names
};

/// What the page's unambiguous dates show about its habit.
DayOrder learn_day_order(const PageText& page, DayOrder usual) {
  constexpr std::size_t kMaxBlocks = 400;
  std::size_t read = 0;
  for (const TextBlock& block : page.blocks) {
    if (block.words > 30 || block.text.find('/') == std::string::npos) continue;
    if (++read > kMaxBlocks) break;
    for (const VisibleDate& date : find_visible_dates(block.text, DayOrder::Unknown, 4))
      if (date.order != DayOrder::Unknown) return date.order;
  }
  return usual;
}

}  // namespace

DayOrder guess_day_order(std::string_view language, std::string_view host) {
  const DayOrder usual = usual_day_order(language);
  if (usual != DayOrder::Unknown) return usual;
  const std::size_t dot = host.rfind('.');
  const std::string_view domain =
      dot == std::string_view::npos ? std::string_view{} : host.substr(dot + 1);
  // Two letters are a country; only a few of them write the month first.
  if (domain.size() == 2 && domain != "us" && domain != "ph" && domain != "io" && domain != "co" &&
      domain != "tv" && domain != "me" && domain != "ai")
    return DayOrder::DayFirst;
  return DayOrder::MonthFirst;
}

bool is_plausible_date(const Timestamp& time, std::int64_t saved, int earliest_year) {
  const auto day = time.day();
  if (day.year() < std::chrono::year{earliest_year} || day.year() > std::chrono::year{2100})
    return false;
  if (day == std::chrono::year{1970} / 1 / 1) return false;
  constexpr std::int64_t kDay = 24 * 60 * 60;
  return saved == 0 || time.utc().time_since_epoch().count() <= saved + kDay;
}

ArticleDates find_article_dates(const HtmlDocument& document, const PageText& page,
                                const PageMetadata& metadata, const JsonLdFacts& facts,
                                const PageIdentity& identity, const PageOrigin& origin,
                                NodeId headline, const MainText& text) {
  const std::string& language =
      metadata.html_language.empty() ? metadata.og_locale : metadata.html_language;
  const DayOrder order = learn_day_order(page, guess_day_order(language, identity.host));
  DateFinder finder(document, page, origin, headline, text, order);
  finder.add_stated(metadata, facts, identity);
  finder.add_time_elements();
  finder.add_visible();
  finder.add_dateline();
  ArticleDates dates;
  dates.published = finder.choose_published();
  dates.modified = finder.choose_modified(dates.published);
  return dates;
}

}  // namespace dateline
