#include "indexer/parser_assertion.hpp"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

namespace {

/// Where the guarded call of this thread began.
thread_local std::jmp_buf* guarded = nullptr;

}  // namespace

/// What assert() calls when it fails (Linux Standard Base, libc interfaces). Defined in the program
/// it comes before the C library's, for shared libraries too.
extern "C" [[noreturn]] void __assert_fail(const char* assertion, const char* file, unsigned line,
                                           const char* function) noexcept {
  if (guarded != nullptr) std::longjmp(*guarded, 1);  // NOLINT(cert-err52-cpp)
  std::fprintf(stderr, "%s:%u: %s: assertion \"%s\" failed\n", file, line, function, assertion);
  std::abort();
}

namespace dateline {

bool outlives_assertions(void (*run)(void*), void* context) {
  std::jmp_buf begin;
  std::jmp_buf* const outer = guarded;
  guarded = &begin;
  // NOLINTNEXTLINE(cert-err52-cpp): nothing with a destructor stands between
  if (setjmp(begin) != 0) {
    guarded = outer;
    return false;
  }
  run(context);
  guarded = outer;
  return true;
}

}  // namespace dateline
