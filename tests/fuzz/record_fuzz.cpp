// Any bytes decode to an article or an error, and an article's record decodes to itself.

#include <cstdint>
#include <cstdlib>

#include "common/article.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view record(reinterpret_cast<const char*>(data), size);
  const auto article = dateline::decode_article(record);
  if (!article) return 0;
  if (article->published) dateline::format_rfc3339(article->published->time);
  const auto again = dateline::decode_article(dateline::encode_article(*article));
  if (!again || *again != *article) std::abort();
  return 0;
}
