#include <gmock/gmock.h>

#include <fmt/format.h>

#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/finance/rpc/testing/claims_test.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::EqualsMessage;
using ::cobuild::test::HasViolation;
using ::cobuild::test::Refuses;
using ::testing::SizeIs;

using ClaimServiceTest = ClaimsTest;

auto IsPrecondition(const std::string& reason) {
  return Refuses(StatusCode::kFailedPrecondition, reason);
}

TEST_F(ClaimServiceTest, Authorize_TheSameAgain_IsTheFirst) {
  const v1::Release first = ReleaseOf("r1");
  EXPECT_EQ(first.state(), v1::AUTHORIZED);
  EXPECT_EQ(first.project(), "projects/p");
  ASSERT_OK_AND_ASSIGN(const v1::Release again, Authorize("r1", 40));
  EXPECT_THAT(again, EqualsMessage(first));
  EXPECT_STATUS(Authorize("r1", 41), Refuses(StatusCode::kAlreadyExists, "RELEASE_EXISTS"));
}

TEST_F(ClaimServiceTest, Revoke_OfAFreeRelease_WithdrawsIt) {
  ASSERT_OK_AND_ASSIGN(const v1::Release revoked, Revoke("r1"));
  EXPECT_EQ(revoked.state(), v1::REVOKED);
  EXPECT_EQ(revoked.revocation_reason(), "撤");
  EXPECT_STATUS(Revoke("r1"), IsPrecondition("RELEASE_REVOKED"));
  EXPECT_STATUS(Revoke("no"), Refuses(StatusCode::kNotFound, "RELEASE_NOT_FOUND"));
  EXPECT_STATUS(Authorize("r1", 40), Refuses(StatusCode::kAlreadyExists, "RELEASE_EXISTS"));
  EXPECT_STATUS(Create("c1", 1), IsPrecondition("RELEASE_REVOKED"));
}

TEST_F(ClaimServiceTest, Revoke_OfAConsumedRelease_IsRefused) {
  Approved("c1", 40);
  ASSERT_OK(Pay("c1"));
  EXPECT_STATUS(Revoke("r1"), IsPrecondition("RELEASE_CONSUMED"));
}

TEST_F(ClaimServiceTest, Create_WithoutARelease_IsRefused) {
  EXPECT_STATUS(Create("c1", 1, "no"), Refuses(StatusCode::kNotFound, "RELEASE_NOT_FOUND"));
  ASSERT_OK(Authorize("other", 40, "q"));
  EXPECT_STATUS(Create("c1", 1, "other"), IsPrecondition("RELEASE_OF_ANOTHER_PROJECT"));
}

TEST_F(ClaimServiceTest, Create_AboveTheRelease_IsRefused) {
  EXPECT_STATUS(Create("c1", 41), IsPrecondition("CLAIM_ABOVE_RELEASE"));
}

TEST_F(ClaimServiceTest, Create_AboveTheCommitment_IsRefused) {
  ASSERT_OK(Authorize("r2", 1'000));
  EXPECT_STATUS(Create("c1", 101, "r2", "ACCEPTANCE"), IsPrecondition("COMMITMENT_EXCEEDED"));
}

TEST_F(ClaimServiceTest, Create_AboveTheInstalment_IsRefused) {
  ASSERT_OK(Authorize("r2", 1'000));
  EXPECT_STATUS(Create("c1", 41, "r2", "START"), IsPrecondition("INSTALMENT_EXCEEDED"));
  EXPECT_STATUS(Create("c1", 91, "r2", "SUBSTANTIAL"), IsPrecondition("INSTALMENT_EXCEEDED"));
  EXPECT_OK(Create("c1", 100, "r2", "ACCEPTANCE"));
}

TEST_F(ClaimServiceTest, Approve_ByItsMaker_IsRefused) {
  ASSERT_OK_AND_ASSIGN(const v1::Claim made, Create("c1", 40));
  EXPECT_EQ(made.maker(), "machine/test");
  EXPECT_STATUS(Do(&ClaimStub::ApproveClaim, "c1", ""), IsPrecondition("MAKER_IS_CHECKER"));
  ASSERT_OK_AND_ASSIGN(const v1::Claim approved, Approve("c1"));
  EXPECT_NE(approved.checker(), made.maker());
  EXPECT_STATUS(Approve("c1"), IsPrecondition("CLAIM_NOT_SUBMITTED"));
  EXPECT_STATUS(Approve("no"), Refuses(StatusCode::kNotFound, "CLAIM_NOT_FOUND"));
}

TEST_F(ClaimServiceTest, Pay_OfWhatIsNotApproved_IsRefused) {
  ASSERT_OK(Create("c1", 40));
  EXPECT_STATUS(Pay("c1"), IsPrecondition("CLAIM_NOT_APPROVED"));
  ASSERT_OK(Do(&ClaimStub::RefuseClaim, "c1", "reason: '不'"));
  EXPECT_STATUS(Pay("c1"), IsPrecondition("CLAIM_NOT_APPROVED"));
  EXPECT_STATUS(Approve("c1"), IsPrecondition("CLAIM_NOT_SUBMITTED"));
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
  EXPECT_STATUS(Pay("c1"), IsPrecondition("CLAIM_ALREADY_PAID"));
  EXPECT_STATUS(Pay("c2"), IsPrecondition("RELEASE_CONSUMED"));
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
  EXPECT_STATUS(Pay("c1"), IsPrecondition("COMMITMENT_EXCEEDED"));
}

TEST_F(ClaimServiceTest, ClosedYear_RefusesClaimsAndPayments) {
  Approved("c1", 20);
  ASSERT_OK(Create("c2", 20));
  CloseYear();
  EXPECT_STATUS(Create("c3", 20), IsPrecondition("FISCAL_YEAR_CLOSED"));
  EXPECT_STATUS(Approve("c2"), IsPrecondition("FISCAL_YEAR_CLOSED"));
  EXPECT_STATUS(Pay("c1"), IsPrecondition("FISCAL_YEAR_CLOSED"));
}

TEST_F(ClaimServiceTest, Return_GivesTheMoneyBackAndFreesTheRelease) {
  Approved("c1", 40);
  EXPECT_STATUS(Do(&ClaimStub::ReturnPayment, "c1", std::string(kDay) + " reason: '退'"),
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
  EXPECT_STATUS(Do(&ClaimStub::RefundClaim, "c1", why), IsPrecondition("PAYMENT_NOT_CONFIRMED"));
  ASSERT_OK(Do(&ClaimStub::ConfirmPayment, "c1"));
  EXPECT_STATUS(Do(&ClaimStub::ConfirmPayment, "c1"), IsPrecondition("PAYMENT_NOT_INSTRUCTED"));
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

TEST_F(ClaimServiceTest, Get_IsAsItWasKnown) {
  ASSERT_OK_AND_ASSIGN(const v1::Claim made, Create("c1", 20));
  ASSERT_OK_AND_ASSIGN(const v1::Claim approved, Approve("c1"));
  ASSERT_OK_AND_ASSIGN(const v1::Claim now,
                       Send(*claims_, &ClaimStub::GetClaim, "name: 'claims/c1'"));
  EXPECT_THAT(now, EqualsMessage(approved));
  ASSERT_OK_AND_ASSIGN(
      const v1::Claim then,
      Send(*claims_, &ClaimStub::GetClaim,
           fmt::format("name: 'claims/c1' known_at {{ position: {} }}", made.position())));
  EXPECT_THAT(then, EqualsMessage(made));
  EXPECT_STATUS(Send(*claims_, &ClaimStub::GetClaim, "name: 'claims/no'"),
                Refuses(StatusCode::kNotFound, "CLAIM_NOT_FOUND"));
}

TEST_F(ClaimServiceTest, GetRelease_ShowsARevokedOneToo) {
  ASSERT_OK_AND_ASSIGN(const v1::Release revoked, Revoke("r1"));
  ASSERT_OK_AND_ASSIGN(const v1::Release read,
                       Send(*releases_, &ReleaseStub::GetRelease, "name: 'releases/r1'"));
  EXPECT_THAT(read, EqualsMessage(revoked));
  EXPECT_STATUS(Send(*releases_, &ReleaseStub::GetRelease, "name: 'releases/no'"),
                Refuses(StatusCode::kNotFound, "RELEASE_NOT_FOUND"));
}

TEST_F(ClaimServiceTest, Step_FromAStateThatIsNoLongerThere_IsRefused) {
  ASSERT_OK_AND_ASSIGN(const v1::Claim made, Create("c1", 20));
  ASSERT_OK_AND_ASSIGN(const v1::Claim approved, Approve("c1"));
  const auto is_stale = Refuses(StatusCode::kAborted, "ETAG_MISMATCH");
  const std::string before = fmt::format("etag: '{}' ", made.etag());
  const std::string why = before + kDay + " reason: 'x'";
  EXPECT_STATUS(Do(&ClaimStub::ApproveClaim, "c1", before), is_stale);
  EXPECT_STATUS(Do(&ClaimStub::RefuseClaim, "c1", before + "reason: 'x'"), is_stale);
  EXPECT_STATUS(Do(&ClaimStub::PayClaim, "c1", before + kDay), is_stale);
  EXPECT_STATUS(Do(&ClaimStub::ConfirmPayment, "c1", before + kDay), is_stale);
  EXPECT_STATUS(Do(&ClaimStub::ReturnPayment, "c1", why), is_stale);
  EXPECT_STATUS(Do(&ClaimStub::RefundClaim, "c1", why), is_stale);
  EXPECT_OK(Do(&ClaimStub::PayClaim, "c1", fmt::format("etag: '{}' {}", approved.etag(), kDay)));
}

TEST_F(ClaimServiceTest, Revoke_OfAStateThatIsNoLongerThere_IsRefused) {
  const std::string request = "name: 'releases/r1' reason: '撤' request_id: 'x' etag: '{}'";
  EXPECT_STATUS(
      Send(*releases_, &ReleaseStub::RevokeRelease, fmt::format(fmt::runtime(request), "0")),
      Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_OK(Send(*releases_, &ReleaseStub::RevokeRelease,
                 fmt::format(fmt::runtime(request), ReleaseOf("r1").etag())));
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
