#include "tests/support/page_markup.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace dateline::test {
namespace {

using Names = std::set<std::string, std::less<>>;

const Names kElements{"html",   "head",    "meta",    "title",   "style", "body",    "header",
                      "main",   "section", "h1",      "h2",      "h3",    "h4",      "p",
                      "ul",     "ol",      "li",      "a",       "bdi",   "mark",    "time",
                      "strong", "span",    "div",     "aside",   "nav",   "article", "dl",
                      "dt",     "dd",      "footer",  "table",   "thead", "tbody",   "tr",
                      "th",     "td",      "details", "summary", "svg",   "rect",    "path"};

const Names kAttributes{"lang",
                        "dir",
                        "charset",
                        "http-equiv",
                        "content",
                        "name",
                        "class",
                        "id",
                        "href",
                        "rel",
                        "datetime",
                        "scope",
                        "style",
                        "value",
                        "role",
                        "aria-label",
                        "aria-labelledby",
                        "aria-hidden",
                        "viewBox",
                        "preserveAspectRatio",
                        "x",
                        "y",
                        "width",
                        "height",
                        "d"};

const Names kVoid{"meta"};

bool is_safe_target(std::string_view target) {
  const bool is_known = target.starts_with("https://") || target.starts_with("http://") ||
                        target.starts_with("file:///") || target.starts_with("#query-");
  return is_known &&
         std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

/// Our styles give sizes and places, nothing that loads.
bool is_plain_style(std::string_view style) {
  return style.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-:.% ") ==
         std::string_view::npos;
}

class Scanner {
 public:
  explicit Scanner(std::string_view page) : rest_(page) {}

  std::vector<std::string> scan() {
    take("<!DOCTYPE html>");
    while (!rest_.empty()) {
      if (rest_.front() == '<') {
        scan_tag();
      } else {
        scan_text(take_until("<"));
      }
    }
    if (!open_.empty()) fault("not closed: " + open_.back());
    return std::move(faults_);
  }

 private:
  void fault(std::string what) { faults_.push_back(std::move(what)); }

  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  std::string_view take_until(std::string_view ends) {
    const std::string_view taken = rest_.substr(0, rest_.find_first_of(ends));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  void scan_text(std::string_view text) {
    if (text.find_first_of("<>\"'") != std::string_view::npos)
      fault("not escaped: " + std::string(text));
    for (std::size_t at = text.find('&'); at != std::string_view::npos;
         at = text.find('&', at + 1)) {
      const std::string_view entity = text.substr(at, text.find(';', at) - at);
      if (entity != "&amp" && entity != "&lt" && entity != "&gt" && entity != "&quot" &&
          entity != "&#39")
        fault("no entity: " + std::string(entity.substr(0, 10)));
    }
  }

  void scan_tag() {
    take("<");
    if (take("/")) {
      const std::string name(take_until(">"));
      take(">");
      if (open_.empty() || open_.back() != name) {
        fault("closes what is not open: " + name);
      } else {
        open_.pop_back();
      }
      return;
    }
    const std::string name(take_until(" />"));
    if (!kElements.contains(name)) fault("element " + name);
    while (take(" ")) scan_attribute();
    const bool is_closed = take("/");
    if (!take(">")) {
      fault("tag without end: " + name);
      take_until("<");
    }
    if (name == "style") {
      rest_.remove_prefix(std::min(rest_.find("</style>"), rest_.size()));
    }
    if (!is_closed && !kVoid.contains(name)) open_.push_back(name);
  }

  void scan_attribute() {
    const std::string name(take_until("= >"));
    if (!kAttributes.contains(name)) fault("attribute " + name);
    if (!take("=\"")) return fault("attribute without quotation marks: " + name);
    const std::string_view value = take_until("\"");
    take("\"");
    if (name != "content") scan_text(value);
    if (name == "href" && !is_safe_target(value)) fault("links to " + std::string(value));
    if (name == "style" && !is_plain_style(value)) fault("style " + std::string(value));
    if (name == "id" && !ids_.insert(std::string(value)).second)
      fault("twice: id " + std::string(value));
  }

  std::string_view rest_;
  std::vector<std::string> open_;
  std::vector<std::string> faults_;
  Names ids_;
};

}  // namespace

std::vector<std::string> markup_faults(std::string_view page) { return Scanner(page).scan(); }

}  // namespace dateline::test
