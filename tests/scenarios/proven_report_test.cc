// A fresh stack proves the claims of the report that this slice can prove, and explains them.
#include <gtest/gtest.h>

#include "tests/scenarios/report.h"

namespace cobuild::scenarios {
namespace {

const std::vector<std::string> kProvable = {"F01", "F02", "F03", "F04", "F05", "F08", "F12", "F13",
                                            "F14", "F21", "F22", "F23", "F24", "F25", "F26", "F27",
                                            "F28", "F29", "F30", "F31", "F35", "F36", "F37", "F38",
                                            "F39", "F41", "F42", "F43", "F45", "F46"};

TEST(ProvenReport, EveryProvableClaimIsProvenOnItsPerimeterWithItsDefinition) {
  const Report report = ReadReport(Stack::Shared());
  EXPECT_EQ(report.size(), 46u);
  for (const std::string& id : kProvable) {
    EXPECT_EQ(Verdict(report, id), "PROVEN") << report.at(id);
    EXPECT_FALSE(Computed(report, id).empty()) << id;
    EXPECT_FALSE(report.at(id).at("perimeter").get<std::string>().empty()) << id;
    EXPECT_FALSE(report.at(id).at("definition").get<std::string>().empty()) << id;
    EXPECT_EQ(report.at(id).at("data_origin"), "EXAMPLE") << id;
  }
}

TEST(ProvenReport, ComputedValuesAreThePublishedOnes) {
  const Report report = ReadReport(Stack::Shared());
  EXPECT_EQ(Computed(report, "F01"), "61");
  EXPECT_EQ(Computed(report, "F05"), "51");
  EXPECT_EQ(Fen(Computed(report, "F12")), 362'000'000);
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
  const auto figures = Stack::Shared().Json({"figure", "explain", "F22", "--format", "json"});
  ASSERT_EQ(figures.size(), 1u);
  const Explained sums = SumOf(figures.at(0));
  EXPECT_EQ(figures.at(0).at("rows").size(), 277u);
  EXPECT_GE(sums.lines, 277u);
  EXPECT_EQ(sums.rows_fen, 8'789'000'000);
  EXPECT_EQ(sums.lines_fen, 8'789'000'000);
}

TEST(ProvenReport, ExplainF23GoesDownToItsTwoSums) {
  const auto figures = Stack::Shared().Json({"figure", "explain", "F23", "--format", "json"});
  ASSERT_EQ(figures.size(), 3u);
  std::vector<long long> sums;
  for (size_t i = 1; i < figures.size(); ++i) {
    sums.push_back(SumOf(figures.at(i)).lines_fen);
    EXPECT_EQ(Fen(figures.at(i).at("value")), sums.back());
  }
  std::sort(sums.begin(), sums.end());
  EXPECT_EQ(sums, (std::vector<long long>{3'334'000'000, 8'789'000'000}));
}

TEST(ProvenReport, LoadingTheExampleAgainChangesNothing) {
  Stack& stack = Stack::Shared();
  const auto before = stack.Json({"ledger", "checkpoint", "--format", "json"});
  const Output load = stack.Load(1);
  EXPECT_EQ(load.exit_code, 0) << load.err;
  EXPECT_EQ(stack.Json({"ledger", "checkpoint", "--format", "json"}), before);
}

TEST(ProvenReport, ClaimThatDoesNotExistIsRefusedByName) {
  const Output output = Stack::Shared().Cli({"figure", "explain", "F99"});
  EXPECT_NE(output.exit_code, 0);
  EXPECT_NE(output.err.find("CLAIM_NOT_FOUND"), std::string::npos) << output.err;
}

}  // namespace
}  // namespace cobuild::scenarios
