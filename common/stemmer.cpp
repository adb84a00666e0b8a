#include "common/stemmer.hpp"

#include <array>
#include <unordered_map>

#include <xapian.h>

namespace dateline {
namespace {

struct SnowballLanguage {
  std::string_view code;
  const char* name;
};

/// The languages Xapian 1.4.22 can stem (Xapian::Stem::get_available_languages()).
constexpr std::array kSnowballLanguages{
    SnowballLanguage{"ar", "arabic"},     SnowballLanguage{"ca", "catalan"},
    SnowballLanguage{"da", "danish"},     SnowballLanguage{"de", "german"},
    SnowballLanguage{"en", "english"},    SnowballLanguage{"es", "spanish"},
    SnowballLanguage{"eu", "basque"},     SnowballLanguage{"fi", "finnish"},
    SnowballLanguage{"fr", "french"},     SnowballLanguage{"ga", "irish"},
    SnowballLanguage{"hu", "hungarian"},  SnowballLanguage{"hy", "armenian"},
    SnowballLanguage{"id", "indonesian"}, SnowballLanguage{"it", "italian"},
    SnowballLanguage{"lt", "lithuanian"}, SnowballLanguage{"ne", "nepali"},
    SnowballLanguage{"nl", "dutch"},      SnowballLanguage{"no", "norwegian"},
    SnowballLanguage{"pt", "portuguese"}, SnowballLanguage{"ro", "romanian"},
    SnowballLanguage{"ru", "russian"},    SnowballLanguage{"sv", "swedish"},
    SnowballLanguage{"ta", "tamil"},      SnowballLanguage{"tr", "turkish"},
};

const char* snowball_name(std::string_view code) {
  if (code == "nb" || code == "nn") code = "no";
  for (const SnowballLanguage& language : kSnowballLanguages)
    if (language.code == code) return language.name;
  return "none";
}

/// Words remembered; the vocabulary of a year of one newspaper fits.
constexpr std::size_t kMaxRemembered = 1 << 16;

struct ViewHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

}  // namespace

struct Stemmer::Impl {
  explicit Impl(std::string_view language) : snowball(snowball_name(language)) {}

  Xapian::Stem snowball;
  std::unordered_map<std::string, std::string, ViewHash, std::equal_to<>> remembered;
};

Stemmer::Stemmer(std::string_view language) : impl_(std::make_unique<Impl>(language)) {}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

std::string_view Stemmer::stem(std::string_view word) {
  auto& remembered = impl_->remembered;
  if (const auto found = remembered.find(word); found != remembered.end()) return found->second;
  if (remembered.size() >= kMaxRemembered) remembered.clear();
  std::string key(word);
  std::string stem = fold(impl_->snowball(key));
  return remembered.emplace(std::move(key), std::move(stem)).first->second;
}

}  // namespace dateline
