#include "indexer/write_guard.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

#include "common/diagnostics.hpp"
#include "common/exit_status.hpp"
#include "common/xapian_error.hpp"

namespace dateline {
namespace {

constexpr const char* kProgram = "dateline-index";

struct Watched {
  GenerationStore* store = nullptr;
  const std::string* path = nullptr;
  std::terminate_handler before = nullptr;
  std::thread::id thread;
};

Watched watched;

Error describe_end(int system_error) {
  const auto with_system_error = [&] {
    return Error{
        .code = ErrorCode::Database,
        .message = fmt::format("{}: {}", *watched.path,
                               std::strerror(system_error))};  // NOLINT(concurrency-mt-unsafe)
  };
  const auto exception = std::current_exception();
  if (!exception) return with_system_error();
  try {
    std::rethrow_exception(exception);
  } catch (const Xapian::Error& error) {
    return describe(error, *watched.path);
  } catch (...) {
    return with_system_error();
  }
}

[[noreturn]] void end_program() {
  const int system_error = errno;
  if (watched.store == nullptr || std::this_thread::get_id() != watched.thread) {
    if (watched.before != nullptr) watched.before();
    std::abort();
  }
  // Anything that goes wrong from here on is the end.
  std::set_terminate(watched.before);
  print_error(kProgram, describe_end(system_error), std::cerr);
  std::cerr.flush();
  watched.store->abandon();
  _exit(kExitError);
}

}  // namespace

WriteGuard::WriteGuard(GenerationStore& store, const std::string& path)
    : before_(std::get_terminate()) {
  watched = {
      .store = &store, .path = &path, .before = before_, .thread = std::this_thread::get_id()};
  std::set_terminate(end_program);
}

WriteGuard::~WriteGuard() {
  std::set_terminate(before_);
  watched = {};
}

}  // namespace dateline
