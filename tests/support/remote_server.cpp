#include "tests/support/remote_server.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

namespace dateline::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTcpServer = "/usr/bin/xapian-tcpsrv";
constexpr const char* kProgramServer = "/usr/bin/xapian-progsrv";

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// sockaddr_in goes through the socket functions as the sockaddr it begins with.
template <class Function>
int with_address(Function&& function, int socket, sockaddr_in& address) {
  socklen_t size = sizeof(address);
  return function(socket, reinterpret_cast<sockaddr*>(&address), size);
}

int listen_anywhere(std::uint16_t& port) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  const auto bind_to = [](int fd, sockaddr* at, socklen_t size) { return bind(fd, at, size); };
  const auto name_of = [](int fd, sockaddr* at, socklen_t size) {
    return getsockname(fd, at, &size);
  };
  if (listener < 0 || with_address(bind_to, listener, address) != 0 || listen(listener, 8) != 0 ||
      with_address(name_of, listener, address) != 0)
    throw std::runtime_error("no loopback port");
  port = ntohs(address.sin_port);
  return listener;
}

int connect_to(std::uint16_t port) {
  const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(port);
  const auto connect_at = [](int fd, sockaddr* at, socklen_t size) {
    return connect(fd, at, size);
  };
  if (with_address(connect_at, connection, address) == 0) return connection;
  close(connection);
  return -1;
}

/// The greeting of a server says that it is one, and that it is ready.
bool greets(std::uint16_t port) {
  const int connection = connect_to(port);
  if (connection < 0) return false;
  pollfd polled{connection, POLLIN, 0};
  char byte = 0;
  const bool greeted = poll(&polled, 1, 2000) == 1 && read(connection, &byte, 1) == 1;
  close(connection);
  return greeted;
}

void send_at_once(int connection) {
  const int on = 1;
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

bool write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

bool has_xapian_servers() { return fs::exists(kTcpServer) && fs::exists(kProgramServer); }

TcpServer::TcpServer(const std::string& database, const std::vector<std::string>& options) {
  // Between choosing a port and using it another program may take it.
  for (int attempt = 0; attempt < 5; ++attempt) {
    close(listen_anywhere(port_));
    std::vector<std::string> arguments{kTcpServer,  "--quiet", "--interface",
                                       "127.0.0.1", "--port",  std::to_string(port_)};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.push_back(database);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    process_ = fork();
    if (process_ < 0) throw std::runtime_error("fork");
    if (process_ == 0) {
      // The server has a process a connection; all go with their group.
      setpgid(0, 0);
      fclose(stderr);
      execv(kTcpServer, argv.data());
      _exit(127);
    }
    setpgid(process_, process_);
    for (int wait = 0; wait < 100; ++wait) {
      if (greets(port_)) return;
      if (waitpid(process_, nullptr, WNOHANG) == process_) {
        process_ = -1;
        break;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    stop();
  }
  throw std::runtime_error("xapian-tcpsrv does not start");
}

void TcpServer::stop() {
  if (process_ < 0) return;
  kill(-process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = -1;
}

std::string TcpServer::address() const { return fmt::format("tcp://127.0.0.1:{}", port_); }

BreakingProxy::BreakingProxy(std::uint16_t server, std::size_t bytes, Break how)
    : listener_(listen_anywhere(port_)), server_(server), limit_(bytes), how_(how) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  stop_read_ = ends[0];
  stop_write_ = ends[1];
  thread_ = std::thread([this] { serve(); });
}

BreakingProxy::~BreakingProxy() {
  close(stop_write_);
  thread_.join();
  close(stop_read_);
  close(listener_);
}

std::string BreakingProxy::address() const { return fmt::format("tcp://127.0.0.1:{}", port_); }

/// One connection at a time.
void BreakingProxy::serve() {
  for (;;) {
    std::array<pollfd, 2> polled{pollfd{listener_, POLLIN, 0}, pollfd{stop_read_, POLLIN, 0}};
    poll(polled.data(), polled.size(), -1);
    if (polled[1].revents != 0) return;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    const int server = connect_to(server_);
    if (server >= 0) pass_on(client, server);
    close(client);
    if (server >= 0) close(server);
  }
}

void BreakingProxy::pass_on(int client, int server) {
  send_at_once(client);
  send_at_once(server);
  std::size_t left = limit_;
  std::array<char, 16384> buffer{};
  for (;;) {
    std::array<pollfd, 3> polled{pollfd{client, POLLIN, 0},
                                 pollfd{left > 0 ? server : -1, POLLIN, 0},
                                 pollfd{stop_read_, POLLIN, 0}};
    poll(polled.data(), polled.size(), -1);
    if (polled[2].revents != 0) return;
    if (polled[0].revents != 0) {
      const ssize_t count = read(client, buffer.data(), buffer.size());
      if (count <= 0) return;
      if (left > 0 && !write_all(server, {buffer.data(), static_cast<std::size_t>(count)})) return;
    }
    if (polled[1].revents != 0) {
      const ssize_t count = read(server, buffer.data(), std::min(buffer.size(), left));
      if (count <= 0) return;
      bytes_ += static_cast<std::size_t>(count);
      left -= static_cast<std::size_t>(count);
      if (!write_all(client, {buffer.data(), static_cast<std::size_t>(count)})) return;
      if (left == 0 && how_ == Break::Close) return;
    }
  }
}

std::string stand_in_for_ssh(const std::string& folder) {
  fs::create_directories(folder);
  const std::string path = folder + "/ssh";
  std::ofstream(path)
      << "#!/bin/sh\n"
         "while :; do\n"
         "  case \"$1\" in\n"
         "    -T) shift ;;\n"
         "    -o | -p) shift 2 ;;\n"
         "    *) break ;;\n"
         "  esac\n"
         "done\n"
         "host=$1\n"
         "shift\n"
         "cd "
      << folder
      << "\n"
         "case \"$host\" in\n"
         "  nowhere) exit 255 ;;\n"
         "  broken*)\n"
         "    sh -c \"$*\" | { dd bs=1 count=\"${host#broken}\"; exec sleep 60; } ;;\n"
         "  *) exec sh -c \"$*\" ;;\n"
         "esac\n";
  fs::permissions(path, fs::perms::owner_all);
  return folder + ":/usr/bin:/bin";
}

}  // namespace dateline::test
