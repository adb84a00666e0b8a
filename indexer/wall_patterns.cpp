#include "indexer/wall_patterns.hpp"

#include <algorithm>
#include <array>

#include "indexer/phrase_list.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

/// Titles of this many words and more are headlines, even those about missing pages.
constexpr std::size_t kHeadlineWords = 9;

}  // namespace

bool is_wall_title(std::string_view folded) {
  static const PhraseList kWhole(
      "404|403|410|500|502|503|error|error 404|error 403|error 500|404 error|http 404|oops|"
      "forbidden|403 forbidden|access denied|access to this page has been denied|"
      "access to this site has been denied|just a moment|one moment please|"
      "attention required|security check|security checkpoint|robot check|are you a robot|"
      "are you human|are you human or a robot|pardon our interruption|human verification|"
      "client challenge|verifying your browser|checking your browser|please wait|"
      "please verify|captcha|too many requests|bad gateway|bad request|gateway timeout|"
      "request blocked|unauthorized|internal server error|service unavailable|"
      "under maintenance|site maintenance|before you continue|privacy gate|cookie consent|"
      "consent|zugriff verweigert|sind sie ein roboter|einen moment bitte|wartungsarbeiten|"
      "accès refusé|un instant|acceso denegado|accesso negato|toegang geweigerd|"
      "dostęp zabroniony|доступ запрещен|доступ ограничен|一秒|アクセスが拒否されました|not found|"
      "nicht gefunden|no encontrada|niet gevonden|nie znaleziono|privacy settings|"
      "cookie settings|datenschutzeinstellungen|paramètres de confidentialité|"
      "configuración de privacidad|impostazioni privacy");
  static const PhraseList kPhrases(
      "your privacy choices|find this page|find the page|find that page|"
      "find what you are looking for|find what you re looking for|page not found|"
      "page does not exist|page doesn t exist|page cannot be found|page can t be found|"
      "page could not be found|page isn t available|page no longer available|"
      "attention required cloudflare|seite nicht gefunden|seite existiert nicht|fehler 404|"
      "page introuvable|page non trouvée|page inexistante|erreur 404|página no encontrada|"
      "pagina no encontrada|error 404|página não encontrada|pagina non trovata|errore 404|"
      "pagina niet gevonden|strona nie została znaleziona|nie znaleziono strony|"
      "stránka nenalezena|stránka nebyla nalezena|stránka sa nenašla|sidan hittades inte|"
      "sidan kunde inte hittas|siden blev ikke fundet|siden finnes ikke|fant ikke siden|"
      "sivua ei löydy|sivua ei löytynyt|sayfa bulunamadı|az oldal nem található|"
      "pagina nu a fost găsită|страница не найдена|ошибка 404|сторінку не знайдено|"
      "страницата не е намерена|η σελίδα δεν βρέθηκε|halaman tidak ditemukan|"
      "không tìm thấy trang|الصفحة غير موجودة|لم يتم العثور على الصفحة|הדף לא נמצא|"
      "article not found");
  // Scripts without blanks.
  static constexpr std::array kParts{std::string_view("ページが見つかりません"),
                                     std::string_view("お探しのページ"),
                                     std::string_view("页面不存在"),
                                     std::string_view("找不到页面"),
                                     std::string_view("找不到頁面"),
                                     std::string_view("頁面不存在"),
                                     std::string_view("페이지를 찾을 수"),
                                     std::string_view("ไม่พบหน้า")};
  if (kWhole.has(folded)) return true;
  if (count_folded_words(folded) < kHeadlineWords && kPhrases.is_in(folded)) return true;
  return std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) {
    return folded.find(part) != std::string_view::npos;
  });
}

bool is_wall_line(std::string_view folded) {
  static const PhraseList kPhrases(
      // Gone.
      "page you are looking for|page you re looking for|page you were looking for|"
      "page you requested|requested page|requested url|page not found|page cannot be found|"
      "page could not be found|the page may have been moved|page no longer exists|"
      "die gesuchte seite|angeforderte seite|die von ihnen gesuchte|seite nicht gefunden|"
      "la page que vous|page demandée|la página que busca|la página que buscas|"
      "la página solicitada|a página que você|la pagina che stai cercando|"
      "la pagina richiesta|de pagina die je zoekt|de pagina die u zoekt|"
      "strona której szukasz|запрашиваемая страница|sidan du söker|siden du leter|"
      "siden du leder|etsimääsi sivua|aradığınız sayfa|"
      // A check.
      "enable javascript|enable cookies|javascript and cookies|javascript is disabled|"
      "javascript is required|requires javascript|turn on javascript|verify you are human|"
      "verify that you are human|verifying you are human|you are not a robot|"
      "you re not a robot|you are a human|checking your browser|"
      "checking if the site connection|review the security of your connection|"
      "unusual traffic|automated requests|automated access|ray id|you have been blocked|"
      "you ve been blocked|don t have permission to access|"
      "do not have permission to access|access is denied|complete the captcha|"
      "solve the captcha|security service to protect|javascript aktivieren|"
      "aktivieren sie javascript|kein roboter|sie ein mensch sind|activer javascript|"
      "vous n êtes pas un robot|active javascript|habilite javascript|no eres un robot|"
      "ativar javascript|abilita javascript|non sei un robot|включите javascript|"
      "вы не робот|włącz javascript|schakel javascript|not available in your region|"
      "not available in your country|unavailable due to legal reasons|"
      // Consent.
      "we use cookies|store cookies|we and our partners|partners store|"
      "take back your consent|withdraw your consent|we value your privacy|"
      "store and or access information|accept all cookies|manage preferences|"
      "manage your choices|consent to the use|wir und unsere partner|wir verwenden cookies|"
      "alle akzeptieren|mit werbung weiterlesen|nous et nos partenaires|tout accepter|"
      "continuer sans accepter|nosotros y nuestros|utilizamos cookies|aceptar todo|"
      "aceptar y continuar|nós e os nossos|aceitar tudo|noi e i nostri|accetta tutto|"
      "wij en onze partners|alles accepteren|my i nasi partnerzy|zaufani partnerzy|"
      "vi och våra partner|vi og våre partnere|vi og vores partnere|my a naši partneři|"
      "мы используем файлы cookie");
  static constexpr std::array kParts{std::string_view("クッキー"),
                                     std::string_view("お探しのページ"),
                                     std::string_view("ロボットではない"),
                                     std::string_view("你不是机器人"), std::string_view("쿠키")};
  if (kPhrases.is_in(folded)) return true;
  return std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) {
    return folded.find(part) != std::string_view::npos;
  });
}

bool may_be_wall_line(std::string_view folded) {
  static const PhraseList kPhrases(
      "personal data|personenbezogene daten|données personnelles|datos personales|"
      "dados pessoais|dati personali|persoonsgegevens|dane osobowe|danych osobowych|"
      "persondata|osobní údaje|персональных данных|our partners|unsere partner|"
      "nos partenaires|nuestros socios|nostri partner|onze partners|nasi partnerzy|"
      "våra partner|kumppanimme|legitimate interest|unusual activity|suspicious activity|"
      "european economic area|zustimmung|einwilligung|ohne werbung|without tracking|"
      "accept all|reject all|unavailable in your country|access denied|find this page|"
      "find the page|find that page|has been moved or deleted|incident id|reference id|"
      "personalised ads|personalized ads|cookie settings|use of cookies|uses cookies|"
      "performance security by cloudflare|withdraw your consent");
  return kPhrases.is_in(folded) || is_wall_line(folded);
}

}  // namespace dateline
