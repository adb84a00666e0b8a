#include "indexer/segment_writer.hpp"

#include <filesystem>
#include <random>
#include <sstream>

#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/glass_format.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// A document in the form both writers are fed from.
struct Sample {
  struct Posting {
    std::string term;
    std::uint32_t position;
    std::uint32_t weight;
  };
  std::vector<Posting> postings;
  std::vector<std::pair<std::string, std::uint32_t>> terms;
  std::vector<std::pair<std::uint32_t, std::string>> values;
  std::string data;
};

using Metadata = std::vector<std::pair<std::string, std::string>>;

void write_segment(const std::string& directory, const std::vector<Sample>& samples,
                   const Metadata& metadata = {}) {
  fs::create_directory(directory);
  SegmentWriter writer(directory);
  for (const auto& [key, value] : metadata) writer.set_metadata(key, value);
  for (const Sample& sample : samples) {
    writer.begin_document();
    for (const auto& [term, position, weight] : sample.postings)
      writer.add_posting(term, position, weight);
    for (const auto& [term, weight] : sample.terms) writer.add_term(term, weight);
    for (const auto& [slot, value] : sample.values) writer.add_value(slot, value);
    writer.set_data(sample.data);
    writer.end_document();
  }
  const auto finished = writer.finish();
  ASSERT_TRUE(finished) << finished.error().message;
}

void write_with_xapian(const std::string& directory, const std::vector<Sample>& samples,
                       const Metadata& metadata = {}) {
  Xapian::WritableDatabase database(directory, Xapian::DB_CREATE);
  for (const auto& [key, value] : metadata) database.set_metadata(key, value);
  for (const Sample& sample : samples) {
    Xapian::Document document;
    for (const auto& [term, position, weight] : sample.postings)
      document.add_posting(term, position, weight);
    for (const auto& [term, weight] : sample.terms) document.add_term(term, weight);
    for (const auto& [slot, value] : sample.values) document.add_value(slot, value);
    document.set_data(sample.data);
    database.add_document(document);
  }
  database.commit();
}

/// Everything a database says, in one text.
std::string describe_all(const Xapian::Database& database) {
  std::ostringstream out;
  out << database.get_doccount() << ' ' << database.get_lastdocid() << ' '
      << database.get_avlength() << ' ' << database.get_total_length() << ' '
      << database.has_positions() << ' ' << database.get_wdf_upper_bound("word0") << '\n';
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key)
    out << "meta " << *key << '=' << database.get_metadata(*key) << '\n';
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    out << *term << ' ' << term.get_termfreq() << ' ' << database.get_collection_freq(*term);
    for (auto item = database.postlist_begin(*term); item != database.postlist_end(*term); ++item) {
      out << ' ' << *item << '/' << item.get_wdf() << '/' << item.get_doclength();
      for (auto position = item.positionlist_begin(); position != item.positionlist_end();
           ++position)
        out << ',' << *position;
    }
    out << '\n';
  }
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id) {
    const Xapian::Document document = database.get_document(*id);
    out << "doc " << *id << ' ' << database.get_doclength(*id) << ' '
        << database.get_unique_terms(*id) << ' ' << document.get_data();
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      out << ' ' << *term << '/' << term.get_wdf();
      for (auto position = database.positionlist_begin(*id, *term);
           position != database.positionlist_end(*id, *term); ++position)
        out << ',' << *position;
    }
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      out << ' ' << value.get_valueno() << '=' << *value;
    out << '\n';
  }
  for (Xapian::valueno slot = 0; slot < 200; ++slot) {
    if (database.get_value_freq(slot) == 0) continue;
    out << "slot " << slot << ' ' << database.get_value_freq(slot) << ' '
        << database.get_value_lower_bound(slot) << ' ' << database.get_value_upper_bound(slot);
    for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot);
         ++value)
      out << ' ' << value.get_docid() << '=' << *value;
    out << '\n';
  }
  return out.str();
}

std::size_t count_errors(const std::string& directory, std::ostream& out) {
  return Xapian::Database::check(directory, 0, &out);
}

/// Compares the two writers on the same documents, through the checks, a compaction and a change.
void expect_same(const std::vector<Sample>& samples, const Metadata& metadata = {}) {
  const test::ScratchFolder scratch;
  write_segment(scratch / "ours", samples, metadata);
  write_with_xapian(scratch / "theirs", samples, metadata);
  const Xapian::Database theirs(scratch / "theirs");
  {
    Xapian::Database ours(scratch / "ours");
    ASSERT_EQ(describe_all(ours), describe_all(theirs));
    std::ostringstream errors;
    EXPECT_EQ(count_errors(scratch / "ours", errors), 0U) << errors.str();
    ours.compact(scratch / "compact");
    EXPECT_EQ(describe_all(Xapian::Database(scratch / "compact")), describe_all(theirs));
    EXPECT_EQ(count_errors(scratch / "compact", errors), 0U) << errors.str();
  }
  // A segment may also become the database that later runs change.
  Xapian::WritableDatabase ours(scratch / "ours", Xapian::DB_OPEN);
  Xapian::WritableDatabase writable(scratch / "theirs", Xapian::DB_OPEN);
  for (Xapian::WritableDatabase* database : {&ours, &writable}) {
    if (database->get_doccount() > 1) database->delete_document(1);
    Xapian::Document document;
    document.add_posting("added", 7);
    document.add_value(3, "x");
    database->add_document(document);
    database->set_metadata("later", "yes");
    database->commit();
  }
  EXPECT_EQ(describe_all(ours), describe_all(writable));
}

Sample random_sample(std::mt19937& generator, std::size_t words, std::uint32_t vocabulary) {
  const auto random = [&] { return static_cast<std::uint32_t>(generator()); };
  Sample sample;
  std::uint32_t position = random() % 3;
  for (std::size_t i = 0; i < words; ++i) {
    // Small numbers are frequent, as common words are.
    const std::uint32_t number = random() % (random() % vocabulary + 1);
    const std::string word = "word" + std::to_string(number);
    const std::uint32_t weight = random() % 50 == 0 ? random() % 300 : 1 + random() % 2;
    sample.postings.push_back({word, position, weight});
    if (random() % 8 == 0) sample.postings.push_back({"S" + word, position, 1});
    sample.terms.emplace_back("Z" + word.substr(0, word.size() - word.size() % 3), 1);
    position += 1 + (random() % 40 == 0 ? random() % 5000 : 0);
  }
  sample.terms.emplace_back("Qid" + std::to_string(random()), 0);
  if (random() % 2 == 0) sample.values.emplace_back(0, std::string(random() % 9 + 1, 'a'));
  if (random() % 3 == 0) sample.values.emplace_back(7, std::to_string(random() % 100));
  if (random() % 5 == 0) sample.values.emplace_back(130, "last");
  for (std::size_t i = random() % 3000; i > 0; --i)
    sample.data.push_back(static_cast<char>(random() % 4 == 0 ? random() : 'a' + random() % 3));
  return sample;
}

TEST(SegmentWriter, AnEmptySegmentIsAnEmptyDatabase) {
  const test::ScratchFolder scratch;
  write_segment(scratch / "empty", {}, {{"key", "value"}});
  const Xapian::Database database(scratch / "empty");
  EXPECT_EQ(database.get_doccount(), 0U);
  EXPECT_EQ(database.get_metadata("key"), "value");
}

TEST(SegmentWriter, ADocumentWithoutTermsCounts) { expect_same({Sample{}, Sample{.data = "x"}}); }

TEST(SegmentWriter, SaysWhatXapiansWriterSays) {
  for (const auto& [documents, words, vocabulary] :
       {std::tuple{1, 5, 10}, {3, 40, 20}, {40, 300, 4000}, {600, 60, 300}, {5, 8000, 30}}) {
    SCOPED_TRACE(documents);
    std::mt19937 random(static_cast<unsigned>(documents));
    std::vector<Sample> samples;
    for (int i = 0; i < documents; ++i)
      samples.push_back(random_sample(random, static_cast<std::size_t>(words),
                                      static_cast<std::uint32_t>(vocabulary)));
    expect_same(samples,
                {{"dateline.schema", "9"}, {"page/a", std::string(5000, 'p')}, {"z", "1"}});
  }
}

TEST(SegmentWriter, LongTermsLongDataAndManyValues) {
  std::vector<Sample> samples(3);
  samples[0].data.assign(3'000'000, 'd');
  std::mt19937 random(5);
  for (int i = 0; i < 200'000; ++i) samples[1].data.push_back(static_cast<char>(random()));
  for (int i = 0; i < 500; ++i) {
    std::string term(245, static_cast<char>('a' + i % 26));
    term.replace(200, 4, std::to_string(1000 + i));
    samples[2].terms.emplace_back(term, 1);
    samples[2].postings.push_back({"far", static_cast<std::uint32_t>(i) * 8'000'000U, 1});
  }
  for (std::uint32_t slot = 0; slot < 150; ++slot)
    samples[2].values.emplace_back(slot, std::string(900, 'v'));
  expect_same(samples);
}

TEST(SegmentWriter, MergedSegmentsAreOneDatabase) {
  const test::ScratchFolder scratch;
  std::mt19937 random(11);
  std::vector<Sample> all;
  Xapian::Database merged;
  for (int part = 0; part < 4; ++part) {
    std::vector<Sample> samples;
    for (int i = 0; i < 50; ++i) samples.push_back(random_sample(random, 80, 500));
    write_segment(scratch / std::to_string(part), samples);
    merged.add_database(Xapian::Database(scratch / std::to_string(part)));
    all.insert(all.end(), samples.begin(), samples.end());
  }
  merged.compact(scratch / "merged");
  write_with_xapian(scratch / "theirs", all);
  EXPECT_EQ(describe_all(Xapian::Database(scratch / "merged")),
            describe_all(Xapian::Database(scratch / "theirs")));
}

TEST(SegmentWriter, AFailureToWriteIsReported) {
  const test::ScratchFolder scratch;
  SegmentWriter writer(scratch / "absent");
  writer.begin_document();
  writer.add_term("word", 1);
  writer.end_document();
  const auto finished = writer.finish();
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, ErrorCode::Database);
}

TEST(GlassFormat, SortedNumbersSortAsTheyShould) {
  std::string before;
  for (std::uint64_t value = 0; value <= 0xFFFFFFFF; value = value * 9 / 8 + 1) {
    std::string packed;
    glass::pack_sorted_number(packed, static_cast<std::uint32_t>(value));
    EXPECT_LT(before, packed) << value;
    before = packed;
  }
}

}  // namespace
}  // namespace dateline
