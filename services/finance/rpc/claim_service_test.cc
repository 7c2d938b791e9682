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
using ::testing::SizeIs;

constexpr char kDay[] = "effective_date { year: 2011 month: 5 day: 1 }";

// A fund with 100 yuan committed in 2011 to projects/p, and a release "r1" of 40.
class ClaimServiceTest : public FinanceServerTest {
 protected:
  ClaimServiceTest() {
    CreateBooks();
    EXPECT_OK(Send(*funds_, &FundStub::CreateFund,
                   "fund_id: 'agri' fund { display_name: 'd' division: 'divisions/420115000000' "
                   "purpose: 'p' data_origin: EXAMPLE } request_id: 'c'"));
    EXPECT_OK(Move(&FundStub::Appropriate, "source: 's'"));
    EXPECT_OK(Move(&FundStub::Allocate, "project: 'projects/p'"));
    EXPECT_OK(Move(&FundStub::Commit, "project: 'projects/p'"));
    EXPECT_OK(Authorize("r1", 40));
  }

  template <class Method>
  absl::Status Move(Method method, const std::string& more) {
    return Send(*funds_, method,
                fmt::format("name: 'funds/agri' fiscal_year: 2011 amount {{ currency_code: 'CNY' "
                            "units: 100 }} basis: 'b' {} request_id: 'm{}' {}",
                            kDay, ++requests_, more))
        .status();
  }
  absl::StatusOr<v1::Release> Authorize(const std::string& id, int64_t yuan,
                                        const std::string& project = "p") {
    return Send(
        *releases_, &ReleaseStub::AuthorizeRelease,
        fmt::format("release_id: '{}' release {{ milestone: 'projects/{}/milestones/m' cap "
                    "{{ currency_code: 'CNY' units: {} }} dossier_digest: '{}' data_origin: "
                    "EXAMPLE }} request_id: 'a{}'",
                    id, project, yuan, std::string(64, 'a'), ++requests_));
  }
  absl::StatusOr<v1::Release> Revoke(const std::string& id) {
    return Send(*releases_, &ReleaseStub::RevokeRelease,
                fmt::format("name: 'releases/{}' reason: '撤' request_id: 'v{}'", id, ++requests_));
  }
  absl::StatusOr<v1::Claim> Create(const std::string& id, int64_t yuan,
                                   const std::string& release = "r1",
                                   const std::string& instalment = "START") {
    return Send(
        *claims_, &ClaimStub::CreateClaim,
        fmt::format("claim_id: '{}' claim {{ fund: 'funds/agri' fiscal_year: 2011 project: "
                    "'projects/p' village: 'villages/{}' release: 'releases/{}' "
                    "instalment: {} amount {{ currency_code: 'CNY' units: {} }} "
                    "voucher_digests: '{}' }} request_id: 'k{}'",
                    id, kVillage, release, instalment, yuan, std::string(64, 'b'), ++requests_));
  }
  // By another than the maker.
  absl::StatusOr<v1::Claim> Approve(const std::string& id) {
    const auto checker = v1::ClaimService::NewStub(server_->ChannelAs("machine/checker"));
    return Send(*checker, &ClaimStub::ApproveClaim, Step(id, ""));
  }
  template <class Method>
  absl::StatusOr<v1::Claim> Do(Method method, const std::string& id,
                               const std::string& more = kDay) {
    return Send(*claims_, method, Step(id, more));
  }
  std::string Step(const std::string& id, const std::string& more) {
    return fmt::format("name: 'claims/{}' request_id: 's{}' {}", id, ++requests_, more);
  }
  // A claim of `yuan` that may be paid.
  void Approved(const std::string& id, int64_t yuan, const std::string& release = "r1",
                const std::string& instalment = "START") {
    ASSERT_OK(Create(id, yuan, release, instalment));
    ASSERT_OK(Approve(id));
  }
  absl::StatusOr<v1::Claim> Pay(const std::string& id) { return Do(&ClaimStub::PayClaim, id); }
  v1::Release ReleaseOf(const std::string& id) {
    const auto listed = Send(*releases_, &ReleaseStub::ListReleases, "project: 'projects/p'");
    for (const v1::Release& release : listed->releases()) {
      if (release.name() == "releases/" + id) return release;
    }
    return {};
  }
  int64_t Paid() {
    const auto position = Send(*funds_, &FundStub::GetFundPosition, "name: 'funds/agri'");
    return position->years(0).paid().units();
  }
  // Debits less credits of an account of the village, in yuan.
  int64_t InVillage(const std::string& account) {
    const auto found = store_.reader().FindAccount({kVillage, account});
    EXPECT_TRUE(found.ok() && found->has_value()) << account;
    return ((*found)->debits.value - (*found)->credits.value) / 100;
  }
  void CloseYear() {
    ASSERT_OK(Send(*funds_, &FundStub::CloseFiscalYear,
                   "name: 'funds/agri' fiscal_year: 2011 request_id: 'close'"));
  }

  int requests_ = 0;
};

auto IsPrecondition(const std::string& reason) {
  return Refuses(StatusCode::kFailedPrecondition, reason);
}

TEST_F(ClaimServiceTest, Authorize_TheSameAgain_IsTheFirst) {
  const v1::Release first = ReleaseOf("r1");
  EXPECT_EQ(first.state(), v1::AUTHORIZED);
  EXPECT_EQ(first.project(), "projects/p");
  ASSERT_OK_AND_ASSIGN(const v1::Release again, Authorize("r1", 40));
  EXPECT_THAT(again, EqualsMessage(first));
  EXPECT_THAT(Authorize("r1", 41), Refuses(StatusCode::kAlreadyExists, "RELEASE_EXISTS"));
}

TEST_F(ClaimServiceTest, Revoke_OfAFreeRelease_WithdrawsIt) {
  ASSERT_OK_AND_ASSIGN(const v1::Release revoked, Revoke("r1"));
  EXPECT_EQ(revoked.state(), v1::REVOKED);
  EXPECT_EQ(revoked.revocation_reason(), "撤");
  EXPECT_THAT(Revoke("r1"), IsPrecondition("RELEASE_REVOKED"));
  EXPECT_THAT(Revoke("no"), Refuses(StatusCode::kNotFound, "RELEASE_NOT_FOUND"));
  EXPECT_THAT(Authorize("r1", 40), Refuses(StatusCode::kAlreadyExists, "RELEASE_EXISTS"));
  EXPECT_THAT(Create("c1", 1), IsPrecondition("RELEASE_REVOKED"));
}

TEST_F(ClaimServiceTest, Revoke_OfAConsumedRelease_IsRefused) {
  Approved("c1", 40);
  ASSERT_OK(Pay("c1"));
  EXPECT_THAT(Revoke("r1"), IsPrecondition("RELEASE_CONSUMED"));
}

TEST_F(ClaimServiceTest, Create_WithoutARelease_IsRefused) {
  EXPECT_THAT(Create("c1", 1, "no"), Refuses(StatusCode::kNotFound, "RELEASE_NOT_FOUND"));
  ASSERT_OK(Authorize("other", 40, "q"));
  EXPECT_THAT(Create("c1", 1, "other"), IsPrecondition("RELEASE_OF_ANOTHER_PROJECT"));
}

TEST_F(ClaimServiceTest, Create_AboveTheRelease_IsRefused) {
  EXPECT_THAT(Create("c1", 41), IsPrecondition("CLAIM_ABOVE_RELEASE"));
}

TEST_F(ClaimServiceTest, Create_AboveTheCommitment_IsRefused) {
  ASSERT_OK(Authorize("r2", 1'000));
  EXPECT_THAT(Create("c1", 101, "r2", "ACCEPTANCE"), IsPrecondition("COMMITMENT_EXCEEDED"));
}

TEST_F(ClaimServiceTest, Create_AboveTheInstalment_IsRefused) {
  ASSERT_OK(Authorize("r2", 1'000));
  EXPECT_THAT(Create("c1", 41, "r2", "START"), IsPrecondition("INSTALMENT_EXCEEDED"));
  EXPECT_THAT(Create("c1", 91, "r2", "SUBSTANTIAL"), IsPrecondition("INSTALMENT_EXCEEDED"));
  EXPECT_OK(Create("c1", 100, "r2", "ACCEPTANCE"));
}

TEST_F(ClaimServiceTest, Approve_ByItsMaker_IsRefused) {
  ASSERT_OK_AND_ASSIGN(const v1::Claim made, Create("c1", 40));
  EXPECT_EQ(made.maker(), "machine/test");
  EXPECT_THAT(Do(&ClaimStub::ApproveClaim, "c1", ""), IsPrecondition("MAKER_IS_CHECKER"));
  ASSERT_OK_AND_ASSIGN(const v1::Claim approved, Approve("c1"));
  EXPECT_NE(approved.checker(), made.maker());
  EXPECT_THAT(Approve("c1"), IsPrecondition("CLAIM_NOT_SUBMITTED"));
  EXPECT_THAT(Approve("no"), Refuses(StatusCode::kNotFound, "CLAIM_NOT_FOUND"));
}

TEST_F(ClaimServiceTest, Pay_OfWhatIsNotApproved_IsRefused) {
  ASSERT_OK(Create("c1", 40));
  EXPECT_THAT(Pay("c1"), IsPrecondition("CLAIM_NOT_APPROVED"));
  ASSERT_OK(Do(&ClaimStub::RefuseClaim, "c1", "reason: '不'"));
  EXPECT_THAT(Pay("c1"), IsPrecondition("CLAIM_NOT_APPROVED"));
  EXPECT_THAT(Approve("c1"), IsPrecondition("CLAIM_NOT_SUBMITTED"));
}

TEST_F(ClaimServiceTest, Pay_MovesMoneyInBothLedgersAndConsumesTheRelease) {
  Approved("c1", 40);
  ASSERT_OK_AND_ASSIGN(const v1::Claim paid, Pay("c1"));
  EXPECT_EQ(paid.state(), v1::INSTRUCTED);
  EXPECT_EQ(paid.payment_date().month(), 5);
  EXPECT_EQ(Paid(), 40);
  EXPECT_EQ(InVillage("113"), 40);
  EXPECT_EQ(InVillage("221"), -40);
  EXPECT_EQ(ReleaseOf("r1").state(), v1::CONSUMED);
  EXPECT_EQ(ReleaseOf("r1").claim(), "claims/c1");
  ASSERT_OK_AND_ASSIGN(const v1::Claim confirmed, Do(&ClaimStub::ConfirmPayment, "c1"));
  EXPECT_EQ(confirmed.state(), v1::CONFIRMED);
  EXPECT_EQ(InVillage("113"), 0);
  EXPECT_EQ(InVillage("102"), 40);
}

TEST_F(ClaimServiceTest, Pay_Twice_IsRefused) {
  Approved("c1", 20);
  Approved("c2", 20);
  ASSERT_OK(Pay("c1"));
  EXPECT_THAT(Pay("c1"), IsPrecondition("CLAIM_ALREADY_PAID"));
  EXPECT_THAT(Pay("c2"), IsPrecondition("RELEASE_CONSUMED"));
  EXPECT_EQ(Paid(), 20);
}

TEST_F(ClaimServiceTest, Pay_TheSameRequest_IsPaidOnce) {
  Approved("c1", 20);
  const std::string request = Step("c1", kDay);
  ASSERT_OK_AND_ASSIGN(const v1::Claim first, Send(*claims_, &ClaimStub::PayClaim, request));
  ASSERT_OK_AND_ASSIGN(const v1::Claim again, Send(*claims_, &ClaimStub::PayClaim, request));
  EXPECT_THAT(again, EqualsMessage(first));
  EXPECT_EQ(Paid(), 20);
}

TEST_F(ClaimServiceTest, Pay_AfterTheCommitmentWasGivenBack_IsRefused) {
  Approved("c1", 40);
  ASSERT_OK(Move(&FundStub::ReleaseCommitment, "project: 'projects/p'"));
  EXPECT_THAT(Pay("c1"), IsPrecondition("COMMITMENT_EXCEEDED"));
}

TEST_F(ClaimServiceTest, ClosedYear_RefusesClaimsAndPayments) {
  Approved("c1", 20);
  ASSERT_OK(Create("c2", 20));
  CloseYear();
  EXPECT_THAT(Create("c3", 20), IsPrecondition("FISCAL_YEAR_CLOSED"));
  EXPECT_THAT(Approve("c2"), IsPrecondition("FISCAL_YEAR_CLOSED"));
  EXPECT_THAT(Pay("c1"), IsPrecondition("FISCAL_YEAR_CLOSED"));
}

TEST_F(ClaimServiceTest, Return_GivesTheMoneyBackAndFreesTheRelease) {
  Approved("c1", 40);
  EXPECT_THAT(Do(&ClaimStub::ReturnPayment, "c1", std::string(kDay) + " reason: '退'"),
              IsPrecondition("PAYMENT_NOT_INSTRUCTED"));
  ASSERT_OK(Pay("c1"));
  CloseYear();
  ASSERT_OK_AND_ASSIGN(const v1::Claim returned,
                       Do(&ClaimStub::ReturnPayment, "c1", std::string(kDay) + " reason: '退'"));
  EXPECT_EQ(returned.state(), v1::RETURNED);
  EXPECT_EQ(Paid(), 0);
  EXPECT_EQ(InVillage("113"), 0);
  EXPECT_EQ(InVillage("221"), 0);
  EXPECT_EQ(ReleaseOf("r1").state(), v1::AUTHORIZED);
}

TEST_F(ClaimServiceTest, Return_MayBePaidAgain) {
  Approved("c1", 40);
  ASSERT_OK(Pay("c1"));
  ASSERT_OK(Do(&ClaimStub::ReturnPayment, "c1", std::string(kDay) + " reason: '退'"));
  ASSERT_OK(Pay("c1"));
  EXPECT_EQ(Paid(), 40);
}

TEST_F(ClaimServiceTest, Refund_GivesBackWhatArrived) {
  Approved("c1", 40);
  ASSERT_OK(Pay("c1"));
  const std::string why = std::string(kDay) + " reason: '退'";
  EXPECT_THAT(Do(&ClaimStub::RefundClaim, "c1", why), IsPrecondition("PAYMENT_NOT_CONFIRMED"));
  ASSERT_OK(Do(&ClaimStub::ConfirmPayment, "c1"));
  EXPECT_THAT(Do(&ClaimStub::ConfirmPayment, "c1"), IsPrecondition("PAYMENT_NOT_INSTRUCTED"));
  ASSERT_OK_AND_ASSIGN(const v1::Claim refunded, Do(&ClaimStub::RefundClaim, "c1", why));
  EXPECT_EQ(refunded.state(), v1::REFUNDED);
  EXPECT_EQ(Paid(), 0);
  EXPECT_EQ(InVillage("102"), 0);
  EXPECT_EQ(InVillage("221"), 0);
}

TEST_F(ClaimServiceTest, List_IsByFundProjectAndState) {
  Approved("c1", 20);
  ASSERT_OK(Create("c2", 20));
  ASSERT_OK_AND_ASSIGN(const auto all,
                       Send(*claims_, &ClaimStub::ListClaims, "fund: 'funds/agri'"));
  EXPECT_THAT(all.claims(), SizeIs(2));
  ASSERT_OK_AND_ASSIGN(const auto approved, Send(*claims_, &ClaimStub::ListClaims,
                                                 "project: 'projects/p' state: APPROVED"));
  ASSERT_THAT(approved.claims(), SizeIs(1));
  EXPECT_EQ(approved.claims(0).name(), "claims/c1");
  ASSERT_OK_AND_ASSIGN(const auto none, Send(*claims_, &ClaimStub::ListClaims,
                                             "fund: 'funds/agri' project: 'projects/q'"));
  EXPECT_THAT(none.claims(), SizeIs(0));
}

TEST_F(ClaimServiceTest, Create_WithoutAnId_GetsOneThatARetryGetsAgain) {
  const std::string request = fmt::format(
      "claim {{ fund: 'funds/agri' fiscal_year: 2011 project: 'projects/p' village: 'villages/{}' "
      "release: 'releases/r1' instalment: START amount {{ currency_code: 'CNY' units: 1 }} "
      "voucher_digests: '{}' }} request_id: 'x'",
      kVillage, std::string(64, 'b'));
  ASSERT_OK_AND_ASSIGN(const v1::Claim made, Send(*claims_, &ClaimStub::CreateClaim, request));
  ASSERT_OK_AND_ASSIGN(const v1::Claim again, Send(*claims_, &ClaimStub::CreateClaim, request));
  EXPECT_THAT(again, EqualsMessage(made));
}

}  // namespace
}  // namespace cobuild::finance
