// Any bytes become clean text; tokens of clean text are folded, within the limit, in order and on
// code-point borders.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "common/tokenizer.hpp"
#include "common/utf8.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string valid = make_valid_utf8(bytes);
  require(is_valid_utf8(valid));
  require(is_valid_utf8(printable(bytes)));
  const std::string text = clean_blocks(valid);
  require(is_valid_utf8(text));
  require(clean_blocks(text) == text);
  const std::string line = clean_line(valid);
  require(clean_line(line) == line);

  Tokenizer tokenizer(text);
  Token token;
  std::size_t begin = 0;
  std::uint32_t position = 0;
  while (tokenizer.next(token)) {
    require(!token.term.empty() && token.term.size() <= kMaxWordBytes);
    require(token.begin >= begin && token.end > token.begin && token.end <= text.size());
    require(token.position >= position);
    require(is_valid_utf8(token.term) && is_valid_utf8(token.word));
    require(is_valid_utf8(std::string_view(text).substr(token.begin, token.end - token.begin)));
    begin = token.begin;
    position = token.position;
  }
  count_words(text);
  analyze_query_text(text);
  return 0;
}
