#include "tests/support/pseudo_terminal.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <pty.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/program.hpp"

namespace dateline::test {

PseudoTerminal::PseudoTerminal(std::string_view name, const std::vector<std::string>& arguments,
                               const TerminalInput& input) {
  const std::string program = program_path(name);
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::map<std::string, std::string> environment{{"TERM", "xterm-256color"}};
  for (const auto& [key, value] : input.environment) environment[key] = value;
  std::vector<std::string> assignments = program_environment(environment);
  const auto pointers_to = [](std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
  };
  const std::vector<char*> argv = pointers_to(words);
  const std::vector<char*> envp = pointers_to(assignments);

  const winsize size{.ws_row = input.rows, .ws_col = input.columns, .ws_xpixel = 0, .ws_ypixel = 0};
  child_ = forkpty(&master_, nullptr, nullptr, &size);
  if (child_ < 0) throw std::runtime_error("forkpty");
  if (child_ == 0) {
    for (const int signal_number : {SIGPIPE, SIGINT, SIGQUIT}) signal(signal_number, SIG_DFL);
    execve(program.c_str(), argv.data(), envp.data());
    _exit(127);
  }
}

PseudoTerminal::~PseudoTerminal() {
  close(master_);  // which hangs up
  if (child_ > 0) waitpid(child_, nullptr, 0);
}

void PseudoTerminal::type(std::string_view keys) const {
  if (write(master_, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size()))
    throw std::runtime_error("cannot type");
}

bool PseudoTerminal::read_some() {
  std::array<char, 4096> buffer{};
  // An error is the hang-up after the last program on the terminal.
  const ssize_t count = read(master_, buffer.data(), buffer.size());
  if (count > 0) bytes_.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0;
}

void PseudoTerminal::send_signal(int signal) const { kill(child_, signal); }

bool PseudoTerminal::wait_for(std::string_view text) {
  while (screen().find(text) == std::string::npos)
    if (!read_some()) return false;
  return true;
}

bool PseudoTerminal::wait_for_bytes(std::size_t count) {
  while (bytes_.size() < count)
    if (!read_some()) return false;
  return true;
}

int PseudoTerminal::finish() {
  while (read_some()) {
  }
  int status = 0;
  waitpid(child_, &status, 0);
  child_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string PseudoTerminal::screen() const {
  std::string out = bytes_;
  std::erase(out, '\r');
  return out;
}

}  // namespace dateline::test
