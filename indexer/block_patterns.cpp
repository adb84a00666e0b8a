#include "indexer/block_patterns.hpp"

#include <algorithm>

#include "indexer/phrase_list.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

bool is_number_word(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_ascii_digit(c); });
}

/// The line after its leading number: "3 min read" -> "min read".
std::string_view after_number(std::string_view folded) {
  const std::size_t space = folded.find(' ');
  if (space == std::string_view::npos || !is_number_word(folded.substr(0, space))) return folded;
  return folded.substr(space + 1);
}

const PhraseList& interface_labels() {
  static const PhraseList kLabels(
      "share|share this|share this article|share this post|share this story|share article|"
      "share on facebook|share on twitter|share on linkedin|share via email|share with friends|"
      "shares|tweet|email|e mail|print|print this page|pin|pin it|pinterest|facebook|twitter|"
      "linkedin|whatsapp|reddit|telegram|flipboard|instagram|youtube|copy link|copy url|"
      "link copied|copied|copy|save|saved|bookmark|like|likes|like this|loading|close|open|menu|"
      "search|home|play|pause|mute|listen|listen to this article|listen now|enlarge|"
      "enlarge image|enlarge this image|view gallery|view comments|view all comments|"
      "show comments|hide comments|comments|comment|no comments|post a comment|leave a comment|"
      "add a comment|back to gallery|back to top|to top|top|next|previous|prev|back|read more|"
      "more|show more|show less|load more|see more|see all|view all|learn more|click here|"
      "continue reading|continue reading below|continue reading the main story|"
      "story continues below|story continues below advertisement|article continues below|"
      "article continues below advertisement|article continues after advertisement|"
      "article continues after ad|continue reading after ad|advertisement|advertisements|"
      "advertisment|advertising|ad|ads|sponsored|sponsored content|promoted|"
      "advertisement continue reading below|advertisement scroll to continue|scroll to continue|"
      "skip advertisement|story continues|continue|sign up|sign in|log in|login|subscribe|"
      "subscribe now|register|follow|following|follow us|follow us on|newsletter|news|opinion|"
      "breaking news|exclusive|live|video|watch|watch video|watch now|watch the video|play video|"
      "photo|photos|gallery|image|images|see gallery|toggle|toggle navigation|skip to content|"
      "skip to main content|table of contents|contents|in this article|on this page|jump to|"
      "getty images|reuters|file photo|related|tags|topics|buy now|shop now|add to cart|download|"
      "download pdf|get started|book now|contact us|read full article|all rights reserved|"
      "report this ad|remove ads|ad feedback|expand|collapse|zoom|fullscreen|fullscreen mode|"
      "reply|report|edit|delete|edited|quote|thanks for reading|thank you for reading|transcript|"
      "you may also like|recommended|recommended for you|trending|most read|more stories|cancel|"
      "submit|send|unmute|current time|duration|seek to live|stream type live|remaining time|by|"
      "written by|author|click to share|click to enlarge|click to expand|hide caption|"
      "toggle caption|caption|credit|x|anzeige|werbung|teilen|drucken|merken|kommentare|"
      "kommentieren|mehr|mehr lesen|weiterlesen|zurück|weiter|nach oben|schließen|vorlesen|"
      "artikel drucken|artikel teilen|seite drucken|seite teilen|publicité|publicite|partager|"
      "imprimer|commenter|commentaires|lire la suite|suivant|précédent|retour|publicidad|"
      "compartir|imprimir|comentarios|leer más|siguiente|anterior|cerrar|publicidade|"
      "compartilhar|compartilhe|partilhar|comentários|leia mais|continua após a publicidade|"
      "continua depois da publicidade|pubblicità|condividi|stampa|commenti|leggi tutto|"
      "continua a leggere|advertentie|delen|lees meer|reklama|udostępnij|reklam|annons|dela|"
      "annonce|del|mainos|jaa|paylaş|реклама|поделиться|читать далее|печать|комментарии|"
      "поделитесь|广告|分享|収起|広告|シェア");
  return kLabels;
}

}  // namespace

bool is_interface_label(std::string_view folded) {
  if (folded.size() > 80) return false;
  if (interface_labels().has(folded) || is_number_word(folded)) return true;
  const std::string_view unit = after_number(folded);
  if (unit.size() != folded.size()) {
    static const PhraseList kUnits(
        "min|min read|mins read|minute read|minutes read|min de lecture|min lesezeit|"
        "minuten lesezeit|comments|comment|shares|share|views|view|likes|like|replies|kommentare|"
        "commentaires|comentarios|комментариев|minutos de lectura|min de lectura|min leitura|"
        "min lettura|minute de lecture|minutes de lecture|retweets|votes|followers|reads");
    if (kUnits.has(unit)) return true;
    // "1 of 5", "image 1 of 5"
    if (unit.starts_with("of ") && is_number_word(unit.substr(3))) return true;
  }
  static const PhraseList kStarts("image|photo|slide|page|bild");
  static const PhraseList kPhrases("of|von");
  if (kStarts.starts(folded) && kPhrases.is_in(folded) && is_ascii_digit(folded.back()))
    return true;
  static const PhraseList kStartsLonger(
      "estimated reading time|reading time|lesezeit|time to read|tempo di lettura|"
      "temps de lecture|tiempo de lectura|tempo de leitura");
  if (kStartsLonger.starts(folded)) return count_folded_words(folded) <= 7;
  static const PhraseList kStartsThird(
      "share on|share via|share to|share this|share the|click to share|auf facebook|auf twitter|"
      "per mail|click here to|opens in a new|opens in new");
  return kStartsThird.starts(folded) && count_folded_words(folded) <= 6;
}

bool is_read_more_label(std::string_view folded) {
  static const PhraseList kLabels(
      "related|related article|related articles|related story|related stories|related reading|"
      "related post|related posts|read more|read also|also read|can also read|read next|see also|"
      "see more|recommended|recommended reading|recommended read|further reading|more|learn more|"
      "you may also like|you might also like|you may like|don t miss|must read|watch|more on this|"
      "related video|related content|up next|mehr|mehr zum thema|lesen sie auch|auch interessant|"
      "lesetipp|siehe auch|lies auch|zum thema|mehr dazu|lire aussi|à lire aussi|à lire|voir aussi|"
      "lea también|lee también|le puede interesar|te puede interesar|más información|ver también|"
      "leia também|leia mais|veja também|saiba mais|leggi anche|vedi anche|lees ook|lees meer|"
      "czytaj też|czytaj także|zobacz też|читайте также|läs också|läs även|les også|læs også|"
      "lue myös|baca juga|xem thêm|čtěte také|читайте також|相关阅读|関連記事");
  return kLabels.has(folded);
}

bool starts_read_more(std::string_view folded) {
  static const PhraseList kStarts(
      "read more|read also|read next|also read|read this|read our|read the full|related|"
      "related article|related story|see also|more on|more from|more about|don t miss|dont miss|"
      "watch|watch also|also on|also see|also watch|must read|recommended|you may also like|"
      "you might also like|further reading|check out|click here|for more|explore|previously|"
      "leggi anche|leggi|vedi anche|approfondisci|lee también|lea también|lee tambien|"
      "le puede interesar|te puede interesar|vea también|ver también|mira|mira también|"
      "más información|además|lesen sie auch|lesen sie|lesen sie mehr|mehr zum thema|mehr dazu|"
      "auch interessant|weitere beiträge|weiterlesen|siehe auch|zum thema|lies auch|"
      "das könnte sie auch interessieren|lire aussi|à lire|a lire|à lire aussi|lire également|"
      "voir aussi|sur le même sujet|leia mais|leia também|veja também|saiba mais|czytaj też|"
      "czytaj także|zobacz też|przeczytaj|czytaj więcej|читайте также|читать также|"
      "смотрите также|по теме|читайте|läs också|läs även|läs mer|les også|læs også|lue myös|"
      "lees ook|lees verder|lees meer|bekijk ook|bunu da oku|ayrıca bakınız|haberin devamı|"
      "baca juga|simak juga|čtěte také|čítajte aj|olvassa el|citește și|vezi și|διαβάστε επίσης|"
      "xem thêm|читайте також|اقرأ أيضا|相关阅读|延伸阅读|関連記事");
  return kStarts.starts(folded);
}

bool is_stop_heading(std::string_view folded) {
  if (folded.size() > 90) return false;
  static const PhraseList kExact(
      "related|read next|recommended|recommended reading|comments|trending|trending now|tags|"
      "topics|subscribe|newsletter|share|share this|up next|sponsored|most read|most popular|"
      "most viewed|popular|latest|latest news|latest stories|latest articles|latest posts|"
      "recent posts|recent articles|recent stories|more news|more stories|more|next article|"
      "previous article|next post|previous post|source|sources|about us|contact us|"
      "contacts|contact|media contact|media contacts|press contact|further reading|see also|"
      "external links|follow us|archives|categories|top stories|editors picks|editor s picks|"
      "what s next|about|author|the author|authors|post navigation|discussion|advertisement|"
      "kommentare|schlagworte|themen|mehr zum thema|das könnte sie auch interessieren|"
      "auch interessant|weitere artikel|weitere themen|weiterführende links|"
      "weitere informationen|ähnliche artikel|ähnliche beiträge|neueste artikel|meistgelesen|"
      "beliebte artikel|quellen|quelle|über den autor|über die autorin|zum thema|links zum thema|"
      "zum autor|verwandte artikel|verwandte themen|pressekontakt|kontakt|neueste beiträge|"
      "teilen|links|commentaires|à lire aussi|sur le même sujet|articles similaires|"
      "articles liés|les plus lus|comentarios|noticias relacionadas|artículos relacionados|"
      "más noticias|lo más leído|etiquetas|comentários|notícias relacionadas|mais lidas|"
      "leia também|veja também|commenti|articoli correlati|leggi anche|i più letti|lees ook|"
      "reacties|meer nieuws|gerelateerd|komentarze|zobacz także|czytaj także|комментарии|"
      "читайте также|похожие статьи|по теме|kommentarer|läs också|les også|relaterte artikler|"
      "kommentit|yorumlar|相关阅读|延伸阅读|相关新闻|関連記事|コメント");
  if (kExact.has(folded)) return true;
  static const PhraseList kStarts(
      "related articles|related posts|related stories|related content|related news|"
      "related topics|related links|related reading|related coverage|related items|related video|"
      "you may also|you might also|you may like|read next|more from|more on this|more in|"
      "more like this|recommended for|recommended stories|recommended articles|about the author|"
      "about the writer|about the contributor|about author|about this article|share this|"
      "follow us|leave a reply|leave a comment|leave your comment|join the conversation|"
      "join the discussion|post a comment|add a comment|add comment|write a comment|"
      "popular posts|popular articles|sponsored links|from around the web|around the web|"
      "from the web|sponsored content|subscribe to|sign up for|get the latest|stay up to date|"
      "stay informed|latest from|latest in|other articles|other stories|other news|more articles|"
      "similar articles|similar posts|keep reading|continue reading|what to read next|"
      "filed under|in this series|our newsletter|join our newsletter|like this|what do you think|"
      "schreiben sie einen kommentar|schreibe einen kommentar|kommentar schreiben|"
      "hinterlasse einen kommentar|hinterlassen sie|laisser un commentaire|deja un comentario|"
      "deja una respuesta|deixe um comentário|lascia un commento|dodaj komentarz|"
      "оставить комментарий|about the company|forward looking statements|thank you for|"
      "thanks for reading|dit artikel delen");
  return kStarts.starts(folded) && count_folded_words(folded) <= 9;
}

bool is_closing_heading(std::string_view folded) {
  static const PhraseList kStarts(
      "about|über|à propos de|a propos de|sobre|o firmie|om|informazioni su|over|о компании");
  return count_folded_words(folded) <= 5 && kStarts.starts(folded);
}

bool is_photo_credit(std::string_view folded) {
  const std::size_t words = count_folded_words(folded);
  if (words > 25) return false;
  static const PhraseList kStarts(
      "photo|photos|photo by|photo credit|photo courtesy|photograph|photography|image|"
      "image credit|image source|images|image courtesy|picture|picture credit|pictured|credit|"
      "credits|file photo|featured image|illustration|foto|fotos|bild|bildquelle|symbolbild|"
      "archivbild|crédit|crédits|crédit photo|crédito|foto de|imagen|fotografía|fot|фото|"
      "фотография|kuva|foto di|video by|screenshot|screengrab|图片来源|写真");
  static const PhraseList kEnds(
      "getty images|getty|shutterstock|ap photo|afp|reuters|istock|istockphoto|unsplash|pexels|"
      "alamy|dpa|adobe stock|depositphotos|wikimedia commons|imago|epa|efe|ap|pixabay|flickr|"
      "picture alliance|file photo|courtesy photo|bloomberg|press association|pa wire");
  if (kStarts.starts(folded) && words <= 14) return true;
  // "The bridge on Monday. Picture: Ben Rook"
  static const PhraseList kLabels(
      "photo|picture|foto|bild|image|fotos|photos|credit|фото|fot|kuva|photo by|foto di");
  std::string_view rest = folded;
  for (std::size_t left = words; left > 1; --left) {
    if (left <= 7 && words > left && kLabels.starts(rest)) return true;
    rest.remove_prefix(rest.find(' ') + 1);
  }
  return words <= 22 && kEnds.ends(folded);
}

bool is_author_note(std::string_view folded) {
  if (count_folded_words(folded) > 90) return false;
  const std::string_view head = folded.substr(0, 240);
  static const PhraseList kStarts(
      "about the author|about the writer|über den autor|à propos de l auteur|sobre el autor|"
      "the author is|the writer is|the author of this|the authors are|the views expressed|"
      "views expressed|opinions expressed|the opinions expressed|this is an opinion|"
      "this story was produced by|this article was written by|this story was written by|"
      "this article was produced|this post was written by");
  if (kStarts.starts(head)) return true;
  static const PhraseList kVerbs(
      "is a|is an|is the|has been a|covers|writes|is editor|reports on|was a|ist|est|es");
  static const PhraseList kRoles(
      "reporter|writer|editor|journalist|correspondent|columnist|freelance|contributor|author|"
      "blogger|professor|staff|fellow|producer|analyst|strategist|founder|ceo|consultant|"
      "advises|cto|vice president|president of|director|head of|chief|faculty|physician|scientist|"
      "researcher|lecturer|coach|speaker|passionate about|adjunct|lives in|lives with|based in|"
      "redakteur|redakteurin|journalistin|autor|autorin|journaliste|periodista|covers|"
      "writes about|specialist|copywriter|content");
  // A name first: the verb follows within the first words.
  std::string_view rest = head;
  for (int word = 0; word < 9 && !rest.empty(); ++word) {
    if (word > 0 && kVerbs.starts(rest)) return kRoles.is_in(rest);
    rest.remove_prefix(std::min(rest.find(' '), rest.size() - 1) + 1);
  }
  return false;
}

bool is_contact_line(std::string_view folded) {
  if (count_folded_words(folded) > 45) return false;
  static const PhraseList kStarts(
      "follow us|follow me|follow him on|follow her on|follow them on|follow on|contact us|"
      "reach him at|reach her at|email him|email her|e mail|email|write to|contact the|got a tip|"
      "have a tip|do you have a tip|send tips|connect with|find us on|like us on|join us on|"
      "phone|tel|for media inquiries|media contact|for more information contact|contact|"
      "for further information|for more information|to learn more|learn more about|"
      "for more information visit|visit us|folgen sie|suivez|síguenos|siga|seguici|twitter|"
      "facebook|website|web");
  if (kStarts.starts(folded)) return true;
  static const PhraseList kPhrases(
      "can be reached at|can be contacted at|follow him on|follow her on|follow them on|"
      "follow us on|on twitter at|reach out to|tips to|email protected|follow me on");
  return kPhrases.is_in(folded);
}

bool is_sign_off(std::string_view folded) {
  if (count_folded_words(folded) > 40) return false;
  static const PhraseList kStarts(
      "reporting by|additional reporting|writing by|editing by|edited by|compiled by|"
      "with reporting by|with files from|with inputs from|with input from|with agency inputs|"
      "inputs from|source|sources|quelle|quellen|fuente|fonte|via|with additional reporting|ap|"
      "afp|reuters|copyright|originally published|this article originally appeared|"
      "this article was originally published|this story was originally published|"
      "this article first appeared|this story first appeared|this post originally appeared|"
      "first published|this article appeared|a version of this article|published in|"
      "read the original|cover image|cover photo|featured photo|header image|hero image|"
      "feature image|image credits|translated by|texte|redaktion|reported by|produced by");
  if (kStarts.starts(folded)) return true;
  static const PhraseList kPhrases(
      "contributed to this report|contributed to this story|contributed to this article|"
      "contributed reporting|reporting by|first appeared on|originally appeared on|"
      "originally published on|originally published by|reprinted with permission|republished from");
  return kPhrases.is_in(folded);
}

bool is_prompt(std::string_view folded) {
  if (count_folded_words(folded) > 45) return false;
  static const PhraseList kStarts(
      "sign up|subscribe|get the latest|get our|join our|join the|download the|download our|"
      "click here|support our|support us|donate|become a member|like this article|enjoyed this|"
      "enjoying this|want more|thanks for reading|thank you for reading|share your thoughts|"
      "let us know|tell us|what do you think|comment below|leave a comment|you can also|"
      "stay up to date|stay tuned|stay connected|stay informed|don t miss|never miss|to receive|"
      "melden sie sich|abonnieren sie|newsletter|inscrivez vous|abonnez vous|suscríbete|"
      "suscribete|regístrate|iscriviti|assine|подпишитесь|подписывайтесь|please share|share this|"
      "if you enjoyed|if you liked|if you found this|did you find|was this|read the full|"
      "view the full|see the full|catch up on|our standards|get notified|buy now|shop now|book a|"
      "schedule a|contact us|get in touch|call us|request a|need help|have questions|"
      "interested in|listen to the|watch the|keep up with");
  if (kStarts.starts(folded)) return true;
  static const PhraseList kPhrases(
      "subscribe to our|sign up for our|our newsletter|free newsletter|our app|follow us on|"
      "comments below|in the comments|comment section|comments section");
  return kPhrases.is_in(folded);
}

bool calls_to_act(std::string_view folded) {
  static const PhraseList kStarts(
      "learn more|find out more|discover more|explore our|explore more|check out our|see our|"
      "view our|read our|get started|get a free|get your free|get a quote|get in touch|contact|"
      "contact us|call us|call today|call now|book|book a|book now|book your|schedule|schedule a|"
      "request a|start your|start a|try|try it|sign up|join|join us|register|download|shop|"
      "shop now|buy now|buy|order now|order|apply now|apply|enroll|ready to|want to|"
      "looking for|need help|need a|interested in|have questions|questions|still have|"
      "want more|for more|to learn more|visit|talk to|speak to|speak with|let s|"
      "jetzt|kontaktieren|mehr erfahren|erfahren sie|en savoir plus|contactez|decouvrez|"
      "contacta|contactanos|descubre|solicita|mas informacion|scopri|contattaci|richiedi");
  static const PhraseList kPhrases(
      "contact us|get in touch|call us|give us a call|free trial|free demo|free consultation|"
      "free quote|book a|schedule a|request a|sign up|learn more|find out more|get started|"
      "our team|our experts|reach out|click here|shop now|our services|visit our|"
      "check out our|let us|talk to|speak to|we can help|we re here|here to help|"
      "kontaktieren sie|contactez nous|contacta|contattaci");
  return kStarts.starts(folded) || kPhrases.is_in(folded);
}

bool is_affiliate_notice(std::string_view folded) {
  static const PhraseList kPhrases(
      "affiliate link|affiliate links|affiliate commission|affiliate partner|affiliate partners|"
      "affiliate marketer|earn a commission|earn a small commission|earn commission|"
      "earn us a commission|earn us a small commission|receive a commission|at no extra cost|"
      "at no additional cost|independently selected|partnerlinks|affiliate-links|provision");
  return count_folded_words(folded) <= 90 && kPhrases.is_in(folded);
}

bool is_consent_notice(std::string_view folded) {
  static const PhraseList kPhrases(
      "we use cookies|uses cookies|this site uses cookies|use of cookies|we and our partners|"
      "your privacy choices|cookie policy|wir verwenden cookies|diese website verwendet cookies|"
      "nous utilisons des cookies|utilizamos cookies|utilizziamo i cookie|wij gebruiken cookies|"
      "мы используем файлы cookie");
  return count_folded_words(folded) <= 80 && kPhrases.is_in(folded);
}

bool is_paywall_prompt(std::string_view folded) {
  if (count_folded_words(folded) > 45) return false;
  static const PhraseList kPhrases(
      "to continue reading|to keep reading|subscribe to read|subscribe to continue "
      "reading|subscribe to continue|"
      "continue reading this article|subscribers only|for subscribers|already a subscriber|"
      "register to read|to read the full|to unlock this|log in to read|sign in to read|"
      "premium subscribers|exclusive to subscribers|reserved for subscribers|réservé aux abonnés|"
      "pour lire la suite|il vous reste|weiterlesen mit|jetzt weiterlesen|jetzt abonnieren|"
      "sie haben bereits ein abo|um weiterzulesen|para seguir leyendo|solo para suscriptores|"
      "exclusivo para assinantes|per continuare a leggere|contenuto riservato|verder lezen");
  return kPhrases.is_in(folded);
}

bool is_byline(std::string_view folded) {
  if (count_folded_words(folded) > 12) return false;
  static const PhraseList kStarts(
      "by|von|par|por|di|da|door|av|af|written by|posted by|published by|author|words by|"
      "story by|text|autor|autora|auteur|автор|yazan|oleh|reviewed by|medically reviewed by|"
      "fact checked by|edited by|updated by|geschrieben von|ein beitrag von|ein artikel von|"
      "eine analyse von|aus|kommentar von|tekst|autore");
  return kStarts.starts(folded);
}

bool starts_date_label(std::string_view folded) {
  static const PhraseList kStarts(
      "published|posted|posted on|updated|last updated|last modified|first published|date|"
      "modified|created|veröffentlicht|aktualisiert|stand|zuletzt aktualisiert|datum|publié|"
      "mis à jour|mise à jour|publicado|actualizado|fecha|atualizado|pubblicato|aggiornato|"
      "опубликовано|обновлено|дата|gepubliceerd|bijgewerkt|opublikowano|aktualizacja|publicerad|"
      "uppdaterad|publisert|oppdatert|udgivet|opdateret|julkaistu|päivitetty|yayınlanma|"
      "güncelleme|reviewed|on|erstellt|vom|issued|release date");
  return kStarts.starts(folded);
}

bool is_tag_line(std::string_view folded) {
  static const PhraseList kStarts(
      "tags|tag|tagged|filed under|posted in|categories|category|topics|keywords|schlagworte|"
      "schlagwörter|themen|kategorie|kategorien|étiquettes|etiquetas|temas|теги|метки|"
      "more on this topic|published under|hashtags|mots clés|tagi");
  return kStarts.starts(folded) && count_folded_words(folded) <= 40;
}

bool is_rights_line(std::string_view folded) {
  if (count_folded_words(folded) > 60) return false;
  static const PhraseList kStarts(
      "copyright|all rights reserved|c 20|alle rechte vorbehalten|tous droits réservés|"
      "todos los derechos|todos os direitos|tutti i diritti");
  static const PhraseList kPhrases(
      "all rights reserved|may not be published broadcast rewritten|alle rechte vorbehalten|"
      "tous droits réservés|todos los derechos reservados|todos os direitos reservados|"
      "copyright 20|tutti i diritti riservati|without permission");
  return kStarts.starts(folded) || kPhrases.is_in(folded);
}

bool is_builder_chrome(std::string_view folded) {
  if (folded.size() > 120) return false;
  static const PhraseList kExact(
      "top of page|bottom of page|post not marked as liked|post marked as liked|recent posts|"
      "see all|log in sign up|use tab to navigate|use tab to navigate through the menu items|"
      "all posts|search|write a comment|commenting has been turned off|couldn t load comments|"
      "it looks like there was a technical problem try reconnecting or refreshing the page|"
      "seitenanfang|haut de page|bas de page|parte superior de la página|final de la página");
  if (kExact.has(folded)) return true;
  // "3 views0 comments": counters run together, in any order.
  static const PhraseList kCounted(
      "view|views|comment|comments|like|likes|share|shares|min|read|post|not|marked|as|liked");
  bool counts = false;
  std::size_t start = 0;
  while (start < folded.size()) {
    const std::size_t end = std::min(folded.find(' ', start), folded.size());
    std::string_view word = folded.substr(start, end - start);
    while (!word.empty() && is_ascii_digit(word.back())) {
      word.remove_suffix(1);
      counts = true;
    }
    while (!word.empty() && is_ascii_digit(word.front())) {
      word.remove_prefix(1);
      counts = true;
    }
    if (!word.empty() && !kCounted.has(word)) return false;
    start = end + 1;
  }
  return counts;
}

bool starts_source_label(std::string_view folded) {
  static const PhraseList kStarts(
      "read more at|read more on|read the full|read full story at|read full article at|"
      "read the original|original article|originally published|originally published at|"
      "originally published on|this article was originally published|"
      "this article originally appeared|this article first appeared|"
      "this story originally appeared|first published|source|sources|via|courtesy|quelle|fuente|"
      "fonte|continue reading at|republished from|reposted from|mehr unter|weiterlesen bei|"
      "lire la suite sur|leer más en|leia mais em|источник|bron|źródło|kilde|källa|kaynak|zdroj");
  return kStarts.starts(folded);
}

}  // namespace dateline
