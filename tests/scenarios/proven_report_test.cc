// A fresh stack proves every claim of the report, and explains it.
#include <gtest/gtest.h>

#include "tests/scenarios/report.h"

namespace cobuild::scenarios {
namespace {

TEST(ProvenReport, EveryClaimIsProvenOnItsPerimeterWithItsDefinition) {
  const Report report = ReadReport(Stack::WithExample());
  EXPECT_EQ(report.size(), 46u);
  for (const auto& [id, claim] : report) {
    EXPECT_EQ(Verdict(report, id), "PROVEN") << claim;
    EXPECT_FALSE(Computed(report, id).empty()) << id;
    EXPECT_FALSE(claim.at("perimeter").get<std::string>().empty()) << id;
    EXPECT_FALSE(claim.at("definition").get<std::string>().empty()) << id;
    EXPECT_EQ(claim.at("data_origin"), "EXAMPLE") << id;
  }
}

TEST(ProvenReport, ComputedValuesAreThePublishedOnes) {
  const Report report = ReadReport(Stack::WithExample());
  EXPECT_EQ(Computed(report, "F01"), "61");
  EXPECT_EQ(Computed(report, "F05"), "51");
  EXPECT_EQ(Computed(report, "F06"), "30");
  EXPECT_EQ(Fen(Computed(report, "F07")), 121'900'000);
  EXPECT_EQ(Computed(report, "F10"), "89");
  EXPECT_EQ(Fen(Computed(report, "F11")), 2'638'000'000);
  EXPECT_EQ(Fen(Computed(report, "F12")), 362'000'000);
  EXPECT_EQ(Computed(report, "F15"), "482");
  EXPECT_EQ(Fen(Computed(report, "F16")), 12'530'000'000);
  EXPECT_EQ(Fen(Computed(report, "F18")), 8'593'000'000);
  EXPECT_EQ(Fen(Computed(report, "F20")), 3'937'000'000);
  EXPECT_EQ(Fen(Computed(report, "F21")), 3'334'000'000);
  EXPECT_EQ(Fen(Computed(report, "F22")), 8'789'000'000);
  EXPECT_EQ(Computed(report, "F23").substr(0, 8), "0.623629");
  EXPECT_EQ(Computed(report, "F25"), "277");
  EXPECT_EQ(Computed(report, "F38"), "50");
  EXPECT_EQ(Computed(report, "F27"), "62");
  EXPECT_EQ(Computed(report, "F28"), "0.064");
  EXPECT_EQ(Computed(report, "F30"), "0.52");
  EXPECT_EQ(Computed(report, "F35"), "22");
  EXPECT_EQ(Computed(report, "F36"), "58");
  EXPECT_EQ(Computed(report, "F37"), "120");
  EXPECT_EQ(Computed(report, "F39"), "50");
  EXPECT_EQ(Computed(report, "F46"), "42");
}

// The parts of an explanation as the command line prints them in JSON.
struct Explained {
  long long rows_fen = 0;
  long long lines_fen = 0;
  size_t lines = 0;
};

Explained SumOf(const nlohmann::json& figure) {
  Explained sums;
  for (const auto& row : figure.at("rows")) sums.rows_fen += Fen(row.at("value"));
  for (const auto& line : figure.at("lines")) sums.lines_fen += Fen(line.at("signed_amount"));
  sums.lines = figure.at("lines").size();
  return sums;
}

TEST(ProvenReport, ExplainF22GoesDownToJournalLinesWhoseSumIsTheFigure) {
  const auto figures = Stack::WithExample().Json({"figure", "explain", "F22", "--format", "json"});
  ASSERT_EQ(figures.size(), 1u);
  const Explained sums = SumOf(figures.at(0));
  EXPECT_EQ(figures.at(0).at("rows").size(), 277u);
  EXPECT_GE(sums.lines, 277u);
  EXPECT_EQ(sums.rows_fen, 8'789'000'000);
  EXPECT_EQ(sums.lines_fen, 8'789'000'000);
  // One income a line: nobody has checked any.
  EXPECT_EQ(figures.at(0).at("verification").at("declared"), sums.lines);
}

TEST(ProvenReport, ExplainF23GoesDownToItsTwoSums) {
  const auto figures = Stack::WithExample().Json({"figure", "explain", "F23", "--format", "json"});
  ASSERT_EQ(figures.size(), 3u);
  std::vector<long long> sums;
  for (size_t i = 1; i < figures.size(); ++i) {
    sums.push_back(SumOf(figures.at(i)).lines_fen);
    EXPECT_EQ(Fen(figures.at(i).at("value")), sums.back());
  }
  std::sort(sums.begin(), sums.end());
  EXPECT_EQ(sums, (std::vector<long long>{3'334'000'000, 8'789'000'000}));
}

// Every claim's rows name what shows them; a sum goes down to journal lines, and to digests of what
// was accepted.
TEST(ProvenReport, ExplainF16GoesDownToJournalLinesAndTheDigestsOfEvidence) {
  const auto figures = Stack::WithExample().Json({"figure", "explain", "F16", "--format", "json"});
  ASSERT_EQ(figures.size(), 1u);
  const Explained sums = SumOf(figures.at(0));
  EXPECT_EQ(figures.at(0).at("rows").size(), 482u);
  EXPECT_EQ(sums.rows_fen, 12'530'000'000);
  EXPECT_EQ(sums.lines_fen, 12'530'000'000);
  for (const auto& row : figures.at(0).at("rows")) EXPECT_FALSE(row.at("evidence").empty()) << row;
}

TEST(ProvenReport, ClaimThatDoesNotExistIsRefusedByName) {
  const Output output = Stack::WithExample().Cli({"figure", "explain", "F99"});
  EXPECT_NE(output.exit_code, 0);
  EXPECT_NE(output.err.find("CLAIM_NOT_FOUND"), std::string::npos) << output.err;
}

}  // namespace
}  // namespace cobuild::scenarios
