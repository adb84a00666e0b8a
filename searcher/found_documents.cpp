#include "searcher/found_documents.hpp"

#include "common/article.hpp"

namespace dateline {
namespace {

/// A page of all matches would hold all their texts.
constexpr std::size_t kMostKept = 200;

}  // namespace

Xapian::Document FoundDocuments::get(Xapian::docid document) {
  if (!keeps_) return databases_.all().get_document(document);
  if (const auto found = kept_.find(document); found != kept_.end()) return found->second;
  if (kept_.size() == kMostKept) kept_.clear();
  return kept_.emplace(document, databases_.all().get_document(document)).first->second;
}

std::string FoundDocuments::record(Xapian::docid document) {
  std::string record = get(document).get_data();
  // What was deleted since the match reads as empty, without an error.
  if (record.empty()) throw Xapian::DatabaseModifiedError("the article was deleted");
  return record;
}

std::string FoundDocuments::article_id(Xapian::docid document) {
  return decode_article_id(record(document));
}

std::string FoundDocuments::text(Xapian::docid document, Xapian::valueno slot) {
  return get(document).get_value(slot);
}

}  // namespace dateline
