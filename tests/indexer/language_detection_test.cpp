#include "indexer/language_detection.hpp"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(DetectLanguage, TrustsLongTextOverMarkup) {
  const std::string german =
      "Die Brücke über den Hafen ist seit Dienstag wieder für den Verkehr geöffnet. Eine Woche "
      "lang hatten Arbeiter den südlichen Pfeiler "
      "ausgebessert, den der Sturm beschädigt hatte. Die Stadt rechnet damit, dass die übrigen "
      "Arbeiten bis zum Sommer dauern.";
  EXPECT_EQ(detect_language(german, {.html = "en", .content = {}, .locale = {}}), "de");
}

TEST(DetectLanguage, FallsBackToMarkup) {
  EXPECT_EQ(detect_language("OK", {.html = "pt-BR", .content = {}, .locale = {}}), "pt");
  EXPECT_EQ(detect_language("OK", {.html = {}, .content = {}, .locale = "nb_NO"}), "no");
  EXPECT_EQ(detect_language("", {.html = "iw", .content = {}, .locale = {}}), "he");
  EXPECT_EQ(detect_language("", {.html = "x-klingon", .content = {}, .locale = {}}), "");
  EXPECT_EQ(detect_language("", {}), "");
}

}  // namespace
}  // namespace dateline
