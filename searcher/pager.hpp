#pragma once

// The program that shows a long text screen by screen.

#include <cstddef>
#include <string>
#include <string_view>
#include <sys/types.h>

#include "common/result.hpp"

namespace dateline {

struct PagerCommand {
  std::string text;           ///< by the shell, where it is more than a name
  bool is_asked_for = false;  ///< by the environment: that it is missing is worth a word
};

/// A pager that runs. As long as it does, Ctrl-C is for it alone.
class Pager {
 public:
  /// less is told, unless LESS says otherwise, to show colours and to leave the text on the screen;
  /// so is lv by LV.
  static Result<Pager> start(const PagerCommand& command);

  Pager(Pager&& other) noexcept;
  Pager& operator=(Pager&&) = delete;
  ~Pager();

  /// Passes text on and returns how many bytes the pager, or the pipe to it, took: fewer when it
  /// has ended.
  std::size_t write(std::string_view text);

  /// Ends the text and waits until its reader has left the pager. Returns the pager's exit status.
  int finish();

 private:
  Pager(pid_t program, int text) : program_(program), text_(text) {}

  pid_t program_;
  int text_;  ///< where it reads from
};

}  // namespace dateline
