#pragma once

// A terminal that a person looks at: results go on it directly as long as they fit, and through the
// pager when they do not.

#include <cstddef>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "searcher/pager.hpp"

namespace dateline {

/// The rows that a text takes on a terminal: wide characters and long lines count, escape sequences
/// do not.
class RowCount {
 public:
  /// `columns` of 0: lines have no end.
  explicit RowCount(std::size_t columns) : columns_(columns) {}

  void add(std::string_view text);
  std::size_t rows() const { return rows_ + rows_of(line_); }

 private:
  std::size_t rows_of(std::string_view line) const;

  std::size_t columns_;
  std::size_t rows_ = 0;
  std::string line_;  ///< that has not ended yet
};

struct ScreenSettings {
  std::size_t columns = 0;
  std::size_t rows = 0;                    ///< 0: unknown, taken for 24
  bool shows_errors = true;                ///< messages appear on it too, so in the pager
  std::optional<PagerCommand> pager = {};  ///< none: everything is passed on at once
};

/// With a pager, text is held back until it is more than a screen; then the pager starts and gets
/// it, messages at their place among the results. A pager that cannot be run is done without. When
/// its reader leaves it, writing results fails with EPIPE.
///
/// A signal that ends the program in the middle of coloured text leaves the terminal with its own
/// colours.
class Screen {
 public:
  /// The streams must outlive it.
  Screen(std::ostream& out, std::ostream& err, ScreenSettings settings);
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  ~Screen();

  std::ostream& out();
  std::ostream& err();

  /// Shows what is held back, and waits until the reader has left the pager.
  void finish();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
