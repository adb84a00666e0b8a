#include "tests/support/database_contents.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <xapian.h>

#include "common/article.hpp"

namespace dateline::test {
namespace {

std::string describe(const Xapian::Database& database, Xapian::docid id, const Article& article) {
  std::ostringstream out;
  out << to_string(article.source) << '@' << article.source.captured << " of";
  for (const ArticleSource& source : article.other_sources)
    out << ' ' << to_string(source) << '@' << source.captured;
  out << '\n' << article.title << '\n' << article.body << '\n';
  const Xapian::Document document = database.get_document(id);
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    out << *term << '/' << term.get_wdf();
    for (auto position = database.positionlist_begin(id, *term);
         position != database.positionlist_end(id, *term); ++position)
      out << ',' << *position;
    out << ' ';
  }
  out << '\n';
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    out << value.get_valueno() << '=' << *value << '\n';
  return out.str();
}

}  // namespace

DatabaseContents read_contents(const std::string& directory) {
  DatabaseContents contents;
  const Xapian::Database database(directory);
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id) {
    const auto article = decode_article(database.get_document(*id).get_data());
    if (!article) {
      ADD_FAILURE() << "document " << *id << " is damaged";
      continue;
    }
    const auto added = contents.articles.emplace(article->id, describe(database, *id, *article));
    EXPECT_TRUE(added.second) << article->id << " stands twice";
  }
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    const auto record = decode_page_record(database.get_metadata(*key));
    if (record && page_record_key_prefix("") == (*key).substr(0, page_record_key_prefix("").size()))
      contents.records.emplace(record->long_path.empty() ? path_of_key(*key) : record->long_path,
                               *record);
  }
  return contents;
}

std::string check_database(const std::string& directory) {
  std::ifstream stub(std::filesystem::path(directory) / "XAPIANDB");
  std::string kind;
  std::string generation;
  stub >> kind >> generation;
  std::ostringstream out;
  return Xapian::Database::check(directory + '/' + generation, 0, &out) == 0 ? std::string()
                                                                             : out.str();
}

}  // namespace dateline::test
