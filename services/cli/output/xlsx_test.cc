#include "services/cli/output/xlsx.h"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>

#include "common/testing/status_matchers.h"

namespace cobuild::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string PathOf(const std::string& name) { return testing::TempDir() + name; }

// The cells of the file, as XML.
std::string CellsIn(const std::string& path) {
  const std::string command = "unzip -p " + path + " xl/worksheets/sheet1.xml";
  const auto close = [](FILE* pipe) { pclose(pipe); };
  const std::unique_ptr<FILE, decltype(close)> pipe(popen(command.c_str(), "r"), close);
  std::string cells;
  std::array<char, 4096> piece{};
  for (size_t count = 1; count > 0;) {
    count = fread(piece.data(), 1, piece.size(), pipe.get());
    cells.append(piece.data(), count);
  }
  return cells;
}

Sheet SheetOf(const char* text, const char* amount, const char* origin) {
  return {.heading = {},
          .columns = {{"name", "VILLAGE"},
                      {"amount", "AMOUNT", Column::Align::kRight},
                      {"data_origin", "ORIGIN"}},
          .rows = {{{"name", text}, {"amount", amount}, {"data_origin", origin}}}};
}

std::string Written(const Sheet& sheet, Language language) {
  const std::string path = PathOf("written.xlsx");
  EXPECT_OK(WriteXlsx(path, "village", sheet, language));
  return CellsIn(path);
}

TEST(WriteXlsx, TitlesAreInTheLanguage_AmountsNumbersAndCodesText) {
  const std::string cells =
      Written(SheetOf("420115010201", "-49000.05", "RECORDED"), Language::kChinese);
  EXPECT_THAT(cells, HasSubstr("<t>村</t>"));
  EXPECT_THAT(cells, HasSubstr("<t>420115010201</t>"));
  EXPECT_THAT(cells, HasSubstr("<v>-49000.05"));
  EXPECT_THAT(cells, Not(HasSubstr("示例数据")));
}

TEST(WriteXlsx, ExampleRows_AreCalledThatAboveAndInTheRow) {
  const std::string cells = Written(SheetOf("a", "1", "EXAMPLE"), Language::kEnglish);
  EXPECT_THAT(cells, HasSubstr("<t>示例数据 / example data</t>"));
  EXPECT_THAT(cells, HasSubstr("<t>EXAMPLE 示例数据</t>"));
}

TEST(WriteXlsx, TextThatLooksLikeAFormula_StaysText) {
  const std::string cells = Written(SheetOf("=1+1", "1", "RECORDED"), Language::kEnglish);
  EXPECT_THAT(cells, HasSubstr("<t>=1+1</t>"));
  EXPECT_THAT(cells, Not(HasSubstr("<f>")));
}

TEST(WriteXlsx, NumberThatASpreadsheetWouldRound_IsText) {
  const std::string cells =
      Written(SheetOf("a", "90000000000000.01", "RECORDED"), Language::kEnglish);
  EXPECT_THAT(cells, HasSubstr("<t>90000000000000.01</t>"));
}

TEST(WriteXlsx, CellThatIsTooLong_LeavesTheFileAsItWas) {
  const std::string path = PathOf("kept.xlsx");
  std::ofstream(path) << "before";
  const Sheet sheet = SheetOf(std::string(40'000, 'x').c_str(), "1", "RECORDED");
  EXPECT_STATUS(WriteXlsx(path, "village", sheet, Language::kEnglish),
                test::HasCode(absl::StatusCode::kInvalidArgument));
  std::ostringstream content;
  content << std::ifstream(path).rdbuf();
  EXPECT_EQ(content.str(), "before");
  EXPECT_FALSE(std::ifstream(path + ".part").is_open());
}

TEST(WriteXlsx, FolderThatIsNotThere_IsRefused) {
  EXPECT_STATUS(WriteXlsx(PathOf("none/x.xlsx"), "village", SheetOf("a", "1", "RECORDED"),
                          Language::kEnglish),
                test::HasCode(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace cobuild::cli
