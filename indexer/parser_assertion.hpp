#pragma once

// Debian builds gumbo with its assertions alive, and pages exist that break them: one page would
// end the whole run.

namespace dateline {

/// Calls `run(context)`, C code that owns nothing but memory its caller can free. False when an
/// assertion failed in it; the rest of it was then not run. Assertions elsewhere abort as ever.
/// Threads do not disturb each other.
[[nodiscard]] bool outlives_assertions(void (*run)(void*), void* context);

}  // namespace dateline
