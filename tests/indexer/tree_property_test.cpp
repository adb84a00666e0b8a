// Random mixtures of tags and text: the tree that HtmlDocument holds is the one the HTML parser
// builds of all bytes, as in tree_fidelity_test, but of markup that no page has.
//
// Each alphabet is a part of the standard whose rules meddle with one another. The mixtures are the
// same in every run; DATELINE_TREE_CASES sets how many of each there are. A mixture that differs is
// made as small as it can be before it is shown.
//
// Left out on purpose: CDATA sections and a null byte, with which the parser itself stops the
// program or reads past the standard, and a select in rows of a template. What HtmlDocument leaves
// out by contract (scripts, styles, contents of drawings, attributes, links to resources)
// parse_unbounded() leaves out too; a mixture that a limit cuts is passed over.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <numeric>
#include <ostream>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/html_document.hpp"
#include "tests/support/tree_outline.hpp"

namespace dateline {
namespace {

struct Alphabet {
  const char* name;
  std::vector<std::string_view> tags;
};

std::ostream& operator<<(std::ostream& out, const Alphabet& alphabet) {
  return out << alphabet.name;
}

std::vector<Alphabet> alphabets() {
  // clang-format off
  return {
      {"page",
       {"a", "b", "i", "em", "span", "div", "div", "p", "ul", "li", "h2", "section", "img", "br",
        "svg", "input", "table", "tr", "td", "select", "option", "form", "button", "nobr", "center",
        "time", "blockquote", "dl", "dd", "pre", "label", "strong", "body", "hr", "font",
        "template"}},
      {"phrasing",
       {"span", "em", "cite", "q", "label", "time", "mark", "sub", "br", "img", "wbr", "input",
        "a", "b", "small", "abbr", "p", "div", "svg", "frameset"}},
      {"formatting",
       {"a", "b", "i", "em", "font", "nobr", "code", "u", "p", "div", "h1", "li", "button",
        "object", "span", "table", "td"}},
      {"blocks",
       {"div", "p", "section", "article", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3",
        "blockquote", "figure", "figcaption", "address", "hr", "details", "summary", "main",
        "dialog", "b", "span", "pre", "listing"}},
      {"tables",
       {"table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup", "col", "div",
        "p", "b", "a", "span", "select", "form", "input", "svg", "script", "link", "style"}},
      {"forms",
       {"form", "input", "button", "select", "option", "optgroup", "textarea", "label", "fieldset",
        "isindex", "keygen", "p", "div", "b", "table", "td"}},
      {"foreign",
       {"svg", "math", "mi", "mtext", "annotation-xml", "foreignObject", "desc", "title", "path",
        "g", "p", "div", "b", "a", "font", "span", "table", "image", "script", "style", "mglyph",
        "form"}},
      {"document",
       {"html", "head", "body", "title", "meta", "link", "base", "script", "style", "noscript",
        "frameset", "frame", "noframes", "p", "div", "b", "template", "br", "h1"}},
      {"raw",
       {"textarea", "pre", "listing", "xmp", "iframe", "noembed", "noframes", "title", "style",
        "script", "plaintext", "p", "div", "b", "span"}},
      {"rare",
       {"template", "object", "applet", "marquee", "ruby", "rt", "rp", "rb", "rtc", "video",
        "audio", "source", "track", "param", "picture", "x-a", "custom", "dialog", "nobr",
        "button", "p", "b", "div", "embed", "area", "map", "menuitem", "menu", "image"}},
  };
  // clang-format on
}

using Random = std::mt19937;
using Pieces = std::vector<std::string>;

std::string_view pick(std::span<const std::string_view> from, Random& random) {
  return from[random() % from.size()];
}

/// Tags that open, close and move others, in any order, and text between them.
Pieces random_mixture(const Alphabet& alphabet, Random& random) {
  constexpr auto kTexts = std::to_array<std::string_view>(
      {"x", " ", "\n", " y ", "&star;", "&amp;", "\xC3\xA9", "\r\n", " \t "});
  constexpr auto kAttributes = std::to_array<std::string_view>(
      {" class=c", " id=i class=d", " type=hidden", " color=red", " encoding=text/html",
       " rel=stylesheet", " href='&star;'", " type=text", " /"});
  constexpr auto kOther =
      std::to_array<std::string_view>({"<!--c-->", "<!doctype html>", "<?pi?>", "</ >", "<"});
  Pieces pieces;
  switch (random() % 4) {
    case 0:
      break;
    case 1:
      pieces = {"<!doctype html>"};
      break;
    default:
      pieces = {"<!doctype html>", "<title>t</title>", "<body>"};
  }
  for (std::size_t left = 3 + random() % 40; left > 0; --left) {
    const std::string name(pick(alphabet.tags, random));
    switch (random() % 10) {
      case 0:
      case 1:
        pieces.emplace_back(pick(kTexts, random));
        break;
      case 2:
      case 3:
      case 4: {
        const bool is_bare = random() % 3 != 0;
        pieces.push_back("<" + name + std::string(is_bare ? "" : pick(kAttributes, random)) + ">");
        break;
      }
      case 5:
      case 6:
        pieces.insert(pieces.end(), {"<" + name + ">", "x", "</" + name + ">"});
        break;
      case 7:
        pieces.emplace_back(pick(kOther, random));
        break;
      default:
        pieces.push_back("</" + name + ">");
    }
  }
  return pieces;
}

std::string join(const Pieces& pieces) {
  return std::accumulate(pieces.begin(), pieces.end(), std::string());
}

struct Trees {
  std::string ours;
  std::string parsers;
};

Trees trees_of(const std::string& html) {
  const auto document = HtmlDocument::parse(html, {}, TreeForm::AsParsed);
  const test::UnboundedTree whole = test::parse_unbounded(html);
  if (document.truncated() || whole.misnests_unknown_elements) return {};
  return {.ours = test::outline(document), .parsers = whole.outline};
}

bool differ(const Pieces& pieces) {
  const Trees trees = trees_of(join(pieces));
  return trees.ours != trees.parsers;
}

/// The pieces that are needed for a difference.
Pieces smallest(Pieces pieces) {
  for (std::size_t i = 0; i < pieces.size();) {
    Pieces fewer = pieces;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (differ(fewer)) {
      pieces = std::move(fewer);
      i = 0;
    } else {
      ++i;
    }
  }
  return pieces;
}

std::size_t case_count() {
  constexpr std::size_t kCases = 600;
  const char* const stated = std::getenv("DATELINE_TREE_CASES");  // NOLINT(concurrency-mt-unsafe)
  return stated == nullptr ? kCases : std::strtoul(stated, nullptr, 10);
}

class TreeOfRandomMarkup : public testing::TestWithParam<Alphabet> {};

TEST_P(TreeOfRandomMarkup, IsTheParsers) {
  Random random(1);  // NOLINT(cert-msc51-cpp): the same mixtures in every run
  for (std::size_t i = case_count(); i > 0; --i) {
    const Pieces pieces = random_mixture(GetParam(), random);
    if (!differ(pieces)) continue;
    const std::string html = join(smallest(pieces));
    const Trees trees = trees_of(html);
    EXPECT_EQ(trees.ours, trees.parsers) << html;
  }
}

/// All alphabets in one, too.
std::vector<Alphabet> all_alphabets() {
  std::vector<Alphabet> all = alphabets();
  Alphabet mixed{.name = "mixed", .tags = {}};
  for (const Alphabet& alphabet : all)
    mixed.tags.insert(mixed.tags.end(), alphabet.tags.begin(), alphabet.tags.end());
  all.push_back(std::move(mixed));
  return all;
}

INSTANTIATE_TEST_SUITE_P(Alphabets, TreeOfRandomMarkup, testing::ValuesIn(all_alphabets()),
                         [](const auto& alphabet) { return std::string(alphabet.param.name); });

}  // namespace
}  // namespace dateline
