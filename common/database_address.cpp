#include "common/database_address.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>

#include <fmt/format.h>

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSchemeEnd = "://";

/// What ssh waits for a host; the reply of the program there has a limit of its own.
constexpr std::string_view kSshOptions = "-T -o ConnectTimeout=10";

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

struct HostAndPort {
  std::string_view host;  ///< IPv6 without brackets
  std::string_view port;  ///< empty when there is none
};

HostAndPort split_port(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return {};
    const std::string_view rest = text.substr(end + 1);
    return {text.substr(1, end - 1), rest.starts_with(':') ? rest.substr(1) : std::string_view()};
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {text, {}};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

/// Neither an option of a program nor something that its line of arguments would break at.
bool is_host(std::string_view host) {
  return !host.empty() && host.front() != '-' &&
         std::all_of(host.begin(), host.end(), [](unsigned char c) { return c > ' ' && c < 0x7F; });
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode_percent(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      decoded += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

/// One word for the shell at the far end.
std::string quote(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += R"('\'')";
    } else {
      quoted += c;
    }
  }
  return quoted + '\'';
}

Result<DatabaseAddress> parse_ssh(std::string_view text, std::string_view rest) {
  const auto refuse = [&](std::string_view why) {
    return fail(ErrorCode::Usage, fmt::format("{}: {}", text, why),
                "write ssh://[USER@]HOST[:PORT]/PATH");
  };
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos || slash + 1 == rest.size())
    return refuse("it names no path on that host");
  std::string_view place = rest.substr(0, slash);
  std::string user;
  if (const std::size_t at = place.find('@'); at != std::string_view::npos) {
    user = place.substr(0, at + 1);
    place.remove_prefix(at + 1);
  }
  const auto [host, port] = split_port(place);
  const std::string target = user + std::string(host);
  if (!is_host(host) || !is_host(target)) return refuse("it names no host");
  const bool has_port = place.ends_with(':') || !port.empty();
  if (has_port && !parse_port(port)) return refuse("its port is no number from 1 to 65535");

  std::string path = decode_percent(rest.substr(slash));
  if (path.starts_with("/~/")) path.erase(0, 3);
  // Xapian cuts the arguments at blanks, ssh joins them by single ones.
  const bool is_changed_by_joining = path.find("  ") != std::string::npos ||
                                     path.find('\0') != std::string::npos || path.empty() ||
                                     path.front() == ' ' || path.back() == ' ';
  if (is_changed_by_joining) return refuse("such blanks in a path cannot be passed on");
  if (path.front() == '-') path.insert(0, "./");
  std::string arguments(kSshOptions);
  if (has_port) arguments += fmt::format(" -p {}", port);
  arguments += fmt::format(" {} xapian-progsrv {}", target, quote(path));
  return DatabaseAddress{.kind = DatabaseAddress::Kind::Program,
                         .text = std::string(text),
                         .program = "ssh",
                         .arguments = std::move(arguments)};
}

Result<DatabaseAddress> parse_tcp(std::string_view text, std::string_view rest) {
  if (rest.ends_with('/')) rest.remove_suffix(1);
  const auto [host, port] = split_port(rest);
  const auto number = parse_port(port);
  const auto refuse = [&](std::string_view why) {
    return fail(ErrorCode::Usage, fmt::format("{}: {}", text, why),
                "write tcp://HOST:PORT, where a xapian-tcpsrv listens");
  };
  if (rest.find('/') != std::string_view::npos)
    return refuse("a path does not belong there, the server knows it");
  if (!is_host(host)) return refuse("it names no host");
  if (port.empty()) return refuse("it names no port");
  if (!number) return refuse("its port is no number from 1 to 65535");
  return DatabaseAddress{.kind = DatabaseAddress::Kind::Tcp,
                         .text = std::string(text),
                         .host = std::string(host),
                         .port = *number};
}

bool is_scheme(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
  });
}

/// What follows `remote` in a stub: `:PROGRAM ARGUMENTS` or `HOST:PORT`.
std::optional<DatabaseAddress> read_remote_line(std::string_view rest) {
  if (rest.starts_with(':')) {
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    const std::string_view arguments = rest.substr(std::min(blank + 1, rest.size()));
    return DatabaseAddress{.kind = DatabaseAddress::Kind::Program,
                           .text = std::string(rest.substr(1)),
                           .program = std::string(rest.substr(1, blank - 1)),
                           .arguments = std::string(arguments)};
  }
  auto address = parse_tcp(fmt::format("tcp://{}", rest), rest);
  return address ? std::optional(*std::move(address)) : std::nullopt;
}

}  // namespace

Result<DatabaseAddress> parse_database_address(std::string_view text) {
  const std::size_t scheme_end = text.find(kSchemeEnd);
  std::error_code unknown;
  if (scheme_end == std::string_view::npos || !is_scheme(text.substr(0, scheme_end)) ||
      fs::exists(text, unknown))
    return DatabaseAddress{.text = std::string(text), .path = std::string(text)};
  const std::string_view scheme = text.substr(0, scheme_end);
  const std::string_view rest = text.substr(scheme_end + kSchemeEnd.size());
  if (scheme == "ssh") return parse_ssh(text, rest);
  if (scheme == "tcp") return parse_tcp(text, rest);
  return fail(ErrorCode::Usage, fmt::format("{}: no database is reached by {}://", text, scheme),
              "name a path, ssh://HOST/PATH or tcp://HOST:PORT");
}

std::vector<DatabaseAddress> read_database_stub(const std::string& path) {
  std::ifstream stub(path);
  std::vector<DatabaseAddress> addresses;
  for (std::string line; std::getline(stub, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string_view type = std::string_view(line).substr(0, blank);
    const std::string_view rest = std::string_view(line).substr(std::min(blank + 1, line.size()));
    // A database in memory is empty.
    if (type == "inmemory" && rest.empty()) continue;
    if (rest.empty()) return {};
    if (type == "remote") {
      auto address = read_remote_line(rest);
      if (!address) return {};
      addresses.push_back(*std::move(address));
    } else if (type == "auto" || type == "glass" || type == "chert") {
      const std::string named = (fs::path(path).parent_path() / rest).string();
      addresses.push_back({.text = named, .path = named});
    } else {
      return {};
    }
  }
  return addresses;
}

}  // namespace dateline
