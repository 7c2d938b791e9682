#include "services/cli/import_file.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <sstream>

#include "common/testing/status_matchers.h"
#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// "村名" and "湖泗街道" in GB18030, and a character that takes four bytes of it (U+20025).
constexpr char kVillageName[] = "\xB4\xE5\xC3\xFB";
constexpr char kStreet[] = "\xBA\xFE\xE3\xF4\xBD\xD6\xB5\xC0";
constexpr char kFourBytes[] = "\x95\x32\x86\x33";

std::string ProblemsOf(const std::string& bytes, Encoding encoding) {
  CellProblems problems;
  const auto file = ReadImportFile(bytes, encoding, problems);
  std::ostringstream text;
  if (!file.ok()) {
    EXPECT_EQ(ExitCodeOf(file.status()), kExitUsage);
    text << file.status().message() << "\n";
  }
  problems.Print(text);
  return text.str();
}

TEST(ReadImportFile, Utf8_WithAndWithoutItsMark) {
  for (const char* mark : {"", "\xEF\xBB\xBF"}) {
    CellProblems problems;
    ASSERT_OK_AND_ASSIGN(
        const ImportFile file,
        ReadImportFile(std::string(mark) + "name,code\n山坡,1\n", Encoding::kUtf8, problems));
    EXPECT_THAT(file.columns, ElementsAre("name", "code"));
    ASSERT_EQ(file.lines.size(), 1U);
    EXPECT_THAT(file.lines[0].cells, ElementsAre("山坡", "1"));
    EXPECT_OK(problems.Check());
  }
}

TEST(ReadImportFile, Gb18030_IsDecodedWithItsFourByteCharacters) {
  CellProblems problems;
  const std::string bytes = fmt::format("{},x\n{},{}\n", kVillageName, kStreet, kFourBytes);
  for (const char* mark : {"", "\x84\x31\x95\x33"}) {
    ASSERT_OK_AND_ASSIGN(const ImportFile file,
                         ReadImportFile(mark + bytes, Encoding::kGb18030, problems));
    EXPECT_THAT(file.columns, ElementsAre("村名", "x"));
    EXPECT_THAT(file.lines.at(0).cells, ElementsAre("湖泗街道", "𠀥"));
  }
}

TEST(ReadImportFile, BytesThatAreNotOfTheEncoding_AreNamedByLineColumnAndTitle) {
  EXPECT_THAT(ProblemsOf(fmt::format("code,name\n1,a\n2,{}\n", kStreet), Encoding::kUtf8),
              HasSubstr("line 3, column 2 (name): is not UTF-8"));
  EXPECT_THAT(ProblemsOf("code,name\n1,\"\n\xFF\"\n", Encoding::kGb18030),
              HasSubstr("line 2, column 2 (name): is not GB18030"));
  // The first byte of a character, and then the cell's end.
  EXPECT_THAT(ProblemsOf("code,name\n\xBA,a\n", Encoding::kGb18030),
              HasSubstr("line 2, column 1 (code)"));
  // Overlong, a surrogate, above the last character.
  for (const char* bytes : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80"}) {
    EXPECT_THAT(ProblemsOf(fmt::format("code\n{}\n", bytes), Encoding::kUtf8),
                HasSubstr("line 2, column 1 (code)"));
  }
  EXPECT_THAT(ProblemsOf("\xFF\xFE", Encoding::kUtf8), HasSubstr("line 1, column 1"));
}

TEST(ReadImportFile, OtherNumberOfCells_IsRefusedWithItsLine) {
  EXPECT_EQ(ProblemsOf("a,b\n1\n1,2\n1,2,3\n", Encoding::kUtf8),
            "line 2: 1 cells under 2 columns\nline 4: 3 cells under 2 columns\n");
}

TEST(ReadImportFile, WhatIsNoCsvOfTheEncoding_IsRefused) {
  EXPECT_THAT(ProblemsOf("", Encoding::kUtf8), HasSubstr("empty"));
  EXPECT_THAT(ProblemsOf("a\n\"b\n", Encoding::kUtf8), HasSubstr("line 2: a quote is not closed"));
  EXPECT_THAT(ProblemsOf("PK\x03\x04...", Encoding::kUtf8), HasSubstr("workbook"));
  EXPECT_THAT(ProblemsOf("\xEF\xBB\xBF"
                         "a\n",
                         Encoding::kGb18030),
              HasSubstr("mark of UTF-8"));
}

TEST(CellProblems, ThousandAreListedAndTheRestCounted) {
  CellProblems problems;
  for (int line = 2; line < 1202; ++line) problems.AddCell(line, 0, "code", "wrong");
  problems.AddUnlisted(5);
  std::ostringstream text;
  problems.Print(text);
  EXPECT_THAT(text.str(), HasSubstr("line 1001, column 1 (code): wrong\nand 205 more\n"));
  EXPECT_THAT(text.str(), Not(HasSubstr("line 1002")));
  EXPECT_THAT(std::string(problems.Check().message()), HasSubstr("1205 cells"));
}

TEST(AddRefusal, FieldOfTheContract_IsToldByItsColumn) {
  CellProblems problems;
  const std::vector<std::string> columns = {"id", "villages"};
  AddRefusal(columns, 7, "project.villages[1].village", "no such village", problems);
  AddRefusal(columns, 8, "etag", "is old", problems);
  AddRefusal(columns, 9, "", "is old", problems);
  std::ostringstream text;
  problems.Print(text);
  EXPECT_EQ(text.str(),
            "line 7, column 2 (villages): no such village\nline 8: etag: is old\nline 9: is old\n");
}

TEST(CheckTitles, WhatIsUnknownMissingOrTwiceThere_IsNamed) {
  const std::map<std::string, bool> known = {{"code", true}, {"aliases", false}};
  EXPECT_OK(CheckTitles({"code"}, known));
  EXPECT_OK(CheckTitles({"aliases", "code"}, known));
  const auto problem = [&known](const std::vector<std::string>& titles) {
    return std::string(CheckTitles(titles, known).message());
  };
  EXPECT_THAT(problem({"aliases"}), HasSubstr("\"code\" is missing"));
  EXPECT_THAT(problem({"code", "colour"}), HasSubstr("line 1, column 2: unknown column"));
  EXPECT_THAT(problem({"code", "code"}), HasSubstr("twice"));
}

}  // namespace
}  // namespace cobuild::cli
