#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

#include "common/error.hpp"

namespace dateline {

/// A value, or the Error that explains why there is none. Becomes std::expected with C++23.
template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::Input, "...")` from a function that returns a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::string hint = {}) {
  return tl::unexpected<Error>(
      Error{.code = code, .message = std::move(message), .hint = std::move(hint)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace dateline
