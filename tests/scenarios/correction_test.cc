// One village's income is corrected: what must change does, by exactly that; what was known before
// still reads as before; corrected back, all returns.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cobuild/finance/v1/income.grpc.pb.h"
#include "cobuild/finance/v1/ledger.grpc.pb.h"
#include "cobuild/registry/v1/village.grpc.pb.h"
#include "common/base/clock.h"
#include "common/base/time.h"
#include "tests/scenarios/report.h"

namespace cobuild::scenarios {
namespace {

namespace finance = cobuild::finance::v1;
namespace registry = cobuild::registry::v1;

constexpr long long kCorrectedFen = 4'900'000;  // 49,000.00 yuan
constexpr long long kThresholdFen = 8'000'000;  // 80,000.00 yuan

class Correction : public ::testing::TestWithParam<int> {
 protected:
  // A stack made anew has new certificates, so the stubs come after it.
  void SetUp() override {
    static int loaded = 1;
    if (GetParam() != loaded) {
      stack_.Reset();
      const Output load = stack_.Load(GetParam());
      ASSERT_EQ(load.exit_code, 0) << load.err;
      loaded = GetParam();
    }
    income_ = finance::IncomeService::NewStub(stack_.Channel("finance"));
    villages_ = registry::VillageService::NewStub(stack_.Channel("registry"));
  }

  // The record of a hollow village with more than 80,000 yuan in 2011.
  finance::VillageIncome RichHollowVillage() {
    finance::SummarizeIncomeRequest request;
    for (const std::string& name : HollowVillages()) request.add_villages(name);
    request.set_year(2011);
    request.set_definition("collective_income_gross@1");
    finance::SummarizeIncomeResponse summary;
    const auto context = Context();
    const auto status = income_->SummarizeIncome(context.get(), request, &summary);
    EXPECT_TRUE(status.ok()) << status.error_message();
    for (const auto& row : summary.rows()) {
      if (FenOf(row.amount()) > kThresholdFen) return OnlyRecord(row.village());
    }
    ADD_FAILURE() << "no hollow village above 80,000 yuan";
    return {};
  }

  void Correct(const finance::VillageIncome& record, const google::type::Money& amount) {
    finance::CorrectVillageIncomeRequest request;
    request.set_name(record.name());
    *request.mutable_amount() = amount;
    request.set_reason("scenario: correction");
    request.set_request_id("correction-" + std::to_string(::getpid()) + "-" +
                           std::to_string(++requests_));
    finance::VillageIncome corrected;
    const auto context = Context();
    const auto status = income_->CorrectVillageIncome(context.get(), request, &corrected);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  // An instant at which everything so far is known and nothing later.
  // After everything that any service has recorded, and before what comes next.
  static std::string Now() { return base::FormatTimestamp(base::SystemClock().Now()); }

  static long long FenOf(const google::type::Money& money) {
    return money.units() * 100 + money.nanos() / 10'000'000;
  }

  Stack& stack_ = Stack::WithExample();

 private:
  std::vector<std::string> HollowVillages() {
    registry::ListVillagesRequest request;
    request.set_category(registry::HOLLOW_ECONOMY);
    request.mutable_as_of()->set_year(2010);
    request.mutable_as_of()->set_month(1);
    request.mutable_as_of()->set_day(1);
    request.set_page_size(1000);
    registry::ListVillagesResponse page;
    const auto context = Context();
    EXPECT_TRUE(villages_->ListVillages(context.get(), request, &page).ok());
    EXPECT_EQ(page.villages_size(), 51);
    std::vector<std::string> names;
    for (const auto& village : page.villages()) names.push_back(village.name());
    return names;
  }

  finance::VillageIncome OnlyRecord(const std::string& village) {
    finance::ListVillageIncomeRequest request;
    request.set_village(village);
    request.set_year(2011);
    finance::ListVillageIncomeResponse page;
    const auto context = Context();
    EXPECT_TRUE(income_->ListVillageIncome(context.get(), request, &page).ok());
    EXPECT_EQ(page.incomes_size(), 1);
    return page.incomes_size() == 1 ? page.incomes(0) : finance::VillageIncome();
  }

  std::unique_ptr<finance::IncomeService::Stub> income_;
  std::unique_ptr<registry::VillageService::Stub> villages_;
  int requests_ = 0;
};

// Whether `total_fen` / `count`, rounded half up to 0.1万 (1,000 yuan), is `claimed_yuan`.
std::string MeanVerdict(long long total_fen, long long count, long long claimed_yuan) {
  const long long unit_fen = 100'000;
  const long long rounded = (2 * total_fen + count * unit_fen) / (2 * count * unit_fen);
  return rounded * 1'000 == claimed_yuan ? "PROVEN" : "REFUTED";
}

// Everything of a report but when it was known.
nlohmann::json Facts(const Report& report) {
  nlohmann::json facts;
  for (auto [id, claim] : report) {
    claim.erase("known_at");
    facts[id] = claim;
  }
  return facts;
}

TEST_P(Correction, ChangesExactlyWhatItMustAndCanBeUndone) {
  const Report before = ReadReport(stack_);
  const finance::VillageIncome record = RichHollowVillage();
  ASSERT_FALSE(record.name().empty());
  const long long change = FenOf(record.amount()) - kCorrectedFen;
  const std::string known_at = Now();

  google::type::Money corrected;
  corrected.set_currency_code("CNY");
  corrected.set_units(kCorrectedFen / 100);
  Correct(record, corrected);
  const Report after = ReadReport(stack_);

  const long long f12 = Fen(Computed(before, "F12")) - change;
  const long long f22 = Fen(Computed(before, "F22")) - change;
  EXPECT_EQ(Fen(Computed(after, "F12")), f12);
  EXPECT_EQ(Fen(Computed(after, "F22")), f22);
  EXPECT_NEAR(std::stod(Computed(after, "F13")), double(f12) / 100 / 51, 1e-6);
  EXPECT_NEAR(std::stod(Computed(after, "F24")), double(f22) / 100 / 277, 1e-6);
  EXPECT_EQ(Verdict(after, "F12"), "REFUTED");
  EXPECT_EQ(Verdict(after, "F22"), "REFUTED");
  EXPECT_EQ(Verdict(after, "F13"), MeanVerdict(f12, 51, 71'000));
  EXPECT_EQ(Verdict(after, "F24"), MeanVerdict(f22, 277, 317'000));
  EXPECT_EQ(Verdict(after, "F14"), "REFUTED");
  EXPECT_EQ(Verdict(after, "F26"), "REFUTED");
  EXPECT_EQ(Violators(after, "F14"), std::vector<std::string>{record.village()});
  EXPECT_EQ(Violators(after, "F26"), std::vector<std::string>{record.village()});
  for (const char* id : {"F01", "F02", "F03", "F04", "F05", "F21", "F25", "F38"}) {
    EXPECT_EQ(Computed(after, id), Computed(before, id)) << id;
    EXPECT_EQ(Verdict(after, id), "PROVEN") << id;
  }

  EXPECT_EQ(Facts(ReadReport(stack_, known_at)), Facts(before)) << "known at " << known_at;

  Correct(record, record.amount());
  EXPECT_EQ(Facts(ReadReport(stack_)), Facts(before)) << "corrected back";
}

// Each seed but the first is a load of its own, so that they take `tests/run --long`.
std::vector<int> Seeds() {
  if (!IsLong()) return {1};
  return {1, 2, 3, 4};
}

INSTANTIATE_TEST_SUITE_P(Seeds, Correction, ::testing::ValuesIn(Seeds()));

}  // namespace
}  // namespace cobuild::scenarios
