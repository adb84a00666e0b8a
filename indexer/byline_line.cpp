#include "indexer/byline_line.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/block_patterns.hpp"
#include "indexer/person_name.hpp"
#include "indexer/phrase_list.hpp"
#include "indexer/text_shape.hpp"
#include "indexer/visible_date.hpp"

namespace dateline {
namespace {

constexpr std::size_t kMaxLineBytes = 400;

/// What parts names from the rest of their line.
constexpr auto kSeparators = std::to_array<std::string_view>(
    {"\n", "|", " - ", " – ", " — ", " / ", "·", "•", "●", "⋅", "∙", "»", "／", "｜", "　", " ~ "});

const PhraseList& labels() {
  static const PhraseList kLabels(
      "by|words by|written by|posted by|published by|story by|article by|report by|post by|created "
      "by|contributed by|authored by|a guest post by|guest post by|author|authors|posted|"
      "published|text by|words|reporter|reported by|reporting by|column by|opinion by|analysis by|"
      "von|vom|text|text von|ein artikel von|ein beitrag von|ein text von|eine kolumne von|eine "
      "analyse von|ein kommentar von|ein gastbeitrag von|gastbeitrag von|interview von|geschrieben "
      "von|verfasst von|erstellt von|autor|autorin|autoren|redaktion|aus|"
      "par|texte|texte par|écrit par|rédigé par|publié par|propos recueillis par|auteur|auteurs|"
      "por|escrito por|escribe|publicado por|texto|texto de|autora|autores|reportagem|"
      "di|da|de|a cura di|scritto da|autore|articolo di|testo di|"
      "door|tekst|geschreven door|av|af|skrevet av|skrevet af|skriven av|tekst i "
      "foto|autorka|napsal|"
      "napsala|autoři|tekst i zdjęcia|"
      "oleh|penulis|yazan|yazar|haber|kirjoittanut|"
      "автор|авторы|текст|автор текста|написал|написала|автор статьи|"
      "بقلم|كتب|كتبت|تقرير|إعداد|الكاتب|"
      "作者|记者|記者|文|撰文|文字|本报记者|本报讯 记者|本報記者|文 写真|文 寫真|文 攝影|文 摄影|"
      "取材 文|執筆|ライター|筆者|글|기자");
  return kLabels;
}

const PhraseList& other_roles() {
  static const PhraseList kRoles(
      "edited by|editor|reviewed by|medically reviewed by|expert reviewed by|fact checked by|fact "
      "checked|fact check|fact checker|checked by|updated by|approved by|verified by|photos|photo|"
      "photos by|photo by|photography|photography by|pictures by|images by|image|illustration|"
      "illustrations by|illustration by|translated by|produced by|narrated by|hosted by|curated by|"
      "video by|design by|graphics by|foto|fotos|fotos von|foto von|bild|bilder|bild von|grafik|"
      "übersetzt von|übersetzung|photos "
      "de|crédit|crédits|photographies|fotografía|fotografías|foto "
      "di|foto de|traducción|traduction|редактор|фото|تصوير|編集|写真|撮影|摄影|攝影|编辑|責任编辑|"
      "责任编辑|사진|편집");
  return kRoles;
}

/// What is left of a date or stands by it: a day of the week, "in Travel".
bool is_time_word(std::string_view folded) {
  static const PhraseList kWords(
      "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thurs|fri|sat|"
      "sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|"
      "vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|"
      "martedì|"
      "mercoledì|giovedì|venerdì|sabato|domenica|segunda feira|terça feira|quarta feira|quinta "
      "feira|sexta feira|today|yesterday|heute|gestern|in|am|pm|uhr|at|on|ago|h|min|by");
  return kWords.has(folded.substr(0, folded.find(' '))) || kWords.has(folded);
}

/// Where each of the first words of `text` ends and the next begins.
std::vector<std::size_t> word_starts(std::string_view text, std::size_t max_words) {
  constexpr auto kBorders =
      std::to_array<std::string_view>({" ", ":", "：", "/", "・", "、", "\u00A0"});
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size() && starts.size() < max_words;) {
    if (is_ascii_alpha(text[i])) {
      ++i;
      continue;
    }
    std::size_t border = 0;
    for (const std::string_view mark : kBorders)
      if (text.substr(i).starts_with(mark)) border = mark.size();
    if (border == 0) {
      ++i;
      continue;
    }
    i += border;
    if (!starts.empty() && starts.back() + border == i) {
      starts.back() = i;
    } else {
      starts.push_back(i);
    }
  }
  return starts;
}

/// The rest of `part` behind the longest label that it begins with; nullopt without one.
std::optional<std::string_view> after_label(std::string_view part, const PhraseList& list) {
  constexpr std::size_t kMaxLabelWords = 5;
  // Most parts begin like no label.
  constexpr std::size_t kFirstBytes = 24;
  const std::string beginning = fold_words(part, kFirstBytes);
  if (beginning.size() >= 3 && !list.may_start(beginning)) return std::nullopt;
  std::optional<std::string_view> rest;
  for (const std::size_t start : word_starts(part, kMaxLabelWords))
    if (list.has(fold_words(part.substr(0, start)))) rest = part.substr(start);
  return rest;
}

std::optional<std::string_view> after_byline_label(std::string_view part) {
  const auto rest = after_label(part, labels());
  if (rest || part.size() < 4) return rest;
  // Markup without a blank, scripts without blanks: "ByJane Doe", "记者王小明".
  if (part.starts_with("By") && part[2] >= 'A' && part[2] <= 'Z') return part.substr(2);
  for (const std::string_view label : {"本报记者", "本報記者", "记者", "記者", "作者", "撰文"})
    if (part.starts_with(label) && count_code_points(part.substr(label.size())) <= 4)
      return part.substr(label.size());
  return std::nullopt;
}

/// Without the words that led to a date behind: "by Jane Doe on", "Max Muster Veröffentlicht am".
std::string without_joints(std::string part) {
  static const PhraseList kJoints(
      "on|at|am|um|le|el|den|em|il|in|vom|dnia|от|на|the|published|posted|updated|posted on|"
      "published on|updated on|last updated|last modified|date|data|data publikacji|datum|fecha|"
      "veröffentlicht|veröffentlicht am|aktualisiert|stand|publié|publié le|publicado|publicado el|"
      "publicado em|pubblicato|pubblicato il|опубликовано|дата|gepubliceerd|opublikowano");
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    std::size_t space = part.size();
    for (int words = 0; words < 3 && space != std::string::npos && space > 0 && !is_cut; ++words) {
      space = part.rfind(' ', space - 1);
      if (space == std::string::npos ||
          !kJoints.has(fold_words(std::string_view(part).substr(space))))
        continue;
      part.resize(space);
      is_cut = true;
    }
  }
  return part;
}

/// What follows a label with a colon amid the line, up to the next such: "… 记者：王小明 字号：大".
std::optional<std::string_view> after_inner_label(std::string_view part) {
  for (const std::string_view colon : {":", "："})
    for (std::size_t at = part.find(colon); at != std::string_view::npos;
         at = part.find(colon, at + 1)) {
      const std::size_t space = part.rfind(' ', at);
      const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
      if (!labels().has(fold_words(part.substr(begin, at - begin)))) continue;
      std::string_view rest = trim_ascii(part.substr(at + colon.size()));
      if (const std::size_t next = rest.find(colon); next != std::string_view::npos) {
        const std::size_t end = rest.rfind(' ', next);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(0, end);
      }
      return rest;
    }
  return std::nullopt;
}

/// Bytes of the separator at `at`; 0 without one.
std::size_t separator_at(std::string_view line, std::size_t at) {
  if (is_ascii_alpha(line[at]) || is_ascii_digit(line[at])) return 0;
  for (const std::string_view separator : kSeparators)
    if (separator.front() == line[at] && line.substr(at).starts_with(separator))
      return separator.size();
  return 0;
}

std::vector<std::string> split_line(std::string_view text, bool& has_date) {
  std::string line(utf8_prefix(text, kMaxLineBytes));
  const auto dates = find_visible_dates(line, DayOrder::Unknown, 4);
  has_date = !dates.empty();
  for (auto date = dates.rbegin(); date != dates.rend(); ++date)
    line.replace(date->offset, date->length, "\n");
  std::vector<std::string> parts;
  std::size_t start = 0;
  while (start <= line.size()) {
    std::size_t end = start;
    std::size_t length = 0;
    while (end < line.size() && (length = separator_at(line, end)) == 0) ++end;
    parts.push_back(without_joints(clean_line(std::string_view(line).substr(start, end - start))));
    start = end + std::max<std::size_t>(length, 1);
  }
  return parts;
}

bool is_covered(std::string_view part, const std::vector<std::string>& names) {
  std::size_t letters = 0;
  for (const std::string& name : names) letters += fold_words(name).size() + 1;
  return !names.empty() && letters * 10 >= fold_words(part).size() * 6;
}

}  // namespace

bool is_byline_label(std::string_view folded) { return labels().has(folded); }

bool announces_other_role(std::string_view folded) { return other_roles().ends(folded); }

BylineReading read_byline_line(std::string_view text, const PageIdentity& identity) {
  BylineReading reading;
  std::vector<std::string> bare;
  std::vector<std::string> statements;
  std::string labelled_statement;
  bool after_role = false;
  bool after_bare_label = false;
  for (std::string part : split_line(text, reading.has_date)) {
    // The time of day may stand first.
    part.erase(0, part.find_first_not_of(" ,;.:|-0123456789"));
    if (part.empty()) continue;
    const std::string folded = fold_words(part);
    if (after_label(part, other_roles()) || other_roles().has(folded)) {
      after_role = other_roles().has(folded);
      continue;
    }
    if (std::exchange(after_role, false)) continue;
    const bool follows_label = std::exchange(after_bare_label, labels().has(folded));
    if (after_bare_label) continue;
    std::string_view rest = part;
    bool is_labelled = follows_label;
    // "Posted in Travel by Jane Doe": the last label counts.
    for (const std::string_view by : {" by ", " By ", " BY "})
      if (const std::size_t at = rest.rfind(by); at != std::string_view::npos) {
        if (announces_other_role(fold_words(rest.substr(0, at + by.size())))) {
          rest = rest.substr(0, at);
          const std::size_t role = rest.rfind(' ');
          rest = role == std::string_view::npos ? std::string_view{} : rest.substr(0, role);
        } else if (parse_byline(rest.substr(0, at), identity).empty() || reading.has_date) {
          rest = rest.substr(at + by.size());
          is_labelled = true;
        }
        break;
      }
    if (const auto named = after_byline_label(rest)) {
      rest = *named;
      is_labelled = true;
    } else if (const auto inner = after_inner_label(rest)) {
      rest = *inner;
      is_labelled = true;
    }
    if (rest.ends_with(" 기자")) {
      rest.remove_suffix(std::string_view(" 기자").size());
      is_labelled = true;
    }
    // "Tekst: Ole Holm Foto: Per Berg"
    if (const std::size_t colon = rest.find(':'); is_labelled && colon != std::string_view::npos)
      rest = rest.substr(0, std::min(rest.rfind(' ', colon), rest.size()));
    std::vector<std::string> names = parse_byline(rest, identity);
    if (names.empty()) {
      // "Step by step" begins with no label.
      const bool is_inner = !follows_label && !after_byline_label(part);
      if (is_labelled && labelled_statement.empty() && (!is_inner || reading.has_date) &&
          !is_time_word(fold_words(rest)))
        labelled_statement = trim_ascii(rest);
      if (!is_labelled && !is_interface_label(folded) && !is_time_word(folded))
        statements.push_back(std::move(part));
      continue;
    }
    if (is_labelled) {
      reading.is_labelled = true;
      for (std::string& name : names) add_name(reading.names, std::move(name));
    } else if (is_covered(part, names) ||
               (reading.has_date && count_reader_words(part) <= 8 && is_person(names.front()))) {
      for (std::string& name : names) add_name(bare, std::move(name));
    }
  }
  if (!reading.is_labelled) reading.names = std::move(bare);
  if (!reading.names.empty()) return reading;
  if (!labelled_statement.empty()) {
    reading.is_labelled = true;
    reading.statement = std::move(labelled_statement);
  } else if (reading.has_date && statements.size() == 1) {
    reading.statement = std::move(statements.front());
  }
  reading.statement.resize(reading.statement.find_last_not_of(" ,;:-") + 1);
  return reading;
}

}  // namespace dateline
