#include "indexer/document_builder.hpp"

#include <array>
#include <functional>
#include <initializer_list>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "common/paragraphs.hpp"
#include "common/ranking_facts.hpp"
#include "common/schema.hpp"
#include "common/tokenizer.hpp"
#include "common/url.hpp"
#include "common/utf8.hpp"
#include "indexer/shingle_hashes.hpp"

namespace dateline {
namespace {

/// Slots are read for every candidate when results are sorted or counted, so they stay short. But
/// what is counted by them is named by them, so hardly any value is cut.
constexpr std::size_t kMaxSlotBytes = 200;
constexpr std::size_t kMaxAuthorsBytes = 1000;

/// The document as Xapian's own writer takes it.
class XapianDocument final : public DocumentSink {
 public:
  void add_posting(std::string_view term, std::uint32_t position, std::uint32_t weight) override {
    term_.assign(term);
    document_.add_posting(term_, position, weight);
  }
  void add_term(std::string_view term, std::uint32_t weight) override {
    term_.assign(term);
    document_.add_term(term_, weight);
  }
  void add_value(std::uint32_t slot, std::string_view value) override {
    document_.add_value(slot, std::string(value));
  }
  void set_data(std::string_view data) override { document_.set_data(std::string(data)); }

  Xapian::Document take() { return std::move(document_); }

 private:
  Xapian::Document document_;
  std::string term_;
};

struct TextTarget {
  std::string_view prefix;
  std::uint32_t weight;  ///< what one occurrence adds to the within-document frequency
};

/// Adds the words of texts to a document at rising positions.
class TextIndexer {
 public:
  TextIndexer(DocumentSink& document, Stemmer& stemmer) : document_(document), stemmer_(stemmer) {}

  /// So many of the words to come count twice in the unprefixed terms.
  void count_twice(std::uint32_t words) { twice_ = words; }

  /// Words of one paragraph, each under every target's prefix.
  void add(std::string_view paragraph, std::initializer_list<TextTarget> targets) {
    Tokenizer tokenizer(paragraph);
    Token token;
    std::uint32_t first_of_piece = 0;
    while (tokenizer.next(token)) {
      // Words further apart than the gap would count as of different paragraphs anyway.
      if (token.position - first_of_piece >= kParagraphGap) {
        first_of_piece = token.position;
        base_ += kParagraphGap;
      }
      last_ = base_ + token.position;
      for (TextTarget target : targets) {
        if (twice_ > 0 && target.prefix.empty()) {
          target.weight *= 2;
          add_opening(token);
        }
        add(token, target);
      }
      if (twice_ > 0) --twice_;
    }
    base_ = last_ + 1;
  }

  /// Puts a distance between what was added and what comes, so that no phrase spans both.
  void end_paragraph() {
    base_ += kParagraphGap;
    last_ = base_;
  }

 private:
  /// What is counted twice is told by terms of its own, so that mentions can be counted once.
  void add_opening(const Token& token) {
    term_.assign(kOpeningPrefix);
    term_ += token.term;
    document_.add_term(term_, 1);
    add_stem(token, kOpeningPrefix, 1);
  }

  void add(const Token& token, const TextTarget& target) {
    term_.assign(target.prefix);
    // Omega's rule for prefixes of several letters cannot apply: folded terms never begin with a
    // capital.
    term_ += token.term;
    document_.add_posting(term_, last_, target.weight);
    add_stem(token, target.prefix, target.weight);
  }

  void add_stem(const Token& token, std::string_view prefix, std::uint32_t weight) {
    if (token.kind != TokenKind::Word) return;
    term_.assign("Z");
    term_ += prefix;
    term_ += stemmer_.stem(token.word);
    if (term_.size() <= kMaxTermBytes) document_.add_term(term_, weight);
  }

  DocumentSink& document_;
  Stemmer& stemmer_;
  std::string term_;
  // From 1: Xapian 1.4.22 writes the positions 0 and 1 as it writes 1 alone.
  std::uint32_t base_ = 1;
  std::uint32_t last_ = 0;
  std::uint32_t twice_ = 0;
};

void add_value(DocumentSink& document, FieldId field, std::string_view value) {
  if (!value.empty()) document.add_term(make_term(field_of(field).prefix, value), 0);
}

void add_address(DocumentSink& document, const Article& article) {
  add_value(document, FieldId::Url, article.url);
  const std::string host = host_of(article.url);
  for (const std::string_view domain : domains_of(host)) add_value(document, FieldId::Site, domain);
  if (!article.site.empty()) document.add_term(make_term("XSITE", fold_value(article.site)), 0);
  const std::string& name = article.site.empty() ? host : article.site;
  if (!name.empty()) document.add_value(kSlotSite, utf8_prefix(name, kMaxSlotBytes));
}

void add_path(DocumentSink& document, std::string_view path) {
  for (auto slash = path.find('/', 1); slash != std::string_view::npos;
       slash = path.find('/', slash + 1))
    add_value(document, FieldId::Path, path.substr(0, slash));
  add_value(document, FieldId::Path, path);
}

void add_dates(DocumentSink& document, const Article& article) {
  const auto seconds = [](const Timestamp& time) {
    return Xapian::sortable_serialise(static_cast<double>(time.utc().time_since_epoch().count()));
  };
  if (article.modified) document.add_value(kSlotModified, seconds(article.modified->time));
  add_value(document, FieldId::Is, article.published ? "dated" : "undated");
  if (!article.published) {
    document.add_term("XDPnone", 0);
    document.add_term("XDSnone", 0);
    return;
  }
  const Timestamp& time = article.published->time;
  document.add_value(kSlotPublished, seconds(time));
  document.add_value(kSlotDay, format_day(time));
  document.add_term(make_term("XDP", to_string(time.precision)), 0);
  document.add_term(make_term("XDS", to_string(article.published->evidence)), 0);
  const auto day = time.day();
  const int year = static_cast<int>(day.year());
  const auto month = static_cast<unsigned>(day.month());
  document.add_term(fmt::format("Y{:04}", year), 0);
  if (time.precision >= DatePrecision::Month)
    document.add_term(fmt::format("M{:04}{:02}", year, month), 0);
  if (time.precision >= DatePrecision::Day)
    document.add_term(
        fmt::format("D{:04}{:02}{:02}", year, month, static_cast<unsigned>(day.day())), 0);
}

void add_ranking_facts(DocumentSink& document, const Article& article) {
  RankingFacts facts{.kind = article.kind};
  if (article.published) facts.published = article.published->time.utc().time_since_epoch().count();
  std::set<std::string, std::less<>> words;
  for (const AnalyzedTerm& term : analyze_query_text(article.title))
    if (!is_stop_word(article.language, term.term)) words.insert(term.term);
  facts.title_words = static_cast<std::uint8_t>(std::min<std::size_t>(words.size(), 255));
  document.add_value(kSlotRanking, encode_ranking_facts(facts));
}

void add_facts(DocumentSink& document, const Article& article) {
  add_value(document, FieldId::Id, article.id);
  add_value(document, FieldId::Language, article.language);
  add_value(document, FieldId::Section, fold_value(article.section));
  for (const std::string& tag : article.tags) add_value(document, FieldId::Tag, fold_value(tag));
  add_value(document, FieldId::Wire, fold_value(article.wire));
  add_value(document, FieldId::Is, to_string(article.kind));

  const auto add_slot = [&](Slot slot, std::string_view value) {
    if (!value.empty()) document.add_value(slot, utf8_prefix(value, kMaxSlotBytes));
  };
  add_slot(kSlotId, article.id);
  add_slot(kSlotSection, article.section);
  add_slot(kSlotLanguage, article.language);
  std::string authors;
  for (const std::string& author : article.authors) {
    if (authors.size() + author.size() >= kMaxAuthorsBytes) break;
    if (!authors.empty()) authors += '\n';
    authors += author;
  }
  if (!authors.empty()) document.add_value(kSlotAuthors, authors);
  document.add_value(kSlotWords, Xapian::sortable_serialise(article.words));
}

}  // namespace

std::string unique_term(const Article& article) {
  return make_term(field_of(FieldId::Id).prefix, article.id);
}

Stemmer& DocumentBuilder::stemmer_for(const std::string& language) {
  const auto found = stemmers_.find(language);
  if (found != stemmers_.end()) return found->second;
  return stemmers_.emplace(language, Stemmer(language)).first->second;
}

void DocumentBuilder::build(const Article& article, DocumentSink& document) {
  constexpr std::string_view kTitle = field_of(FieldId::Title).prefix;
  constexpr std::string_view kLead = field_of(FieldId::Lead).prefix;
  constexpr std::string_view kAuthor = field_of(FieldId::Author).prefix;

  TextIndexer text(document, stemmer_for(article.language));
  text.add(article.title, {{"", kTitleWeight}, {kTitle, 1}, {kLead, 1}});
  text.end_paragraph();
  if (article.title.empty()) text.count_twice(kOpeningWords);
  if (!article.lead.empty()) {
    text.add(article.lead, {{"", 1}, {kLead, 1}});
    text.end_paragraph();
  }
  for_each_paragraph(article.body,
                     [&](std::string_view paragraph, std::size_t /*begin*/, std::size_t number) {
                       if (number == 1) {
                         text.add(paragraph, {{"", 1}, {kLead, 1}});
                       } else {
                         text.add(paragraph, {{"", 1}});
                       }
                       text.end_paragraph();
                       return true;
                     });
  for (const std::string& author : article.authors) {
    text.add(author, {{kAuthor, 1}});
    text.end_paragraph();
  }

  add_facts(document, article);
  add_ranking_facts(document, article);
  add_address(document, article);
  add_path(document, article.source.path);
  for (const ArticleSource& source : article.other_sources) add_path(document, source.path);
  add_dates(document, article);
  for (const ShingleHash hash : shingle_hashes(article)) document.add_term(shingle_term(hash), 0);
  document.set_data(encode_article(article));
}

Xapian::Document DocumentBuilder::build(const Article& article) {
  XapianDocument document;
  build(article, document);
  return document.take();
}

}  // namespace dateline
