#include "bench/corpus_sites.hpp"

#include <unordered_set>

#include <fmt/format.h>

#include "common/tokenizer.hpp"

namespace dateline {
namespace {

constexpr std::array<std::uint32_t, kCorpusLanguages.size()> kSitesByLanguage{128, 24, 20, 16, 12};
constexpr std::array<std::uint32_t, kCorpusLanguages.size()> kPercentByLanguage{70, 12, 8, 6, 4};

const std::array<PageWords, kCorpusLanguages.size()> kPageWords{
    PageWords{{{{"Politics", "politics"},
                {"Business", "business"},
                {"Sport", "sport"},
                {"Culture", "culture"},
                {"Science", "science"},
                {"Health", "health"},
                {"World", "world"},
                {"Local", "local"}}},
              "Home",
              "Related stories",
              "Most read",
              "Our newsletter in your inbox every morning",
              "Subscribe",
              "Share",
              "By",
              "Published",
              "Privacy policy",
              "Contact us",
              "About us",
              "All rights reserved.",
              "We use cookies to make this site work and to measure how it is used.",
              "Accept all"},
    PageWords{{{{"Politik", "politik"},
                {"Wirtschaft", "wirtschaft"},
                {"Sport", "sport"},
                {"Kultur", "kultur"},
                {"Wissen", "wissen"},
                {"Gesundheit", "gesundheit"},
                {"Ausland", "ausland"},
                {"Lokales", "lokales"}}},
              "Startseite",
              "Mehr zum Thema",
              "Meistgelesen",
              "Unser Newsletter jeden Morgen in Ihrem Postfach",
              "Abonnieren",
              "Teilen",
              "Von",
              "Veröffentlicht",
              "Datenschutz",
              "Kontakt",
              "Impressum",
              "Alle Rechte vorbehalten.",
              "Wir verwenden Cookies, damit diese Seite funktioniert.",
              "Alle akzeptieren"},
    PageWords{{{{"Politique", "politique"},
                {"Économie", "economie"},
                {"Sport", "sport"},
                {"Culture", "culture"},
                {"Sciences", "sciences"},
                {"Santé", "sante"},
                {"International", "international"},
                {"Région", "region"}}},
              "Accueil",
              "À lire aussi",
              "Les plus lus",
              "Notre lettre chaque matin dans votre boîte",
              "S’abonner",
              "Partager",
              "Par",
              "Publié le",
              "Confidentialité",
              "Contact",
              "Mentions légales",
              "Tous droits réservés.",
              "Nous utilisons des cookies pour faire fonctionner ce site.",
              "Tout accepter"},
    PageWords{{{{"Política", "politica"},
                {"Economía", "economia"},
                {"Deportes", "deportes"},
                {"Cultura", "cultura"},
                {"Ciencia", "ciencia"},
                {"Salud", "salud"},
                {"Internacional", "internacional"},
                {"Local", "local"}}},
              "Portada",
              "Noticias relacionadas",
              "Lo más leído",
              "Nuestro boletín cada mañana en su correo",
              "Suscribirse",
              "Compartir",
              "Por",
              "Publicado",
              "Privacidad",
              "Contacto",
              "Aviso legal",
              "Todos los derechos reservados.",
              "Usamos cookies para que este sitio funcione.",
              "Aceptar todo"},
    PageWords{{{{"政治", "politics"},
                {"経済", "economy"},
                {"スポーツ", "sports"},
                {"文化", "culture"},
                {"科学", "science"},
                {"健康", "health"},
                {"国際", "world"},
                {"地域", "local"}}},
              "ホーム",
              "関連記事",
              "アクセスランキング",
              "毎朝のニュースをメールでお届けします",
              "登録する",
              "共有",
              "文",
              "公開",
              "個人情報保護方針",
              "お問い合わせ",
              "会社概要",
              "無断転載を禁じます。",
              "このサイトではクッキーを使用しています。",
              "同意する"},
};

/// The name of a publication; `place` stands where it belongs in the language.
std::string site_name(CorpusLanguage language, std::string_view place, std::uint32_t kind) {
  constexpr std::array<std::array<std::string_view, 4>, kCorpusLanguages.size()> kPatterns{{
      {"{} Courier", "{} Herald", "The {} Post", "{} Observer"},
      {"{} Anzeiger", "{} Nachrichten", "Neue {} Zeitung", "{} Tageblatt"},
      {"Le Courrier de {}", "La Gazette de {}", "L’Écho de {}", "{} Matin"},
      {"El Diario de {}", "La Voz de {}", "Crónica de {}", "El Correo de {}"},
      {"{}新聞", "{}日報", "{}新報", "{}毎夕"},
  }};
  const auto& patterns = kPatterns.at(static_cast<std::size_t>(language));
  return fmt::format(fmt::runtime(patterns.at(kind % 4)), place);
}

}  // namespace

const PageWords& page_words_of(CorpusLanguage language) {
  return kPageWords.at(static_cast<std::size_t>(language));
}

CorpusSites::CorpusSites(const std::vector<Lexicon>& lexicons) {
  std::unordered_set<std::string> hosts;
  for (const CorpusLanguage language : kCorpusLanguages) {
    const std::uint32_t count = kSitesByLanguage.at(static_cast<std::size_t>(language));
    ranges_.push_back({static_cast<std::uint32_t>(sites_.size()), zipf_table(count)});
    const Lexicon& lexicon = lexicons.at(static_cast<std::size_t>(language));
    const Lexicon& latin = lexicons.front();
    std::uint32_t number = 0;
    for (std::uint32_t made = 0; made < count; ++number) {
      const auto seed = static_cast<std::uint32_t>(sites_.size()) * 1000;
      const std::string name = site_name(language, lexicon.name(10'000 + number), number);
      // Names in katakana have no letters for a host.
      std::string slug = language == CorpusLanguage::Japanese
                             ? slug_of(latin.name(20'000 + number)) + "-news"
                             : slug_of(name);
      if (!hosts.insert(slug).second) continue;
      sites_.push_back({name, "www." + slug + ".example", language, seed});
      ++made;
    }
  }
}

std::uint32_t CorpusSites::draw(CorpusLanguage language, CorpusRandom& random) const {
  const Range& range = ranges_.at(static_cast<std::size_t>(language));
  return range.first + range.sizes.draw(random);
}

CorpusLanguage draw_language(CorpusRandom& random) {
  std::uint32_t percent = random.below(100);
  for (const CorpusLanguage language : kCorpusLanguages) {
    const std::uint32_t share = kPercentByLanguage.at(static_cast<std::size_t>(language));
    if (percent < share) return language;
    percent -= share;
  }
  return CorpusLanguage::English;
}

std::string slug_of(std::string_view text) {
  std::string slug;
  for (const char c : fold(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      slug += c;
    else if (c == ' ' && !slug.empty() && slug.back() != '-')
      slug += '-';
  }
  if (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

}  // namespace dateline
