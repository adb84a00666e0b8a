#include "tests/support/news_page.hpp"

#include <array>

#include <fmt/format.h>

namespace dateline::test {
namespace {

std::string paragraph(std::string_view word, int number) {
  constexpr std::array kPlaces{"harbour", "market", "station", "library", "river", "theatre"};
  return fmt::format(
      "In speech {1} on the {0} the council of Mereval spoke of the {0} at the {2}, and those who "
      "had asked for the {0} listened for {1} hours.",
      word, number + 1, kPlaces[static_cast<std::size_t>(number) % kPlaces.size()]);
}

}  // namespace

std::string news_page(std::string_view title, std::string_view word, std::string_view url) {
  std::string body;
  for (int i = 0; i < 6; ++i) body += fmt::format("<p>{}</p>\n", paragraph(word, i));
  const std::string link =
      url.empty() ? std::string() : fmt::format("<link rel=canonical href=\"{}\">", url);
  return fmt::format(
      "<!doctype html><html lang=en><head><title>{0}</title>{1}</head><body><nav><a "
      "href=/>Home</a> "
      "<a href=/news>News</a></nav><article><h1>{0}</h1>{2}</article></body></html>",
      title, link, body);
}

std::string news_line(std::string_view title, std::string_view word, std::string_view url) {
  std::string body;
  for (int i = 0; i < 6; ++i) body += paragraph(word, i) + "\\n\\n";
  return fmt::format(R"({{"title":"{}","url":"{}","body":"{}"}})"
                     "\n",
                     title, url, body);
}

}  // namespace dateline::test
