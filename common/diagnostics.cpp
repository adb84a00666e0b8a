#include "common/diagnostics.hpp"

#include <exception>
#include <new>
#include <ostream>
#include <string>

#include <xapian.h>

#include "common/exit_status.hpp"
#include "common/utf8.hpp"

namespace dateline {
namespace {

std::string describe_current_exception() {
  try {
    throw;
  } catch (const Xapian::Error& error) {  // not a std::exception
    return error.get_description();
  } catch (const std::bad_alloc&) {
    return "out of memory";
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "unknown exception";
  }
}

}  // namespace

void print_error(std::string_view program, const Error& error, std::ostream& err) {
  err << program << ": " << printable(error.message) << '\n';
  if (!error.hint.empty()) err << program << ": " << printable(error.hint) << '\n';
}

int exit_status_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::SchemaMismatch:
      return kExitSchemaMismatch;
    case ErrorCode::DatabaseLocked:
      return kExitLocked;
    default:
      return kExitError;
  }
}

int report_internal_error(std::string_view program, std::ostream& err) {
  err << program << ": internal error: " << printable(describe_current_exception()) << '\n';
  return kExitError;
}

}  // namespace dateline
