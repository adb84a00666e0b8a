#include "searcher/pager.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "searcher/child_process.hpp"

namespace dateline {
namespace {

/// What git looks for before it asks the shell.
constexpr std::string_view kShellCharacters = "|&;<>()$`\\\"' \t\n*?[#~=%";

void set_interrupts(void (*handler)(int)) {
  std::signal(SIGINT, handler);
  std::signal(SIGQUIT, handler);
}

}  // namespace

Result<Pager> Pager::start(const PagerCommand& command) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    return fail(ErrorCode::Input,
                fmt::format("cannot start the pager: {}", std::generic_category().message(errno)));
  ProgramCall call{
      .arguments = {command.text}, .defaults = {"LESS=FRX", "LV=-c"}, .standard_input = ends[0]};
  if (command.text.find_first_of(kShellCharacters) != std::string::npos)
    call.arguments = {"sh", "-c", command.text};
  set_interrupts(SIG_IGN);
  const auto program = start_program(call);
  close(ends[0]);
  if (!program) {
    close(ends[1]);
    set_interrupts(SIG_DFL);
    return fail(program.error());
  }
  return Pager(*program, ends[1]);
}

Pager::Pager(Pager&& other) noexcept
    : program_(std::exchange(other.program_, -1)), text_(std::exchange(other.text_, -1)) {}

Pager::~Pager() { finish(); }

std::size_t Pager::write(std::string_view text) {
  std::size_t taken = 0;
  while (taken < text.size()) {
    const ssize_t count = ::write(text_, text.data() + taken, text.size() - taken);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    taken += static_cast<std::size_t>(count);
  }
  return taken;
}

int Pager::finish() {
  if (program_ < 0) return 0;
  close(text_);
  const int status = wait_for_program(program_);
  program_ = -1;
  set_interrupts(SIG_DFL);
  return status;
}

}  // namespace dateline
