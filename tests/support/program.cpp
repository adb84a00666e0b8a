#include "tests/support/program.hpp"

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dateline::test {
namespace {

namespace fs = std::filesystem;

struct Pipe {
  int read_end = -1;
  int write_end = -1;

  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    read_end = ends[0];
    write_end = ends[1];
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(read_end);
    close_end(write_end);
  }
  static void close_end(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }
};

/// Reads what is there; false at the end of the stream.
bool read_some(int& end, std::string& out) {
  std::array<char, 65536> buffer{};
  const ssize_t count = read(end, buffer.data(), buffer.size());
  if (count > 0) {
    out.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
  }
  Pipe::close_end(end);
  return false;
}

}  // namespace

fs::path install_prefix() {
  const char* prefix = std::getenv("DATELINE_TEST_PREFIX");
  return prefix == nullptr ? DATELINE_TEST_PREFIX : prefix;
}

std::string program_path(std::string_view name) {
  return (install_prefix() / "bin" / name).string();
}

std::vector<std::string> program_environment(const std::map<std::string, std::string>& added) {
  std::map<std::string, std::string> environment{
      {"PATH", "/usr/bin:/bin"}, {"HOME", "/nonexistent"}, {"LC_ALL", "C.UTF-8"}};
  for (const char* kept : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"})
    if (const char* value = std::getenv(kept)) environment[kept] = value;
  for (const auto& [key, value] : added) environment[key] = value;
  std::vector<std::string> assignments;
  for (const auto& [key, value] : environment) assignments.push_back(key + '=' + value);
  return assignments;
}

ProgramResult run_program(std::string_view name, const std::vector<std::string>& arguments,
                          const ProgramInput& input) {
  const std::string program = program_path(name);
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);

  std::vector<std::string> assignments = program_environment(input.environment);
  std::vector<char*> envp;
  for (std::string& assignment : assignments) envp.push_back(assignment.data());
  envp.push_back(nullptr);

  // A program may end before it has read all its input; only ours ignores that, not the program.
  signal(SIGPIPE, SIG_IGN);
  Pipe in;
  Pipe out;
  Pipe err;
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) {
    signal(SIGPIPE, SIG_DFL);
    if (input.max_file_bytes) {
      const rlimit limit{*input.max_file_bytes, *input.max_file_bytes};
      setrlimit(RLIMIT_FSIZE, &limit);
    }
    if (!input.folder.empty() && chdir(input.folder.c_str()) != 0) _exit(126);
    dup2(in.read_end, STDIN_FILENO);
    dup2(out.write_end, STDOUT_FILENO);
    dup2(err.write_end, STDERR_FILENO);
    execve(program.c_str(), argv.data(), envp.data());
    _exit(127);
  }
  Pipe::close_end(in.read_end);
  Pipe::close_end(out.write_end);
  Pipe::close_end(err.write_end);

  const auto begin = std::chrono::steady_clock::now();
  auto signal_after = input.signal_after;
  ProgramResult result;
  std::string_view unsent = input.standard_input;
  if (unsent.empty()) Pipe::close_end(in.write_end);
  while (out.read_end >= 0 || err.read_end >= 0) {
    std::array<pollfd, 3> polled{pollfd{out.read_end, POLLIN, 0}, pollfd{err.read_end, POLLIN, 0},
                                 pollfd{in.write_end, POLLOUT, 0}};
    timespec left{};
    if (signal_after) {
      const auto elapsed = std::chrono::duration_cast<std::chrono::microseconds>(
          std::chrono::steady_clock::now() - begin);
      if (elapsed >= *signal_after) {
        kill(child, input.signal);
        signal_after.reset();
      } else {
        const auto micros = (*signal_after - elapsed).count();
        left = {.tv_sec = micros / 1'000'000, .tv_nsec = micros % 1'000'000 * 1000};
      }
    }
    ppoll(polled.data(), polled.size(), signal_after ? &left : nullptr, nullptr);
    if (polled[0].revents != 0) read_some(out.read_end, result.out);
    if (polled[1].revents != 0) read_some(err.read_end, result.err);
    if (polled[2].revents != 0) {
      const ssize_t count =
          write(in.write_end, unsent.data(), std::min<std::size_t>(unsent.size(), 4096));
      unsent.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : unsent.size());
      if (unsent.empty()) Pipe::close_end(in.write_end);
    }
  }
  int status = 0;
  waitpid(child, &status, 0);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace dateline::test
