#include "tests/support/warc_writer.hpp"

#include <algorithm>

namespace dateline::test {
namespace {

void write_fields(std::string& out, const Fields& fields) {
  for (const auto& [name, value] : fields)
    if (!value.empty()) out += name + ": " + value + "\r\n";
}

/// `fields`, and those of `defaults` that they do not name.
Fields with_defaults(Fields fields, const Fields& defaults) {
  for (const auto& field : defaults)
    if (std::none_of(fields.begin(), fields.end(),
                     [&](const auto& other) { return other.first == field.first; }))
      fields.push_back(field);
  return fields;
}

}  // namespace

std::string warc_record(const Fields& fields, std::string_view content, std::string_view version) {
  std::string out(version);
  out += "\r\n";
  write_fields(out, with_defaults(fields, {{"WARC-Type", "response"},
                                           {"WARC-Record-ID", "<urn:uuid:0>"},
                                           {"WARC-Date", "2023-03-20T09:30:00Z"},
                                           {"Content-Length", std::to_string(content.size())}}));
  out += "\r\n";
  out += content;
  return out + "\r\n\r\n";
}

std::string http_message(std::string_view status_line, const Fields& fields,
                         std::string_view body) {
  std::string out(status_line);
  out += "\r\n";
  write_fields(out, fields);
  out += "\r\n";
  out += body;
  return out;
}

std::string page_record(const std::string& url, std::string_view body, Fields http_fields,
                        Fields warc_fields) {
  const Fields fields =
      with_defaults(std::move(http_fields), {{"Content-Type", "text/html; charset=utf-8"}});
  return warc_record(with_defaults(std::move(warc_fields),
                                   {{"WARC-Target-URI", url},
                                    {"Content-Type", "application/http; msgtype=response"}}),
                     http_message("HTTP/1.1 200 OK", fields, body));
}

}  // namespace dateline::test
