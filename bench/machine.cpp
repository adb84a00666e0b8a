#include "bench/machine.hpp"

#include <fstream>
#include <iterator>
#include <sys/utsname.h>
#include <thread>

#include <fmt/format.h>
#include <xapian.h>

#include "common/utf8.hpp"
#include "common/version.hpp"

namespace dateline {

std::string cpu_model(std::string_view cpuinfo) {
  // x86 writes "model name", most others "Model" or "cpu model".
  for (const std::string_view key : {"model name", "Model", "cpu model"}) {
    std::string_view rest = cpuinfo;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      if (!line.starts_with(key)) continue;
      const std::size_t colon = line.find_first_not_of(" \t", key.size());
      if (colon == std::string_view::npos || line[colon] != ':') continue;
      return clean_line(make_valid_utf8(line.substr(colon + 1)));
    }
  }
  return {};
}

MachineFacts read_machine_facts() {
  std::ifstream file("/proc/cpuinfo", std::ios::binary);
  const std::string cpuinfo{std::istreambuf_iterator<char>(file), {}};
  utsname system{};
  const bool has_name = uname(&system) == 0;
  return {.cpu = cpu_model(cpuinfo),
          .cores = std::thread::hardware_concurrency(),
          .kernel = has_name ? fmt::format("{} {}", system.sysname, system.release) : std::string(),
          .xapian_version = Xapian::version_string(),
          .program_version = std::string(kVersion)};
}

}  // namespace dateline
