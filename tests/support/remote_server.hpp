#pragma once

// Xapian's own servers, and ways for their connections to go wrong.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace dateline::test {

/// Whether both servers of Debian's xapian-tools are there.
bool has_xapian_servers();

/// A xapian-tcpsrv on a loopback port that the kernel chose. Answers when it is made.
class TcpServer {
 public:
  /// `options` go before the database.
  explicit TcpServer(const std::string& database, const std::vector<std::string>& options = {});
  TcpServer(const TcpServer&) = delete;
  TcpServer& operator=(const TcpServer&) = delete;
  ~TcpServer() { stop(); }

  /// Ends it, with the connections it has.
  void stop();

  std::uint16_t port() const { return port_; }
  std::string address() const;

 private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
};

/// Stands between a client and a server on a loopback port, and breaks every connection after so
/// many bytes of the server's.
class BreakingProxy {
 public:
  enum class Break { Close, Stall };

  BreakingProxy(std::uint16_t server, std::size_t bytes, Break how);
  BreakingProxy(const BreakingProxy&) = delete;
  BreakingProxy& operator=(const BreakingProxy&) = delete;
  ~BreakingProxy();

  std::string address() const;
  /// What the server has sent in all.
  std::size_t bytes() const { return bytes_; }

 private:
  void serve();
  void pass_on(int client, int server);

  std::uint16_t port_ = 0;  ///< known when there is a listener
  int listener_ = -1;
  int stop_read_ = -1;
  int stop_write_ = -1;
  std::uint16_t server_;
  std::size_t limit_;
  Break how_;
  std::atomic<std::size_t> bytes_{0};
  std::thread thread_;
};

/// Writes a program `ssh` into `folder` that runs the command here instead of on the host, as a
/// shell there would; returns a PATH that finds it. From a host called "broken3000" come so many
/// bytes and then nothing more; "nowhere" cannot be reached.
std::string stand_in_for_ssh(const std::string& folder);

}  // namespace dateline::test
