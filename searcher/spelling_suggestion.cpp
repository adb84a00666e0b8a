#include "searcher/spelling_suggestion.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/tokenizer.hpp"
#include "common/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t kLettersForTwoEdits = 6;

/// A word that occurs is left alone unless the other one is so many times as frequent.
constexpr Xapian::doccount kDominance = 10;

/// Every word costs a search of the dictionary.
constexpr std::size_t kMaxWords = 20;

bool is_searched_by_words(const Query& query) {
  const bool is_text = query.kind == QueryKind::Word || query.kind == QueryKind::Phrase;
  return is_text && field_of(query.field).kind == FieldKind::Text;
}

class SpellingCorrector {
 public:
  SpellingCorrector(const Xapian::Database& database, std::string_view text)
      : database_(database), text_(text) {}

  /// The parser bounds the depth of a tree.
  void correct(Query& query) {
    if (query.kind == QueryKind::Not) return;
    if (is_searched_by_words(query)) correct_words(query);
    for (Query& child : query.children) correct(child);
  }

  bool has_corrected() const { return !edits_.empty(); }

  std::string corrected_text() {
    std::string result(text_);
    std::ranges::sort(edits_, std::greater(), &Edit::offset);
    for (const Edit& edit : edits_) result.replace(edit.offset, edit.length, edit.word);
    return result;
  }

 private:
  struct Edit {
    std::size_t offset = 0;  ///< in the query's text
    std::size_t length = 0;
    std::string word;
  };

  void correct_words(Query& query) {
    std::string corrected;
    std::size_t place = begin_of_words(query);
    for (std::size_t at = 0; at < query.text.size();) {
      const std::size_t end = std::min(query.text.find(' ', at), query.text.size());
      const std::string word = query.text.substr(at, end - at);
      at = end + 1;
      if (!corrected.empty()) corrected += ' ';
      const std::size_t found = text_.find(word, place);
      const bool is_there =
          found != std::string_view::npos && found < query.span.offset + query.span.length;
      const std::string better = is_there ? find_better(word) : std::string();
      if (is_there) place = found + word.size();
      corrected += better.empty() ? word : better;
      if (!better.empty())
        edits_.push_back({.offset = found, .length = word.size(), .word = better});
    }
    query.text = std::move(corrected);
  }

  /// Behind the name of the field, which may look like the word.
  std::size_t begin_of_words(const Query& query) const {
    const std::size_t begin = query.span.offset;
    const std::size_t colon = text_.find(':', begin);
    if (query.field == FieldId::Text || colon == std::string_view::npos) return begin;
    return find_field(text_.substr(begin, colon - begin)) == nullptr ? begin : colon + 1;
  }

  std::string find_better(const std::string& word) {
    if (word.empty() || ++words_ > kMaxWords) return {};
    const std::string folded = fold(normalize_nfc(word));
    const unsigned edits = count_code_points(folded) < kLettersForTwoEdits ? 1 : 2;
    std::string better = database_.get_spelling_suggestion(folded, edits);
    if (better.empty()) return {};
    const Xapian::doccount frequency = database_.get_termfreq(folded);
    return database_.get_termfreq(better) / kDominance >= frequency ? better : std::string();
  }

  const Xapian::Database& database_;
  std::string_view text_;
  std::vector<Edit> edits_;
  std::size_t words_ = 0;
};

}  // namespace

std::optional<SuggestedQuery> suggest_spelling(const Xapian::Database& database, const Query& query,
                                               std::string_view text) {
  SuggestedQuery suggested{.text = {}, .query = query};
  SpellingCorrector corrector(database, text);
  corrector.correct(suggested.query);
  if (!corrector.has_corrected()) return std::nullopt;
  suggested.text = corrector.corrected_text();
  return suggested;
}

}  // namespace dateline
