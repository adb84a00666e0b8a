#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "common/stemmer.hpp"

namespace dateline {

/// The stemmers of the languages met so far, kept from query to query with the words they have
/// stemmed.
class Stemmers {
 public:
  Stemmer& of(std::string_view language) {
    const auto known = stemmers_.find(language);
    if (known != stemmers_.end()) return known->second;
    return stemmers_.emplace(std::string(language), Stemmer(language)).first->second;
  }

 private:
  std::map<std::string, Stemmer, std::less<>> stemmers_;
};

}  // namespace dateline
