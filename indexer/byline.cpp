#include "indexer/byline.hpp"

#include <algorithm>
#include <array>

#include "common/utf8.hpp"
#include "indexer/block_patterns.hpp"
#include "indexer/markup_text.hpp"
#include "indexer/text_shape.hpp"
#include "indexer/visible_date.hpp"

namespace dateline {
namespace {

using namespace mark;

constexpr std::size_t kMaxAuthors = 20;
constexpr std::size_t kMaxBylineBytes = 400;
constexpr std::size_t kMaxNameBytes = 60;

constexpr auto kLeadWords = std::to_array<std::string_view>(
    {"by",        "von",         "par",         "por",         "di",         "da",
     "de",        "door",        "av",          "af",          "written",    "posted",
     "published", "author",      "authors",     "autor",       "autoren",    "autorin",
     "auteur",    "autore",      "text",        "texte",       "story",      "words",
     "reviewed",  "medically",   "updated",     "edited",      "report",     "reported",
     "автор",     "автор:",      "oleh",        "yazan",       "reporter",   "writer",
     "article",   "about",       "the",         "view",        "posts",      "all",
     "profile",   "of",          "redaktion:",  "tekst",       "foto",       "protected",
     "name",      "contributed", "contributor", "editor",      "journalist", "redakteur",
     "ein",       "beitrag",     "artikel",     "geschrieben", "publié",     "escrito",
     "publicado", "skrevet",     "skriven"});

/// What follows these is a role, place or action, no name.
constexpr auto kCutPhrases =
    std::to_array<std::string_view>({" for ",         " in ",       " at ",      " on ",
                                     " | ",           " - ",        " – ",       " — ",
                                     " · ",           " • ",        " / ",       " is a ",
                                     " is the ",      " covers ",   " follow",   " view profile",
                                     " updated",      " published", " posted",   " via ",
                                     " via",          " (",         " @",        " read more",
                                     " share",        " from ",     " with ",    " contributor",
                                     " contributing", " staff",     " reporter", " correspondent",
                                     " editor",       " freelance", " senior ",  " special to",
                                     " last updated", " min read",  "\n"});

constexpr auto kRoleWords = std::to_array<std::string_view>({"reporter",
                                                             "editor",
                                                             "writer",
                                                             "correspondent",
                                                             "staff",
                                                             "journalist",
                                                             "columnist",
                                                             "contributor",
                                                             "producer",
                                                             "editorial",
                                                             "team",
                                                             "desk",
                                                             "newsroom",
                                                             "admin",
                                                             "administrator",
                                                             "redaktion",
                                                             "redaction",
                                                             "rédaction",
                                                             "redacción",
                                                             "redazione",
                                                             "redação",
                                                             "redactie",
                                                             "redakcja",
                                                             "redakce",
                                                             "редакция",
                                                             "agency",
                                                             "agencies",
                                                             "agencias",
                                                             "press",
                                                             "news",
                                                             "reuters",
                                                             "afp",
                                                             "dpa",
                                                             "ap",
                                                             "bloomberg",
                                                             "ansa",
                                                             "efe",
                                                             "pti",
                                                             "ians",
                                                             "ani",
                                                             "online",
                                                             "webmaster",
                                                             "guest",
                                                             "author",
                                                             "unknown",
                                                             "anonymous",
                                                             "user",
                                                             "media",
                                                             "network",
                                                             "magazine",
                                                             "times",
                                                             "daily",
                                                             "post",
                                                             "tribune",
                                                             "herald",
                                                             "gazette",
                                                             "journal",
                                                             "inc",
                                                             "ltd",
                                                             "llc",
                                                             "gmbh",
                                                             "company",
                                                             "group",
                                                             "university",
                                                             "institute",
                                                             "department",
                                                             "office",
                                                             "blog",
                                                             "website",
                                                             "support",
                                                             "marketing",
                                                             "communications",
                                                             "digital",
                                                             "content",
                                                             "sponsored",
                                                             "partner",
                                                             "minutes",
                                                             "min",
                                                             "read",
                                                             "ago",
                                                             "hours",
                                                             "comments",
                                                             "comment",
                                                             "share",
                                                             "follow",
                                                             "facebook",
                                                             "twitter",
                                                             "email",
                                                             "print",
                                                             "updated",
                                                             "published",
                                                             "posted",
                                                             "chief",
                                                             "executive",
                                                             "director",
                                                             "manager",
                                                             "president",
                                                             "officer",
                                                             "ceo",
                                                             "professor",
                                                             "specialist",
                                                             "consultant",
                                                             "expert",
                                                             "analyst",
                                                             "photographer",
                                                             "photo",
                                                             "photos",
                                                             "image",
                                                             "video",
                                                             "here",
                                                             "more",
                                                             "about",
                                                             "articles",
                                                             "view",
                                                             "posts",
                                                             "profile",
                                                             "bio",
                                                             "our",
                                                             "this",
                                                             "article",
                                                             "story",
                                                             "was",
                                                             "is",
                                                             "has",
                                                             "and",
                                                             "the",
                                                             "for",
                                                             "newswire",
                                                             "wire",
                                                             "agencia",
                                                             "agence",
                                                             "presse",
                                                             "nachrichten",
                                                             "zeitung",
                                                             "services"});

constexpr auto kParticles = std::to_array<std::string_view>(
    {"van", "von", "der", "den", "de",  "del", "della", "di",  "da",  "dos", "das", "do",
     "la",  "le",  "el",  "al",  "bin", "ibn", "zu",    "zur", "ter", "ten", "und", "y",
     "e",   "af",  "av",  "du",  "des", "st",  "mac",   "jr",  "sr",  "ii",  "iii"});

bool is_in(std::string_view word, const auto& table) {
  return std::find(table.begin(), table.end(), word) != table.end();
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
  for (const std::string_view edge : {"–", "—", "·", "•", "“", "”", "‘"}) {
    while (text.starts_with(edge)) text.remove_prefix(edge.size());
    while (text.ends_with(edge)) text.remove_suffix(edge.size());
  }
  return trim_ascii(text);
}

/// One piece of a byline as a name, or nothing.
std::string make_name(std::string_view piece, const PageIdentity& identity) {
  piece = trim_punctuation(piece);
  std::vector<std::string_view> words = split_words(piece);
  while (words.size() > 1) {
    const std::string first = to_lower(trim_punctuation(words.front()));
    const bool is_title = first == "dr" || first == "dr." || first == "prof" || first == "prof." ||
                          first == "mr." || first == "mrs." || first == "ms.";
    // "De" and "Da" begin names, "de" and "da" bylines.
    if (!is_title &&
        !(is_in(first, kLeadWords) &&
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
  if (words.empty() || words.size() > 5) return {};
  std::size_t capitalised = 0;
  std::size_t required = 0;
  std::string name;
  for (const std::string_view word : words) {
    const std::string folded = to_lower(trim_punctuation(word));
    if (is_in(folded, kRoleWords)) return {};
    if (word.find_first_of("@/\\{}[]<>=_%&!?0123456789:") != std::string_view::npos) return {};
    if (!name.empty()) name += ' ';
    name += word;
    if (is_in(folded, kParticles) || has_no_case(word)) continue;
    ++required;
    capitalised += starts_uppercase(word);
  }
  name = std::string(trim_punctuation(name));
  if (name.empty() || name.size() > kMaxNameBytes || capitalised < required) return {};
  if (words.size() == 1 &&
      (required == 0 ? count_code_points(name) < 2 : count_code_points(name) < 3))
    return {};
  if (identity.is_site_name(fold_words(name))) return {};
  return is_all_capitals(name) && words.size() > 1 ? title_case(name) : name;
}

void add_name(std::vector<std::string>& names, std::string name) {
  if (name.empty() || names.size() >= kMaxAuthors) return;
  const std::string folded = fold_words(name);
  for (const std::string& known : names)
    if (fold_words(known) == folded) return;
  names.push_back(std::move(name));
}

/// A vote for a set of names.
struct Candidate {
  std::vector<std::string> names;
  double weight = 0;
};

}  // namespace

std::vector<std::string> parse_byline(std::string_view byline, const PageIdentity& identity) {
  std::string text = clean_line(utf8_prefix(byline, kMaxBylineBytes));
  // What stands before "By" in one line is a date or a rubric.
  for (const std::string_view by : {" By ", " by ", " Von ", " Par ", " Por "})
    if (const std::size_t at = text.find(by);
        at != std::string::npos && at < 80 && is_in(std::string_view("x"), kLeadWords) == false) {
      const std::string_view before = std::string_view(text).substr(0, at);
      const bool only_labels = make_name(before, identity).empty() ||
                               to_lower(before).find("written") != std::string::npos;
      if (only_labels) text.erase(0, at + by.size());
      break;
    }
  if (const auto dates = find_visible_dates(text, DayOrder::Unknown, 1); !dates.empty())
    text.resize(dates.front().offset);
  std::size_t cut = text.size();
  const std::string lower = ascii_lower(text);
  for (const std::string_view phrase : kCutPhrases)
    if (const std::size_t at = lower.find(phrase); at != std::string::npos && at >= 3)
      cut = std::min(cut, at);
  text.resize(cut);

  // "Last, First" and separators.
  std::vector<std::string> names;
  std::string pieces = text;
  for (const std::string_view joint : {" and ", " und ", " et ", " & ", " y ", " e ", " og ",
                                       " och ", " en ", " i ", " и ", " AND ", " And "})
    for (std::size_t at = pieces.find(joint); at != std::string::npos; at = pieces.find(joint, at))
      pieces.replace(at, joint.size(), ";");
  std::size_t start = 0;
  while (start <= pieces.size()) {
    const std::size_t end = std::min(pieces.find_first_of(",;|/", start), pieces.size());
    add_name(names, make_name(std::string_view(pieces).substr(start, end - start), identity));
    start = end + 1;
  }
  return names;
}

std::vector<std::string> find_authors(const HtmlDocument& document, const PageText& page,
                                      const PageMetadata& metadata, const JsonLdFacts& facts,
                                      const PageIdentity& identity, NodeId headline,
                                      const MainText& text) {
  const auto nodes = document.nodes();
  std::vector<Candidate> candidates;
  const auto add = [&](const std::vector<std::string>& stated, double weight) {
    Candidate candidate{.names = {}, .weight = weight};
    for (const std::string& value : stated)
      for (std::string& name : parse_byline(strip_markup(value), identity))
        add_name(candidate.names, std::move(name));
    if (!candidate.names.empty()) candidates.push_back(std::move(candidate));
  };
  add(facts.people, 3.0);
  add(metadata.authors, 1.6);

  // Elements named for the author, near the headline or the text; the innermost speak for
  // themselves.
  const NodeId text_begin = text.body.empty() ? 0 : page.blocks[text.body.front()].first;
  const NodeId text_end = text.body.empty() ? 0 : page.blocks[text.body.back()].first;
  Candidate item_property{.names = {}, .weight = 2.6};
  Candidate rel_author{.names = {}, .weight = 2.0};
  Candidate named{.names = {}, .weight = 1.5};
  std::vector<Marks> inherited(nodes.size());
  constexpr Marks kElsewhere = kRelated | kComment | kNavigation | kFollowUp | kAd | kCaption;
  for (NodeId id = 0; id < nodes.size(); ++id) {
    const HtmlNode& node = nodes[id];
    inherited[id] = page.own_marks[id] | (node.parent == kNoNode ? 0U : inherited[node.parent]);
    if (node.tag == Tag::Text || (page.own_marks[id] & kAuthor) == 0 || page.sums[id].chars == 0 ||
        page.sums[id].chars > 200)
      continue;
    if ((inherited[id] & kElsewhere) != 0) continue;
    const bool is_after_headline = headline == kNoNode || id > headline || headline < text_begin;
    const bool is_near = text_begin == 0 || (id + 400 > text_begin && id < text_end + 400);
    if (!is_after_headline || !is_near) continue;
    const auto property = document.attribute(id, "itemprop");
    const auto rel = document.attribute(id, "rel");
    const std::string value = inner_text(document, id);
    Candidate& candidate = property && property->find("author") != std::string_view::npos
                               ? item_property
                           : rel && rel->find("author") != std::string_view::npos ? rel_author
                                                                                  : named;
    if (&candidate == &named && !named.names.empty()) continue;
    for (std::string& name : parse_byline(value, identity))
      add_name(candidate.names, std::move(name));
  }
  for (Candidate* candidate : {&item_property, &rel_author, &named})
    if (!candidate->names.empty()) candidates.push_back(std::move(*candidate));

  // "By Jane Doe" between headline and text.
  if (!text.body.empty()) {
    const std::uint32_t begin = text.body.front();
    for (std::uint32_t i = begin > 12 ? begin - 12 : 0; i < begin; ++i) {
      const TextBlock& block = page.blocks[i];
      if (block.words > 20 ||
          (headline != kNoNode && headline < text_begin && block.first < headline))
        continue;
      if ((block.marks & kElsewhere) != 0) continue;
      const std::string folded = fold_words(block.text, kMaxBylineBytes);
      if (!starts_with_words(folded, "by") && !starts_with_words(folded, "von") &&
          !starts_with_words(folded, "par") && !starts_with_words(folded, "por") &&
          !starts_with_words(folded, "written by") && !starts_with_words(folded, "posted by"))
        continue;
      Candidate line{.names = parse_byline(block.text, identity), .weight = 1.8};
      if (!line.names.empty()) candidates.push_back(std::move(line));
      break;
    }
  }

  // Names that two sources state support each other; the set of the strongest source wins.
  const Candidate* best = nullptr;
  double best_weight = 0;
  for (const Candidate& candidate : candidates) {
    double weight = candidate.weight;
    for (const Candidate& other : candidates) {
      if (&other == &candidate) continue;
      if (other.names == candidate.names) weight += other.weight * 0.8;
    }
    if (weight > best_weight) {
      best_weight = weight;
      best = &candidate;
    }
  }
  return best == nullptr ? std::vector<std::string>{} : best->names;
}

}  // namespace dateline
