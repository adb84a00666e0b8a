#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace dateline::test {

/// A JSON Schema (draft 2020-12) of the few keywords that ours uses. Stricter than the draft: a
/// property that an object's schema does not name is a fault too, since all are to be documented.
class JsonSchema {
 public:
  /// Throws std::invalid_argument for a keyword it does not know and a reference to nothing.
  explicit JsonSchema(nlohmann::json schema);

  /// `PLACE: what is wrong`, with the place as a JSON pointer; empty for a valid value.
  std::vector<std::string> faults(const nlohmann::json& value) const;

 private:
  nlohmann::json root_;
};

/// The schema of our records, from the sources.
const JsonSchema& record_schema();

}  // namespace dateline::test
