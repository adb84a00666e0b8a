#include "tests/support/json_schema.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <regex>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace dateline::test {
namespace {

using nlohmann::json;

/// The schema that `#/...` names.
const json& resolve(const json& root, const std::string& reference) {
  if (!reference.starts_with('#')) throw std::invalid_argument("reference " + reference);
  const json::json_pointer pointer(reference.substr(1));
  if (!root.contains(pointer)) throw std::invalid_argument("reference " + reference);
  return root.at(pointer);
}

void check_keywords(const json& schema, const json& root) {
  for (const auto& [keyword, value] : schema.items()) {
    if (keyword == "properties" || keyword == "$defs") {
      for (const json& part : value) check_keywords(part, root);
    } else if (keyword == "prefixItems" || keyword == "oneOf") {
      for (const json& part : value) check_keywords(part, root);
    } else if (keyword == "items") {
      check_keywords(value, root);
    } else if (keyword == "$ref") {
      resolve(root, value);
    } else {
      constexpr auto kOthers = std::to_array<std::string_view>(
          {"$schema", "$id", "title", "description", "type", "const", "enum", "required",
           "minItems", "maxItems", "minimum", "minLength", "pattern"});
      if (std::find(kOthers.begin(), kOthers.end(), keyword) == kOthers.end())
        throw std::invalid_argument("keyword " + keyword);
    }
  }
}

bool is_of_type(const json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "null") return value.is_null();
  if (type == "number") return value.is_number();
  if (type == "integer") return value.is_number_integer();
  throw std::invalid_argument("type " + type);
}

class Validation {
 public:
  explicit Validation(const json& root) : root_(root) {}

  std::vector<std::string> run(const json& value, const json& schema, const std::string& place) {
    check(value, schema, place);
    return std::move(faults_);
  }

 private:
  void check(const json& value, const json& schema, const std::string& place) {
    for (const auto& [keyword, wanted] : schema.items()) {
      const bool holds = check_keyword(keyword, wanted, value, schema, place);
      if (!holds)
        faults_.push_back(fmt::format("{}: {} is not {} {}", place,
                                      value.dump(-1, ' ', true, json::error_handler_t::replace),
                                      keyword, wanted.dump()));
    }
  }

  /// Whether the keyword itself holds; faults of parts are added in passing.
  bool check_keyword(const std::string& keyword, const json& wanted, const json& value,
                     const json& schema, const std::string& place) {
    if (keyword == "$ref") check(value, resolve(root_, wanted), place);
    if (keyword == "type")
      return wanted.is_array()
                 ? std::any_of(wanted.begin(), wanted.end(),
                               [&](const json& type) { return is_of_type(value, type); })
                 : is_of_type(value, wanted);
    if (keyword == "const") return value == wanted;
    if (keyword == "enum") return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
    if (keyword == "oneOf") return check_one_of(wanted, value, place);
    if (value.is_object()) {
      if (keyword == "properties") check_properties(wanted, value, place);
      if (keyword == "required")
        return std::all_of(wanted.begin(), wanted.end(), [&](const json& name) {
          return value.contains(name.get<std::string>());
        });
    }
    if (value.is_array()) {
      if (keyword == "minItems") return value.size() >= wanted.get<std::size_t>();
      if (keyword == "maxItems") return value.size() <= wanted.get<std::size_t>();
      const std::size_t first =
          keyword == "items" && schema.contains("prefixItems") ? schema["prefixItems"].size() : 0;
      for (std::size_t i = first; i < value.size(); ++i) {
        const std::string below = fmt::format("{}/{}", place, i);
        if (keyword == "items") check(value[i], wanted, below);
        if (keyword == "prefixItems" && i < wanted.size()) check(value[i], wanted[i], below);
      }
    }
    if (keyword == "minimum" && value.is_number()) return value >= wanted;
    if (keyword == "minLength" && value.is_string())
      return value.get_ref<const std::string&>().size() >= wanted.get<std::size_t>();
    if (keyword == "pattern" && value.is_string())
      return std::regex_search(value.get_ref<const std::string&>(),
                               std::regex(wanted.get<std::string>()));
    return true;
  }

  void check_properties(const json& properties, const json& value, const std::string& place) {
    for (const auto& [name, part] : value.items()) {
      if (properties.contains(name)) {
        check(part, properties[name], fmt::format("{}/{}", place, name));
      } else {
        faults_.push_back(fmt::format("{}/{}: is not in the schema", place, name));
      }
    }
  }

  bool check_one_of(const json& schemas, const json& value, const std::string& place) {
    std::size_t fitting = 0;
    std::vector<std::string> nearest;
    for (const json& schema : schemas) {
      auto faults = Validation(root_).run(value, schema, place);
      if (faults.empty()) ++fitting;
      if (nearest.empty() || faults.size() < nearest.size()) nearest = std::move(faults);
    }
    if (fitting == 0) faults_.insert(faults_.end(), nearest.begin(), nearest.end());
    return fitting == 1;
  }

  const json& root_;
  std::vector<std::string> faults_;
};

}  // namespace

JsonSchema::JsonSchema(json schema) : root_(std::move(schema)) { check_keywords(root_, root_); }

std::vector<std::string> JsonSchema::faults(const json& value) const {
  return Validation(root_).run(value, root_, "");
}

const JsonSchema& record_schema() {
  static const JsonSchema schema = [] {
    std::ifstream file(DATELINE_SOURCE_DIR "/common/dateline-records.schema.json");
    return JsonSchema(json::parse(file));
  }();
  return schema;
}

}  // namespace dateline::test
