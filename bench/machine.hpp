#pragma once

// The machine and the libraries that a measurement was taken with.

#include <string>
#include <string_view>

namespace dateline {

struct MachineFacts {
  std::string cpu;  ///< model as the processor names itself; empty where the system does not tell
  unsigned cores = 0;  ///< that programs can run on at once
  std::string kernel;  ///< name and release
  std::string xapian_version;
  std::string program_version;

  bool operator==(const MachineFacts&) const = default;
};

MachineFacts read_machine_facts();

/// The model that the text of /proc/cpuinfo names first; empty when it names none.
std::string cpu_model(std::string_view cpuinfo);

}  // namespace dateline
