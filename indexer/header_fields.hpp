#pragma once

// Header sections in the form that WARC records and HTTP messages share (RFC 7230, 3.2).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Where the header section at the beginning of `bytes` ends: behind its first empty line. Lines
/// end with a line feed, with or without a carriage return. nullopt without an empty line.
std::optional<std::size_t> find_header_end(std::string_view bytes);

/// The fields of one header section, names compared without case.
class HeaderFields {
 public:
  /// `lines` is a header section without its start line. A line that begins with a blank continues
  /// the value above it; lines without a colon are passed over.
  static HeaderFields parse(std::string_view lines);

  /// The first field of that name, without blanks around it; nullopt when there is none.
  std::optional<std::string_view> find(std::string_view name) const;

  /// All fields of that name as one list, parted by commas.
  std::string join(std::string_view name) const;

 private:
  struct Field {
    std::string name;
    std::string value;
  };

  std::vector<Field> fields_;
};

/// A media type with its parameters, as a Content-Type field states it. Views into the field.
struct MediaType {
  std::string_view name;        ///< "text/html", in the case it is written in
  std::string_view parameters;  ///< behind the first semicolon

  bool is(std::string_view lower) const;

  /// The parameter's value without quotes; empty when there is none.
  std::string_view parameter(std::string_view lower_name) const;
};

MediaType parse_media_type(std::string_view field);

}  // namespace dateline
