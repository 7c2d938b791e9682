#include <gmock/gmock.h>

#include <fmt/format.h>

#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/finance/rpc/testing/finance_server.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::EqualsMessage;
using ::cobuild::test::HasViolation;
using ::cobuild::test::Refuses;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class FundServiceTest : public FinanceServerTest {
 protected:
  FundServiceTest() { EXPECT_OK(Create("agri", "c1")); }

  absl::StatusOr<v1::Fund> Create(const std::string& id, const std::string& request_id,
                                  const std::string& more = "") {
    return ToFunds(&FundStub::CreateFund,
                   fmt::format("fund_id: '{}' fund {{ display_name: '农业产业发展基金' division: "
                               "'divisions/420115000000' purpose: '发展' data_origin: EXAMPLE }} "
                               "request_id: '{}' {}",
                               id, request_id, more));
  }
  // A movement of "agri" in 2011 of `yuan`; request ids are made up.
  template <class Req>
  absl::StatusOr<v1::FundMovement> Move(grpc::Status (FundStub::*method)(grpc::ClientContext*,
                                                                         const Req&,
                                                                         v1::FundMovement*),
                                        int64_t yuan, const std::string& more, int year = 2011) {
    return ToFunds(
        method, fmt::format("name: 'funds/agri' fiscal_year: {} amount {{ currency_code: 'CNY' "
                            "units: {} }} effective_date {{ year: 2011 month: 3 day: 1 }} basis: "
                            "'文件' request_id: 'q{}' {}",
                            year, yuan, ++requests_, more));
  }
  absl::StatusOr<v1::FundMovement> Appropriate(int64_t yuan, int year = 2011) {
    return Move(&FundStub::Appropriate, yuan, "source: 'district-budget'", year);
  }
  absl::StatusOr<v1::FundMovement> Allocate(int64_t yuan, const std::string& project = "p1") {
    return Move(&FundStub::Allocate, yuan, "project: 'projects/" + project + "'");
  }
  absl::StatusOr<v1::FundMovement> Commit(int64_t yuan, const std::string& project = "p1") {
    return Move(&FundStub::Commit, yuan, "project: 'projects/" + project + "'");
  }
  absl::StatusOr<v1::FundMovement> ReleaseCommitment(int64_t yuan) {
    return Move(&FundStub::ReleaseCommitment, yuan, "project: 'projects/p1'");
  }
  absl::StatusOr<v1::FundMovement> Reallocate(int64_t yuan) {
    return Move(&FundStub::Reallocate, yuan, "project: 'projects/p1' to_project: 'projects/p2'");
  }
  absl::StatusOr<v1::FundMovement> CarryOver(int64_t yuan) {
    return Move(&FundStub::CarryOver, yuan, "to_fiscal_year: 2012");
  }
  absl::StatusOr<v1::FundMovement> Adjust(int64_t yuan) {
    return Move(&FundStub::AdjustAppropriation, yuan, "source: 'district-budget'");
  }
  absl::StatusOr<v1::FundMovement> Plan(int64_t yuan, int year) {
    return Move(&FundStub::Plan, yuan, "source: 'district-budget'", year);
  }
  absl::StatusOr<v1::Fund> Close(int year) {
    return ToFunds(
        &FundStub::CloseFiscalYear,
        fmt::format("name: 'funds/agri' fiscal_year: {} request_id: 'close{}'", year, ++requests_));
  }
  // "2011: 0/100/60/30/0": planned, appropriated, allocated, committed, paid.
  std::vector<std::string> Position(const std::string& more = "") {
    const auto position = ToFunds(&FundStub::GetFundPosition, "name: 'funds/agri' " + more);
    EXPECT_OK(position);
    std::vector<std::string> years;
    for (const v1::FundYear& year : position->years()) {
      years.push_back(fmt::format("{}: {}/{}/{}/{}/{}", year.fiscal_year(), year.planned().units(),
                                  year.appropriated().units(), year.allocated().units(),
                                  year.committed().units(), year.paid().units()));
    }
    return years;
  }

  int requests_ = 0;
};

TEST_F(FundServiceTest, Create_HasTheDefaultPolicyAndItsLedger) {
  ASSERT_OK_AND_ASSIGN(const v1::Fund fund, ToFunds(&FundStub::GetFund, "name: 'funds/agri'"));
  EXPECT_EQ(fund.instalments().start_percent(), 40);
  EXPECT_EQ(fund.instalments().substantial_percent(), 50);
  EXPECT_EQ(fund.instalments().acceptance_percent(), 10);
  EXPECT_EQ(fund.ledger(), "ledgers/fund-agri");
  EXPECT_EQ(fund.position(), HeadPosition());
  EXPECT_OK(ToLedger(&LedgerStub::GetAccount, "name: 'ledgers/fund-agri/accounts/sources'"));
}

TEST_F(FundServiceTest, Create_IsRepeatableByRequestId) {
  ASSERT_OK_AND_ASSIGN(const v1::Fund made, Create("x", "r"));
  ASSERT_OK_AND_ASSIGN(const v1::Fund again, Create("x", "r"));
  EXPECT_THAT(again, EqualsMessage(made));
  EXPECT_STATUS(Create("y", "r"), HasViolation("request_id", "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Create("x", "other"), Refuses(StatusCode::kAlreadyExists, "FUND_EXISTS"));
}

TEST_F(FundServiceTest, Create_ValidateOnly_HasNoPosition) {
  const int64_t before = HeadPosition();
  ASSERT_OK_AND_ASSIGN(const v1::Fund would, Create("x", "r", "validate_only: true"));
  EXPECT_EQ(would.position(), 0);
  EXPECT_EQ(would.etag(), "");
  EXPECT_EQ(HeadPosition(), before);
  EXPECT_STATUS(ToFunds(&FundStub::GetFund, "name: 'funds/x'"),
                Refuses(StatusCode::kNotFound, "FUND_NOT_FOUND"));
}

TEST_F(FundServiceTest, Update_ByEtag_IsSeenByOne) {
  ASSERT_OK_AND_ASSIGN(const v1::Fund fund, ToFunds(&FundStub::GetFund, "name: 'funds/agri'"));
  const std::string update = fmt::format(
      "fund {{ name: 'funds/agri' display_name: '基金' purpose: '新' instalments {{ "
      "start_percent: 100 }} etag: '{}' }} request_id: ",
      fund.etag());
  ASSERT_OK_AND_ASSIGN(const v1::Fund updated, ToFunds(&FundStub::UpdateFund, update + "'u1'"));
  EXPECT_EQ(updated.purpose(), "新");
  EXPECT_EQ(updated.instalments().start_percent(), 100);
  EXPECT_EQ(updated.division(), "divisions/420115000000");
  EXPECT_STATUS(ToFunds(&FundStub::UpdateFund, update + "'u2'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST_F(FundServiceTest, List_IsByDivisionAndInPages) {
  ASSERT_OK(Create("b", "c2"));
  ASSERT_OK_AND_ASSIGN(const auto all,
                       ToFunds(&FundStub::ListFunds, "division: 'divisions/420115000000'"));
  ASSERT_THAT(all.funds(), SizeIs(2));
  EXPECT_EQ(all.position(), HeadPosition());
  ASSERT_OK_AND_ASSIGN(const auto none,
                       ToFunds(&FundStub::ListFunds, "division: 'divisions/420116000000'"));
  EXPECT_THAT(none.funds(), SizeIs(0));
  ASSERT_OK_AND_ASSIGN(const auto page, ToFunds(&FundStub::ListFunds, "page_size: 1"));
  ASSERT_OK_AND_ASSIGN(
      const auto rest,
      ToFunds(&FundStub::ListFunds, "page_size: 1 page_token: '" + page.next_page_token() + "'"));
  EXPECT_EQ(rest.funds(0).name(), "funds/b");
  EXPECT_EQ(rest.next_page_token(), "");
}

TEST_F(FundServiceTest, Movements_OfAnUnknownFund_AreNotFound) {
  EXPECT_STATUS(ToFunds(&FundStub::Appropriate,
                        "name: 'funds/no' fiscal_year: 2011 source: 's' amount { currency_code: "
                        "'CNY' units: 1 } effective_date { year: 2011 month: 3 day: 1 } basis: 'b' "
                        "request_id: 'r'"),
                Refuses(StatusCode::kNotFound, "FUND_NOT_FOUND"));
  EXPECT_STATUS(ToFunds(&FundStub::GetFundPosition, "name: 'funds/no'"),
                Refuses(StatusCode::kNotFound, "FUND_NOT_FOUND"));
  EXPECT_STATUS(ToFunds(&FundStub::ListFundMovements, "name: 'funds/no'"),
                Refuses(StatusCode::kNotFound, "FUND_NOT_FOUND"));
}

TEST_F(FundServiceTest, Money_NeverOutrunsWhatCameBeforeIt) {
  EXPECT_STATUS(Allocate(1), Refuses(StatusCode::kFailedPrecondition, "APPROPRIATION_EXCEEDED"));
  ASSERT_OK(Appropriate(100));
  EXPECT_STATUS(Allocate(101), Refuses(StatusCode::kFailedPrecondition, "APPROPRIATION_EXCEEDED"));
  ASSERT_OK(Allocate(60));
  EXPECT_STATUS(Commit(61), Refuses(StatusCode::kFailedPrecondition, "ALLOCATION_EXCEEDED"));
  EXPECT_STATUS(Commit(1, "p2"), Refuses(StatusCode::kFailedPrecondition, "ALLOCATION_EXCEEDED"));
  ASSERT_OK(Commit(30));
  EXPECT_STATUS(ReleaseCommitment(31),
                Refuses(StatusCode::kFailedPrecondition, "COMMITMENT_EXCEEDED"));
  ASSERT_OK(ReleaseCommitment(10));
  EXPECT_STATUS(Reallocate(41), Refuses(StatusCode::kFailedPrecondition, "ALLOCATION_EXCEEDED"));
  ASSERT_OK(Reallocate(40));
  ASSERT_OK(Commit(40, "p2"));
  EXPECT_STATUS(Adjust(-41), Refuses(StatusCode::kFailedPrecondition, "APPROPRIATION_EXCEEDED"));
  ASSERT_OK(Adjust(-10));
  EXPECT_STATUS(CarryOver(31), Refuses(StatusCode::kFailedPrecondition, "APPROPRIATION_EXCEEDED"));
  ASSERT_OK(CarryOver(30));
  EXPECT_THAT(Position(), ElementsAre("2011: 0/60/60/60/0", "2012: 0/30/0/0/0"));
}

TEST_F(FundServiceTest, Planned_IsReplacedAndNeverAdded) {
  ASSERT_OK(Plan(3'000, 2012));
  ASSERT_OK_AND_ASSIGN(const v1::FundMovement plan, Plan(2'000, 2012));
  EXPECT_EQ(plan.transfer(), "");
  EXPECT_THAT(Position(), ElementsAre("2012: 2000/0/0/0/0"));
}

TEST_F(FundServiceTest, Position_IsByYearAndSourceAsItWasKnown) {
  ASSERT_OK_AND_ASSIGN(const v1::FundMovement first, Appropriate(20, 2010));
  ASSERT_OK(Appropriate(20));
  ASSERT_OK(Move(&FundStub::Appropriate, 5, "source: 'city-budget'"));
  EXPECT_THAT(Position(), ElementsAre("2010: 0/20/0/0/0", "2011: 0/25/0/0/0"));
  EXPECT_THAT(Position(fmt::format("known_at {{ position: {} }}", first.position())),
              ElementsAre("2010: 0/20/0/0/0"));
  ASSERT_OK_AND_ASSIGN(const auto position,
                       ToFunds(&FundStub::GetFundPosition, "name: 'funds/agri'"));
  EXPECT_EQ(position.position(), HeadPosition());
  EXPECT_EQ(position.data_origin(), type::v1::EXAMPLE);
  ASSERT_THAT(position.years(1).sources(), SizeIs(2));
  EXPECT_EQ(position.years(1).sources(0).source(), "city-budget");
  EXPECT_EQ(position.years(1).sources(0).appropriated().units(), 5);
}

TEST_F(FundServiceTest, ClosedYear_RefusesEveryMovement) {
  ASSERT_OK(Appropriate(100));
  ASSERT_OK(Allocate(50));
  ASSERT_OK(Commit(20));
  ASSERT_OK_AND_ASSIGN(const v1::Fund closed, Close(2011));
  EXPECT_THAT(closed.closed_years(), ElementsAre(2011));
  const auto is_closed = Refuses(StatusCode::kFailedPrecondition, "FISCAL_YEAR_CLOSED");
  EXPECT_STATUS(Appropriate(1), is_closed);
  EXPECT_STATUS(Adjust(1), is_closed);
  EXPECT_STATUS(Plan(1, 2011), is_closed);
  EXPECT_STATUS(Allocate(1), is_closed);
  EXPECT_STATUS(Reallocate(1), is_closed);
  EXPECT_STATUS(Commit(1), is_closed);
  EXPECT_STATUS(ReleaseCommitment(1), is_closed);
  EXPECT_STATUS(CarryOver(1), is_closed);
  EXPECT_STATUS(Close(2011), is_closed);
  EXPECT_STATUS(Move(&FundStub::CarryOver, 1, "to_fiscal_year: 2011", 2012), is_closed);
  EXPECT_OK(Appropriate(1, 2012));
}

TEST_F(FundServiceTest, Movement_IsListedNamesItsTransferAndIsInTheFeed) {
  ASSERT_OK_AND_ASSIGN(const v1::FundMovement made, Appropriate(100));
  EXPECT_EQ(made.kind(), v1::APPROPRIATION);
  ASSERT_OK_AND_ASSIGN(const auto listed,
                       ToFunds(&FundStub::ListFundMovements, "name: 'funds/agri'"));
  ASSERT_THAT(listed.movements(), SizeIs(1));
  EXPECT_THAT(listed.movements(0), EqualsMessage(made));
  ASSERT_OK_AND_ASSIGN(const auto transfers,
                       ToLedger(&LedgerStub::ListTransfers, "parent: 'ledgers/fund-agri'"));
  ASSERT_THAT(transfers.transfers(), SizeIs(1));
  EXPECT_EQ(transfers.transfers(0).name(), made.transfer());
  ASSERT_OK_AND_ASSIGN(const auto feed, Send(*feed_, &FeedStub::ListChanges, "page_size: 1000"));
  const auto& change = feed.changes(feed.changes_size() - 1);
  v1::FundMovement image;
  ASSERT_TRUE(change.resource().UnpackTo(&image));
  EXPECT_THAT(image, EqualsMessage(made));
  EXPECT_EQ(change.resource_name(), made.name());
  EXPECT_EQ(change.request_id(), "q1");
}

TEST_F(FundServiceTest, Movements_AreListedByYearAndKind) {
  ASSERT_OK(Appropriate(100));
  ASSERT_OK(Appropriate(100, 2010));
  ASSERT_OK(Allocate(50));
  ASSERT_OK(CarryOver(10));
  const auto count = [&](const std::string& more) {
    const auto listed = ToFunds(&FundStub::ListFundMovements, "name: 'funds/agri' " + more);
    EXPECT_OK(listed);
    return listed.ok() ? listed->movements_size() : -1;
  };
  EXPECT_EQ(count(""), 4);
  EXPECT_EQ(count("fiscal_year: 2011"), 3);
  EXPECT_EQ(count("fiscal_year: 2012"), 1);
  EXPECT_EQ(count("kind: APPROPRIATION"), 2);
  EXPECT_EQ(count("fiscal_year: 2010 kind: APPROPRIATION"), 1);
  EXPECT_EQ(count("fiscal_year: 2010 kind: ALLOCATION"), 0);
}

TEST_F(FundServiceTest, Journal_HoldsItsChain) {
  ASSERT_OK(Appropriate(100));
  ASSERT_OK(Allocate(50));
  ASSERT_OK_AND_ASSIGN(const auto verified,
                       ToLedger(&LedgerStub::VerifyJournal, "from_position: 1"));
  EXPECT_EQ(verified.first_broken_position(), 0) << verified.problem();
  EXPECT_EQ(verified.last_position(), HeadPosition());
}

}  // namespace
}  // namespace cobuild::finance
