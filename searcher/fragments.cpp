#include "searcher/fragments.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <functional>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "common/word_match.hpp"
#include "searcher/sentences.hpp"

namespace dateline {
namespace {

using TermIndex = std::uint32_t;

/// A term found in a text.
struct Match {
  ByteRange range;
  TermIndex term = 0;
};

bool is_sought_in(FieldId sought, FieldId text_field, bool is_first_block) {
  if (sought == text_field) return true;
  if (sought == FieldId::Text) return text_field == FieldId::Title || text_field == FieldId::Lead;
  if (sought == FieldId::Lead)
    return text_field == FieldId::Title || (text_field == FieldId::Text && is_first_block);
  return false;
}

/// Languages whose stemmers take off prefixes too, so that word and stem may begin differently.
bool may_change_first_letter(std::string_view language) {
  return language == "ar" || language == "ga" || language == "id";
}

struct ViewHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

/// One word of one term.
struct WordId {
  TermIndex term = 0;
  std::uint32_t word = 0;
};

/// A few bits of a term. Most words of a text have others than any sought word, so they need not be
/// looked up.
constexpr std::size_t kShapes = 4096;
std::size_t shape_of(std::string_view term) {
  if (term.empty()) return 0;
  const auto first = static_cast<unsigned char>(term.front());
  const auto last = static_cast<unsigned char>(term.back());
  return (first + 67U * last + 1021U * term.size()) % kShapes;
}

using WordTable = std::unordered_map<std::string, std::vector<WordId>, ViewHash, std::equal_to<>>;

/// The sought words as one language sees them.
struct LanguageView {
  explicit LanguageView(std::string_view language)
      : stemmer(language), checks_first_letter(!may_change_first_letter(language)) {}

  Stemmer stemmer;
  WordTable stems;
  /// First bytes of the stems: most words of a text can be told apart by theirs without being
  /// stemmed.
  std::bitset<256> first_bytes;
  bool checks_first_letter;
};

/// Blocks of a text parted by blank lines.
std::vector<ByteRange> split_blocks(std::string_view text) {
  std::vector<ByteRange> blocks;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find("\n\n", begin);
    if (end == std::string_view::npos) end = text.size();
    if (end > begin) blocks.push_back({begin, end});
    begin = end + 2;
  }
  return blocks;
}

std::vector<ByteRange> merged(std::vector<ByteRange> ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::vector<ByteRange> out;
  for (const ByteRange& range : ranges) {
    if (!out.empty() && range.begin < out.back().end) {
      out.back().end = std::max(out.back().end, range.end);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

/// A text to show passages of, with the matches of each of its blocks.
struct Source {
  FieldId field = FieldId::Text;
  std::string_view text;
  std::vector<ByteRange> blocks;
  std::vector<std::vector<Match>> matches;  ///< one list a block, offsets into `text`, sorted
};

/// Matches first..last of one block, to be shown together.
struct Window {
  std::size_t source = 0;
  std::size_t block = 0;
  std::size_t first = 0;
  std::size_t last = 0;
  double score = 0;
};

std::size_t word_begin(std::string_view text, std::size_t at, std::size_t lowest) {
  // Forward to the first blank, so that the passage does not begin inside a word.
  std::size_t i = at;
  while (i > lowest && i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) --i;
  if (i == lowest || text[i - 1] == ' ' || text[i - 1] == '\n') return i;
  const std::size_t blank = text.find_first_of(" \n", i);
  return blank == std::string_view::npos ? i : blank + 1;
}

std::size_t word_end(std::string_view text, std::size_t at, std::size_t highest) {
  if (at >= highest) return highest;
  std::size_t i = at;
  while (i > 0 && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) --i;
  const std::size_t blank = text.find_last_of(" \n", i);
  return blank == std::string_view::npos ? i : blank;
}

}  // namespace

struct Highlighter::Impl {
  std::vector<SoughtTerm> terms;
  WordTable exact;
  std::bitset<kShapes> exact_shapes;  ///< of the words in `exact`
  std::vector<WordId> open_ended;     ///< words of kind Prefix and Pattern
  std::map<std::string, LanguageView, std::less<>> languages;

  LanguageView& view_for(std::string_view language);
  void find_words(const Token& token, LanguageView& view, std::vector<WordId>& found) const;
  std::vector<Match> find_matches(std::string_view text, ByteRange block, FieldId field,
                                  bool is_first_block, LanguageView& view) const;
  Source read_source(FieldId field, std::string_view text, LanguageView& view) const;
  std::vector<Window> choose_windows(const std::vector<Source>& sources,
                                     const FragmentLimits& limits) const;
};

LanguageView& Highlighter::Impl::view_for(std::string_view language) {
  const auto known = languages.find(language);
  if (known != languages.end()) return known->second;
  LanguageView view(language);
  for (TermIndex t = 0; t < terms.size(); ++t) {
    for (std::uint32_t w = 0; w < terms[t].words.size(); ++w) {
      if (terms[t].words[w].match != WordMatch::AnyForm) continue;
      const std::string stem(view.stemmer.stem(terms[t].words[w].text));
      if (stem.empty()) continue;
      view.first_bytes.set(static_cast<unsigned char>(stem.front()));
      view.stems[stem].push_back({t, w});
    }
  }
  return languages.emplace(std::string(language), std::move(view)).first->second;
}

void Highlighter::Impl::find_words(const Token& token, LanguageView& view,
                                   std::vector<WordId>& found) const {
  found.clear();
  if (exact_shapes.test(shape_of(token.term))) {
    if (const auto words = exact.find(token.term); words != exact.end()) found = words->second;
  }
  for (const WordId& id : open_ended) {
    const SoughtWord& word = terms[id.term].words[id.word];
    const bool matches = word.match == WordMatch::Prefix ? token.term.starts_with(word.text)
                                                         : matches_pattern(token.term, word.text);
    if (matches) found.push_back(id);
  }
  if (token.kind != TokenKind::Word || view.stems.empty()) return;
  if (view.checks_first_letter &&
      !view.first_bytes.test(static_cast<unsigned char>(token.term.front())))
    return;
  const auto words = view.stems.find(view.stemmer.stem(token.word));
  if (words == view.stems.end()) return;
  for (const WordId& id : words->second) {
    const auto same = [&](const WordId& other) {
      return other.term == id.term && other.word == id.word;
    };
    if (std::none_of(found.begin(), found.end(), same)) found.push_back(id);
  }
}

std::vector<Match> Highlighter::Impl::find_matches(std::string_view text, ByteRange block,
                                                   FieldId field, bool is_first_block,
                                                   LanguageView& view) const {
  struct Part {
    WordId id;
    std::uint32_t position = 0;
    ByteRange range;
  };
  std::vector<Match> matches;
  std::vector<Part> parts;  // of terms of several words, still to be put together
  std::vector<WordId> found;
  Tokenizer tokenizer(text.substr(block.begin, block.end - block.begin));
  Token token;
  while (tokenizer.next(token)) {
    find_words(token, view, found);
    for (const WordId& id : found) {
      const SoughtTerm& term = terms[id.term];
      if (!is_sought_in(term.field, field, is_first_block)) continue;
      const ByteRange range{block.begin + token.begin, block.begin + token.end};
      if (term.words.size() == 1) {
        matches.push_back({range, id.term});
      } else {
        parts.push_back({id, token.position, range});
      }
    }
  }

  const auto before = [](const Part& a, const Part& b) {
    return std::tie(a.id.term, a.id.word, a.position) < std::tie(b.id.term, b.id.word, b.position);
  };
  std::sort(parts.begin(), parts.end(), before);
  for (const Part& first : parts) {
    if (first.id.word != 0) continue;
    const auto& words = terms[first.id.term].words;
    ByteRange whole = first.range;
    bool complete = true;
    for (std::uint32_t w = 1; w < words.size() && complete; ++w) {
      const Part wanted{{first.id.term, w}, first.position + words[w].offset - words[0].offset, {}};
      const auto part = std::lower_bound(parts.begin(), parts.end(), wanted, before);
      complete = part != parts.end() && part->id.term == wanted.id.term && part->id.word == w &&
                 part->position == wanted.position;
      if (complete) whole.end = std::max(whole.end, part->range.end);
    }
    if (complete) matches.push_back({whole, first.id.term});
  }
  std::sort(matches.begin(), matches.end(),
            [](const Match& a, const Match& b) { return a.range < b.range; });
  return matches;
}

Source Highlighter::Impl::read_source(FieldId field, std::string_view text,
                                      LanguageView& view) const {
  Source source{.field = field, .text = text, .blocks = split_blocks(text), .matches = {}};
  source.matches.reserve(source.blocks.size());
  for (const ByteRange& block : source.blocks)
    source.matches.push_back(find_matches(text, block, field, source.matches.empty(), view));
  return source;
}

// A window is worth the weights of the different terms it shows; those shown before count little.
// Of equals the earliest wins.
std::vector<Window> Highlighter::Impl::choose_windows(const std::vector<Source>& sources,
                                                      const FragmentLimits& limits) const {
  constexpr double kRepeatShare = 0.05;
  constexpr double kShownShare = 0.3;
  std::vector<double> worth(terms.size());
  for (TermIndex t = 0; t < terms.size(); ++t) worth[t] = terms[t].weight;
  std::vector<Window> chosen;
  std::vector<std::uint32_t> seen_in(terms.size(), 0);
  std::uint32_t round = 0;
  const auto overlaps_chosen = [&](const Window& window) {
    return std::any_of(chosen.begin(), chosen.end(), [&](const Window& other) {
      return other.source == window.source && other.block == window.block &&
             window.first <= other.last && other.first <= window.last;
    });
  };
  while (chosen.size() < limits.count) {
    std::optional<Window> best;
    for (std::size_t s = 0; s < sources.size(); ++s) {
      for (std::size_t b = 0; b < sources[s].blocks.size(); ++b) {
        const std::vector<Match>& matches = sources[s].matches[b];
        for (std::size_t first = 0; first < matches.size(); ++first) {
          ++round;
          Window window{.source = s, .block = b, .first = first, .last = first};
          for (std::size_t i = first; i < matches.size(); ++i) {
            if (i > first && matches[i].range.end - matches[first].range.begin > limits.max_bytes)
              break;
            const TermIndex term = matches[i].term;
            window.score += seen_in[term] == round ? worth[term] * kRepeatShare : worth[term];
            seen_in[term] = round;
            window.last = i;
          }
          if ((!best || window.score > best->score) && !overlaps_chosen(window)) best = window;
        }
      }
    }
    if (!best) break;
    const std::vector<Match>& matches = sources[best->source].matches[best->block];
    for (std::size_t i = best->first; i <= best->last; ++i) {
      const TermIndex term = matches[i].term;
      worth[term] = std::min(worth[term], terms[term].weight * kShownShare);
    }
    chosen.push_back(*best);
  }
  return chosen;
}

namespace {

/// The passage around `core`: the sentences it touches while they fit, else as many whole words.
ByteRange passage_around(std::string_view text, ByteRange block, ByteRange core,
                         std::size_t max_bytes, bool& cut_before, bool& cut_after) {
  ByteRange passage = core;
  const auto sentences = split_sentences(text.substr(block.begin, block.end - block.begin));
  std::size_t sentence_begin = block.begin;
  std::size_t sentence_end = block.end;
  std::size_t next_end = block.end;
  for (const ByteRange& sentence : sentences) {
    const ByteRange absolute{block.begin + sentence.begin, block.begin + sentence.end};
    if (absolute.begin <= core.begin) sentence_begin = absolute.begin;
    if (absolute.end >= core.end) {
      sentence_end = std::min(sentence_end, absolute.end);
      if (absolute.end > sentence_end && absolute.end - sentence_begin <= max_bytes)
        next_end = absolute.end;
      if (absolute.end - sentence_begin > max_bytes) break;
    }
  }
  if (next_end == block.end && sentence_end < block.end && block.end - sentence_begin > max_bytes)
    next_end = sentence_end;

  if (next_end - sentence_begin <= max_bytes) {
    passage = {sentence_begin, std::max(next_end, core.end)};
  } else if (core.end - sentence_begin <= max_bytes) {
    passage = {sentence_begin,
               std::max(core.end, word_end(text, sentence_begin + max_bytes, sentence_end))};
  } else {
    // The core lies late in a long sentence: a third of the room goes before it.
    const std::size_t room =
        core.end - core.begin >= max_bytes ? 0 : max_bytes - (core.end - core.begin);
    const std::size_t back = std::min(room / 3, core.begin - sentence_begin);
    passage.begin = std::min(core.begin, word_begin(text, core.begin - back, sentence_begin));
    passage.end = std::max(core.end, word_end(text, core.end + room - back, sentence_end));
  }
  cut_before = std::none_of(sentences.begin(), sentences.end(), [&](const ByteRange& sentence) {
    return block.begin + sentence.begin == passage.begin;
  });
  cut_after = std::none_of(sentences.begin(), sentences.end(), [&](const ByteRange& sentence) {
    return block.begin + sentence.end == passage.end;
  });
  return passage;
}

Fragment cut_fragment(const Source& source, ByteRange block, ByteRange core,
                      const std::vector<Match>& matches, std::size_t max_bytes) {
  Fragment fragment{.field = source.field};
  const ByteRange passage =
      passage_around(source.text, block, core, max_bytes, fragment.cut_before, fragment.cut_after);
  fragment.text = source.text.substr(passage.begin, passage.end - passage.begin);
  std::replace(fragment.text.begin(), fragment.text.end(), '\n', ' ');
  std::vector<ByteRange> marks;
  for (const Match& match : matches) {
    if (match.range.begin >= passage.begin && match.range.end <= passage.end)
      marks.push_back({match.range.begin - passage.begin, match.range.end - passage.begin});
  }
  fragment.marks = merged(std::move(marks));
  return fragment;
}

}  // namespace

Highlighter::Highlighter(std::vector<SoughtTerm> terms) : impl_(std::make_unique<Impl>()) {
  impl_->terms = std::move(terms);
  for (TermIndex t = 0; t < impl_->terms.size(); ++t) {
    for (std::uint32_t w = 0; w < impl_->terms[t].words.size(); ++w) {
      const SoughtWord& word = impl_->terms[t].words[w];
      if (word.match == WordMatch::Exact) {
        impl_->exact[word.text].push_back({t, w});
      } else if (word.match == WordMatch::AnyForm) {
        impl_->exact[fold(word.text)].push_back({t, w});
      } else {
        impl_->open_ended.push_back({t, w});
      }
    }
  }
  for (const auto& [word, ids] : impl_->exact) impl_->exact_shapes.set(shape_of(word));
}

Highlighter::Highlighter(Highlighter&&) noexcept = default;
Highlighter& Highlighter::operator=(Highlighter&&) noexcept = default;
Highlighter::~Highlighter() = default;

std::vector<ByteRange> Highlighter::mark(std::string_view text, FieldId field,
                                         std::string_view language) {
  const Source source = impl_->read_source(field, text, impl_->view_for(language));
  std::vector<ByteRange> ranges;
  for (const auto& matches : source.matches)
    for (const Match& match : matches) ranges.push_back(match.range);
  return merged(std::move(ranges));
}

Highlights Highlighter::highlight(const Article& article, const FragmentLimits& limits) {
  Highlights highlights{.title = mark(article.title, FieldId::Title, article.language),
                        .fragments = {}};
  if (limits.count == 0) return highlights;
  LanguageView& view = impl_->view_for(article.language);
  const std::vector<Source> sources{impl_->read_source(FieldId::Lead, article.lead, view),
                                    impl_->read_source(FieldId::Text, article.body, view)};
  std::vector<Window> windows = impl_->choose_windows(sources, limits);
  std::sort(windows.begin(), windows.end(), [](const Window& a, const Window& b) {
    return std::tie(a.source, a.block, a.first) < std::tie(b.source, b.block, b.first);
  });
  for (const Window& window : windows) {
    const Source& source = sources[window.source];
    const std::vector<Match>& matches = source.matches[window.block];
    const ByteRange core{matches[window.first].range.begin, matches[window.last].range.end};
    Fragment fragment =
        cut_fragment(source, source.blocks[window.block], core, matches, limits.max_bytes);
    // Neighbouring windows may have grown into the same sentences.
    if (highlights.fragments.empty() || highlights.fragments.back().text != fragment.text)
      highlights.fragments.push_back(std::move(fragment));
  }
  if (!highlights.fragments.empty()) return highlights;
  for (const Source& source : sources) {
    if (source.blocks.empty()) continue;
    const ByteRange block = source.blocks.front();
    highlights.fragments.push_back(
        cut_fragment(source, block, {block.begin, block.begin}, {}, limits.max_bytes));
    break;
  }
  return highlights;
}

}  // namespace dateline
