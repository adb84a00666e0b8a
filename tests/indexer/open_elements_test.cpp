#include "indexer/open_elements.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/html_tag.hpp"
#include "indexer/html_tokens.hpp"

namespace dateline {
namespace {

/// Reads the tags and texts of `html`, which has no comments and no scripts.
void read(OpenElements& open, std::string_view html) {
  TagToken tag;
  for (std::size_t i = 0; i < html.size();) {
    if (html[i] != '<') {
      const std::size_t end = std::min(html.find('<', i), html.size());
      open.text(html.substr(i, end - i));
      i = end;
      continue;
    }
    scan_tag(html, i, tag);
    i += tag.source.size();
    if (tag.source[1] == '/') {
      open.end_tag(tag, find_tag(tag.name));
    } else {
      open.start_tag(tag, find_tag(tag.name));
    }
  }
}

TEST(OpenElements, KnowsHowDeepTheTreeIs) {
  struct Case {
    const char* html;
    std::size_t depth;  ///< within the body
  };
  for (const Case& c : {
           Case{"<head><title></title><noscript><link></noscript>", 0},
           Case{"<noscript><p></noscript>", 1},
           Case{"<p><div><p>", 2},
           Case{"<b><p></b>", 1},
           Case{"<b><p></b>a", 1},
           Case{"<b><div><i></b>", 1},
           Case{"<b><div><i></b>a", 2},
           Case{"<p><b></p><div>a", 2},
           Case{"<p><b></p><div> ", 2},
           Case{"<b><b><b><b></b></b></b></b>", 0},
           Case{"<b><div><object></div>a</b>", 3},
           Case{"<table><tr><td><b>a</table>b", 0},
           Case{"<table><b>a<tr>", 3},
           Case{"<table><div><table>", 1},
           Case{"<ul><li><p>a<li>", 2},
           Case{"<form><div></form>", 1},
           Case{"<form><p></form>", 0},
           Case{"<svg><g></div>", 2},
           Case{"<svg><g><p>", 1},
           Case{"<svg><desc><p></desc></svg>", 3},
           Case{"<template><div><tr>", 2},
           Case{"<template><tr><div><td>", 3},
           Case{"<select><div><option>", 2},
       }) {
    OpenElements open(400);
    read(open, c.html);
    EXPECT_EQ(open.depth(), c.depth) << c.html;
  }
}

TEST(OpenElements, TellsWhatStandsInPlace) {
  struct Case {
    const char* html;
    Tag next;
    bool in_place;
  };
  for (const Case& c : {
           Case{"", Tag::Div, false},
           Case{"<body>", Tag::Div, true},
           Case{"a", Tag::Div, true},
           Case{"<div>", Tag::Div, false},
           Case{"<body><p>", Tag::Div, false},
           Case{"<body><p>", Tag::Span, true},
           Case{"<body><b>", Tag::Div, false},
           Case{"<body><p><b></p>", Tag::Span, false},
           Case{"<body><p><b></p>a", Tag::Span, true},
           Case{"<body><a>", Tag::A, false},
           Case{"<body><table><td>", Tag::Span, false},
           Case{"<body><table><td></table>", Tag::Span, true},
           Case{"<body><h1>", Tag::H2, false},
           Case{"<body><ul>", Tag::Li, true},
           Case{"<body><div>", Tag::Li, false},
       }) {
    OpenElements open(400);
    read(open, c.html);
    EXPECT_EQ(open.inserts_in_place(c.next), c.in_place) << c.html << " " << tag_name(c.next);
  }
}

TEST(OpenElements, TakesAFramesetBeforeAnythingThatShows) {
  for (const char* html : {"", "<head></head> ", "<div><p> ", "<input type=hidden>"}) {
    OpenElements open(400);
    read(open, html);
    EXPECT_TRUE(open.takes_frameset()) << html;
  }
  for (const char* html : {"a", "<body>", "<li>", "<svg>a", "<template>"}) {
    OpenElements open(400);
    read(open, html);
    EXPECT_FALSE(open.takes_frameset()) << html;
  }
}

// Markers that no end tag takes back would make every search slower.
TEST(OpenElements, BoundsItsListOfFormattingElements) {
  OpenElements open(400);
  std::string html;
  for (int i = 0; i < 50'000; ++i) html += "<table><td><object></table><b></b>";
  read(open, html);
  EXPECT_EQ(open.depth(), 0U);
}

}  // namespace
}  // namespace dateline
