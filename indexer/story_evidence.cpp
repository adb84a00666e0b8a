#include "indexer/story_evidence.hpp"

#include "common/schema.hpp"

namespace dateline {

std::vector<ShingleHash> hashes_of(const Xapian::Database& database, Xapian::docid document) {
  std::vector<ShingleHash> hashes;
  auto term = database.termlist_begin(document);
  const auto end = database.termlist_end(document);
  for (term.skip_to(std::string(kShinglePrefix)); term != end; ++term) {
    const std::string text = *term;
    if (!text.starts_with(kShinglePrefix)) break;
    if (const auto hash = parse_shingle_term(text)) hashes.push_back(*hash);
  }
  return hashes;
}

std::string article_id_of(const Xapian::Database& database, Xapian::docid document) {
  constexpr std::string_view kPrefix = field_of(FieldId::Id).prefix;
  auto term = database.termlist_begin(document);
  term.skip_to(std::string(kPrefix));
  if (term == database.termlist_end(document)) return {};
  const std::string text = *term;
  return text.starts_with(kPrefix) ? text.substr(kPrefix.size()) : std::string();
}

bool set_story(Xapian::WritableDatabase& database, Xapian::docid document,
               const std::string& story) {
  Xapian::Document content = database.get_document(document);
  const std::string before = content.get_value(kSlotStory);
  if (before == story) return false;
  if (story.empty()) {
    content.remove_value(kSlotStory);
  } else {
    content.add_value(kSlotStory, story);
  }
  // Right after get_document() Xapian writes what changed and no terms.
  database.replace_document(document, content);
  return true;
}

}  // namespace dateline
