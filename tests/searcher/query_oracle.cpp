#include "tests/searcher/query_oracle.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <utility>

#include "common/utf8.hpp"
#include "common/word_match.hpp"

namespace dateline::test {
namespace {

bool is_filter_of_language(const Query& query) {
  return query.kind == QueryKind::Filter && query.field == FieldId::Language;
}

void for_each_node(const Query& query, const std::function<void(const Query&)>& use) {
  use(query);
  for (const Query& child : query.children) for_each_node(child, use);
}

bool is_proximity(const Query& query) {
  return query.kind == QueryKind::Near || query.kind == QueryKind::Before ||
         query.kind == QueryKind::SameParagraph;
}

std::string folded_line(std::string_view text) { return fold(clean_line(text)); }

// ---- filters ----

/// The host of a plain address, without its port.
std::string host_in(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return to_lower(url.substr(0, url.find_first_of(":/")));
}

bool is_host_or_parent(std::string_view asked, std::string_view host) {
  if (asked.empty() || !host.ends_with(asked)) return false;
  return host.size() == asked.size() || host[host.size() - asked.size() - 1] == '.';
}

bool is_of_site(const Article& article, const std::string& text) {
  if (!article.site.empty() && folded_line(article.site) == folded_line(text)) return true;
  const bool is_address = text.find('/') != std::string::npos;
  const std::string asked = is_address ? host_in(text) : to_lower(text);
  return !article.url.empty() && is_host_or_parent(asked, host_in(article.url));
}

bool lies_in(const std::string& file, const std::string& typed) {
  std::string asked = std::filesystem::absolute(typed).lexically_normal().string();
  while (asked.size() > 1 && asked.ends_with('/')) asked.pop_back();
  if (asked == "/") return file.starts_with('/');
  return file == asked || file.starts_with(asked + '/');
}

bool has_value(const Article& article, const Query& filter) {
  const auto is_same = [&](std::string_view value) {
    return !value.empty() && folded_line(value) == folded_line(filter.text);
  };
  switch (filter.field) {
    case FieldId::Site:
      return is_of_site(article, filter.text);
    case FieldId::Path:
      return lies_in(article.source.path, filter.text) ||
             std::any_of(
                 article.other_sources.begin(), article.other_sources.end(),
                 [&](const ArticleSource& source) { return lies_in(source.path, filter.text); });
    case FieldId::Section:
      return is_same(article.section);
    case FieldId::Wire:
      return is_same(article.wire);
    case FieldId::Tag:
      return std::any_of(article.tags.begin(), article.tags.end(), is_same);
    case FieldId::Language:
      return !article.language.empty() && article.language == filter.text;
    case FieldId::Id:
      return article.id == filter.text;
    case FieldId::Url:
      return !article.url.empty() && article.url == filter.text;
    case FieldId::Is:
      if (filter.text == "dated") return article.published.has_value();
      if (filter.text == "undated") return !article.published.has_value();
      return to_string(article.kind) == filter.text;
    default:
      return false;
  }
}

/// Calls `use` with each block of a body.
template <class Use>
void for_each_block(const std::string& body, Use&& use) {
  std::size_t begin = 0;
  while (begin < body.size()) {
    const std::size_t end = std::min(body.find("\n\n", begin), body.size());
    use(std::string_view(body).substr(begin, end - begin));
    begin = end + 2;
  }
}

}  // namespace

// ---- the articles ----

QueryOracle::QueryOracle(std::vector<Article> articles) : articles_(std::move(articles)) {
  count_languages();
  for (const FieldId id : {FieldId::Text, FieldId::Title, FieldId::Lead, FieldId::Author})
    fields_[id] = {};
  for (std::size_t i = 0; i < articles_.size(); ++i) {
    const Article& article = articles_[i];
    for (const FieldId id : {FieldId::Text, FieldId::Title, FieldId::Lead})
      add_field(id, {.article = i, .part = TextPart::Title}, article.title);
    for (const FieldId id : {FieldId::Text, FieldId::Lead})
      add_field(id, {.article = i, .part = TextPart::Lead}, article.lead);
    Paragraph block{.article = i, .part = TextPart::Block};
    for_each_block(article.body, [&](std::string_view text) {
      add_field(FieldId::Text, block, text);
      if (block.number == 0) add_field(FieldId::Lead, block, text);
      ++block.number;
    });
    Paragraph name{.article = i, .part = TextPart::Name};
    for (const std::string& author : article.authors) {
      add_field(FieldId::Author, name, author);
      ++name.number;
    }
  }
  for (auto& [id, text] : fields_) text.places.resize(words_.size());
}

void QueryOracle::count_languages() {
  std::map<std::string, std::size_t> counts;
  for (const Article& article : articles_) ++counts[article.language];
  for (const auto& [code, count] : counts) languages_.push_back({code, Stemmer(code), count});
  std::stable_sort(languages_.begin(), languages_.end(), [](const auto& a, const auto& b) {
    if (a.articles != b.articles) return a.articles > b.articles;
    return !a.code.empty() && b.code.empty();
  });
  for (const Article& article : articles_) {
    const auto found =
        std::find_if(languages_.begin(), languages_.end(),
                     [&](const Language& language) { return language.code == article.language; });
    language_of_.push_back(static_cast<std::size_t>(found - languages_.begin()));
  }
}

void QueryOracle::add_field(FieldId id, const Paragraph& kind, std::string_view paragraph) {
  FieldText& text = fields_[id];
  Tokenizer tokenizer(paragraph);
  Token token;
  std::size_t first = 0;
  text.paragraphs.push_back(kind);
  while (tokenizer.next(token)) {
    if (token.position - first == kParagraphGap) {
      first = token.position;
      text.paragraphs.push_back(kind);
    }
    const std::size_t word = word_index(token);
    const std::size_t position = token.position - first;
    auto& words_at = text.paragraphs.back().words_at;
    words_at.resize(position + 1);
    words_at[position].push_back({word, token.begin, token.end});
    if (text.places.size() <= word) text.places.resize(word + 1);
    text.places[word].push_back({text.paragraphs.size() - 1, position, token.begin, token.end});
  }
}

std::size_t QueryOracle::word_index(const Token& token) {
  const auto [found, is_new] = word_indices_.emplace(
      std::pair{std::string(token.term), std::string(token.word)}, words_.size());
  if (is_new) {
    IndexedWord word{.term = std::string(token.term),
                     .word = std::string(token.word),
                     .kind = token.kind,
                     .letters = to_code_points(token.term)};
    for (std::size_t i = 0; i < languages_.size(); ++i) {
      word.stems.push_back(stem_index(i, token.word));
      word.plain_stems.push_back(stem_index(i, token.term));
    }
    words_.push_back(std::move(word));
  }
  return found->second;
}

std::size_t QueryOracle::stem_index(std::size_t language, std::string_view word) {
  const std::string_view stem = languages_[language].stemmer.stem(word);
  if (const auto found = stems_.find(stem); found != stems_.end()) return found->second;
  return stems_.emplace(std::string(stem), stems_.size()).first->second;
}

const QueryOracle::FieldText& QueryOracle::field(FieldId id) const { return fields_.at(id); }

// ---- the query as a whole ----

QueryOracle::Reading QueryOracle::read(const Query& query, Undated undated) const {
  std::set<std::string> codes;
  const auto add = [&](const Query& part) {
    const bool is_choice =
        part.kind == QueryKind::Or && !part.children.empty() &&
        std::all_of(part.children.begin(), part.children.end(),
                    [](const Query& child) { return is_filter_of_language(child); });
    if (is_filter_of_language(part)) codes.insert(part.text);
    if (is_choice)
      for (const Query& child : part.children) codes.insert(child.text);
  };
  add(query);
  if (query.kind == QueryKind::And)
    for (const Query& child : query.children) add(child);

  Reading reading{.undated = undated};
  for (std::size_t i = 0; i < languages_.size(); ++i)
    if (codes.contains(languages_[i].code)) reading.languages.push_back(i);
  if (reading.languages.empty())
    for (std::size_t i = 0; i < languages_.size(); ++i) reading.languages.push_back(i);
  reading.stop_language = stop_language(query, reading.languages);
  return reading;
}

/// The language with most articles, unless the query has more stop words of another, two at least.
std::string QueryOracle::stop_language(const Query& query,
                                       const std::vector<std::size_t>& wanted) const {
  std::vector<std::string> terms;
  for_each_node(query, [&](const Query& node) {
    if (node.kind != QueryKind::Word || node.exact) return;
    for (const AnalyzedTerm& term : analyze_query_text(node.text)) terms.push_back(term.term);
  });
  const auto stop_words_of = [&](std::size_t language) {
    return std::count_if(terms.begin(), terms.end(), [&](const std::string& term) {
      return is_stop_word(languages_[language].code, term);
    });
  };
  std::size_t chosen = wanted.front();
  for (const std::size_t language : wanted) {
    const auto found = stop_words_of(language);
    if (found >= 2 && found > stop_words_of(chosen)) chosen = language;
  }
  return languages_[chosen].code;
}

std::vector<std::string> QueryOracle::matches(const Query& query, Undated undated) {
  reading_ = read(query, undated);
  const Matches matched = evaluate(query, {});
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < articles_.size(); ++i) {
    const bool is_dated = articles_[i].published.has_value();
    if (undated == Undated::Exclude && !is_dated) continue;
    if (undated == Undated::Only && is_dated) continue;
    if (matched[i] != 0) ids.push_back(articles_[i].id);
  }
  return ids;
}

// ---- words ----

/// By indexed word: whether a Prefix, Pattern or Fuzzy stands for it.
const std::vector<char>& QueryOracle::fitting_words(const Query& query) {
  const auto [found, is_new] = fitting_.emplace(to_string(query), words_.size());
  if (!is_new) return found->second;
  const std::string text = fold(normalize_nfc(query.text));
  const std::u32string letters = to_code_points(text);
  std::vector<char>& fits = found->second;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::string& term = words_[i].term;
    if (query.kind == QueryKind::Prefix) fits[i] = term.starts_with(text) ? 1 : 0;
    if (query.kind == QueryKind::Pattern) fits[i] = matches_pattern(term, text) ? 1 : 0;
    if (query.kind == QueryKind::Fuzzy)
      fits[i] = is_within_edits(words_[i].letters, letters, query.number) ? 1 : 0;
  }
  return fits;
}

/// By indexed word: whether some wanted language stems it as it stems the term.
const std::vector<char>& QueryOracle::forms_of(const AnalyzedTerm& term, Accents accents) {
  const auto [found, is_new] =
      forms_.try_emplace({term.word, accents, reading_.languages}, words_.size());
  if (!is_new) return found->second;
  std::vector<char>& forms = found->second;
  std::vector<std::pair<std::size_t, std::size_t>> stems;
  if (term.kind == TokenKind::Word)
    for (const std::size_t language : reading_.languages)
      stems.emplace_back(language, stem_index(language, term.word));
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const IndexedWord& word = words_[i];
    const auto& of_word = accents == Accents::Kept ? word.stems : word.plain_stems;
    bool is_form = word.term == term.term;
    for (const auto& [language, stem] : stems)
      is_form = is_form || (word.kind == TokenKind::Word && of_word[language] == stem);
    forms[i] = is_form ? 1 : 0;
  }
  return forms;
}

/// Where the words stand that are marked.
std::vector<QueryOracle::Occurrence> QueryOracle::places_of(FieldId id,
                                                            const std::vector<char>& words) const {
  std::vector<Occurrence> found;
  const FieldText& text = field(id);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == 0) continue;
    for (const Place& place : text.places[i])
      found.push_back({place.paragraph, place.position, 1, place.from, place.to});
  }
  return found;
}

/// As an article's own language stems its words.
std::vector<QueryOracle::Occurrence> QueryOracle::found_by_stem(FieldId id,
                                                                const AnalyzedTerm& term) {
  if (term.kind != TokenKind::Word) return found_in_a_row(id, {term});
  std::vector<std::size_t> asked;
  for (const std::size_t language : reading_.languages)
    asked.push_back(stem_index(language, term.word));
  std::vector<char> is_asked(stems_.size(), 0);
  for (const std::size_t stem : asked) is_asked[stem] = 1;

  std::vector<Occurrence> found;
  const FieldText& text = field(id);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const IndexedWord& word = words_[i];
    const bool is_found_somewhere =
        word.kind == TokenKind::Word &&
        std::any_of(word.stems.begin(), word.stems.end(),
                    [&](std::size_t stem) { return is_asked[stem] != 0; });
    if (!is_found_somewhere) continue;
    for (const Place& place : text.places[i]) {
      const std::size_t article = text.paragraphs[place.paragraph].article;
      if (is_asked[word.stems[language_of_[article]]] != 0)
        found.push_back({place.paragraph, place.position, 1, place.from, place.to});
    }
  }
  return found;
}

std::vector<QueryOracle::Occurrence> QueryOracle::found_in_a_row(
    FieldId id, const std::vector<AnalyzedTerm>& terms) {
  std::vector<Occurrence> found;
  if (terms.empty()) return found;
  const FieldText& text = field(id);
  const std::size_t start = terms.front().position;
  // Where the term ends that stands at a position, if it does.
  const auto end_at = [&](const Paragraph& paragraph, std::size_t position,
                          const std::string& term) -> std::optional<std::size_t> {
    if (position >= paragraph.words_at.size()) return std::nullopt;
    const auto& there = paragraph.words_at[position];
    const auto word = std::find_if(there.begin(), there.end(), [&](const PlacedWord& one) {
      return words_[one.word].term == term;
    });
    return word == there.end() ? std::nullopt : std::optional(word->to);
  };
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (words_[i].term != terms.front().term) continue;
    for (const Place& place : text.places[i]) {
      const Paragraph& paragraph = text.paragraphs[place.paragraph];
      std::optional<std::size_t> end = place.to;
      std::size_t last = place.to;
      for (const AnalyzedTerm& term : terms) {
        end = end_at(paragraph, place.position + (term.position - start), term.term);
        if (!end) break;
        last = std::max(last, *end);
      }
      if (end)
        found.push_back(
            {place.paragraph, place.position, terms.back().position - start + 1, place.from, last});
    }
  }
  return found;
}

/// What a word, pattern or phrase finds where it stands alone.
std::vector<QueryOracle::Occurrence> QueryOracle::occurrences(const Query& query) {
  if (query.kind == QueryKind::Prefix || query.kind == QueryKind::Pattern ||
      query.kind == QueryKind::Fuzzy)
    return places_of(query.field, fitting_words(query));
  const auto terms = analyze_query_text(query.text);
  if (query.kind == QueryKind::Word && !query.exact && terms.size() == 1)
    return found_by_stem(query.field, terms.front());
  return found_in_a_row(query.field, terms);
}

/// What a side of a proximity stands on, in the order of the text.
std::vector<QueryOracle::Occurrence> QueryOracle::stands_on(const Query& side) {
  std::vector<Occurrence> found;
  if (side.kind == QueryKind::Or) {
    for (const Query& child : side.children) {
      const auto more = stands_on(child);
      found.insert(found.end(), more.begin(), more.end());
    }
  } else if (const auto terms = analyze_query_text(side.text);
             side.kind == QueryKind::Word && !side.exact && terms.size() == 1) {
    found = places_of(side.field, forms_of(terms.front()));
  } else {
    found = occurrences(side);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

// ---- evaluation ----

QueryOracle::Matches QueryOracle::articles_of(FieldId id,
                                              const std::vector<Occurrence>& found) const {
  Matches matched = nothing();
  const FieldText& text = field(id);
  for (const Occurrence& occurrence : found)
    matched[text.paragraphs[occurrence.paragraph].article] = 1;
  return matched;
}

QueryOracle::Matches QueryOracle::evaluate(const Query& query, Mood mood) {
  switch (query.kind) {
    case QueryKind::Word:
      if (mood.is_loose && !query.exact) return evaluate_any_part(query);
      [[fallthrough]];
    case QueryKind::Prefix:
    case QueryKind::Pattern:
    case QueryKind::Fuzzy:
    case QueryKind::Phrase:
      return articles_of(query.field, occurrences(query));
    case QueryKind::AtLeast:
      return evaluate_at_least(query);
    case QueryKind::Filter:
    case QueryKind::Date:
    case QueryKind::Length:
      return evaluate_each(query, mood);
    case QueryKind::Near:
    case QueryKind::Before:
    case QueryKind::SameParagraph:
      return evaluate_proximity(query);
    case QueryKind::And:
    case QueryKind::Or:
      return evaluate_group(query, mood);
    case QueryKind::Not:
      break;
  }
  Matches matched = evaluate(query.children.front(), {.is_negated = !mood.is_negated});
  for (char& is_match : matched) is_match = is_match == 0 ? 1 : 0;
  return matched;
}

QueryOracle::Matches QueryOracle::evaluate_each(const Query& query, Mood mood) const {
  Matches matched = nothing();
  for (std::size_t i = 0; i < articles_.size(); ++i) {
    const Article& article = articles_[i];
    bool is_match = false;
    if (query.kind == QueryKind::Filter) {
      is_match = has_value(article, query);
    } else if (query.kind == QueryKind::Date) {
      is_match = is_published_within(article, query, mood);
    } else {
      is_match = query.from.value_or(0) <= article.words &&
                 article.words <= query.until.value_or(article.words);
    }
    matched[i] = is_match ? 1 : 0;
  }
  return matched;
}

bool QueryOracle::is_published_within(const Article& article, const Query& date, Mood mood) const {
  if (!article.published) {
    const bool are_included =
        reading_.undated == Undated::Include || reading_.undated == Undated::Only;
    return are_included && !mood.is_negated;
  }
  const Timestamp& time = article.published->time;
  // The local clock of a coarse date stands at its first moment.
  const std::int64_t moment =
      !date.exact ? std::chrono::floor<std::chrono::days>(time.local).time_since_epoch() /
                        std::chrono::seconds{1}
                  : time.utc().time_since_epoch().count();
  return date.from.value_or(moment) <= moment && (!date.until || moment < *date.until);
}

bool QueryOracle::is_stop(const Query& query) const {
  if (query.kind != QueryKind::Word || query.exact) return false;
  const auto terms = analyze_query_text(query.text);
  return terms.size() == 1 && is_stop_word(reading_.stop_language, terms.front().term);
}

/// A member of words of which any will do.
QueryOracle::Matches QueryOracle::evaluate_any_part(const Query& word) {
  Matches matched = nothing();
  bool has_part = false;
  const auto terms = analyze_query_text(word.text);
  if (terms.size() == 1) return articles_of(word.field, occurrences(word));
  for (const AnalyzedTerm& term : terms) {
    if (is_stop_word(reading_.stop_language, term.term)) continue;
    has_part = true;
    const Matches found = articles_of(word.field, found_by_stem(word.field, term));
    for (std::size_t i = 0; i < found.size(); ++i)
      if (found[i] != 0) matched[i] = 1;
  }
  return has_part ? matched : articles_of(word.field, occurrences(word));
}

/// Whether stop words among the members of a group say nothing.
bool QueryOracle::drops_stop_words(const Query& group) const {
  return group.implicit &&
         !std::all_of(group.children.begin(), group.children.end(), [&](const Query& child) {
           return child.kind == QueryKind::Not || is_filter(child) || is_stop(child);
         });
}

QueryOracle::Matches QueryOracle::evaluate_group(const Query& query, Mood mood) {
  const bool is_or = query.kind == QueryKind::Or;
  const bool drops = drops_stop_words(query);
  const bool is_loose = is_or ? query.implicit || mood.is_loose : query.implicit && mood.is_loose;
  const Mood inner{.is_negated = mood.is_negated, .is_loose = is_loose};
  Matches matched(articles_.size(), is_or ? 0 : 1);
  for (const Query& child : query.children) {
    if (drops && is_stop(child)) continue;
    const Matches found = evaluate(child, inner);
    for (std::size_t i = 0; i < found.size(); ++i)
      if ((found[i] != 0) == is_or) matched[i] = is_or ? 1 : 0;
  }
  return matched;
}

QueryOracle::Matches QueryOracle::evaluate_at_least(const Query& query) {
  const Query& word = query.children.front();
  std::vector<std::uint32_t> counts(articles_.size(), 0);
  for (const Occurrence& occurrence : occurrences(word))
    ++counts[field(word.field).paragraphs[occurrence.paragraph].article];
  Matches matched = nothing();
  for (std::size_t i = 0; i < counts.size(); ++i) matched[i] = counts[i] >= query.number ? 1 : 0;
  return matched;
}

// ---- what queries are like ----

std::size_t QueryOracle::widest_expansion(const Query& query) {
  reading_ = read(query, Undated::Default);
  std::size_t widest = 0;
  for_each_node(query, [&](const Query& node) {
    if (node.kind != QueryKind::Prefix && node.kind != QueryKind::Pattern &&
        node.kind != QueryKind::Fuzzy)
      return;
    const auto& fits = fitting_words(node);
    widest = std::max(widest, static_cast<std::size_t>(std::count(fits.begin(), fits.end(), 1)));
  });
  return widest;
}

bool QueryOracle::has_forms_that_accents_decide(const Query& query) {
  reading_ = read(query, Undated::Default);
  bool do_they = false;
  const auto check = [&](const Query& word) {
    if (word.kind != QueryKind::Word || word.exact) return;
    const auto terms = analyze_query_text(word.text);
    if (terms.size() != 1 || terms.front().kind != TokenKind::Word) return;
    const auto& forms = forms_of(terms.front());
    do_they = do_they || forms != forms_of(terms.front(), Accents::Left);
  };
  for_each_node(query, [&](const Query& node) {
    if (is_proximity(node))
      for (const Query& side : node.children) for_each_node(side, check);
  });
  return do_they;
}

}  // namespace dateline::test
