// How a query is made.

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "common/schema.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "common/word_match.hpp"
#include "searcher/query_text.hpp"
#include "tests/searcher/generated_queries.hpp"

namespace dateline::test {
namespace {

constexpr std::int64_t kSecondsADay = 86400;

constexpr std::array kTextFields{FieldId::Text, FieldId::Title, FieldId::Lead, FieldId::Author};

constexpr std::array<std::string_view, 12> kStopWords{"the", "of",  "and", "a",   "in",  "was",
                                                      "die", "der", "und", "ist", "das", "about"};

std::string to_text(std::u32string_view letters) {
  std::string out;
  for (const char32_t c : letters) append_utf8(out, c);
  return out;
}

/// The one field of a side of a proximity.
FieldId field_of_side(const Query& side) {
  return side.children.empty() ? side.field : field_of_side(side.children.front());
}

}  // namespace

/// Makes one query.
class QueryWriter {
 public:
  QueryWriter(const QueryGenerator& material, std::uint32_t seed)
      : material_(material), random_(seed), subject_(&random_.of(material.subjects_)) {}

  // ---- trees ----

  Query make(QueryKind kind, int depth) {
    switch (kind) {
      case QueryKind::Word:
        return word();
      case QueryKind::Prefix:
        return prefix(choose_field());
      case QueryKind::Pattern:
        return pattern(choose_field());
      case QueryKind::Fuzzy:
        return fuzzy(choose_field());
      case QueryKind::Phrase:
        return phrase(choose_field());
      case QueryKind::AtLeast:
        return at_least();
      case QueryKind::Filter:
        return filter();
      case QueryKind::Date:
        return date();
      case QueryKind::Length:
        return length();
      case QueryKind::Near:
      case QueryKind::Before:
      case QueryKind::SameParagraph:
        return proximity(kind);
      case QueryKind::And:
        return conjunction(depth);
      case QueryKind::Or:
        return alternatives(depth);
      case QueryKind::Not:
        break;
    }
    Query query{.kind = QueryKind::Not};
    query.children.push_back(any(depth - 1));
    if (query.children.front().kind == QueryKind::Not) return std::move(query.children.front());
    return query;
  }

  // ---- texts ----

  GeneratedText text() {
    GeneratedText made;
    if (random_.percent(15)) made.default_operator = DefaultOperator::Any;
    made.text = sequence(3);
    return made;
  }

 private:
  using Paragraph = QueryGenerator::Paragraph;

  const QueryShapes& shapes() const { return material_.shapes_; }

  /// Another article than the one that the query is about, now and then.
  void stray(unsigned percent) {
    if (random_.percent(percent)) subject_ = &random_.of(material_.subjects_);
  }

  // ---- words ----

  const std::vector<Paragraph>* paragraphs(FieldId field) const {
    for (const auto& [id, found] : subject_->fields)
      if (id == field) return &found;
    return nullptr;
  }

  /// A field in which the article has words.
  FieldId choose_field() {
    stray(10);
    const FieldId field = random_.percent(55) ? FieldId::Text : random_.of(kTextFields);
    return paragraphs(field) != nullptr ? field : FieldId::Text;
  }

  const Paragraph& choose_paragraph(FieldId field) {
    const auto* found = paragraphs(field);
    return random_.of(found != nullptr ? *found : *paragraphs(FieldId::Text));
  }

  std::string other_case(std::string word) {
    if (random_.percent(85)) return word;
    for (char& c : word)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return word;
  }

  /// Another word of the same stem.
  std::string other_form(const std::string& word) {
    for (std::size_t tries = 0; tries < material_.families_.size(); ++tries) {
      const auto& family = material_.families_[tries];
      if (std::find(family.begin(), family.end(), word) != family.end() && random_.percent(60))
        return random_.of(family);
    }
    return word;
  }

  /// A piece of a run of n-grams.
  std::string cut_run(const std::string& word) {
    const auto terms = analyze_query_text(word);
    if (terms.empty() || terms.front().kind == TokenKind::Word ||
        terms.front().kind == TokenKind::Number)
      return word;
    const std::u32string letters = to_code_points(word);
    const std::size_t begin = random_.below(letters.size());
    const std::size_t count = 1 + random_.skewed(letters.size() - begin);
    return to_text(std::u32string_view(letters).substr(begin, count));
  }

  std::string unknown_word() {
    constexpr std::array<std::string_view, 4> kUnknown{"xylophone", "votage", "zzz", "哈"};
    return std::string(random_.of(kUnknown));
  }

  /// A word of the field, in any form and case; possibly one that only another article has.
  std::string word_text(FieldId field) {
    if (random_.percent(3)) return unknown_word();
    if (random_.percent(6)) return random_.of(material_.words_);
    const std::string word = cut_run(random_.of(choose_paragraph(field)));
    return other_case(random_.percent(40) ? other_form(word) : word);
  }

  /// A word of letters of at least so many, for patterns.
  std::string letters_word(FieldId field, std::size_t least) {
    for (int tries = 0; tries < 20; ++tries) {
      std::string word = random_.of(choose_paragraph(field));
      if (is_one_word(word) && to_code_points(word).size() >= least) return word;
    }
    return "voting";
  }

  std::string several_terms(FieldId field) {
    const Paragraph& paragraph = choose_paragraph(field);
    const std::size_t at = random_.below(paragraph.size());
    if (at + 1 >= paragraph.size()) return "covid-19";
    return paragraph[at] + '-' + paragraph[at + 1];
  }

  Query word() {
    const FieldId field = choose_field();
    return word_in(field);
  }

  Query word_in(FieldId field) {
    Query query{.kind = QueryKind::Word, .field = field};
    query.text = random_.percent(10) ? several_terms(field) : word_text(field);
    query.exact = random_.percent(20);
    return query;
  }

  Query prefix(FieldId field) {
    std::u32string letters = to_code_points(letters_word(field, 4));
    letters.resize(3 + random_.skewed(letters.size() - 2));
    return {.kind = QueryKind::Prefix, .field = field, .text = other_case(to_text(letters))};
  }

  Query pattern(FieldId field) {
    const std::u32string letters = to_code_points(letters_word(field, 5));
    std::u32string text;
    const std::size_t at = random_.below(letters.size());
    const std::size_t left_out = 1 + random_.below(letters.size() - 3);
    switch (random_.below(4)) {
      case 0:  // wom?n
        text = letters;
        text[at] = U'?';
        break;
      case 1:  // *gate
        text = U"*" + letters.substr(left_out);
        break;
      case 2:  // pro*ers
        text = letters.substr(0, 2) + U"*" + letters.substr(letters.size() - 2);
        break;
      default:  // ?ot*rs
        text = letters.substr(0, 3) + U"*" + letters.substr(letters.size() - 1);
        text[random_.below(2)] = U'?';
        if (random_.percent(50)) text = letters;
        text.back() = random_.percent(50) ? U'?' : U'*';
        text.front() = U'?';
        break;
    }
    if (std::count_if(text.begin(), text.end(), [](char32_t c) { return c != '*' && c != '?'; }) <
        3)
      text = letters.substr(0, 3) + U"??*";
    return {.kind = QueryKind::Pattern, .field = field, .text = to_text(text)};
  }

  Query fuzzy(FieldId field) {
    std::u32string letters = to_code_points(letters_word(field, 4));
    const int edits = random_.between(0, 2);
    for (int i = 0; i < edits; ++i) {
      const std::size_t at = random_.below(letters.size());
      const auto letter = static_cast<char32_t>(U'a' + random_.below(26));
      switch (random_.below(4)) {
        case 0:
          letters[at] = letter;
          break;
        case 1:
          letters.insert(at, 1, letter);
          break;
        case 2:
          if (letters.size() > 3) letters.erase(at, 1);
          break;
        default:
          if (at > 0) std::swap(letters[at], letters[at - 1]);
      }
    }
    return {.kind = QueryKind::Fuzzy,
            .field = field,
            .text = to_text(letters),
            .number = static_cast<std::uint32_t>(random_.between(1, 2))};
  }

  std::string phrase_text(FieldId field) {
    const Paragraph& paragraph = choose_paragraph(field);
    const std::size_t count = 1 + random_.skewed(4);
    const std::size_t begin = random_.below(paragraph.size());
    std::string text;
    for (std::size_t i = begin; i < paragraph.size() && i - begin < count; ++i) {
      std::string word = paragraph[i];
      if (i == begin && random_.percent(30)) word = cut_run(word);
      if (random_.percent(4)) word = random_.of(paragraph);
      if (random_.percent(4)) word = other_form(word);
      if (!text.empty()) text += random_.percent(8) ? '-' : ' ';
      text += other_case(word);
    }
    return text;
  }

  Query phrase(FieldId field) {
    return {.kind = QueryKind::Phrase, .field = field, .text = phrase_text(field)};
  }

  Query at_least() {
    Query query{.kind = QueryKind::AtLeast,
                .number = static_cast<std::uint32_t>(1 + random_.skewed(6))};
    const FieldId field = random_.percent(75) ? FieldId::Text : choose_field();
    Query word = word_in(field);
    for (int tries = 0; tries < 20 && analyze_query_text(word.text).size() != 1; ++tries)
      word = word_in(field);
    if (analyze_query_text(word.text).size() != 1) word.text = "vote";
    query.children.push_back(std::move(word));
    return query;
  }

  // ---- proximity ----

  Query side_of(FieldId field, const std::string& word) {
    Query side{.kind = QueryKind::Word, .field = field, .text = word};
    switch (random_.below(12)) {
      case 0:
        side = prefix(field);
        break;
      case 1:
        side = pattern(field);
        break;
      case 2:
        side = fuzzy(field);
        break;
      case 3:
        side.exact = true;
        break;
      case 4:
        side.kind = QueryKind::Phrase;
        break;
      case 5:
        if (shapes().phrases_in_proximity) side = phrase(field);
        break;
      case 6:
        if (shapes().phrases_in_proximity) side.text = several_terms(field);
        break;
      default:
        side.text = other_form(word);
    }
    if (!shapes().phrases_in_proximity && side.kind != QueryKind::Prefix &&
        side.kind != QueryKind::Pattern && side.kind != QueryKind::Fuzzy &&
        analyze_query_text(side.text).size() != 1)
      side.text = "vote";
    return side;
  }

  Query proximity(QueryKind kind) {
    const FieldId field = choose_field();
    const Paragraph& paragraph = choose_paragraph(field);
    const std::size_t count = random_.percent(75) ? 2 : 3;
    const std::size_t reach = kind == QueryKind::SameParagraph ? paragraph.size() : 8;
    const std::size_t begin = random_.below(paragraph.size());
    const std::size_t end = std::min(paragraph.size(), begin + reach);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < count; ++i) places.push_back(begin + random_.below(end - begin));
    if (random_.percent(80)) std::sort(places.begin(), places.end());
    Query query{.kind = kind};
    for (const std::size_t place : places) {
      Query side = side_of(field, cut_run(paragraph[place]));
      if (random_.percent(20)) {
        Query either{.kind = QueryKind::Or};
        either.children.push_back(std::move(side));
        either.children.push_back(side_of(field, cut_run(random_.of(paragraph))));
        side = std::move(either);
      }
      query.children.push_back(std::move(side));
    }
    if (kind != QueryKind::SameParagraph) {
      constexpr std::array<std::uint32_t, 10> kDistances{1, 1, 2, 3, 4, 5, 6, 8, 20, 499};
      query.number = random_.of(kDistances);
    }
    return query;
  }

  // ---- filters ----

  Query value(FieldId field, std::string text) {
    return {.kind = QueryKind::Filter, .field = field, .text = std::move(text)};
  }

  Query filter() {
    stray(10);
    const Article& article = *subject_->article;
    for (int tries = 0; tries < 10; ++tries) {
      switch (random_.below(9)) {
        case 0:
          if (auto text = site_text(article); !text.empty()) return value(FieldId::Site, text);
          break;
        case 1:
          if (!article.section.empty()) return value(FieldId::Section, other_case(article.section));
          break;
        case 2:
          if (!article.tags.empty())
            return value(FieldId::Tag, other_case(random_.of(article.tags)));
          break;
        case 3:
          if (!article.language.empty()) return value(FieldId::Language, article.language);
          break;
        case 4:
          if (!article.wire.empty()) return value(FieldId::Wire, other_case(article.wire));
          break;
        case 5: {
          constexpr std::array<std::string_view, 2> kDated{"dated", "undated"};
          return value(FieldId::Is, std::string(random_.percent(50) ? to_string(article.kind)
                                                                    : random_.of(kDated)));
        }
        case 6:
          return value(FieldId::Path, path_text(article));
        case 7:
          if (random_.percent(40)) return value(FieldId::Id, article.id);
          break;
        default:
          if (!article.url.empty() && random_.percent(40)) return value(FieldId::Url, article.url);
      }
    }
    constexpr std::array<std::string_view, 3> kElsewhere{"nowhere.test", "fr", "Sports"};
    const FieldId field = random_.percent(50) ? FieldId::Site : FieldId::Language;
    return value(field, std::string(random_.of(kElsewhere)));
  }

  /// What narrows the languages in which words are looked for.
  Query languages() {
    constexpr std::array<std::string_view, 4> kCodes{"en", "de", "zh", "fr"};
    Query first = value(FieldId::Language, std::string(random_.of(kCodes)));
    if (random_.percent(50)) return first;
    Query either{.kind = QueryKind::Or};
    either.children.push_back(std::move(first));
    either.children.push_back(value(FieldId::Language, std::string(random_.of(kCodes))));
    return either;
  }

  std::string site_text(const Article& article) {
    if (article.url.empty() || (!article.site.empty() && random_.percent(40)))
      return other_case(article.site);
    if (random_.percent(15)) return article.url;
    const auto begin = article.url.find("//") + 2;
    std::string host = article.url.substr(begin, article.url.find_first_of(":/", begin) - begin);
    while (random_.percent(30) && host.find('.') != std::string::npos)
      host.erase(0, host.find('.') + 1);
    return other_case(host);
  }

  std::string path_text(const Article& article) {
    std::string path = article.source.path;
    if (!article.other_sources.empty() && random_.percent(50))
      path = article.other_sources.front().path;
    for (int up = random_.between(0, 2); up > 0 && path.find('/', 1) != std::string::npos; --up)
      path.erase(path.rfind('/'));
    if (random_.percent(15)) path += '/';
    if (random_.percent(10)) path = "/news/.." + path;
    return path;
  }

  /// A moment about when the article appeared, mostly a midnight.
  std::int64_t moment() {
    stray(30);
    std::int64_t seconds = 1600000000;
    const auto& published = subject_->article->published;
    if (published) seconds = published->time.utc().time_since_epoch().count();
    if (random_.percent(50)) seconds += random_.between(-2, 2) * kSecondsADay;
    if (random_.percent(30)) return seconds + random_.between(-1, 1);
    const auto day = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_seconds{std::chrono::seconds{seconds}});
    const std::chrono::year_month_day date{day};
    std::chrono::sys_days midnight = day;
    if (random_.percent(25)) midnight = date.year() / date.month() / 1;
    if (random_.percent(15)) midnight = date.year() / 1 / 1;
    return std::chrono::sys_seconds{midnight}.time_since_epoch().count();
  }

  Query date() {
    Query query{.kind = QueryKind::Date, .field = FieldId::Date};
    std::int64_t from = moment();
    std::int64_t until = moment();
    if (from > until) std::swap(from, until);
    if (from == until) until += random_.percent(50) ? kSecondsADay : 31 * kSecondsADay;
    const std::size_t open = random_.below(4);
    if (open != 0) query.from = from;
    if (open != 1) query.until = until;
    const bool is_of_days =
        query.from.value_or(0) % kSecondsADay == 0 && query.until.value_or(0) % kSecondsADay == 0;
    query.exact = !is_of_days || random_.percent(15);
    return query;
  }

  Query length() {
    Query query{.kind = QueryKind::Length, .field = FieldId::Words};
    std::int64_t from = subject_->article->words;
    stray(100);
    std::int64_t until = subject_->article->words;
    if (from > until) std::swap(from, until);
    const std::size_t open = random_.below(4);
    if (open != 0) query.from = from + random_.between(0, 1);
    if (open != 1) query.until = until + random_.between(0, 1);
    if (query.from && query.until && *query.from > *query.until) std::swap(query.from, query.until);
    return query;
  }

  // ---- groups ----

  Query any(int depth) {
    if (depth <= 0 || random_.percent(40)) {
      constexpr std::array kLeaves{QueryKind::Word,    QueryKind::Word,   QueryKind::Word,
                                   QueryKind::Word,    QueryKind::Phrase, QueryKind::Prefix,
                                   QueryKind::Pattern, QueryKind::Fuzzy,  QueryKind::AtLeast,
                                   QueryKind::Filter,  QueryKind::Filter, QueryKind::Date,
                                   QueryKind::Length};
      return make(random_.of(kLeaves), depth);
    }
    constexpr std::array kGroups{QueryKind::And,    QueryKind::And,          QueryKind::Or,
                                 QueryKind::Or,     QueryKind::Not,          QueryKind::Near,
                                 QueryKind::Before, QueryKind::SameParagraph};
    return make(random_.of(kGroups), depth - 1);
  }

  Query conjunction(int depth) {
    Query query{.kind = QueryKind::And};
    if (random_.percent(1)) return query;
    query.implicit = shapes().implicit_groups && random_.percent(50);
    if (random_.percent(8)) query.children.push_back(languages());
    const std::size_t count = 2 + random_.skewed(3);
    for (std::size_t i = 0; i < count; ++i) {
      const auto* about = subject_;
      Query child = random_.percent(15) ? make(QueryKind::Not, depth - 1) : any(depth - 1);
      subject_ = about;
      query.children.push_back(std::move(child));
      if (query.implicit && random_.percent(35))
        query.children.push_back({.kind = QueryKind::Word,
                                  .text = std::string(random_.of(kStopWords)),
                                  .exact = random_.percent(5)});
    }
    return query;
  }

  Query alternatives(int depth) {
    Query query{.kind = QueryKind::Or};
    query.implicit = shapes().implicit_groups && random_.percent(25);
    const std::size_t count = 2 + random_.skewed(3);
    for (std::size_t i = 0; i < count; ++i) {
      stray(50);
      query.children.push_back(any(depth - 1));
      if (query.implicit && random_.percent(35))
        query.children.push_back(
            {.kind = QueryKind::Word, .text = std::string(random_.of(kStopWords))});
    }
    return query;
  }

  // ---- written queries ----

  std::string sequence(int depth) {
    std::string out;
    const std::size_t parts = 1 + random_.skewed(4);
    for (std::size_t i = 0; i < parts; ++i) {
      if (!out.empty()) out += ' ';
      out += part(depth);
    }
    return out;
  }

  /// In statements of their own: operands of one expression may be made in any order.
  std::string joined(std::string_view between, int depth) {
    std::string out = operand(depth);
    out += between;
    out += operand(depth);
    return out;
  }

  std::string part(int depth) {
    switch (random_.below(14)) {
      case 0:
        return '-' + operand(depth);
      case 1:
        return "NOT " + operand(depth);
      case 2:
        return joined(" OR ", depth);
      case 3:
        return joined(" AND ", depth);
      case 4: {
        std::string out = joined(" AND NOT ", depth);
        return out += " OR " + operand(depth);
      }
      case 5:
      case 6:
        return written_proximity();
      case 7:
        return std::string(random_.of(kStopWords));
      default:
        return operand(depth);
    }
  }

  std::string operand(int depth) {
    if (depth > 0 && random_.percent(12)) return '(' + sequence(depth - 1) + ')';
    switch (random_.below(12)) {
      case 0:
        return written_date();
      case 1:
        return format_query(length());
      case 2:
        return format_query(filter());
      case 3:
        return format_query(at_least());
      case 4: {
        constexpr std::array kNarrow{FieldId::Title, FieldId::Lead, FieldId::Author};
        const FieldId field = random_.of(kNarrow);
        const std::string first = unfielded(word_in(field));
        const std::string second = unfielded(word_in(field));
        return fmt::format("{}:({} {}{})", field_of(field).name, first,
                           random_.percent(50) ? "OR " : "", second);
      }
      case 5:
        return random_.percent(10) ? "*" : format_query(phrase(choose_field()));
      case 6:
        return format_query(prefix(choose_field()));
      case 7:
        return format_query(random_.percent(50) ? pattern(choose_field()) : fuzzy(choose_field()));
      default:
        return format_query(word());
    }
  }

  static std::string unfielded(Query query) {
    query.field = FieldId::Text;
    return format_query(query);
  }

  std::string written_date() {
    constexpr std::array<std::string_view, 9> kDates{"2021..",
                                                     "7d..",
                                                     ">2020-06",
                                                     "<=2021-12",
                                                     "2019..2021-01-01",
                                                     "yesterday",
                                                     "2y..1y",
                                                     "2020-12-31T12:00..",
                                                     ">=2022-01-01T00:30+05:30"};
    if (random_.percent(30)) return fmt::format("date:{}", random_.of(kDates));
    const auto& published = subject_->article->published;
    const std::string day = published ? format_day(published->time) : "2021-12-31";
    const std::string coarse = day.substr(0, random_.percent(50) ? 4 : 7);
    switch (random_.below(4)) {
      case 0:
        return "date:" + day;
      case 1:
        return "date:" + coarse;
      case 2:
        return "date:" + day + "..";
      default:
        return "date:.." + coarse;
    }
  }

  std::string written_proximity() {
    constexpr std::array kKinds{QueryKind::Near, QueryKind::Before, QueryKind::SameParagraph};
    const Query query = proximity(random_.of(kKinds));
    const FieldId field = field_of_side(query);
    std::string op = "same-para";
    if (query.kind == QueryKind::Near)
      op = fmt::format("{}/{}", random_.percent(50) ? "w" : "NEAR", query.number);
    if (query.kind == QueryKind::Before)
      op = fmt::format("{}/{}", random_.percent(50) ? "pre" : "ADJ", query.number);
    std::string out;
    for (const Query& side : query.children) {
      if (!out.empty()) out += ' ' + op + ' ';
      if (side.kind == QueryKind::Or) {
        out += fmt::format("({} OR {})", unfielded(side.children[0]), unfielded(side.children[1]));
      } else {
        out += unfielded(side);
      }
    }
    if (field == FieldId::Text) return out;
    return fmt::format("{}:({})", field_of(field).name, out);
  }

  const QueryGenerator& material_;
  RandomChoice random_;
  const QueryGenerator::Subject* subject_;
};

Query QueryGenerator::tree(QueryKind kind, std::uint32_t seed) const {
  return QueryWriter(*this, seed).make(kind, shapes_.depth);
}

GeneratedText QueryGenerator::text(std::uint32_t seed) const {
  return QueryWriter(*this, seed).text();
}

}  // namespace dateline::test
