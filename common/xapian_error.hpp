#pragma once

// The one place where Xapian's exceptions (which are no std::exception) become Errors. For sources
// that use Xapian; no public header includes it.

#include <string_view>
#include <type_traits>
#include <utility>

#include <xapian.h>

#include "common/result.hpp"

namespace dateline {

/// What a failure of the database at `path` means to the user. A bug of ours (a term too long, an
/// operation not supported) is reported as one.
Error describe(const Xapian::Error& error, std::string_view path);

/// Whether the far end of a connection was not heard of in time. A server that gave up waiting for
/// us says so with the same type of error.
bool is_hanging(const Xapian::Error& error);

/// Runs `operation`, which uses the database at `path`, and returns its value (or its Result) or
/// the Error in place of a Xapian exception.
template <class Operation>
auto catching(std::string_view path, Operation&& operation) {
  using Value = std::invoke_result_t<Operation>;
  if constexpr (requires { typename Value::error_type; }) {
    try {
      return std::forward<Operation>(operation)();
    } catch (const Xapian::Error& error) {
      return Value(tl::unexpected<Error>(describe(error, path)));
    }
  } else {
    try {
      if constexpr (std::is_void_v<Value>) {
        std::forward<Operation>(operation)();
        return Result<void>();
      } else {
        return Result<Value>(std::forward<Operation>(operation)());
      }
    } catch (const Xapian::Error& error) {
      return Result<Value>(tl::unexpected<Error>(describe(error, path)));
    }
  }
}

}  // namespace dateline
