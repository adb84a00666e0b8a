#include "indexer/date_label.hpp"

#include <gtest/gtest.h>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

TEST(DateLabel, KnowsPublicationAndChangeInManyLanguages) {
  for (const char* text :
       {"Published on", "First published", "Posted by Ann on", "Veröffentlicht am", "Erstellt",
        "Publié le",    "Mis en ligne le", "Publicado el",     "Publicado em",      "Pubblicato il",
        "Опубликовано", "Gepubliceerd",    "Opublikowano",     "Publicerad",        "Publisert",
        "Julkaistu",    "Yayınlanma",      "Δημοσίευση",       "発布 公開",         "입력"})
    EXPECT_EQ(role_of_label(fold_words(text), DateRole::Unknown), DateRole::Published) << text;
  for (const char* text :
       {"Updated", "Last modified", "Zuletzt aktualisiert", "Letzte Änderung", "Mis à jour le",
        "Actualizado", "Atualizado em", "Aggiornato", "Обновлено", "Bijgewerkt", "Aktualizacja",
        "Uppdaterad", "Oppdatert", "Päivitetty", "Güncelleme", "更新 日", "수정"})
    EXPECT_EQ(role_of_label(fold_words(text), DateRole::Unknown), DateRole::Modified) << text;
  for (const char* text :
       {"", "by Ann Reed", "Stand:", "at the harbour", "Republicans", "outdated"})
    EXPECT_EQ(role_of_label(fold_words(text), DateRole::Unknown), DateRole::Unknown) << text;
}

TEST(DateLabel, TheNearestCounts) {
  EXPECT_EQ(role_of_label("published 3 may updated", DateRole::Unknown), DateRole::Modified);
  EXPECT_EQ(role_of_label("updated 4 may first published", DateRole::Unknown), DateRole::Published);
  EXPECT_EQ(role_of_label("in the harbour", DateRole::Modified), DateRole::Modified)
      << "what is known already stays";
}

}  // namespace
}  // namespace dateline
