#include "indexer/encoding.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>

#include <iconv.h>

#include "common/utf8.hpp"

namespace dateline {

const Encoding kUtf8{"utf-8", "", EncodingForm::Unicode};
const Encoding kUtf16Le{"utf-16le", "", EncodingForm::Unicode};
const Encoding kUtf16Be{"utf-16be", "", EncodingForm::Unicode};
const Encoding kWindows1252{"windows-1252", "CP1252"};

namespace {

const Encoding kBig5{"big5", "BIG5-HKSCS", EncodingForm::MultiByte};
const Encoding kEucJp{"euc-jp", "EUC-JP-MS", EncodingForm::MultiByte};
const Encoding kEucKr{"euc-kr", "CP949", EncodingForm::MultiByte};
const Encoding kEucTw{"euc-tw", "EUC-TW", EncodingForm::MultiByte};
const Encoding kGb18030{"gb18030", "GB18030", EncodingForm::MultiByte};
const Encoding kIbm855{"ibm855", "IBM855"};
const Encoding kIbm866{"ibm866", "IBM866"};
const Encoding kIso2022Jp{"iso-2022-jp", "ISO-2022-JP", EncodingForm::MultiByte};
const Encoding kIso2022Kr{"iso-2022-kr", "ISO-2022-KR", EncodingForm::MultiByte};
const Encoding kIso8859Part2{"iso-8859-2", "ISO-8859-2"};
const Encoding kIso8859Part3{"iso-8859-3", "ISO-8859-3"};
const Encoding kIso8859Part4{"iso-8859-4", "ISO-8859-4"};
const Encoding kIso8859Part5{"iso-8859-5", "ISO-8859-5"};
const Encoding kIso8859Part6{"iso-8859-6", "ISO-8859-6"};
const Encoding kIso8859Part7{"iso-8859-7", "ISO-8859-7"};
const Encoding kIso8859Part8{"iso-8859-8", "ISO-8859-8"};
const Encoding kIso8859Part10{"iso-8859-10", "ISO-8859-10"};
const Encoding kIso8859Part13{"iso-8859-13", "ISO-8859-13"};
const Encoding kIso8859Part14{"iso-8859-14", "ISO-8859-14"};
const Encoding kIso8859Part15{"iso-8859-15", "ISO-8859-15"};
const Encoding kIso8859Part16{"iso-8859-16", "ISO-8859-16"};
const Encoding kJohab{"johab", "JOHAB", EncodingForm::MultiByte};
const Encoding kKoi8R{"koi8-r", "KOI8-R"};
const Encoding kKoi8U{"koi8-u", "KOI8-U"};
const Encoding kMacintosh{"macintosh", "MACINTOSH"};
const Encoding kMacCyrillic{"x-mac-cyrillic", "MAC-UK"};
const Encoding kShiftJis{"shift_jis", "CP932", EncodingForm::MultiByte};
const Encoding kViscii{"viscii", "VISCII"};
const Encoding kWindows874{"windows-874", "CP874"};
const Encoding kWindows1250{"windows-1250", "CP1250"};
const Encoding kWindows1251{"windows-1251", "CP1251"};
const Encoding kWindows1253{"windows-1253", "CP1253"};
const Encoding kWindows1254{"windows-1254", "CP1254"};
const Encoding kWindows1255{"windows-1255", "CP1255"};
const Encoding kWindows1256{"windows-1256", "CP1256"};
const Encoding kWindows1257{"windows-1257", "CP1257"};
const Encoding kWindows1258{"windows-1258", "CP1258"};

struct Label {
  std::string_view label;  ///< letters and digits only, in lower case
  const Encoding* encoding;
};

/// The Encoding Standard's labels, and those of the detector. Sorted.
const auto& labels() {
  // clang-format off
  static const std::array kLabels{
      Label{"866", &kIbm866},
      Label{"ansix341968", &kWindows1252}, Label{"arabic", &kIso8859Part6},
      Label{"ascii", &kWindows1252}, Label{"asmo708", &kIso8859Part6}, Label{"big5", &kBig5},
      Label{"big5hkscs", &kBig5}, Label{"chinese", &kGb18030}, Label{"cnbig5", &kBig5},
      Label{"cp1250", &kWindows1250}, Label{"cp1251", &kWindows1251},
      Label{"cp1252", &kWindows1252}, Label{"cp1253", &kWindows1253},
      Label{"cp1254", &kWindows1254}, Label{"cp1255", &kWindows1255},
      Label{"cp1256", &kWindows1256}, Label{"cp1257", &kWindows1257},
      Label{"cp1258", &kWindows1258}, Label{"cp819", &kWindows1252}, Label{"cp866", &kIbm866},
      Label{"cp932", &kShiftJis}, Label{"cp936", &kGb18030}, Label{"cp949", &kEucKr},
      Label{"cp950", &kBig5}, Label{"csbig5", &kBig5}, Label{"cseuckr", &kEucKr},
      Label{"cseucpkdfmtjapanese", &kEucJp}, Label{"csgb2312", &kGb18030},
      Label{"csibm866", &kIbm866}, Label{"csiso2022jp", &kIso2022Jp},
      Label{"csiso2022kr", &kIso2022Kr}, Label{"csiso58gb231280", &kGb18030},
      Label{"csiso88596e", &kIso8859Part6}, Label{"csiso88596i", &kIso8859Part6},
      Label{"csiso88598e", &kIso8859Part8}, Label{"csiso88598i", &kIso8859Part8},
      Label{"csisolatin1", &kWindows1252}, Label{"csisolatin2", &kIso8859Part2},
      Label{"csisolatin3", &kIso8859Part3}, Label{"csisolatin4", &kIso8859Part4},
      Label{"csisolatin5", &kWindows1254}, Label{"csisolatin6", &kIso8859Part10},
      Label{"csisolatin9", &kIso8859Part15}, Label{"csisolatinarabic", &kIso8859Part6},
      Label{"csisolatincyrillic", &kIso8859Part5}, Label{"csisolatingreek", &kIso8859Part7},
      Label{"csisolatinhebrew", &kIso8859Part8}, Label{"cskoi8r", &kKoi8R},
      Label{"csksc56011987", &kEucKr}, Label{"csmacintosh", &kMacintosh},
      Label{"csshiftjis", &kShiftJis}, Label{"csunicode", &kUtf16Le},
      Label{"cyrillic", &kIso8859Part5}, Label{"dos874", &kWindows874}, Label{"ecma114", &kIso8859Part6},
      Label{"ecma118", &kIso8859Part7}, Label{"elot928", &kIso8859Part7}, Label{"eucjp", &kEucJp},
      Label{"euckr", &kEucKr}, Label{"euctw", &kEucTw}, Label{"gb18030", &kGb18030},
      Label{"gb2312", &kGb18030}, Label{"gb231280", &kGb18030}, Label{"gbk", &kGb18030},
      Label{"greek", &kIso8859Part7}, Label{"greek8", &kIso8859Part7}, Label{"hebrew", &kIso8859Part8},
      Label{"ibm819", &kWindows1252}, Label{"ibm855", &kIbm855}, Label{"ibm866", &kIbm866},
      Label{"iso10646ucs2", &kUtf16Le}, Label{"iso2022jp", &kIso2022Jp},
      Label{"iso2022kr", &kIso2022Kr}, Label{"iso88591", &kWindows1252},
      Label{"iso885910", &kIso8859Part10}, Label{"iso885911", &kWindows874},
      Label{"iso885911987", &kWindows1252}, Label{"iso885913", &kIso8859Part13},
      Label{"iso885914", &kIso8859Part14}, Label{"iso885915", &kIso8859Part15},
      Label{"iso885916", &kIso8859Part16}, Label{"iso88592", &kIso8859Part2},
      Label{"iso885921987", &kIso8859Part2}, Label{"iso88593", &kIso8859Part3},
      Label{"iso885931988", &kIso8859Part3}, Label{"iso88594", &kIso8859Part4},
      Label{"iso885941988", &kIso8859Part4}, Label{"iso88595", &kIso8859Part5},
      Label{"iso885951988", &kIso8859Part5}, Label{"iso88596", &kIso8859Part6},
      Label{"iso885961987", &kIso8859Part6}, Label{"iso88596e", &kIso8859Part6},
      Label{"iso88596i", &kIso8859Part6}, Label{"iso88597", &kIso8859Part7},
      Label{"iso885971987", &kIso8859Part7}, Label{"iso88598", &kIso8859Part8},
      Label{"iso885981988", &kIso8859Part8}, Label{"iso88598e", &kIso8859Part8},
      Label{"iso88598i", &kIso8859Part8}, Label{"iso88599", &kWindows1254},
      Label{"iso885991989", &kWindows1254}, Label{"isoir100", &kWindows1252},
      Label{"isoir101", &kIso8859Part2}, Label{"isoir109", &kIso8859Part3},
      Label{"isoir110", &kIso8859Part4}, Label{"isoir126", &kIso8859Part7},
      Label{"isoir127", &kIso8859Part6}, Label{"isoir138", &kIso8859Part8},
      Label{"isoir144", &kIso8859Part5}, Label{"isoir148", &kWindows1254},
      Label{"isoir149", &kEucKr}, Label{"isoir157", &kIso8859Part10}, Label{"isoir58", &kGb18030},
      Label{"johab", &kJohab}, Label{"koi", &kKoi8R}, Label{"koi8", &kKoi8R},
      Label{"koi8r", &kKoi8R}, Label{"koi8ru", &kKoi8U}, Label{"koi8u", &kKoi8U},
      Label{"korean", &kEucKr}, Label{"ksc5601", &kEucKr}, Label{"ksc56011987", &kEucKr},
      Label{"ksc56011989", &kEucKr}, Label{"l1", &kWindows1252}, Label{"l2", &kIso8859Part2},
      Label{"l3", &kIso8859Part3}, Label{"l4", &kIso8859Part4}, Label{"l5", &kWindows1254},
      Label{"l6", &kIso8859Part10}, Label{"l9", &kIso8859Part15}, Label{"latin1", &kWindows1252},
      Label{"latin2", &kIso8859Part2}, Label{"latin3", &kIso8859Part3}, Label{"latin4", &kIso8859Part4},
      Label{"latin5", &kWindows1254}, Label{"latin6", &kIso8859Part10}, Label{"logical", &kIso8859Part8},
      Label{"mac", &kMacintosh}, Label{"maccyrillic", &kMacCyrillic},
      Label{"macintosh", &kMacintosh}, Label{"ms932", &kShiftJis}, Label{"mskanji", &kShiftJis},
      Label{"shiftjis", &kShiftJis}, Label{"sjis", &kShiftJis}, Label{"suneugreek", &kIso8859Part7},
      Label{"tis620", &kWindows874}, Label{"ucs2", &kUtf16Le}, Label{"uhc", &kEucKr},
      Label{"unicode", &kUtf16Le}, Label{"unicode11utf8", &kUtf8},
      Label{"unicode20utf8", &kUtf8}, Label{"unicodefeff", &kUtf16Le},
      Label{"unicodefffe", &kUtf16Be}, Label{"usascii", &kWindows1252},
      Label{"utf16", &kUtf16Le}, Label{"utf16be", &kUtf16Be}, Label{"utf16le", &kUtf16Le},
      Label{"utf8", &kUtf8}, Label{"viscii", &kViscii}, Label{"visual", &kIso8859Part8},
      Label{"windows1250", &kWindows1250}, Label{"windows1251", &kWindows1251},
      Label{"windows1252", &kWindows1252}, Label{"windows1253", &kWindows1253},
      Label{"windows1254", &kWindows1254}, Label{"windows1255", &kWindows1255},
      Label{"windows1256", &kWindows1256}, Label{"windows1257", &kWindows1257},
      Label{"windows1258", &kWindows1258}, Label{"windows31j", &kShiftJis},
      Label{"windows874", &kWindows874}, Label{"windows949", &kEucKr},
      Label{"xcp1250", &kWindows1250}, Label{"xcp1251", &kWindows1251},
      Label{"xcp1252", &kWindows1252}, Label{"xcp1253", &kWindows1253},
      Label{"xcp1254", &kWindows1254}, Label{"xcp1255", &kWindows1255},
      Label{"xcp1256", &kWindows1256}, Label{"xcp1257", &kWindows1257},
      Label{"xcp1258", &kWindows1258}, Label{"xeucjp", &kEucJp}, Label{"xgbk", &kGb18030},
      Label{"xmaccyrillic", &kMacCyrillic}, Label{"xmacroman", &kMacintosh},
      Label{"xmacukrainian", &kMacCyrillic}, Label{"xsjis", &kShiftJis},
      Label{"xunicode20utf8", &kUtf8}, Label{"xuserdefined", &kWindows1252},
      Label{"xxbig5", &kBig5},
  };
  // clang-format on
  return kLabels;
}

unsigned char byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

/// How many bytes from `i` on are ASCII and not NUL, in steps of a word: most of a page is.
std::size_t count_ascii_words(std::string_view bytes, std::size_t i) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  constexpr std::uint64_t kLowBits = 0x0101010101010101;
  std::size_t count = 0;
  for (std::uint64_t word = 0; i + count + sizeof word <= bytes.size(); count += sizeof word) {
    std::memcpy(&word, bytes.data() + i + count, sizeof word);
    if (((word | (word - kLowBits)) & kHighBits) != 0) break;
  }
  return count;
}

/// One of the machine's conversion tables.
class Converter {
 public:
  static std::unique_ptr<Converter> open(const Encoding& encoding) {
    const iconv_t handle = iconv_open("UTF-8", std::string(encoding.iconv_name).c_str());
    if (handle == reinterpret_cast<iconv_t>(-1)) return nullptr;  // NOLINT: iconv's error value
    return std::unique_ptr<Converter>(new Converter(handle, encoding.form));
  }

  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() { iconv_close(handle_); }

  DecodedBytes decode(std::string_view bytes) {
    return form_ == EncodingForm::SingleByte ? decode_single(bytes) : decode_multi(bytes);
  }

 private:
  Converter(iconv_t handle, EncodingForm form) : handle_(handle), form_(form) {
    if (form != EncodingForm::SingleByte) return;
    for (std::size_t i = 0; i < high_.size(); ++i) {
      high_[i] = convert(static_cast<char>(0x80 + i));
      if (high_[i].empty() && i < 0x20) append_utf8(high_[i], static_cast<char32_t>(0x80 + i));
    }
  }

  /// The text of a single byte; empty for one without meaning.
  std::string convert(char byte) {
    std::array<char, 32> buffer{};
    char* in = &byte;
    std::size_t in_left = 1;
    char* out = buffer.data();
    std::size_t out_left = buffer.size();
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    if (iconv(handle_, &in, &in_left, &out, &out_left) == kFailed) return {};
    iconv(handle_, nullptr, nullptr, &out, &out_left);  // what waits for a combining mark
    return {buffer.data(), buffer.size() - out_left};
  }

  DecodedBytes decode_single(std::string_view bytes) const {
    DecodedBytes decoded;
    decoded.text.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const std::size_t ascii = count_ascii_words(bytes, i);
      decoded.text += bytes.substr(i, ascii);
      i += ascii;
      if (i == bytes.size()) break;
      const unsigned char value = byte_at(bytes, i);
      if (value == 0) continue;
      if (value < 0x80) {
        decoded.text += bytes[i];
      } else if (const std::string& text = high_[value - 0x80U]; !text.empty()) {
        decoded.text += text;
      } else {
        append_utf8(decoded.text, kReplacementCharacter);
        ++decoded.errors;
      }
    }
    return decoded;
  }

  DecodedBytes decode_multi(std::string_view bytes) {
    DecodedBytes decoded;
    std::array<char, 4096> buffer{};
    char* in = const_cast<char*>(bytes.data());  // NOLINT: iconv does not write to it
    std::size_t in_left = bytes.size();
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    while (in_left > 0) {
      char* out = buffer.data();
      std::size_t out_left = buffer.size();
      const bool failed = iconv(handle_, &in, &in_left, &out, &out_left) == kFailed;
      const int reason = failed ? errno : 0;
      decoded.text.append(buffer.data(), buffer.size() - out_left);
      if (!failed || reason == E2BIG) continue;
      append_utf8(decoded.text, kReplacementCharacter);
      ++decoded.errors;
      if (reason != EILSEQ) break;  // an unfinished sequence at the end
      // A bad pair counts once, but an ASCII byte is never taken for a trail byte: it may be
      // markup.
      const std::size_t bad =
          in_left > 1 && byte_at({in, in_left}, 0) >= 0x80 && byte_at({in, in_left}, 1) >= 0x80 ? 2
                                                                                                : 1;
      in += bad;
      in_left -= bad;
    }
    std::erase(decoded.text, '\0');
    return decoded;
  }

  static constexpr std::size_t kFailed = static_cast<std::size_t>(-1);

  iconv_t handle_;
  EncodingForm form_;
  std::array<std::string, 128> high_;  ///< what the bytes from 80 on stand for
};

Converter* converter_for(const Encoding& encoding) {
  thread_local std::map<const Encoding*, std::unique_ptr<Converter>> converters;
  const auto [entry, is_new] = converters.try_emplace(&encoding);
  if (is_new) entry->second = Converter::open(encoding);
  return entry->second.get();
}

DecodedBytes decode_utf8_bytes(std::string_view bytes,
                               std::size_t max_errors = static_cast<std::size_t>(-1)) {
  DecodedBytes decoded;
  decoded.text.reserve(bytes.size());
  std::size_t copied = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    if (decoded.errors > max_errors) return decoded;
    i += count_ascii_words(bytes, i);
    if (i == bytes.size()) break;
    const CodePoint c = decode_utf8(bytes, i);
    const bool is_error =
        c.value == kReplacementCharacter && bytes.substr(i, c.size) != "\xEF\xBF\xBD";
    if (is_error || c.value == 0) {
      decoded.text += bytes.substr(copied, i - copied);
      copied = i + c.size;
    }
    if (is_error) {
      append_utf8(decoded.text, kReplacementCharacter);
      ++decoded.errors;
    }
    i += c.size;
  }
  decoded.text += bytes.substr(copied);
  return decoded;
}

DecodedBytes decode_utf16(std::string_view bytes, bool big_endian) {
  DecodedBytes decoded;
  decoded.text.reserve(bytes.size());
  const auto unit = [&](std::size_t i) -> char32_t {
    const char32_t first = byte_at(bytes, i);
    const char32_t second = byte_at(bytes, i + 1);
    return big_endian ? first << 8 | second : second << 8 | first;
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c <= 0xDFFF) {
      const char32_t low = c <= 0xDBFF && i + 3 < bytes.size() ? unit(i + 2) : 0;
      if (low >= 0xDC00 && low <= 0xDFFF) {
        c = 0x10000 + ((c - 0xD800) << 10 | (low - 0xDC00));
        i += 2;
      } else {
        c = kReplacementCharacter;
        ++decoded.errors;
      }
    }
    if (c != 0) append_utf8(decoded.text, c);
  }
  if (bytes.size() % 2 == 1) {
    append_utf8(decoded.text, kReplacementCharacter);
    ++decoded.errors;
  }
  return decoded;
}

}  // namespace

const Encoding* find_encoding(std::string_view label) {
  constexpr std::size_t kLongestLabel = 24;
  std::string squeezed;
  for (const char c : label) {
    if (c >= 'A' && c <= 'Z') {
      squeezed += static_cast<char>(c + ('a' - 'A'));
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      squeezed += c;
    }
    if (squeezed.size() > kLongestLabel) return nullptr;
  }
  const auto found = std::lower_bound(
      labels().begin(), labels().end(), squeezed,
      [](const Label& entry, std::string_view wanted) { return entry.label < wanted; });
  return found != labels().end() && found->label == squeezed ? found->encoding : nullptr;
}

DecodedBytes try_utf8(std::string_view bytes, std::size_t max_errors) {
  return decode_utf8_bytes(bytes, max_errors);
}

DecodedBytes decode(std::string_view bytes, const Encoding& encoding) {
  if (&encoding == &kUtf8) return decode_utf8_bytes(bytes);
  if (&encoding == &kUtf16Le) return decode_utf16(bytes, false);
  if (&encoding == &kUtf16Be) return decode_utf16(bytes, true);
  if (Converter* const converter = converter_for(encoding)) return converter->decode(bytes);
  if (Converter* const converter = converter_for(kWindows1252)) return converter->decode(bytes);
  return decode_utf8_bytes(bytes);
}

}  // namespace dateline
