#include "searcher/output.hpp"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>

namespace dateline {

void Output::flush() {
  if (stream_.good() && !is_silent_ && !text_.empty()) {
    errno = 0;
    stream_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    stream_.flush();
    if (!stream_.good()) write_error_ = errno;
  }
  text_.clear();
}

std::optional<Error> Output::error() const {
  if (stream_.good() || write_error_ == EPIPE) return std::nullopt;
  return Error{.code = ErrorCode::Input,
               .message = fmt::format("cannot write the results: {}",
                                      std::generic_category().message(write_error_))};
}

}  // namespace dateline
