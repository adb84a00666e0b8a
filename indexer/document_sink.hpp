#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

/// Takes what a document of the database consists of. Views are valid during the call. Terms are
/// within kMaxTermBytes and hold no NUL.
class DocumentSink {
 public:
  virtual ~DocumentSink() = default;

  /// A word at a position; it adds `weight` to the term's frequency within the document. Positions
  /// of one term rise.
  virtual void add_posting(std::string_view term, std::uint32_t position, std::uint32_t weight) = 0;
  /// A term without position; a boolean term has the weight 0.
  virtual void add_term(std::string_view term, std::uint32_t weight) = 0;
  /// Once a slot; not empty.
  virtual void add_value(std::uint32_t slot, std::string_view value) = 0;
  virtual void set_data(std::string_view data) = 0;
};

}  // namespace dateline
