#include "searcher/child_process.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace dateline {
namespace {

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment_with(const std::vector<std::string>& defaults) {
  std::vector<std::string> assignments;
  for (char** variable = environ; *variable != nullptr; ++variable)
    assignments.emplace_back(*variable);
  for (const std::string& assignment : defaults)
    if (std::getenv(assignment.substr(0, assignment.find('=')).c_str()) == nullptr)
      assignments.push_back(assignment);
  return assignments;
}

}  // namespace

Result<pid_t> start_program(const ProgramCall& call) {
  std::vector<std::string> arguments = call.arguments;
  std::vector<std::string> environment = environment_with(call.defaults);

  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t files;
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_init(&files);
  // Ignored signals stay ignored in a new program, which would not expect it.
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGPIPE, SIGINT, SIGQUIT}) sigaddset(&signals, signal);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  if (call.standard_input >= 0)
    posix_spawn_file_actions_adddup2(&files, call.standard_input, STDIN_FILENO);

  pid_t program = -1;
  const int failure = posix_spawnp(&program, arguments.front().c_str(), &files, &attributes,
                                   pointers_to(arguments).data(), pointers_to(environment).data());
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (failure != 0)
    return fail(ErrorCode::Input, fmt::format("cannot run {}: {}", arguments.front(),
                                              std::generic_category().message(failure)));
  return program;
}

int wait_for_program(pid_t program) {
  int status = 0;
  while (waitpid(program, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace dateline
