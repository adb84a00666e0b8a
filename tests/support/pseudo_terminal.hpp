#pragma once

// Runs a program on a terminal of its own, as a person at a keyboard would.

#include <map>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace dateline::test {

struct TerminalInput {
  unsigned short columns = 80;
  unsigned short rows = 24;
  std::map<std::string, std::string> environment = {};  ///< added to a bare one with a TERM
};

/// All three standard streams of the program are the terminal.
class PseudoTerminal {
 public:
  PseudoTerminal(std::string_view program, const std::vector<std::string>& arguments,
                 const TerminalInput& input = {});
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;
  ~PseudoTerminal();

  /// Types keys; "\x03" is Ctrl-C.
  void type(std::string_view keys) const;

  /// As kill() would. Unlike Ctrl-C it leaves what the terminal holds unread.
  void send_signal(int signal) const;

  /// Reads until the screen has shown `text`; false when the program ends without it.
  bool wait_for(std::string_view text);

  /// Reads until at least so many bytes have come; false when the program ends before.
  bool wait_for_bytes(std::size_t count);

  /// Reads all that is left and returns the exit status; 128 + N when signal N ended the program.
  int finish();

  /// All that the program has written so far, line ends as "\n".
  std::string screen() const;

 private:
  bool read_some();

  int master_ = -1;
  pid_t child_ = -1;
  std::string bytes_;
};

}  // namespace dateline::test
