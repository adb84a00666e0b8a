#include "bench/machine.hpp"

#include <gtest/gtest.h>

#include "common/version.hpp"

namespace dateline {
namespace {

TEST(CpuModel, IsTheFirstOneNamed) {
  struct Case {
    const char* name;
    const char* cpuinfo;
    const char* model;
  };
  for (const Case& test : {
           Case{"x86",
                "processor\t: 0\nmodel\t\t: 17\nmodel name\t: Fast CPU  9000\nmodel name\t: B\n",
                "Fast CPU 9000"},
           Case{"arm", "processor\t: 0\nBogoMIPS\t: 108.00\n\nModel\t\t: Small Board 4\n",
                "Small Board 4"},
           Case{"mips", "cpu model\t\t: Old V1\n", "Old V1"},
           Case{"no line break", "model name: Last", "Last"},
           Case{"nothing", "", ""},
           Case{"no colon", "model name\n", ""},
           Case{"other", "vendor_id\t: Nobody\n", ""},
       })
    EXPECT_EQ(cpu_model(test.cpuinfo), test.model) << test.name;
}

TEST(MachineFacts, NameThisMachine) {
  const MachineFacts facts = read_machine_facts();
  EXPECT_GE(facts.cores, 1U);
  EXPECT_FALSE(facts.kernel.empty());
  EXPECT_TRUE(facts.xapian_version.starts_with("1."));
  EXPECT_EQ(facts.program_version, kVersion);
}

}  // namespace
}  // namespace dateline
