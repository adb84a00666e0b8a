#pragma once

// WARC files as tests want them, sound and broken.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::test {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// One WARC record. A Content-Length among `fields` stands in the place of the true one; a field
/// with an empty value is left out.
std::string warc_record(const Fields& fields, std::string_view content,
                        std::string_view version = "WARC/1.0");

/// An HTTP message: status line, fields, empty line, body.
std::string http_message(std::string_view status_line, const Fields& fields, std::string_view body);

/// A `response` record that holds a page.
std::string page_record(const std::string& url, std::string_view body, Fields http_fields = {},
                        Fields warc_fields = {});

}  // namespace dateline::test
