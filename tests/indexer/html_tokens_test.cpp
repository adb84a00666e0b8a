#include "indexer/html_tokens.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace dateline {
namespace {

/// `name attribute=value ... /` and `!` for a tag that was not closed.
std::string describe(std::string_view html) {
  TagToken tag;
  scan_tag(html, 0, tag);
  std::string out(tag.name);
  for (const AttributeToken& attribute : tag.attributes) {
    out += ' ';
    out += attribute.name;
    out += '=';
    out += attribute.value;
  }
  if (tag.self_closing) out += " /";
  if (!tag.complete) out += " !";
  return out;
}

TEST(ScanTag, FollowsTheTokenizersStates) {
  struct Case {
    const char* name;
    const char* html;
    const char* expected;
  };
  const Case cases[] = {
      {"plain", "<p>x", "p"},
      {"end tag", "</p >x", "p"},
      {"values", "<a b=1 c='2 3' d=\"4>5\" e>", "a b=1 c=2 3 d=4>5 e="},
      {"blanks around =", "<a b = 1 c\n=\t'2'>", "a b=1 c=2"},
      {"no blank between", "<a b='1'c=\"2\"d>", "a b=1 c=2 d="},
      {"self-closing", "<br/>", "br /"},
      {"slash inside", "<br / a/b>", "br a= b="},
      {"slash in a value", "<a b=c/>", "a b=c/"},
      {"name with =", "<a =b>", "a =b="},
      {"missing value", "<a b=>", "a b="},
      {"quotes in a name", "<a \"b'>", "a \"b'="},
      {"< in a tag", "<a<b c<d>", "a<b c<d="},
      {"unclosed", "<a b", "a b= !"},
      {"unclosed value", "<a b='c>", "a b=c> !"},
      {"name only", "<a", "a !"},
  };
  for (const Case& c : cases) EXPECT_EQ(describe(c.html), c.expected) << c.name;
}

TEST(ScanTag, BoundsAttributes) {
  std::string html = "<p";
  for (std::size_t i = 0; i <= kMaxAttributes; ++i) html += " a" + std::to_string(i);
  html += " title='>' >text";
  TagToken tag;
  scan_tag(html, 0, tag);
  EXPECT_EQ(tag.attributes.size(), kMaxAttributes);
  EXPECT_TRUE(tag.attributes_cut);
  EXPECT_TRUE(tag.complete);
  EXPECT_EQ(tag.source.size(), html.size() - 4);
}

TEST(EndOfComment, FollowsTheTokenizersStates) {
  struct Case {
    const char* name;
    std::string_view html;  ///< `|` marks the end and is not part of the page
  };
  const Case cases[] = {
      {"comment", "<!-- a -->|b"},
      {"empty", "<!---->|b"},
      {"abrupt", "<!-->|b-->"},
      {"abrupt with dash", "<!--->|b-->"},
      {"dashes inside", "<!-- a -- b ->-->|c"},
      {"many dashes", "<!----- --- a --->|c"},
      {"bang", "<!-- a --!>|b-->"},
      {"comment in a comment", "<!-- <!-- a -->|b-->"},
      {"unterminated", "<!-- a --|"},
      {"declaration", "<!ELEMENT a \"b>|c\">"},
      {"instruction", "<?php a ?>|b"},
      {"odd end tag", "</ p>|b"},
      {"CDATA outside foreign content", "<![CDATA[a>|b]]>"},
  };
  for (const Case& c : cases) {
    const std::size_t end = c.html.find('|');
    const std::string html =
        std::string(c.html.substr(0, end)) + std::string(c.html.substr(end + 1));
    EXPECT_EQ(end_of_comment(html, 0), end) << c.name;
  }
}

TEST(FindEndTag, WantsTheWholeName) {
  struct Case {
    const char* name;
    std::string_view html;
  };
  const Case cases[] = {
      {"plain", "a<b>c</d>|</title>e"},
      {"capitals", "a|</TiTlE >b"},
      {"longer name", "a</titles>b|</title/>c"},
      {"at the end of the page", "a</title|"},
      {"none", "a|"},
  };
  for (const Case& c : cases) {
    const std::size_t end = c.html.find('|');
    const std::string html =
        std::string(c.html.substr(0, end)) + std::string(c.html.substr(end + 1));
    EXPECT_EQ(find_end_tag(html, 0, "title"), end == html.size() ? html.size() : end) << c.name;
  }
}

TEST(FindScriptEnd, KnowsEscapedScripts) {
  struct Case {
    const char* name;
    std::string_view html;
  };
  const Case cases[] = {
      {"plain", "a<b|</script>c"},
      {"capitals", "a|</SCRIPT\n>c"},
      {"script in a string", "'<script>'|</script>c"},
      {"comment", "<!-- a -->|</script>b"},
      {"end tag in a comment", "<!-- a |</script>b -->"},
      {"script in a comment", "<!-- <script>a</script> -->b|</script>c"},
      {"script in a comment, unclosed comment", "<!-- <script>a</script> b|</script>c"},
      {"two levels only", "<!--<script><script></script>|</script></script>"},
      {"comment ends inside", "<!--<script>a-->b|</script>c</script>"},
      {"abrupt comment", "<!--><script>|</script>c"},
      {"longer name", "<!--<scripts>|</script>-->"},
      {"never", "<!--<script></script>|"},
  };
  for (const Case& c : cases) {
    const std::size_t end = c.html.find('|');
    const std::string html =
        std::string(c.html.substr(0, end)) + std::string(c.html.substr(end + 1));
    EXPECT_EQ(find_script_end(html, 0), end) << c.name;
  }
}

}  // namespace
}  // namespace dateline
