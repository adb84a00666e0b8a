#include "indexer/index_check.hpp"

#include <functional>
#include <limits>
#include <sstream>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "common/article.hpp"
#include "common/database.hpp"
#include "common/schema.hpp"
#include "common/xapian_error.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/generation_store.hpp"
#include "indexer/page_record.hpp"
#include "indexer/word_list_update.hpp"

namespace dateline {
namespace {

void add_fault(CheckOutcome& outcome, std::string message) {
  if (++outcome.faults <= kMaxFaultMessages) outcome.messages.push_back(std::move(message));
}

void check_tables(const std::string& path, CheckOutcome& outcome) {
  std::ostringstream out;
  const std::size_t errors = Xapian::Database::check(path, 0, &out);
  if (errors == 0) return;
  const std::uint64_t before = outcome.faults;
  // What Xapian prints speaks of sound tables too.
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);)
    if (line.find("error") != std::string::npos) add_fault(outcome, line);
  if (outcome.faults - before < errors)
    add_fault(outcome, fmt::format("{} errors in the tables", errors - outcome.faults + before));
}

/// For a database that does not open: which of its tables are to blame.
CheckOutcome check_unopened(const std::string& generation, const Error& error) {
  CheckOutcome outcome;
  for (const char* table : {"postlist", "docdata", "termlist", "position", "spelling"}) {
    const std::string path = fmt::format("{}/{}.", generation, table);
    if (auto checked = catching(table, [&] { check_tables(path, outcome); }); !checked)
      add_fault(outcome, checked.error().message);
  }
  if (outcome.faults == 0) add_fault(outcome, error.message);
  return outcome;
}

class IndexCheck {
 public:
  IndexCheck(const Xapian::Database& database, CheckOutcome& outcome)
      : database_(database), outcome_(outcome) {}

  void check_articles() {
    const auto end = database_.postlist_end("");
    for (auto id = database_.postlist_begin(""); id != end; ++id) {
      ++outcome_.articles;
      // One article that cannot be read tells nothing of the next.
      guarded(fmt::format("document {}", *id), [&] { check_article(*id); });
    }
  }

  void check_files() {
    const std::string prefix = page_record_key_prefix("");
    const auto end = database_.metadata_keys_end(prefix);
    for (auto key = database_.metadata_keys_begin(prefix); key != end; ++key) {
      ++outcome_.files;
      guarded(*key, [&] { check_file(*key); });
    }
  }

  void check_words() {
    guarded("the list of words", [&] {
      if (const std::string word = find_missing_word(database_); !word.empty())
        add_fault(outcome_, fmt::format("the list of words lacks \"{}\"", word));
    });
  }

  void check_stories() {
    std::unordered_map<std::string, std::uint64_t> sizes;
    const auto end = database_.valuestream_end(kSlotStory);
    for (auto value = database_.valuestream_begin(kSlotStory); value != end; ++value)
      ++sizes[*value];
    for (const auto& [story, size] : sizes)
      if (size == 1) add_fault(outcome_, fmt::format("story {}: has one article only", story));
  }

 private:
  void guarded(const std::string& place, const std::function<void()>& look) {
    if (auto looked = catching(place, look); !looked) add_fault(outcome_, looked.error().message);
  }

  void check_article(Xapian::docid id) {
    const auto article = decode_article(database_.get_document(id).get_data());
    if (!article)
      return add_fault(outcome_, fmt::format("document {}: {}", id, article.error().message));
    const auto place = [&] { return fmt::format("article {} (document {})", article->id, id); };
    if (!ids_.insert(article->id).second) add_fault(outcome_, place() + ": stands twice");
    const std::string term = unique_term(*article);
    auto posting = database_.postlist_begin(term);
    if (posting != database_.postlist_end(term)) posting.skip_to(id);
    if (posting == database_.postlist_end(term) || *posting != id)
      add_fault(outcome_, place() + ": cannot be found by its id");
    check_source(article->source, place);
    for (const ArticleSource& source : article->other_sources) check_source(source, place);
  }

  void check_source(const ArticleSource& source, const std::function<std::string()>& place) {
    if (database_.get_metadata(page_record_key(source.path)).empty())
      add_fault(outcome_, fmt::format("{}: its file {} is not remembered", place(), source.path));
  }

  void check_file(const std::string& key) {
    const auto record = decode_page_record(database_.get_metadata(key));
    if (!record) return add_fault(outcome_, fmt::format("{}: cannot be decoded", key));
    // An archive may be empty, and a file marked to be read again may have lost its article.
    const bool claims_article = record->outcome == PageOutcome::Indexed &&
                                record->hash != ContentHash{} && record->size != kUnreadPageSize;
    const std::string path =
        is_long_path_key(key) ? record->long_path : std::string(path_of_key(key));
    if (claims_article && !database_.term_exists(make_term(field_of(FieldId::Path).prefix, path)))
      add_fault(outcome_, fmt::format("{}: gave an article that is not there", path));
  }

  const Xapian::Database& database_;
  CheckOutcome& outcome_;
  std::unordered_set<std::string> ids_;
};

}  // namespace

Result<CheckOutcome> check_index(const std::string& directory) {
  const auto generation = current_generation(directory);
  auto database = open_for_reading(directory);
  if (!database) {
    const bool is_damaged = generation && database.error().code == ErrorCode::Database;
    if (is_damaged) return check_unopened(*generation, database.error());
    return fail(database.error());
  }
  if (!generation)
    return fail(ErrorCode::Database,
                fmt::format("{} was not made by this program's indexer", directory));
  CheckOutcome outcome;
  IndexCheck check(*database, outcome);
  auto done = catching(directory, [&] {
    check_tables(*generation, outcome);
    // Xapian trusts the blocks it reads; in a damaged one it reads anywhere.
    if (outcome.faults > 0) return;
    check.check_articles();
    check.check_files();
    check.check_stories();
    check.check_words();
  });
  if (done) return outcome;
  // The indexer may have put the next generation in force and removed this one.
  if (current_generation(directory) != generation) return check_index(directory);
  add_fault(outcome, done.error().message);
  return outcome;
}

}  // namespace dateline
