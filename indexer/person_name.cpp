#include "indexer/person_name.hpp"

#include <algorithm>
#include <array>
#include <bitset>

#include "common/utf8.hpp"
#include "indexer/block_patterns.hpp"
#include "indexer/given_names.hpp"
#include "indexer/markup_text.hpp"
#include "indexer/phrase_list.hpp"
#include "indexer/text_shape.hpp"
#include "indexer/visible_date.hpp"

namespace dateline {
namespace {

constexpr std::size_t kMaxAuthors = 20;
constexpr std::size_t kMaxBylineBytes = 400;
constexpr std::size_t kMaxNameBytes = 60;

const PhraseList& lead_words() {
  static const PhraseList kWords(
      "by|von|par|por|di|da|de|door|av|af|written|posted|published|author|authors|autor|"
      "autoren|autorin|auteur|autore|text|texte|story|words|reviewed|medically|updated|"
      "edited|report|reported|автор|oleh|yazan|reporter|writer|article|about|the|view|posts|"
      "all|profile|of|tekst|foto|protected|name|contributed|contributor|editor|journalist|alles|"
      "alle|"
      "mehr|erstellt|vom|escribe|texto|redaktion|"
      "redakteur|ein|beitrag|artikel|geschrieben|publié|escrito|publicado|skrevet|skriven");
  return kWords;
}

/// What follows these is a role, place or action, no name. All begin with a blank or line break.
constexpr auto kCutPhrases = std::to_array<std::string_view>({" for ",
                                                              " in ",
                                                              " at ",
                                                              " on ",
                                                              " | ",
                                                              " - ",
                                                              " – ",
                                                              " — ",
                                                              " · ",
                                                              " • ",
                                                              " / ",
                                                              " is a ",
                                                              " is the ",
                                                              " covers ",
                                                              " follow",
                                                              " view profile",
                                                              " updated",
                                                              " published",
                                                              " posted",
                                                              " via ",
                                                              " via",
                                                              " (",
                                                              " @",
                                                              " read more",
                                                              " share",
                                                              " from ",
                                                              " with ",
                                                              " contributor",
                                                              " contributing",
                                                              " staff",
                                                              " reporter",
                                                              " correspondent",
                                                              " editor",
                                                              " freelance",
                                                              " writer",
                                                              " journalist",
                                                              " senior ",
                                                              " special to",
                                                              " last updated",
                                                              " min read",
                                                              "\n"});

const PhraseList& role_words() {
  static const PhraseList kWords(
      "reporter|editor|writer|correspondent|staff|journalist|columnist|contributor|producer|"
      "editorial|team|desk|newsroom|admin|administrator|redaktion|redaction|rédaction|"
      "redacción|redazione|redação|redactie|redakcja|redakce|редакция|agency|agencies|"
      "agencias|press|news|reuters|afp|dpa|ap|bloomberg|ansa|efe|pti|ians|ani|online|"
      "webmaster|guest|author|unknown|anonymous|user|media|network|magazine|times|daily|post|"
      "tribune|herald|gazette|journal|inc|ltd|llc|gmbh|company|group|university|institute|"
      "department|office|blog|website|support|marketing|communications|digital|content|"
      "sponsored|partner|minutes|min|read|ago|hours|comments|comment|share|follow|facebook|"
      "twitter|email|print|updated|published|posted|chief|executive|director|manager|"
      "president|officer|ceo|professor|specialist|consultant|expert|analyst|photographer|"
      "photo|photos|image|video|here|more|about|articles|view|posts|profile|bio|our|this|"
      "article|story|was|is|has|and|the|for|newswire|wire|agencia|agence|presse|nachrichten|"
      "zeitung|services|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|"
      "mittwoch|"
      "donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
      "lunes|"
      "martes|miércoles|jueves|viernes|sábado|domingo|today|yesterday|sat|sun|mon|tue|wed|thu|fri|"
      "attorney|lawyer|associates|partners|development|insights|strategy|bluesky|linkedin|"
      "instagram|"
      "youtube|tiktok|mastodon|whatsapp|telegram|pinterest|rss|creative|commons|lizenz|license|"
      "licence|rights|rechte|reserved|inhalte|guide|tips|contact|kontakt|home|subscribe|newsletter|"
      "login|search|menu|next|previous|learn|how|why|what|your|you|my|health|science|tech|"
      "technology|business|politics|sport|sports|opinion|culture|travel|lifestyle|world|education|"
      "finance|entertainment|features|review|reviews|advice|careers|resources|events|products|"
      "service|solutions|pricing|llp|association|foundation|society|council|federation|center|"
      "centre|clinic|hospital|college|library|museum|government|ministry|insurance|studio|bureau|"
      "newsletters|podcast|podcasts|series|edition|archive|archives|category|categories|tags|"
      "topics|autoren|autor|artikel|beiträge|impressum|datenschutz|presse|verlag|verein|stiftung|"
      "institut|universität|gesellschaft|verband|agentur|agenturen|ag|kg|ev|plc|corp|"
      "corporation|limited|sa|spa|srl|bv|nv|oy");
  return kWords;
}

const PhraseList& name_particles() {
  static const PhraseList kWords(
      "van|von|der|den|de|del|della|di|da|dos|das|do|la|le|el|al|bin|ibn|zu|zur|ter|ten|und|"
      "y|e|af|av|du|des|st|mac|jr|sr|ii|iii");
  return kWords;
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && !is_ascii_space(text[i])) continue;
    if (i > start) words.push_back(text.substr(start, i - start));
    start = i + 1;
  }
  return words;
}

bool starts_uppercase(std::string_view word) {
  // "d'Orsane", "l’Estrange".
  for (const std::string_view elided : {"d'", "d’", "l'", "l’"})
    if (word.starts_with(elided) && word.size() > elided.size() + 1)
      return starts_uppercase(word.substr(elided.size()));
  for (std::size_t i = 0; i < word.size();) {
    const CodePoint c = decode_utf8(word, i);
    if (is_letter(c.value))
      return is_uppercase(c.value) || to_lower(c.value) == c.value ? is_uppercase(c.value) : true;
    i += c.size;
  }
  return false;
}

bool has_no_case(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const CodePoint c = decode_utf8(word, i);
    if (c.value < 0x0590 && is_letter(c.value)) return false;
    i += c.size;
  }
  return true;
}

bool is_all_capitals(std::string_view text) {
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    if (is_letter(c.value)) {
      if (!is_uppercase(c.value)) return false;
      ++capitals;
    }
    i += c.size;
  }
  return capitals >= 6;
}

std::string title_case(std::string_view text) {
  std::string out;
  bool word_start = true;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    append_utf8(out, word_start ? c.value : to_lower(c.value));
    word_start = !is_letter(c.value) && c.value != '\'' && c.value != 0x2019;
    i += c.size;
  }
  return out;
}

std::string_view trim_punctuation(std::string_view text) {
  constexpr std::string_view kEdges = " \t\n,;:|-/*\"<>=+_~#";
  const std::size_t first = text.find_first_not_of(kEdges);
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(kEdges) - first + 1);
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (is_ascii(text.front()) && is_ascii(text.back())) return trim_ascii(text);
  for (const std::string_view edge : {"–", "—", "·", "•", "“", "”", "‘"}) {
    while (text.starts_with(edge)) text.remove_prefix(edge.size());
    while (text.ends_with(edge)) text.remove_suffix(edge.size());
  }
  return trim_ascii(text);
}

/// "MD", "Ph.D.", "CEPF®": letters after a name.
bool is_degree(std::string_view name) {
  if (name.find(' ') != std::string_view::npos) return false;
  if (name.find("®") != std::string_view::npos || name.find("™") != std::string_view::npos)
    return true;
  std::size_t letters = 0;
  std::size_t capitals = 0;
  for (const char c : name) {
    letters += is_ascii_alpha(c);
    capitals += c >= 'A' && c <= 'Z';
  }
  return letters <= 6 && capitals >= 2 && capitals + 2 >= letters;
}

/// Whether the phrase stands at `at`, its last word being whole ("editorial" is no "editor").
bool has_phrase_at(std::string_view text, std::size_t at, std::string_view phrase) {
  const std::size_t end = at + phrase.size();
  if (end > text.size() || text[end - 1] != phrase.back() ||
      text.compare(at, phrase.size(), phrase) != 0)
    return false;
  return !is_ascii_alpha(phrase.back()) || end == text.size() || !is_ascii_alpha(text[end]);
}

/// The site's own name, unless it is that of a person who writes it.
bool names_site(std::string_view name, const PageIdentity& identity) {
  return identity.is_site_name(fold_words(name)) &&
         !(name.find(' ') != std::string_view::npos && begins_with_given_name(name));
}

/// One piece of a byline as a name, or nothing.
std::string make_name(std::string_view piece, const PageIdentity& identity) {
  piece = trim_punctuation(piece);
  if (names_site(piece, identity)) return {};
  std::vector<std::string_view> words = split_words(piece);
  while (words.size() > 1) {
    const std::string first = to_lower(trim_punctuation(words.front()));
    static const PhraseList kTitles(
        "dr|prof|professor|mr|mrs|ms|dra|drs|dott|dottssa|ing|mag|dipl|sir|д "
        "р|проф|الدكتور|الدكتورة|"
        "الأستاذ|الأستاذة|د");
    const bool is_title = kTitles.has(fold_words(first));
    // "De" and "Da" begin names, "de" and "da" bylines.
    if (!is_title &&
        !(lead_words().has(first) &&
          !((first == "de" || first == "da" || first == "di" || first == "von" || first == "the") &&
            starts_uppercase(words.front()) && words.size() <= 3 && first != "von" &&
            first != "the")))
      break;
    words.erase(words.begin());
  }
  while (words.size() > 2) {
    const std::string last = to_lower(trim_punctuation(words.back()));
    if (last != "phd" && last != "ph.d." && last != "md" && last != "m.d." && last != "rd" &&
        last != "mba" && last != "ma" && last != "msc" && last != "cfp" && last != "rn" &&
        last != "esq" && last != "cpa" && last != "ph.d" && last != "pt" && last != "dpt")
      break;
    words.pop_back();
  }
  std::erase_if(words, [](std::string_view word) { return fold_words(word).empty(); });
  if (words.empty() || words.size() > 5) return {};
  const bool has_given_name = begins_with_given_name(words.front());
  // "Harry Rabin Tech" has his desk after him; "Jörg Staff" is called so.
  while (has_given_name && words.size() > 2 &&
         role_words().has(to_lower(trim_punctuation(words.back()))))
    words.pop_back();
  std::size_t capitalised = 0;
  std::size_t required = 0;
  std::string name;
  for (const std::string_view word : words) {
    const std::string folded = to_lower(trim_punctuation(word));
    const bool is_surname = has_given_name && words.size() == 2 && word.data() == words[1].data();
    if (!is_surname && role_words().has(folded)) return {};
    if (word.find_first_of("@/\\{}[]<>=_%&!?0123456789:") != std::string_view::npos) return {};
    if (!name.empty()) name += ' ';
    name += word;
    if (name_particles().has(folded) || has_no_case(word)) continue;
    ++required;
    capitalised += starts_uppercase(word);
  }
  name = std::string(trim_punctuation(name));
  if (name.empty() || name.size() > kMaxNameBytes || capitalised < required) return {};
  if (is_degree(name)) return {};
  if (words.size() == 1 &&
      (required == 0 ? count_code_points(name) < 2 : count_code_points(name) < 3))
    return {};
  if (names_site(name, identity)) return {};
  return is_all_capitals(name) && words.size() > 1 ? title_case(name) : name;
}

/// "Paramita (Guha) Ghosh" without its brackets.
void open_inner_bracket(std::string& text) {
  const std::size_t open = text.find(" (");
  if (open == std::string::npos || open == 0) return;
  const std::size_t close = text.find(") ", open);
  if (close == std::string::npos || close - open > 20 || close + 2 >= text.size()) return;
  const std::string_view inner = std::string_view(text).substr(open + 2, close - open - 2);
  if (inner.find(' ') != std::string_view::npos || !starts_uppercase(inner) ||
      !starts_uppercase(std::string_view(text).substr(close + 2)))
    return;
  text.erase(close, 1);
  text.erase(open + 1, 1);
}

/// Puts a semicolon for every word or sign that joins names. Words are joined in this order, so
/// that the blanks around one are gone before the next is looked for.
void join_by_semicolons(std::string& text) {
  constexpr auto kJoints = std::to_array<std::string_view>(
      {" and ", " und ", " et ",  " & ", " y ",   " e ",   " og ",
       " och ", " en ",  " i ",   " и ", " AND ", " And ", " im Gespräch mit ",
       " та ",  " ve ",  " dan ", "、",  "，",    "；"});
  // Most bylines hold hardly any pair of bytes that begins one.
  std::bitset<256> after_blank;
  bool is_ascii = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    is_ascii &= byte < 0x80;
    if (i > 0 && text[i - 1] == ' ') after_blank.set(byte);
  }
  for (const std::string_view joint : kJoints) {
    const bool may_occur =
        joint[0] == ' ' ? after_blank[static_cast<unsigned char>(joint[1])] : !is_ascii;
    if (!may_occur) continue;
    for (std::size_t at = text.find(joint); at != std::string::npos; at = text.find(joint, at))
      text.replace(at, joint.size(), ";");
  }
}

/// "Roy, Aniruddha", "Kaufman, Jeff T."
bool is_inverted(const std::vector<std::string>& parts) {
  if (parts[0].empty() || parts[1].empty() || parts[0].find(' ') != std::string::npos) return false;
  if (begins_with_given_name(parts[0]) || is_degree(parts[1]) ||
      role_words().has(to_lower(parts[1])))
    return false;
  return begins_with_given_name(parts[1]) || parts[1].find(' ') == std::string::npos;
}

}  // namespace

void add_name(std::vector<std::string>& names, std::string name) {
  if (name.empty() || names.size() >= kMaxAuthors) return;
  const std::string folded = fold_words(name);
  for (const std::string& known : names)
    if (fold_words(known) == folded) return;
  names.push_back(std::move(name));
}

bool begins_with_given_name(std::string_view name) {
  const std::string folded = fold_words(name, kMaxNameBytes);
  return is_given_name(std::string_view(folded).substr(0, folded.find(' ')));
}

bool is_person(std::string_view name) {
  if (name.find(' ') != std::string_view::npos || begins_with_given_name(name)) return true;
  // Chinese, Japanese and Korean names have no blank.
  std::size_t letters = 0;
  for (std::size_t i = 0; i < name.size(); ++letters) {
    const CodePoint c = decode_utf8(name, i);
    if (c.value < 0x3005 || c.value > 0x3FFFF || !is_letter(c.value)) return false;
    i += c.size;
  }
  return letters >= 2 && letters <= 7;
}

std::vector<std::string> parse_byline(std::string_view byline, const PageIdentity& identity) {
  std::string text = clean_line(utf8_prefix(byline, kMaxBylineBytes));
  // Markup without a blank: "ByJane Doe", "Written byJane Doe".
  for (const std::string_view by : {"By", "Written by"})
    if (text.size() > by.size() + 1 && text.starts_with(by) && text[by.size()] >= 'A' &&
        text[by.size()] <= 'Z')
      text.insert(by.size(), " ");
  // What stands before "By" in one line is a date or a rubric.
  for (const std::string_view by : {" By ", " by ", " BY ", " Von ", " von ", " Par ", " Por "})
    if (const std::size_t at = text.find(by); at != std::string::npos && at < 80) {
      const std::string_view before = std::string_view(text).substr(0, at);
      const bool only_labels = make_name(before, identity).empty() ||
                               to_lower(before).find("written") != std::string::npos;
      if (only_labels) text.erase(0, at + by.size());
      break;
    }
  if (const auto dates = find_visible_dates(text, DayOrder::Unknown, 1); !dates.empty())
    text.resize(dates.front().offset);
  open_inner_bracket(text);
  std::size_t cut = text.size();
  const std::string lower = ascii_lower(text);
  // One that stands at the very beginning is none, wherever else it stands.
  constexpr std::size_t kMinBefore = 3;
  std::bitset<kCutPhrases.size()> leading;
  for (std::size_t at = 0; at < cut; ++at) {
    if (lower[at] != ' ' && lower[at] != '\n') continue;
    for (std::size_t i = 0; i < kCutPhrases.size(); ++i) {
      if (leading[i] || !has_phrase_at(lower, at, kCutPhrases[i])) continue;
      if (at < kMinBefore) {
        leading.set(i);
      } else {
        cut = at;
        break;
      }
    }
  }
  text.resize(cut);

  std::string pieces = text;
  join_by_semicolons(pieces);
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= pieces.size();) {
    const std::size_t end = std::min(pieces.find_first_of(",;|/", start), pieces.size());
    parts.emplace_back(trim_punctuation(std::string_view(pieces).substr(start, end - start)));
    start = end + 1;
  }
  if (parts.size() == 2 && pieces.find(',') != std::string::npos && is_inverted(parts))
    parts = {parts[1] + ' ' + parts[0]};

  std::vector<std::string> names;
  for (const std::string& part : parts) {
    std::string name = make_name(part, identity);
    if (name.empty() && !names.empty() && !part.empty() && !is_degree(part)) break;
    add_name(names, std::move(name));
  }
  return names;
}

}  // namespace dateline
