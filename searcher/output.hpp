#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "common/error.hpp"

namespace dateline {

/// Collects results and passes them on in large pieces. Once the reader is gone nothing is written
/// any more.
class Output {
 public:
  explicit Output(std::ostream& stream) : stream_(stream) {}

  std::string& text() { return text_; }

  /// From now on nothing is passed on.
  void silence() { is_silent_ = true; }

  void flush();

  bool is_open() const { return stream_.good(); }

  /// What kept the results from being written, unless the reader merely had enough.
  std::optional<Error> error() const;

 private:
  std::ostream& stream_;
  std::string text_;
  bool is_silent_ = false;
  int write_error_ = 0;
};

}  // namespace dateline
