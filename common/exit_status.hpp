#pragma once

namespace dateline {

/// Exit statuses shared by the three programs; the README lists what each program returns when.
enum ExitStatus : int {
  kExitSuccess = 0,
  kExitPartial = 1,  ///< search: no match; index: some inputs failed; bench: a regression
  kExitError = 2,
  kExitSchemaMismatch = 11,
  kExitLocked = 75,  ///< EX_TEMPFAIL of sysexits.h
  kExitInterrupted = 130,
};

}  // namespace dateline
