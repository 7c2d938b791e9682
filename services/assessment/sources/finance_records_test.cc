// What the client makes of finance's funds, policies and households.
#include <gmock/gmock.h>

#include "common/testing/proto_matchers.h"
#include "services/assessment/sources/testing/clients_test.h"

namespace cobuild::assessment {
namespace {

using test::EqualsProto;
using test::HasCode;
using test::Refuses;
using ::testing::ElementsAre;

constexpr char kFund[] = "grain";

class FinanceRecordsTest : public ClientsTest {
 protected:
  static RecordQuery QueryOf(Fact fact, const std::string& qualifier = "") {
    return {.fact = fact, .qualifier = qualifier, .from = {2010, 1, 1}, .to = kDay, .as_of = kDay};
  }
  absl::StatusOr<std::vector<Item>> Read(Fact fact, const std::string& qualifier = "") {
    return sources_->ReadFinanceRecords(QueryOf(fact, qualifier), kPosition);
  }
  absl::StatusOr<std::vector<JournalLine>> ReadFundLines() {
    return sources_->ReadFundLines(QueryOf(Fact::kFundYear, kFund), kPosition);
  }

  // The fund's movements, by the year that is asked for; those of no year are not asked for one.
  void ServeMovements() {
    peers_.list_fund_movements = [this](const finance::v1::ListFundMovementsRequest& request) {
      EXPECT_EQ(request.name(), "funds/grain");
      EXPECT_EQ(request.known_at().position(), kPosition);
      finance::v1::ListFundMovementsResponse response;
      for (const finance::v1::FundMovement& movement : movements_) {
        const bool of_year = request.fiscal_year() == 0 ||
                             movement.fiscal_year() == request.fiscal_year() ||
                             movement.to_fiscal_year() == request.fiscal_year();
        const bool of_kind = request.kind() == finance::v1::MOVEMENT_KIND_UNSPECIFIED ||
                             movement.kind() == request.kind();
        if (of_year && of_kind) *response.add_movements() = movement;
      }
      return response;
    };
  }

  finance::v1::FundMovement& AddMovement(finance::v1::MovementKind kind, int year, int64_t fen,
                                         base::Date day = {2011, 6, 1}) {
    const std::string id = "m" + std::to_string(movements_.size() + 1);
    finance::v1::FundMovement& movement = movements_.emplace_back();
    movement.set_name("funds/grain/movements/" + id);
    movement.set_kind(kind);
    movement.set_fiscal_year(year);
    *movement.mutable_amount() = rpc::ToProto(money::Fen{fen});
    *movement.mutable_effective_date() = rpc::ToProto(day);
    movement.set_transfer("ledgers/fund-grain/transfers/" + id);
    movement.set_data_origin(type::v1::EXAMPLE);
    movement.set_position(static_cast<int64_t>(movements_.size()));
    return movement;
  }

  // The transfers of the fund's ledger, from "m1" on.
  void ServeTransfers(int count) {
    peers_.list_transfers = [this, count](const finance::v1::ListTransfersRequest& request) {
      transfers_asked_ = request;
      return PageOf<finance::v1::ListTransfersRequest, finance::v1::ListTransfersResponse>(
          request, count, [](finance::v1::ListTransfersResponse& page, int i) {
            finance::v1::Transfer& transfer = *page.add_transfers();
            transfer.set_name("ledgers/fund-grain/transfers/m" + std::to_string(i + 1));
            *transfer.mutable_amount() = rpc::ToProto(money::Fen{7});
            transfer.set_position(100 - i);
          });
    };
  }

  std::vector<finance::v1::FundMovement> movements_;
  finance::v1::ListTransfersRequest transfers_asked_;
};

finance::v1::HouseholdIncome HouseholdIncomeOf(const std::string& village) {
  finance::v1::HouseholdIncome income;
  income.set_name(village + "/household-incomes/2011");
  income.set_village(village);
  income.set_year(2011);
  *income.mutable_per_capita() = rpc::ToProto(money::Fen{800'001});
  income.set_residents(600);
  income.set_data_origin(type::v1::EXAMPLE);
  income.set_verification_state(finance::v1::TOWNSHIP_VERIFIED);
  return income;
}

TEST_F(FinanceRecordsTest, HouseholdIncomes_AreWeightedByResidents) {
  finance::v1::ListHouseholdIncomesRequest asked;
  peers_.list_household_incomes = [&](const auto& request) {
    asked = request;
    finance::v1::ListHouseholdIncomesResponse response;
    *response.add_household_incomes() = HouseholdIncomeOf("villages/420115001201");
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kHouseholdIncome));
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].name, "villages/420115001201/household-incomes/2011");
  EXPECT_EQ(items[0].village, "420115001201");
  EXPECT_EQ(items[0].value, (Exact{800'001, kFenPerYuan}));
  EXPECT_EQ(items[0].weight, 600);
  EXPECT_EQ(items[0].verification, (Verification{.township_verified = 1}));
  EXPECT_EQ(items[0].origin, DataOrigin::kExample);
  EXPECT_THAT(asked, EqualsProto("year: 2011 known_at { position: 99 } page_size: 1000"));
}

TEST_F(FinanceRecordsTest, HouseholdIncomesThatBreakTheContract_AreNoAnswer) {
  const std::vector<std::function<void(finance::v1::HouseholdIncome&)>> changes = {
      [](auto& income) { income.set_village("villages/1"); },
      [](auto& income) { income.set_year(2010); },
      [](auto& income) { income.set_residents(0); },
      [](auto& income) { income.clear_per_capita(); },
      [](auto& income) { *income.mutable_per_capita() = rpc::ToProto(money::Fen{-1}); },
      [](auto& income) { income.clear_data_origin(); },
      [](auto& income) { income.clear_verification_state(); }};
  for (const auto& change : changes) {
    peers_.list_household_incomes = [&](const auto&) {
      finance::v1::ListHouseholdIncomesResponse response;
      *response.add_household_incomes() = HouseholdIncomeOf("villages/420115001201");
      change(*response.mutable_household_incomes(0));
      return response;
    };
    ExpectUnavailable(Read(Fact::kHouseholdIncome).status(), "finance", "MALFORMED_ANSWER");
  }
}

TEST_F(FinanceRecordsTest, Policies_AreThoseAdoptedByTheDay) {
  finance::v1::ListPoliciesRequest asked;
  peers_.list_policies = [&](const auto& request) {
    asked = request;
    finance::v1::ListPoliciesResponse response;
    finance::v1::Policy& policy = *response.add_policies();
    policy.set_name("policies/p");
    policy.set_display_name("办法");
    *policy.mutable_adopted_date() = rpc::ToProto(kDay);
    policy.set_data_origin(type::v1::RECORDED);
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kSupportPolicy));
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].name, "policies/p");
  EXPECT_EQ(items[0].display_name, "办法");
  EXPECT_THAT(asked, EqualsProto(R"pb(
                to_date { year: 2011 month: 12 day: 31 }
                known_at { position: 99 }
                page_size: 1000
              )pb"));
}

TEST_F(FinanceRecordsTest, PolicyThatWasNotAdopted_IsNoAnswer) {
  peers_.list_policies = [](const auto&) {
    finance::v1::ListPoliciesResponse response;
    response.add_policies()->set_data_origin(type::v1::RECORDED);
    return response;
  };
  ExpectUnavailable(Read(Fact::kSupportPolicy).status(), "finance", "MALFORMED_ANSWER");
}

TEST_F(FinanceRecordsTest, FundYears_AreWhatWasAppropriatedAndPaidInEach) {
  ServeMovements();
  AddMovement(finance::v1::APPROPRIATION, 2010, 1'000);
  AddMovement(finance::v1::APPROPRIATION, 2010, -100);
  AddMovement(finance::v1::PLAN, 2010, 50).clear_transfer();
  AddMovement(finance::v1::ALLOCATION, 2010, 800);
  AddMovement(finance::v1::COMMITMENT, 2010, 800);
  AddMovement(finance::v1::PAYMENT, 2010, 700);
  AddMovement(finance::v1::PAYMENT_RETURN, 2010, 200);
  AddMovement(finance::v1::CARRY_OVER, 2010, 30).set_to_fiscal_year(2011);
  AddMovement(finance::v1::PAYMENT, 2011, 5, {2012, 1, 1});
  ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kFundYear, kFund));
  ASSERT_EQ(items.size(), 4u);
  EXPECT_EQ(items[0].name, "funds/grain/years/2010/appropriated");
  EXPECT_EQ(items[0].display_name, "appropriated in 2010");
  EXPECT_EQ(items[0].value, (Exact{870, kFenPerYuan}));
  EXPECT_THAT(items[0].facts, ElementsAre("funds/grain/movements/m1", "funds/grain/movements/m2",
                                          "funds/grain/movements/m8"));
  EXPECT_EQ(items[0].origin, DataOrigin::kExample);
  EXPECT_EQ(items[1].name, "funds/grain/years/2010/paid");
  EXPECT_EQ(items[1].value, (Exact{500, kFenPerYuan}));
  EXPECT_EQ(items[2].value, (Exact{30, kFenPerYuan}));
  EXPECT_EQ(items[3].value, (Exact{0, kFenPerYuan}));
  EXPECT_EQ(items[3].held, Held::kYes);
}

TEST_F(FinanceRecordsTest, FundYear_InWhichNoMoneyMoved_IsNotKnown) {
  ServeMovements();
  AddMovement(finance::v1::APPROPRIATION, 2010, 1'000);
  AddMovement(finance::v1::PLAN, 2011, 50);
  ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kFundYear, kFund));
  ASSERT_EQ(items.size(), 4u);
  EXPECT_EQ(items[1].held, Held::kYes);
  EXPECT_EQ(items[2].held, Held::kUnknown);
  EXPECT_EQ(items[3].held, Held::kUnknown);
}

TEST_F(FinanceRecordsTest, Fund_ThatIsNotThere_IsNotFound) {
  peers_.list_fund_movements = [](const auto&) { return NotFound("FUND_NOT_FOUND"); };
  for (const Fact fact : {Fact::kFundYear, Fact::kPlannedAppropriation}) {
    EXPECT_STATUS(Read(fact, kFund), Refuses(absl::StatusCode::kNotFound, "FUND_NOT_FOUND"));
  }
}

TEST_F(FinanceRecordsTest, FundMovementsThatBreakTheContract_AreNoAnswer) {
  ServeMovements();
  AddMovement(finance::v1::PAYMENT, 2010, 700).clear_data_origin();
  ExpectUnavailable(Read(Fact::kFundYear, kFund).status(), "finance", "MALFORMED_ANSWER");
  movements_.clear();
  AddMovement(finance::v1::PAYMENT, 2010, 700).mutable_amount()->set_nanos(1);
  ExpectUnavailable(Read(Fact::kFundYear, kFund).status(), "finance", "MALFORMED_ANSWER");
}

TEST_F(FinanceRecordsTest, Plans_AreTheLastOfEachSourceAndYearByTheDay) {
  ServeMovements();
  AddMovement(finance::v1::PLAN, 2011, 20).set_source("district");
  AddMovement(finance::v1::PLAN, 2011, 10).set_source("district");
  movements_[0].set_position(9);  // pages are in order of id
  AddMovement(finance::v1::PLAN, 2011, 99, {2012, 1, 1}).set_source("district");
  AddMovement(finance::v1::PLAN, 2011, 0).set_source("municipal");
  AddMovement(finance::v1::PLAN, 2012, 7).set_source("district");
  ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kPlannedAppropriation, kFund));
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].name, "funds/grain/movements/m1");
  EXPECT_EQ(items[0].display_name, "2011 district");
  EXPECT_EQ(items[0].value, (Exact{20, kFenPerYuan}));
  EXPECT_EQ(items[1].value, (Exact{0, kFenPerYuan}));
}

TEST_F(FinanceRecordsTest, PlanBelowZero_IsNoAnswer) {
  ServeMovements();
  AddMovement(finance::v1::PLAN, 2011, -1);
  ExpectUnavailable(Read(Fact::kPlannedAppropriation, kFund).status(), "finance",
                    "MALFORMED_ANSWER");
}

TEST_F(FinanceRecordsTest, FundLines_AreTheTransfersOfItsMovementsWithTheirSigns) {
  ServeMovements();
  ServeTransfers(1'200);
  AddMovement(finance::v1::APPROPRIATION, 2010, 7, {2010, 3, 1});
  AddMovement(finance::v1::ALLOCATION, 2010, 7);
  AddMovement(finance::v1::PAYMENT, 2010, 7);
  AddMovement(finance::v1::PAYMENT_RETURN, 2010, 7, {2011, 7, 1});
  ASSERT_OK_AND_ASSIGN(const auto lines, ReadFundLines());
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].subject, "funds/grain/years/2010/appropriated");
  EXPECT_EQ(lines[0].record, "funds/grain/movements/m1");
  EXPECT_EQ(lines[0].transfer.name, "ledgers/fund-grain/transfers/m1");
  EXPECT_EQ(lines[0].village, "");
  // In order of position.
  EXPECT_EQ(lines[1].record, "funds/grain/movements/m4");
  EXPECT_EQ(lines[1].signed_amount, money::Fen{-7});
  EXPECT_EQ(lines[2].record, "funds/grain/movements/m3");
  EXPECT_EQ(lines[2].signed_amount, money::Fen{7});
  transfers_asked_.clear_page_token();
  EXPECT_THAT(transfers_asked_, EqualsProto(R"pb(
                parent: "ledgers/fund-grain"
                from_date { year: 2010 month: 3 day: 1 }
                to_date { year: 2011 month: 7 day: 1 }
                known_at { position: 99 }
                page_size: 1000
              )pb"));
}

TEST_F(FinanceRecordsTest, FundLines_TransferThatIsNotThere_IsNoAnswer) {
  ServeMovements();
  ServeTransfers(0);
  AddMovement(finance::v1::PAYMENT, 2010, 7);
  ExpectUnavailable(ReadFundLines().status(), "finance", "MALFORMED_ANSWER");
  movements_[0].set_transfer("m1");
  ExpectUnavailable(ReadFundLines().status(), "finance", "MALFORMED_ANSWER");
}

TEST_F(FinanceRecordsTest, FactOfAnotherService_IsInternal) {
  EXPECT_STATUS(Read(Fact::kProject), HasCode(absl::StatusCode::kInternal));
}

TEST_F(FinanceRecordsTest, DivisionOfAFund_IsItsCode) {
  peers_.get_fund = [](const finance::v1::GetFundRequest& request) {
    EXPECT_EQ(request.name(), "funds/grain");
    EXPECT_EQ(request.known_at().position(), kPosition);
    finance::v1::Fund fund;
    fund.set_division("divisions/420115000000");
    return fund;
  };
  EXPECT_THAT(sources_->ReadFundDivision(kFund, kPosition), test::IsOkAndHolds("420115000000"));
  peers_.get_fund = [](const auto&) { return NotFound("FUND_NOT_FOUND"); };
  EXPECT_STATUS(sources_->ReadFundDivision(kFund, kPosition),
                Refuses(absl::StatusCode::kNotFound, "FUND_NOT_FOUND"));
  peers_.get_fund = [](const auto&) { return finance::v1::Fund(); };
  EXPECT_STATUS(sources_->ReadFundDivision(kFund, kPosition),
                Refuses(absl::StatusCode::kUnavailable, "SOURCE_UNAVAILABLE"));
}

}  // namespace
}  // namespace cobuild::assessment
