#include "indexer/date_label.hpp"

#include "indexer/phrase_list.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {

bool names_modification(std::string_view folded) {
  static const PhraseList kPhrases(
      "updated|modified|last edited|revised|aktualisiert|letzte änderung|geändert|"
      "mis à jour|mise à jour|modifié|actualizado|actualización|actualizada|modificado|"
      "atualizado|atualizada|aggiornato|aggiornamento|обновлено|изменено|оновлено|bijgewerkt|"
      "gewijzigd|aktualizacja|aktualizováno|aktualizované|uppdaterad|oppdatert|opdateret|"
      "päivitetty|güncelleme|güncellendi|frissítve|actualizat|ενημέρωση|ενημερώθηκε|更新|最終更新|"
      "수정|"
      "diperbarui|cập nhật|last update|letztes update|edited");
  return kPhrases.is_in(folded);
}

bool names_publication(std::string_view folded) {
  static const PhraseList kPhrases(
      "published|posted|mise en ligne|mis en ligne|en ligne le|first published|publish "
      "date|released|veröffentlicht|erschienen|erstellt|"
      "publié|publiée|paru|publicado|publicada|publicación|pubblicato|pubblicata|опубликовано|"
      "опубликован|опубліковано|gepubliceerd|geplaatst|opublikowano|dodano|publikováno|"
      "publikované|publicerad|publisert|udgivet|julkaistu|yayınlanma|yayınlandı|megjelent|"
      "publicat|δημοσίευση|δημοσιεύτηκε|发布|发表|公開|投稿|입력|등록|published on");
  return kPhrases.is_in(folded);
}

DateRole role_of_label(std::string_view folded, DateRole otherwise) {
  const bool published = names_publication(folded);
  const bool modified = names_modification(folded);
  if (published && modified) {
    // Compare what the last words say.
    std::string_view tail = folded;
    while (count_folded_words(tail) > 1) {
      tail.remove_prefix(tail.find(' ') + 1);
      if (!names_publication(tail)) return DateRole::Modified;
      if (!names_modification(tail)) return DateRole::Published;
    }
    return DateRole::Unknown;
  }
  return published ? DateRole::Published : modified ? DateRole::Modified : otherwise;
}

}  // namespace dateline
