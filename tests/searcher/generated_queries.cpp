#include "tests/searcher/generated_queries.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "common/schema.hpp"
#include "common/stemmer.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"

namespace dateline::test {
namespace {

/// The words of a paragraph as they are written there.
std::vector<std::string> written_words(std::string_view paragraph) {
  std::vector<std::string> words;
  Tokenizer tokenizer(paragraph);
  Token token;
  bool in_run = false;
  std::size_t run = 0;
  while (tokenizer.next(token)) {
    if (token.kind == TokenKind::Bigram) continue;
    if (token.kind == TokenKind::Unigram) {
      if (!in_run) run = token.begin;
      in_run = !token.is_last_of_run;
      if (token.is_last_of_run) words.emplace_back(paragraph.substr(run, token.end - run));
      continue;
    }
    words.emplace_back(paragraph.substr(token.begin, token.end - token.begin));
  }
  return words;
}

std::vector<std::string> blocks_of(std::string_view body) {
  std::vector<std::string> blocks;
  while (!body.empty()) {
    const std::size_t end = body.find("\n\n");
    blocks.emplace_back(body.substr(0, end));
    if (end == std::string_view::npos) break;
    body.remove_prefix(end + 2);
  }
  return blocks;
}

}  // namespace

bool is_one_word(std::string_view text) {
  const auto terms = analyze_query_text(text);
  return terms.size() == 1 && terms.front().kind == TokenKind::Word &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') ||
                  (c >= 'A' && c <= 'Z');
         });
}

const std::vector<QueryKind>& query_kinds() {
  static const std::vector<QueryKind> kinds{
      QueryKind::Word,   QueryKind::Prefix,  QueryKind::Pattern,      QueryKind::Fuzzy,
      QueryKind::Phrase, QueryKind::AtLeast, QueryKind::Filter,       QueryKind::Date,
      QueryKind::Length, QueryKind::And,     QueryKind::Or,           QueryKind::Not,
      QueryKind::Near,   QueryKind::Before,  QueryKind::SameParagraph};
  return kinds;
}

std::string_view name_of(QueryKind kind) {
  switch (kind) {
    case QueryKind::Word:
      return "Word";
    case QueryKind::Prefix:
      return "Prefix";
    case QueryKind::Pattern:
      return "Pattern";
    case QueryKind::Fuzzy:
      return "Fuzzy";
    case QueryKind::Phrase:
      return "Phrase";
    case QueryKind::AtLeast:
      return "AtLeast";
    case QueryKind::Filter:
      return "Filter";
    case QueryKind::Date:
      return "Date";
    case QueryKind::Length:
      return "Length";
    case QueryKind::And:
      return "And";
    case QueryKind::Or:
      return "Or";
    case QueryKind::Not:
      return "Not";
    case QueryKind::Near:
      return "Near";
    case QueryKind::Before:
      return "Before";
    case QueryKind::SameParagraph:
      return "SameParagraph";
  }
  return "?";
}

QueryGenerator::QueryGenerator(const std::vector<Article>& articles, QueryShapes shapes)
    : shapes_(shapes) {
  std::set<std::string> words;
  for (const Article& article : articles) {
    std::map<FieldId, std::vector<Paragraph>> fields;
    const auto add = [&](std::string_view text, std::initializer_list<FieldId> ids) {
      Paragraph paragraph = written_words(text);
      if (paragraph.empty()) return;
      for (const FieldId id : ids) fields[id].push_back(paragraph);
      words.insert(paragraph.begin(), paragraph.end());
    };
    add(article.title, {FieldId::Text, FieldId::Title, FieldId::Lead});
    add(article.lead, {FieldId::Text, FieldId::Lead});
    for (const std::string& block : blocks_of(article.body)) add(block, {FieldId::Text});
    for (const std::string& author : article.authors) add(author, {FieldId::Author});
    if (!fields.contains(FieldId::Text)) continue;
    subjects_.push_back({.article = &article});
    for (auto& [id, paragraphs] : fields)
      subjects_.back().fields.emplace_back(id, std::move(paragraphs));
  }
  words_.assign(words.begin(), words.end());
  for (const char* language : {"en", "de"}) {
    Stemmer stemmer(language);
    std::map<std::string, std::vector<std::string>> families;
    for (const std::string& word : words_)
      if (is_one_word(word)) families[std::string(stemmer.stem(to_lower(word)))].push_back(word);
    for (auto& [stem, family] : families)
      if (family.size() > 1) families_.push_back(std::move(family));
  }
}

}  // namespace dateline::test
