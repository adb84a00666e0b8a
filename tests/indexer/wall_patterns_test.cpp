#include "indexer/wall_patterns.hpp"

#include <string_view>

#include <gtest/gtest.h>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

TEST(WallPatterns, TellTitles) {
  for (const std::string_view title :
       {"404", "Page Not Found | The Harbour Post", "Error 403", "Access Denied",
        "Just a moment...", "Attention Required! | Cloudflare", "Seite nicht gefunden",
        "Page introuvable - Le Port", "Página no encontrada", "Strona nie została znaleziona",
        "Страница не найдена", "页面不存在", "Oops!"})
    EXPECT_TRUE(is_wall_title(fold_words(title))) << title;
  for (const std::string_view title :
       {"", "Access denied: how the port lost its records", "Just a moment of peace on the quay",
        "Peugeot 404", "404 sailors rescued", "Vermisster Segler noch nicht gefunden",
        "Port changes privacy settings", "Consent and the courts",
        "Why a page not found may cost a small newspaper its best readers"})
    EXPECT_FALSE(is_wall_title(fold_words(title))) << title;
}

TEST(WallPatterns, TellLines) {
  for (const std::string_view line :
       {"Please enable JavaScript and cookies to continue", "Verify you are human",
        "We value your privacy", "Wir und unsere Partner speichern Daten", "Tout accepter",
        "You don't have permission to access this resource.", "Запрашиваемая страница удалена"})
    EXPECT_TRUE(is_wall_line(fold_words(line))) << line;
  for (const std::string_view line :
       {"", "The bridge opened to traffic again on Tuesday.", "Cookies were served with tea.",
        "The partners signed on Monday."})
    EXPECT_FALSE(is_wall_line(fold_words(line))) << line;
}

}  // namespace
}  // namespace dateline
