#include "indexer/visible_date.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "common/utf8.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

// Full names, genitives and abbreviations, in lower case: English, German, French, Spanish,
// Italian, Portuguese, Catalan, Dutch, Danish, Norwegian, Swedish, Icelandic, Finnish, Estonian,
// Latvian, Lithuanian, Polish, Czech, Slovak, Slovene, Serbo-Croatian, Hungarian, Romanian,
// Albanian, Turkish, Azerbaijani, Indonesian, Greek, Russian, Ukrainian, Belarusian, Bulgarian,
// Macedonian, Arabic (both sets), Persian (of Gregorian months), Hebrew, Hindi, Bengali, Thai.
// Where two languages give one word two months (listopad), the language with more pages wins.
constexpr std::array<std::string_view, 12> kMonthNames{
    "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro gener januari janúar "
    "tammikuu tammikuuta "
    "jaanuar janvāris janvārī sausio sausis styczeń stycznia sty leden ledna led január januára "
    "január januarja siječanj "
    "siječnja jan ianuarie ian janar ocak oca yanvar ιανουαρίου ιανουάριος ιαν января январь янв "
    "січня січень січ "
    "студзеня студзень януари яну јануар јануари يناير كانون ژانویه ינואר בינואר जनवरी জানুয়ারি "
    "มกราคม "
    "januára janúara yanvar",
    "february feb februar feber février févr fév fevrier febrero febbraio febb fevereiro fev "
    "febrer februari febr februára "
    "februarja helmikuu helmikuuta veebruar februāris februārī vasario vasaris luty lutego lut "
    "únor února úno február "
    "veljača veljače februarie shkurt şubat şub fevral φεβρουαρίου φεβρουάριος φεβ φεβρ февраля "
    "февраль фев февр лютого "
    "лютий лют лютага люты февруари фев фебруар фебруари فبراير شباط فوریه פברואר בפברואר फ़रवरी "
    "फरवरी ফেব্রুয়ারি "
    "กุมภาพันธ์ febrúar",
    "march mar märz maerz mrz mär mars marzo março marco març maart mrt marts maaliskuu "
    "maaliskuuta märts martā kovo kovas "
    "marzec marca mar březen března bře marec ožujak ožujka március márc martie mart mart martın "
    "maret μαρτίου μάρτιος "
    "μαρ μάρτη марта март мар березня березень бер сакавіка сакавік مارس آذار מרץ במרץ मार्च মার্চ "
    "มีนาคม marsi "
    "mars marta",
    "april apr avril avr abril abr aprile abril april apríl huhtikuu huhtikuuta aprill aprīlis "
    "aprīlī balandžio balandis "
    "kwiecień kwietnia kwi duben dubna dub apríla aprila travanj travnja április ápr aprilie prill "
    "nisan nis aprel "
    "απριλίου απρίλιος απρ απρίλη апреля апрель апр квітня квітень квіт красавіка красавік април "
    "أبريل ابريل نيسان "
    "آوریل אפריל באפריל अप्रैल এপ্রিল เมษายน",
    "may mai mayo may maggio mag maio maig mei maj maí toukokuu toukokuuta maijs maijā gegužės "
    "gegužė maj maja květen "
    "května kvě máj mája svibanj svibnja május máj mai maj mayıs may mei μαΐου μάιος μαϊ μάη мая "
    "май травня травень трав "
    "мая май травень мај مايو أيار ايار مه מאי במאי मई মে พฤษภาคม maí",
    "june jun juni juin junio giugno giu junho juny juni júní kesäkuu kesäkuuta juuni jūnijs "
    "jūnijā birželio birželis "
    "czerwiec czerwca cze červen června čer jún júna junija lipanj lipnja június jún iunie iun "
    "qershor haziran haz iyun "
    "ιουνίου ιούνιος ιουν ιούνη июня июнь июн червня червень черв чэрвеня чэрвень юни јун јуни "
    "يونيو حزيران ژوئن יוני "
    "ביוני जून জুন มิถุนายน",
    "july jul juli juillet juil julio luglio lug julho juliol juli júlí heinäkuu heinäkuuta juuli "
    "jūlijs jūlijā liepos "
    "liepa lipiec lipca červenec července čvc júl júla julija srpanj srpnja július júl iulie iul "
    "korrik temmuz tem iyul "
    "ιουλίου ιούλιος ιουλ ιούλη июля июль июл липня липень лип ліпеня ліпень юли јул јули يوليو "
    "تموز ژوئیه יולי ביולי "
    "जुलाई জুলাই กรกฎาคม",
    "august aug août aout agosto ago agost augustus augusti ágúst elokuu elokuuta augusts augustā "
    "rugpjūčio rugpjūtis "
    "sierpień sierpnia sie srpen srpna srp augusta avgust avgusta kolovoz kolovoza augusztus aug "
    "gusht ağustos ağu avqust "
    "agustus agt αυγούστου αύγουστος αυγ августа август авг серпня серпень серп жніўня жнівень "
    "август август أغسطس آب "
    "اوت אוגוסט באוגוסט अगस्त আগস্ট สิงหาคม augustin",
    "september sept sep septembre septiembre setiembre set settembre sett setembro setembre sep "
    "september syyskuu "
    "syyskuuta septembris septembrī rugsėjo rugsėjis wrzesień września wrz září zář septembra "
    "rujan rujna szeptember "
    "szept septembrie shtator eylül eyl sentyabr σεπτεμβρίου σεπτέμβριος σεπ σεπτ сентября "
    "сентябрь сен сент вересня "
    "вересень вер верасня верасень септември сеп септембар سبتمبر أيلول ايلول سپتامبر ספטמבר "
    "בספטמבר सितंबर सितम्बर "
    "সেপ্টেম্বর กันยายน",
    "october oct oktober okt octobre octubre ottobre ott outubro out octubre oktober október "
    "lokakuu lokakuuta oktoober "
    "oktobris oktobrī spalio spalis październik października paź pazdziernika říjen října říj "
    "októbra oktobra "
    "október octombrie tetor ekim eki oktyabr οκτωβρίου οκτώβριος οκτ октября октябрь окт жовтня "
    "жовтень жовт кастрычніка "
    "кастрычнік октомври октобар أكتوبر اكتوبر تشرين اکتبر אוקטובר באוקטובר अक्टूबर অক্টোবর ตุลาคม",
    "november nov novembre noviembre novembro november nóvember marraskuu marraskuuta novembris "
    "novembrī lapkričio "
    "lapkritis listopad listopada lis listopadu novembra studeni studenoga studenog november "
    "noiembrie nëntor kasım kas "
    "noyabr nopember νοεμβρίου νοέμβριος νοε ноября ноябрь ноя нояб листопада листопад лист "
    "лістапада лістапад ноември "
    "новембар نوفمبر نوامبر נובמבר בנובמבר नवंबर नवम्बर নভেম্বর พฤศจิกายน",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro dez desembre "
    "desember des joulukuu "
    "joulukuuta detsember decembris decembrī gruodžio gruodis grudzień grudnia gru prosinec "
    "prosince pro decembra "
    "prosinac prosinca december decembrie dhjetor aralık ara dekabr desember δεκεμβρίου δεκέμβριος "
    "δεκ декабря декабрь "
    "дек грудня грудень груд снежня снежань декември децембар ديسمبر دسامبر דצמבר בדצמבר दिसंबर "
    "दिसम्बर ডিসেম্বর "
    "ธันวาคม",
};

const std::unordered_map<std::string_view, unsigned>& month_names() {
  static const auto table = [] {
    std::unordered_map<std::string_view, unsigned> map;
    unsigned month = 0;
    for (std::string_view names : kMonthNames) {
      ++month;
      while (!names.empty()) {
        const std::size_t end = std::min(names.find(' '), names.size());
        if (end > 0) map.emplace(names.substr(0, end), month);
        names.remove_prefix(std::min(end + 1, names.size()));
      }
    }
    return map;
  }();
  return table;
}

enum class TokenKind { Number, Word, Mark };

struct Token {
  TokenKind kind = TokenKind::Mark;
  unsigned value = 0;  ///< Number: its value; Word: the month it names, or 0; Mark: the code point
  unsigned digits = 0;
  char32_t first = 0;     ///< Word: first code point, in lower case
  std::string_view word;  ///< Word: as written
  std::size_t offset = 0;
  std::size_t end = 0;
  bool space_before = false;
};

unsigned digit_value(char32_t c) {
  if (c < 0x80) return c - '0';
  // Every block of decimal digits starts at a multiple of ten above some base; the common ones are
  // listed.
  for (const char32_t zero : {U'\u0660', U'\u06F0', U'\u0966', U'\u09E6', U'\u0E50', U'\uFF10'})
    if (c >= zero && c <= zero + 9) return c - zero;
  return 10;
}

constexpr std::size_t kMaxTokens = 4000;

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  bool space = false;
  for (std::size_t i = 0; i < text.size() && tokens.size() < kMaxTokens;) {
    const CodePoint c = decode_utf8(text, i);
    if (is_space(c.value)) {
      space = true;
      i += c.size;
      continue;
    }
    if (is_unsafe_invisible(c.value)) {
      i += c.size;
      continue;
    }
    Token token;
    token.offset = i;
    token.space_before = space;
    space = false;
    if (is_decimal_digit(c.value) && digit_value(c.value) < 10) {
      token.kind = TokenKind::Number;
      while (i < text.size()) {
        const CodePoint digit = decode_utf8(text, i);
        if (!is_decimal_digit(digit.value) || digit_value(digit.value) > 9) break;
        if (++token.digits <= 8) token.value = token.value * 10 + digit_value(digit.value);
        i += digit.size;
      }
    } else if (is_letter(c.value)) {
      token.kind = TokenKind::Word;
      token.first = to_lower(c.value);
      while (i < text.size()) {
        const CodePoint letter = decode_utf8(text, i);
        if (!is_letter(letter.value) && !is_combining_mark(letter.value)) break;
        i += letter.size;
      }
      token.word = text.substr(token.offset, i - token.offset);
      constexpr std::size_t kLongestMonthName = 40;
      if (token.word.size() <= kLongestMonthName)
        token.value = find_month_name(to_lower(token.word));
    } else {
      token.value = c.value;
      i += c.size;
    }
    token.end = i;
    tokens.push_back(token);
  }
  return tokens;
}

class DateMatcher {
 public:
  DateMatcher(const std::vector<Token>& tokens, DayOrder order) : tokens_(tokens), order_(order) {}

  /// A date that starts at token `i`; `*next` becomes the token after it.
  std::optional<VisibleDate> match(std::size_t i, std::size_t* next) const {
    std::optional<VisibleDate> date;
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::Number && token.digits == 4)
      date = match_year_first(i, next);
    else if (token.kind == TokenKind::Number && token.digits <= 2)
      date = match_day_first(i, next);
    else if (token.kind == TokenKind::Word && token.value > 0)
      date = match_month_first(i, next);
    if (date) {
      date->offset = token.offset;
      date->length = tokens_[*next - 1].end - token.offset;
    }
    return date;
  }

 private:
  const Token* at(std::size_t i) const { return i < tokens_.size() ? &tokens_[i] : nullptr; }
  bool is_mark(std::size_t i, char32_t mark) const {
    return i < tokens_.size() && tokens_[i].kind == TokenKind::Mark && tokens_[i].value == mark;
  }
  bool is_number(std::size_t i, unsigned max_digits) const {
    return i < tokens_.size() && tokens_[i].kind == TokenKind::Number &&
           tokens_[i].digits <= max_digits;
  }
  bool is_month(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == TokenKind::Word && tokens_[i].value > 0;
  }
  bool is_word(std::size_t i, std::initializer_list<std::string_view> words) const {
    return i < tokens_.size() && tokens_[i].kind == TokenKind::Word &&
           std::find(words.begin(), words.end(), to_lower(tokens_[i].word)) != words.end();
  }
  bool begins(std::size_t i, std::initializer_list<char32_t> firsts) const {
    return i < tokens_.size() && tokens_[i].kind == TokenKind::Word &&
           std::find(firsts.begin(), firsts.end(), tokens_[i].first) != firsts.end();
  }

  /// The year at token `i` as four digits (two after an apostrophe are read by the callers),
  /// Buddhist years converted; 0 if none.
  int year_at(std::size_t i) const {
    const Token* token = at(i);
    if (token == nullptr || token->kind != TokenKind::Number || token->digits != 4) return 0;
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
    for (const char32_t separator : {U'-', U'/', U'.', U'\u2010', U'\u2011', U'\u2013'}) {
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
    // 2023. március 20., 2023 March 20, 2023 m. kovo 20 d.
    std::size_t month = i + 1;
    if (is_word(month, {"m"})) ++month;
    if (is_mark(month, '.') || is_mark(month, ',') || is_mark(month, '-')) ++month;
    if (is_month(month)) {
      std::size_t day = month + 1;
      if (is_mark(day, '.') || is_mark(day, '-')) ++day;
      if (is_number(day, 2) && !is_mark(day + 1, ':')) {
        *next = day + 1;
        return make(year, tokens_[month].value, tokens_[day].value);
      }
    }
    return std::nullopt;
  }

  std::optional<VisibleDate> match_day_first(std::size_t i, std::size_t* next) const {
    for (const char32_t separator : {U'.', U'/', U'-', U'|', U'\u2010', U'\u2013'})
      if (is_mark(i + 1, separator) && is_number(i + 2, 2) && is_mark(i + 3, separator)) {
        if (auto date = match_numeric(i, separator, next)) return date;
      }
    std::size_t month = i + 1;
    if (is_word(month, {"st", "nd", "rd", "th", "er", "e", "a", "ος", "η", "го", "tháng"})) {
      if (is_word(month, {"tháng"})) return match_vietnamese(i, next);
      ++month;
    }
    if (is_mark(month, '.') || is_mark(month, U'º') || is_mark(month, U'ª') ||
        is_mark(month, U'°') || is_mark(month, '-') || is_mark(month, '/') || is_mark(month, ','))
      ++month;
    if (is_word(month, {"de", "of", "del", "d", "di", "da"})) ++month;
    if (is_mark(month, '\'') || is_mark(month, U'\u2019')) ++month;
    if (!is_month(month)) return std::nullopt;
    std::size_t year = month + 1;
    if (is_mark(year, '.')) ++year;
    if (is_mark(year, ',') || is_mark(year, '-') || is_mark(year, '/')) ++year;
    if (is_word(year, {"de", "del", "of", "the", "year"})) ++year;
    const bool apostrophe = is_mark(year, '\'') || is_mark(year, U'\u2019');
    if (apostrophe) ++year;
    int value = year_at(year);
    if (value == 0 && year < tokens_.size() && tokens_[year].kind == TokenKind::Number &&
        tokens_[year].digits == 2 && !is_mark(year + 1, ':') &&
        (apostrophe || is_mark(year - 1, '-') || is_mark(year - 1, '/') ||
         tokens_[year].value > 12))
      value = 2000 + static_cast<int>(tokens_[year].value);
    if (value == 0) return std::nullopt;
    *next = year + 1;
    return make(value, tokens_[month].value, tokens_[i].value);
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
                            !tokens_[i + 4].space_before && !is_mark(i + 5, separator) &&
                            tokens_[i].digits == 2;
      if (!is_short) return std::nullopt;
      year = 2000 + static_cast<int>(tokens_[i + 4].value);
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

  std::optional<VisibleDate> match_month_first(std::size_t i, std::size_t* next) const {
    const unsigned month = tokens_[i].value;
    std::size_t day = i + 1;
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
        return make(2000 + static_cast<int>(tokens_[year].value), month, tokens_[day].value);
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

  const std::vector<Token>& tokens_;
  DayOrder order_;
};

}  // namespace

unsigned find_month_name(std::string_view word) {
  const auto found = month_names().find(word);
  return found == month_names().end() ? 0 : found->second;
}

std::vector<VisibleDate> find_visible_dates(std::string_view text, DayOrder order,
                                            std::size_t max_dates) {
  std::vector<VisibleDate> dates;
  // Most lines hold no digit of any script.
  if (std::none_of(text.begin(), text.end(),
                   [](char c) { return is_ascii_digit(c) || (c & 0x80) != 0; }))
    return dates;
  const std::vector<Token> tokens = tokenize(text);
  const DateMatcher matcher(tokens, order);
  for (std::size_t i = 0; i < tokens.size() && dates.size() < max_dates;) {
    std::size_t next = i + 1;
    const bool inside_number =
        i > 0 && tokens[i].kind == TokenKind::Number && !tokens[i].space_before &&
        tokens[i - 1].kind == TokenKind::Mark &&
        (tokens[i - 1].value == '.' || tokens[i - 1].value == '/' || tokens[i - 1].value == ':') &&
        i > 1 && tokens[i - 2].kind == TokenKind::Number && !tokens[i - 1].space_before;
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

}  // namespace dateline
