#include "indexer/visible_date.hpp"

#include <algorithm>
#include <string>

#include "common/utf8.hpp"
#include "indexer/date_tokens.hpp"
#include "indexer/month_name.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

class DateMatcher {
 public:
  DateMatcher(const std::vector<DateToken>& tokens, DayOrder order)
      : tokens_(tokens), order_(order) {}

  /// A date that starts at token `i`; `*next` becomes the token after it.
  std::optional<VisibleDate> match(std::size_t i, std::size_t* next) const {
    std::optional<VisibleDate> date;
    const DateToken& token = tokens_[i];
    if (token.kind == DateTokenKind::Number && token.digits == 4)
      date = match_year_first(i, next);
    else if (token.kind == DateTokenKind::Number && token.digits <= 2)
      date = match_day_first(i, next);
    else if (token.kind == DateTokenKind::Word)
      date = token.first == U'令' || token.first == U'平' ? match_era(i, next)
                                                          : match_month_first(i, next);
    if (date) {
      date->offset = token.offset;
      date->length = tokens_[*next - 1].end - token.offset;
      for (std::size_t at = i; at < *next; ++at)
        date->is_spelled |= tokens_[at].kind == DateTokenKind::Word;
    }
    return date;
  }

 private:
  const DateToken* at(std::size_t i) const { return i < tokens_.size() ? &tokens_[i] : nullptr; }
  bool is_mark(std::size_t i, char32_t mark) const {
    return i < tokens_.size() && tokens_[i].kind == DateTokenKind::Mark && tokens_[i].value == mark;
  }
  bool is_number(std::size_t i, unsigned max_digits) const {
    return i < tokens_.size() && tokens_[i].kind == DateTokenKind::Number &&
           tokens_[i].digits <= max_digits;
  }
  bool is_word(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == DateTokenKind::Word;
  }
  bool is_word(std::size_t i, std::initializer_list<std::string_view> words) const {
    return i < tokens_.size() && tokens_[i].kind == DateTokenKind::Word &&
           std::find(words.begin(), words.end(), to_lower(tokens_[i].word)) != words.end();
  }
  bool begins(std::size_t i, std::initializer_list<char32_t> firsts) const {
    return i < tokens_.size() && tokens_[i].kind == DateTokenKind::Word &&
           std::find(firsts.begin(), firsts.end(), tokens_[i].first) != firsts.end();
  }

  struct Month {
    unsigned number = 0;   ///< 1-12; 0 if there is none
    std::size_t next = 0;  ///< the token after it
  };

  /// A month named by a word, by two ("كانون الثاني"), by letters with dots ("ม.ค.") or twice
  /// ("أكتوبر/تشرين الأول").
  Month month_at(std::size_t i) const {
    Month month = single_month_at(i);
    if (month.number == 0 || !(is_mark(month.next, '/') || is_mark(month.next, '('))) return month;
    const Month again = single_month_at(month.next + 1);
    if (again.number != month.number) return month;
    return {month.number, again.next + (is_mark(again.next, ')') ? 1U : 0U)};
  }

  Month single_month_at(std::size_t i) const {
    constexpr std::size_t kLongestName = 60;
    if (!is_word(i) || tokens_[i].word.size() > kLongestName) return {};
    const std::string name = to_lower(tokens_[i].word);
    if (is_mark(i + 1, '.') && is_word(i + 2)) {
      const unsigned number = find_month_name(name + '.' + to_lower(tokens_[i + 2].word));
      if (number > 0) return {number, i + (is_mark(i + 3, '.') ? 4U : 3U)};
    }
    if (is_word(i + 1) && tokens_[i + 1].word.size() <= kLongestName)
      if (const unsigned number = find_month_name(name + ' ' + to_lower(tokens_[i + 1].word)))
        return {number, i + 2};
    return {find_month_name(name), i + 1};
  }

  /// A year of two digits, as the century around us means it.
  static int short_year(unsigned value) {
    return static_cast<int>(value) + (value >= 95 ? 1900 : 2000);
  }

  /// The year at token `i` as four digits (two after an apostrophe are read by the callers),
  /// Buddhist years converted; 0 if none.
  int year_at(std::size_t i) const {
    const DateToken* token = at(i);
    if (token == nullptr || token->kind != DateTokenKind::Number || token->digits != 4) return 0;
    const int year = static_cast<int>(token->value);
    if (year >= 1800 && year <= 2100) return year;
    if (year >= 2440 && year <= 2643) return year - 543;
    return 0;
  }

  static std::optional<VisibleDate> make(int year, unsigned month, std::optional<unsigned> day) {
    if (month < 1 || month > 12) return std::nullopt;
    const auto time = make_timestamp(year, month, day);
    if (!time) return std::nullopt;
    return VisibleDate{.time = *time};
  }

  std::optional<VisibleDate> match_year_first(std::size_t i, std::size_t* next) const {
    const int year = year_at(i);
    if (year == 0) return std::nullopt;
    // 2023-03-20, 2023/3/20, 2023.03.20, 2023. 3. 20.
    for (const char32_t separator :
         {U'-', U'/', U'.', U'\u2010', U'\u2011', U'\u2013', U'\u00B7', U'\u2219'}) {
      if (!is_mark(i + 1, separator) || !is_number(i + 2, 2) || !is_mark(i + 3, separator) ||
          !is_number(i + 4, 2))
        continue;
      if (tokens_[i + 1].space_before) continue;
      *next = i + 5;
      return make(year, tokens_[i + 2].value, tokens_[i + 4].value);
    }
    // 2023年3月20日, 2023년 3월 20일
    if (begins(i + 1, {U'年', U'년'}) && is_number(i + 2, 2) && begins(i + 3, {U'月', U'월'})) {
      if (is_number(i + 4, 2) && begins(i + 5, {U'日', U'일', U'号', U'號'})) {
        *next = i + 6;
        return make(year, tokens_[i + 2].value, tokens_[i + 4].value);
      }
      *next = i + 4;
      return make(year, tokens_[i + 2].value, std::nullopt);
    }
    std::size_t at = i + 1;
    if (is_word(at, {"m", "ko"})) ++at;
    if (is_mark(at, '.') || is_mark(at, ',') || is_mark(at, '-') || is_mark(at, '/')) ++at;
    // 2022. gada 5. janvārī
    if (is_word(at, {"gada"}) && is_number(at + 1, 2) && is_mark(at + 2, '.'))
      if (const Month month = month_at(at + 3); month.number > 0) {
        *next = month.next;
        return make(year, month.number, tokens_[at + 1].value);
      }
    // 2023. március 20., 2023 March 20, 2023 m. kovo 20 d.
    if (const Month month = month_at(at); month.number > 0) {
      std::size_t day = month.next;
      if (is_mark(day, '.') || is_mark(day, '-') || is_mark(day, '/')) ++day;
      if (is_number(day, 2) && !is_mark(day + 1, ':')) {
        *next = day + 1;
        return make(year, month.number, tokens_[day].value);
      }
    }
    return std::nullopt;
  }

  std::optional<VisibleDate> match_day_first(std::size_t i, std::size_t* next) const {
    for (const char32_t separator :
         {U'.', U'/', U'-', U'|', U'\u2010', U'\u2013', U'\u00B7', U'\u2219'})
      if (is_mark(i + 1, separator) && is_number(i + 2, 2) && is_mark(i + 3, separator)) {
        if (auto date = match_numeric(i, separator, next)) return date;
      }
    std::size_t at = i + 1;
    if (is_word(at, {"tháng"})) return match_vietnamese(i, next);
    if (is_word(at, {"st", "nd", "rd", "th", "er", "e", "a", "º", "ª", "ος", "η", "го", "hb"}))
      ++at;
    if (is_mark(at, '.') || is_mark(at, U'°') || is_mark(at, '-') || is_mark(at, '/') ||
        is_mark(at, ','))
      ++at;
    if (is_word(at, {"de", "of", "del", "d", "di", "da"})) ++at;
    if (is_mark(at, '\'') || is_mark(at, U'\u2019')) ++at;
    const Month month = month_at(at);
    if (month.number == 0) return std::nullopt;
    std::size_t year = month.next;
    if (is_mark(year, '.')) ++year;
    if (is_mark(year, ',') || is_mark(year, '-') || is_mark(year, '/') || is_mark(year, U'،'))
      ++year;
    if (is_word(year, {"de", "del", "of", "the", "year"})) ++year;
    // The Buddhist era, by its letters.
    if (is_word(year, {"พ"}) && is_mark(year + 1, '.') && is_word(year + 2, {"ศ"}))
      year += is_mark(year + 3, '.') ? 4U : 3U;
    const bool apostrophe = is_mark(year, '\'') || is_mark(year, U'\u2019');
    if (apostrophe) ++year;
    int value = year_at(year);
    if (value == 0 && is_number(year, 2) && tokens_[year].digits == 2 && !is_mark(year + 1, ':') &&
        (apostrophe || is_mark(year - 1, '-') || is_mark(year - 1, '/') ||
         tokens_[year].value > 12))
      value = short_year(tokens_[year].value);
    if (value == 0) return std::nullopt;
    *next = year + 1;
    return make(value, month.number, tokens_[i].value);
  }

  std::optional<VisibleDate> match_vietnamese(std::size_t i, std::size_t* next) const {
    if (!is_number(i + 2, 2)) return std::nullopt;
    std::size_t year = i + 3;
    if (is_mark(year, ',')) ++year;
    if (is_word(year, {"năm"})) ++year;
    if (year_at(year) == 0) return std::nullopt;
    *next = year + 1;
    return make(year_at(year), tokens_[i + 2].value, tokens_[i].value);
  }

  /// 20.03.2023, 3/20/2023, 20-03-23
  std::optional<VisibleDate> match_numeric(std::size_t i, char32_t separator,
                                           std::size_t* next) const {
    int year = year_at(i + 4);
    if (year == 0) {
      const bool is_short = is_number(i + 4, 2) && tokens_[i + 4].digits == 2 &&
                            !tokens_[i + 4].space_before && !is_mark(i + 5, separator);
      // 1.11.23 may be a version or a chapter, and 1/11/23 a share, unless a time follows.
      if (!is_short || (tokens_[i].digits < 2 && !is_time(i + 5))) return std::nullopt;
      year = short_year(tokens_[i + 4].value);
    }
    const unsigned first = tokens_[i].value;
    const unsigned second = tokens_[i + 2].value;
    *next = i + 5;
    const bool day_first_only = first > 12;
    const bool month_first_only = second > 12;
    const bool month_first =
        month_first_only || (!day_first_only && separator != '.' && order_ == DayOrder::MonthFirst);
    auto date = month_first ? make(year, first, second) : make(year, second, first);
    if (!date) return std::nullopt;
    if (separator != '.') {
      if (day_first_only) date->order = DayOrder::DayFirst;
      if (month_first_only) date->order = DayOrder::MonthFirst;
      date->is_ambiguous =
          !day_first_only && !month_first_only && first != second && order_ == DayOrder::Unknown;
    }
    return date;
  }

  /// A time of day, after a comma or bar.
  bool is_time(std::size_t i) const {
    if (is_mark(i, ',') || is_mark(i, '|') || is_mark(i, '-') || is_mark(i, U'\u2013')) ++i;
    return is_number(i, 2) && (is_mark(i + 1, ':') || is_mark(i + 1, '.')) && is_number(i + 2, 2) &&
           tokens_[i + 2].digits == 2;
  }

  /// 令和5年3月20日
  std::optional<VisibleDate> match_era(std::size_t i, std::size_t* next) const {
    const bool is_reiwa = is_word(i, {"令和"});
    if (!(is_reiwa || is_word(i, {"平成"})) || !is_number(i + 1, 2) || !begins(i + 2, {U'年'}) ||
        !is_number(i + 3, 2) || !begins(i + 4, {U'月'}) || !is_number(i + 5, 2) ||
        !begins(i + 6, {U'日'}))
      return std::nullopt;
    *next = i + 7;
    return make((is_reiwa ? 2018 : 1988) + static_cast<int>(tokens_[i + 1].value),
                tokens_[i + 3].value, tokens_[i + 5].value);
  }

  std::optional<VisibleDate> match_month_first(std::size_t i, std::size_t* next) const {
    // Most words are no months; those of dates have a number not far behind.
    const auto is_near_number = [&] {
      for (std::size_t at = i + 1; at <= i + 4; ++at)
        if (is_number(at, 4)) return true;
      return false;
    };
    if (!is_near_number()) return std::nullopt;
    const auto [month, after_month] = month_at(i);
    if (month == 0) return std::nullopt;
    std::size_t day = after_month;
    if (is_mark(day, '.')) ++day;
    if (is_mark(day, '-') || is_mark(day, '/')) ++day;
    if (is_word(day, {"the"})) ++day;
    if (is_number(day, 2)) {
      std::size_t year = day + 1;
      if (is_word(year, {"st", "nd", "rd", "th"})) ++year;
      if (is_mark(year, '.')) ++year;
      if (is_mark(year, ',') || is_mark(year, '-') || is_mark(year, '/') || is_mark(year, U'،'))
        ++year;
      // Mon Mar 20 09:30:00 UTC 2023
      if (is_number(year, 2) && is_mark(year + 1, ':') && is_number(year + 2, 2)) {
        std::size_t after = year + 3;
        if (is_mark(after, ':') && is_number(after + 1, 2)) after += 2;
        if (is_word(after, {"utc", "gmt", "est", "edt", "cet", "cest", "pst", "pdt"})) ++after;
        if (year_at(after) != 0) year = after;
      }
      const bool apostrophe = is_mark(year, '\'') || is_mark(year, U'\u2019');
      if (apostrophe) ++year;
      if (year_at(year) != 0) {
        *next = year + 1;
        return make(year_at(year), month, tokens_[day].value);
      }
      if (apostrophe && is_number(year, 2)) {
        *next = year + 1;
        return make(short_year(tokens_[year].value), month, tokens_[day].value);
      }
      return std::nullopt;
    }
    std::size_t year = day;
    if (is_mark(year, ',')) ++year;
    if (is_word(year, {"de", "of", "del"})) ++year;
    // A day that does not exist does not make the month a date.
    const bool follows_day = i > 0 && is_number(i - 1, 2);
    if (year_at(year) == 0 || follows_day) return std::nullopt;
    *next = year + 1;
    return make(year_at(year), month, std::nullopt);
  }

  const std::vector<DateToken>& tokens_;
  DayOrder order_;
};

}  // namespace

std::vector<VisibleDate> find_visible_dates(std::string_view text, DayOrder order,
                                            std::size_t max_dates) {
  std::vector<VisibleDate> dates;
  const std::vector<DateToken> tokens = tokenize_dates(text);
  const DateMatcher matcher(tokens, order);
  for (std::size_t i = 0; i < tokens.size() && dates.size() < max_dates;) {
    std::size_t next = i + 1;
    const bool inside_number =
        i > 0 && tokens[i].kind == DateTokenKind::Number && !tokens[i].space_before &&
        tokens[i - 1].kind == DateTokenKind::Mark &&
        (tokens[i - 1].value == '.' || tokens[i - 1].value == '/' || tokens[i - 1].value == ':') &&
        i > 1 && tokens[i - 2].kind == DateTokenKind::Number && !tokens[i - 1].space_before;
    if (!inside_number) {
      std::size_t end = i + 1;
      if (const auto date = matcher.match(i, &end)) {
        dates.push_back(*date);
        next = end;
      }
    }
    i = next;
  }
  return dates;
}

VisibleDate read_in_order(const VisibleDate& date, DayOrder order) {
  VisibleDate read = date;
  if (!date.is_ambiguous || order == DayOrder::Unknown) return read;
  read.is_ambiguous = false;
  if (order == DayOrder::DayFirst) return read;
  const auto day = date.time.day();
  if (const auto swapped =
          make_timestamp(static_cast<int>(day.year()), static_cast<unsigned>(day.day()),
                         static_cast<unsigned>(day.month())))
    read.time = *swapped;
  return read;
}

DayOrder usual_day_order(std::string_view language) {
  const std::string lower = ascii_lower(language);
  if (lower.starts_with("en")) {
    const bool states_region = lower.size() >= 5;
    if (!states_region) return DayOrder::Unknown;
    return lower.ends_with("us") || lower.ends_with("ph") ? DayOrder::MonthFirst
                                                          : DayOrder::DayFirst;
  }
  return lower.empty() ? DayOrder::Unknown : DayOrder::DayFirst;
}

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

}  // namespace dateline
