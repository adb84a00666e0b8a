// What a program would do that used Xapian as its documentation shows: one writer, one
// TermGenerator, every other setting as it comes. The peer of dateline-index on JSON lines.
//
//     plain_xapian_writer FILE.jsonl DATABASE

#include <exception>
#include <fstream>
#include <iostream>
#include <string>

#include <nlohmann/json.hpp>
#include <xapian.h>

namespace {

/// Xapian has no stemmer for a language that Snowball does not know.
Xapian::Stem stemmer_for(const std::string& language) {
  try {
    return Xapian::Stem(language);
  } catch (const Xapian::InvalidArgumentError&) {
    return Xapian::Stem();
  }
}

Xapian::Document make_document(const nlohmann::json& article, const std::string& record) {
  const auto text = [&](const char* field) { return article.value(field, std::string()); };
  Xapian::Document document;
  Xapian::TermGenerator generator;
  generator.set_stemmer(stemmer_for(text("language")));
  generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
  generator.set_document(document);
  generator.index_text(text("title"), 1, "S");
  for (const auto& author : article.value("authors", nlohmann::json::array())) {
    generator.index_text(author.get<std::string>(), 1, "A");
    generator.increase_termpos();
  }
  generator.index_text(text("title"), 3);
  generator.increase_termpos();
  generator.index_text(text("body"));

  const std::string day = text("published").substr(0, 10);
  document.add_boolean_term("XSITE" + text("site"));
  document.add_boolean_term("L" + text("language"));
  document.add_boolean_term("D" + day);
  document.add_boolean_term("XSEC" + text("section"));
  for (const auto& tag : article.value("tags", nlohmann::json::array()))
    document.add_boolean_term("XTAG" + tag.get<std::string>());
  document.add_value(0, day);
  document.set_data(record);
  const std::string id = "Q" + text("id");
  document.add_boolean_term(id);
  return document;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: plain_xapian_writer FILE.jsonl DATABASE\n";
    return 2;
  }
  std::ifstream file(argv[1]);
  if (!file) {
    std::cerr << "plain_xapian_writer: cannot read " << argv[1] << '\n';
    return 2;
  }
  Xapian::WritableDatabase database(argv[2], Xapian::DB_CREATE);
  for (std::string line; std::getline(file, line);)
    database.add_document(make_document(nlohmann::json::parse(line), line));
  database.commit();
  std::cout << "indexed " << database.get_doccount() << '\n';
  return 0;
} catch (const Xapian::Error& error) {
  std::cerr << "plain_xapian_writer: " << error.get_description() << '\n';
  return 2;
} catch (const std::exception& error) {
  std::cerr << "plain_xapian_writer: " << error.what() << '\n';
  return 2;
}
