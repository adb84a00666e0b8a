#include "searcher/browser.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "searcher/child_process.hpp"
#include "searcher/hyperlink.hpp"

namespace dateline {
namespace {

bool is_saved_page(const ArticleSource& source) {
  std::error_code failure;
  return source.record.empty() && source.path.starts_with('/') && !source.path.ends_with(".gz") &&
         std::filesystem::is_regular_file(source.path, failure);
}

/// One word of a command, its percent sequences replaced; tells whether the address was among them.
std::string expand_word(std::string_view word, const std::string& address, bool& has_address) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char next = word[i] == '%' && i + 1 < word.size() ? word[i + 1] : '\0';
    if (next == 's') {
      out += address;
      has_address = true;
    } else if (next == '%' || next == 'c') {
      out += next == 'c' ? ':' : '%';
    } else {
      out += word[i];
      continue;
    }
    ++i;
  }
  return out;
}

std::vector<std::string> expand_command(std::string_view command, const std::string& address) {
  std::vector<std::string> words;
  bool has_address = false;
  while (true) {
    const std::size_t begin = command.find_first_not_of(' ');
    if (begin == std::string_view::npos) break;
    command.remove_prefix(begin);
    const std::size_t end = std::min(command.find(' '), command.size());
    words.push_back(expand_word(command.substr(0, end), address, has_address));
    command.remove_prefix(end);
  }
  if (!words.empty() && !has_address) words.push_back(address);
  return words;
}

}  // namespace

std::string address_to_open(const Article& article) {
  if (is_saved_page(article.source)) return file_address(article.source.path, "");
  for (const ArticleSource& source : article.other_sources)
    if (is_saved_page(source)) return file_address(source.path, "");
  return web_address(article);
}

std::vector<std::vector<std::string>> browser_calls(std::string_view browsers,
                                                    const std::string& address) {
  std::vector<std::vector<std::string>> calls;
  while (!browsers.empty()) {
    const std::size_t colon = std::min(browsers.find(':'), browsers.size());
    auto call = expand_command(browsers.substr(0, colon), address);
    if (!call.empty()) calls.push_back(std::move(call));
    browsers.remove_prefix(std::min(colon + 1, browsers.size()));
  }
  if (calls.empty()) calls.push_back({"xdg-open", address});
  return calls;
}

Result<void> open_in_browser(const std::string& address, const Terminal& terminal) {
  const auto browsers = terminal.environment.find("BROWSER");
  const bool names_browsers = browsers != terminal.environment.end();
  std::string reason;
  for (const auto& call : browser_calls(names_browsers ? browsers->second : "", address)) {
    const auto program = start_program({.arguments = call});
    if (!program) {
      reason = program.error().message;
      continue;
    }
    const int status = wait_for_program(*program);
    if (status == 0) return {};
    reason = fmt::format("{} failed with status {}", call.front(), status);
  }
  return fail(ErrorCode::Input, fmt::format("no browser opens the article: {}", reason),
              "set BROWSER to a command, such as firefox or \"w3m %s\"");
}

}  // namespace dateline
