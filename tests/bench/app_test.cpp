#include "bench/app.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(RunBench, ForeignDatabasesHaveAStatusOfTheirOwn) {
  const test::ScratchFolder scratch;
  {
    Xapian::WritableDatabase database(scratch / "db", Xapian::DB_CREATE);
    database.add_document(Xapian::Document());
    database.commit();
  }
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_bench({.database = scratch / "db"}, out, err), 11);
  EXPECT_THAT(out.str(), IsEmpty());
  EXPECT_THAT(err.str(), HasSubstr("not a Dateline database"));
}

TEST(RunBench, PrintsTheTextAskedFor) {
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_bench({.database = {}, .text_to_print = "text\n"}, out, err), 0);
  EXPECT_EQ(out.str(), "text\n");
}

}  // namespace
}  // namespace dateline
