#include "indexer/index_writer.hpp"

#include <gtest/gtest.h>

#include "common/database.hpp"
#include "common/schema.hpp"
#include "indexer/document_builder.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

Xapian::Document document_with(const std::string& term) {
  Xapian::Document document;
  document.add_term(term);
  return document;
}

TEST(IndexWriter, ARefusedDocumentCostsOnlyItself) {
  const test::ScratchFolder scratch;
  auto writer = IndexWriter::open(scratch / "db", std::nullopt);
  ASSERT_TRUE(writer) << writer.error().message;
  for (int i = 0; i < 50; ++i) {
    const std::string id = "Q" + std::to_string(i);
    auto document = document_with("word");
    document.add_boolean_term(id);
    ASSERT_TRUE(writer->upsert(id, document, 4));
  }
  const auto refused =
      writer->upsert("Qbad", document_with(std::string(kMaxTermBytes + 1, 'x')), 4);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Input);
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(open_for_reading(scratch / "db")->get_doccount(), 50U);
}

TEST(IndexWriter, TellsNewFromKnown) {
  const test::ScratchFolder scratch;
  auto writer = IndexWriter::open(scratch / "db", std::nullopt);
  ASSERT_TRUE(writer);
  auto document = document_with("Qone");
  EXPECT_EQ(writer->upsert("Qone", document, 1).value(), UpsertOutcome::Added);
  EXPECT_EQ(writer->upsert("Qone", document, 1).value(), UpsertOutcome::Updated);
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(writer->upsert("Qone", document, 1).value(), UpsertOutcome::Updated);
}

TEST(IndexWriter, CommitsFullBatchesByItself) {
  const test::ScratchFolder scratch;
  auto writer = IndexWriter::open(scratch / "db", std::nullopt);
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->upsert("Qone", document_with("Qone"), IndexWriter::kBatchBytes));
  EXPECT_EQ(open_for_reading(scratch / "db")->get_doccount(), 1U);
}

}  // namespace
}  // namespace dateline
