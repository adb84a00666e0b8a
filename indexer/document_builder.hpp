#pragma once

// One article as one database document; common/schema.hpp says what that is.

#include <map>
#include <string>

#include <xapian.h>

#include "common/article.hpp"
#include "common/stemmer.hpp"
#include "indexer/document_sink.hpp"

namespace dateline {

/// The term that stands for this article alone.
std::string unique_term(const Article& article);

/// Builds documents; keeps the stemmers of the languages it has met. One thread at a time.
class DocumentBuilder {
 public:
  /// Every term is within Xapian's limit. The article's `id` must be set.
  void build(const Article& article, DocumentSink& document);
  Xapian::Document build(const Article& article);

 private:
  Stemmer& stemmer_for(const std::string& language);

  std::map<std::string, Stemmer, std::less<>> stemmers_;
};

}  // namespace dateline
