#include "indexer/byline_line.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using Names = std::vector<std::string>;

struct Case {
  const char* line;
  Names names;
};

TEST(ReadBylineLine, FindsLabelledNames) {
  for (const Case& at : {
           Case{"By Ada Stone", {"Ada Stone"}},
           Case{"ByAda Stone", {"Ada Stone"}},
           Case{"Written by:Ada Stone", {"Ada Stone"}},
           Case{"By Ada Stone | May 3, 2021 | 5 min read", {"Ada Stone"}},
           Case{"Published May 3, 2021 by Ada Stone", {"Ada Stone"}},
           Case{"Posted in Travel by Ada Stone on May 3, 2021", {"Ada Stone"}},
           Case{"By Ada Stone\nThe Lantern Staff", {"Ada Stone"}},
           Case{"Words by Ada Stone, photos by Ben Rook", {"Ada Stone"}},
           Case{"Reporter: | A. Stone", {"A. Stone"}},
           Case{"Von Max Stein und Eva Krähe", {"Max Stein", "Eva Krähe"}},
           Case{"Lindau, 18. Juni 2025 – von Max Stein", {"Max Stein"}},
           Case{"le 18 juin 2025 – par Aubin de Valreu et Rose Quint",
                {"Aubin de Valreu", "Rose Quint"}},
           Case{"Por María Loma y Juan Prado", {"María Loma", "Juan Prado"}},
           Case{"Tekst: Ole Holm Foto: Per Berg", {"Ole Holm"}},
           Case{"Autor: Ewa Łąka Data publikacji: 15 września 2026", {"Ewa Łąka"}},
           Case{"Текст: Мария Горская-Ланская", {"Мария Горская-Ланская"}},
           Case{"Автор: Иван Лесков, корреспондент", {"Иван Лесков"}},
           Case{"بقلم الدكتورة ليان حسان", {"ليان حسان"}},
           Case{"كتب: سامر الزهراوي | 15 سبتمبر 2026", {"سامر الزهراوي"}},
           Case{"本报记者王小明", {"王小明"}},
           Case{"2025年03月14日 23:18　晨报　记者：陈明　字号：大 中 小", {"陈明"}},
           Case{"2024-11-12 08:00　記者 林若蘭／港都報導", {"林若蘭"}},
           Case{"文：佐藤一郎　写真：鈴木花子", {"佐藤一郎"}},
           Case{"홍길동 기자", {"홍길동"}},
       }) {
    const BylineReading reading = read_byline_line(at.line, {});
    EXPECT_EQ(reading.names, at.names) << at.line;
    EXPECT_TRUE(reading.is_labelled) << at.line;
  }
}

TEST(ReadBylineLine, FindsBareNames) {
  for (const Case& at : {
           Case{"Ada Stone", {"Ada Stone"}},
           Case{"3 May 2021 · Ada Stone", {"Ada Stone"}},
           Case{"Ada Stone, 3 May 2021", {"Ada Stone"}},
           Case{"May 3, 2021 • Ada Stone in Harbour News", {"Ada Stone"}},
           Case{"早瀬みどり 2025年3月15日 5時00分", {"早瀬みどり"}},
       }) {
    const BylineReading reading = read_byline_line(at.line, {});
    EXPECT_EQ(reading.names, at.names) << at.line;
    EXPECT_FALSE(reading.is_labelled) << at.line;
  }
}

TEST(ReadBylineLine, LeavesOthersOut) {
  for (const char* line :
       {"", "3 May 2021", "5 min read", "Photos by Ben Rook", "Photo: Ben Rook",
        "Edited by Ben Rook", "Medically reviewed by Ben Rook", "Illustrations by | Ben Rook",
        "Foto: Per Berg", "Bridge repairs took a week longer than Ada Stone had planned",
        "Published: 3 May 2021"})
    EXPECT_EQ(read_byline_line(line, {}).names, Names{}) << line;
}

TEST(ReadBylineLine, KeepsAStatementThatIsNoName) {
  struct Stated {
    const char* line;
    const char* statement;
  };
  for (const Stated& at : {
           Stated{"by bridgefan", "bridgefan"},
           Stated{"By Lantern Team | 3 May 2021", "Lantern Team"},
           Stated{"Lantern Team, 3 May 2021", "Lantern Team"},
           Stated{"Published Tuesday", ""},
           Stated{"Posted 3 May 2021 in Travel", ""},
           Stated{"Step by step", ""},
           Stated{"Lantern Team", ""},
           Stated{"By Ada Stone", ""},
       })
    EXPECT_EQ(read_byline_line(at.line, {}).statement, at.statement) << at.line;
}

TEST(IsBylineLabel, KnowsLabelsAlone) {
  for (const char* label : {"by", "written by", "von", "作者", "автор", "بقلم"})
    EXPECT_TRUE(is_byline_label(label)) << label;
  for (const char* line : {"", "bridge", "by ada stone", "edited by"})
    EXPECT_FALSE(is_byline_label(line)) << line;
}

TEST(AnnouncesOtherRole, LooksAtTheEnd) {
  EXPECT_TRUE(announces_other_role("ada stone edited by"));
  EXPECT_TRUE(announces_other_role("fact checked by"));
  EXPECT_FALSE(announces_other_role("written by"));
}

}  // namespace
}  // namespace dateline
