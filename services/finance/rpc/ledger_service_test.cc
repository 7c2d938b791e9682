#include <gmock/gmock.h>

#include "common/rpc/status.h"
#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/finance/rpc/testing/finance_server.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::EqualsMessage;
using ::cobuild::test::Refuses;
using ::testing::SizeIs;

class LedgerServiceTest : public FinanceServerTest {
 protected:
  LedgerServiceTest() { CreateBooks(); }

  absl::StatusOr<v1::Transfer> Post(const std::string& entry, const std::string& more = "") {
    return ToLedger(&LedgerStub::PostTransfer, "transfer { " + entry + " } " + more);
  }
};

TEST_F(LedgerServiceTest, CreateLedger_IsRepeatable) {
  const std::string request =
      "ledger_id: 'l' ledger { display_name: '村账' owner: 'villages/420115002201' chart: "
      "'CK2023-14' }";
  ASSERT_OK_AND_ASSIGN(const v1::Ledger made, ToLedger(&LedgerStub::CreateLedger, request));
  EXPECT_EQ(made.name(), "ledgers/l");
  EXPECT_EQ(made.owner(), "villages/420115002201");
  EXPECT_EQ(made.chart(), "CK2023-14");
  EXPECT_GT(made.position(), 0);
  EXPECT_GT(made.create_time().seconds(), 0);
  ASSERT_OK_AND_ASSIGN(const v1::Ledger again, ToLedger(&LedgerStub::CreateLedger, request));
  EXPECT_THAT(again, EqualsMessage(made));
  ASSERT_OK_AND_ASSIGN(const v1::Ledger read,
                       ToLedger(&LedgerStub::GetLedger, "name: 'ledgers/l'"));
  EXPECT_THAT(read, EqualsMessage(made));
  EXPECT_STATUS(
      ToLedger(&LedgerStub::CreateLedger, "ledger_id: 'l' ledger { display_name: 'other' }"),
      Refuses(StatusCode::kInvalidArgument, "LEDGER_ID_REUSED"));
}

TEST_F(LedgerServiceTest, CreateLedger_ValidateOnly_HasNoPositionAndNoTime) {
  const int64_t before = HeadPosition();
  ASSERT_OK_AND_ASSIGN(
      const v1::Ledger would,
      ToLedger(
          &LedgerStub::CreateLedger,
          "ledger_id: 'l' ledger { display_name: 'L' chart: 'CK2004-12' } validate_only: true"));
  EXPECT_EQ(would.position(), 0);
  EXPECT_FALSE(would.has_create_time());
  EXPECT_EQ(HeadPosition(), before);
}

TEST_F(LedgerServiceTest, GetLedger_OfNone_IsNotFound) {
  EXPECT_STATUS(ToLedger(&LedgerStub::GetLedger, "name: 'ledgers/none'"),
                Refuses(StatusCode::kNotFound, "LEDGER_NOT_FOUND"));
}

TEST_F(LedgerServiceTest, Accounts_AreOpenedListedAndClosed) {
  ASSERT_OK_AND_ASSIGN(const auto page,
                       ToLedger(&LedgerStub::ListAccounts, "parent: 'ledgers/books' page_size: 2"));
  ASSERT_THAT(page.accounts(), SizeIs(2));
  EXPECT_EQ(page.accounts(0).name(), "ledgers/books/accounts/capped");
  EXPECT_EQ(page.accounts(0).limit(), v1::DEBITS_MUST_NOT_EXCEED_CREDITS);
  ASSERT_OK_AND_ASSIGN(
      const auto rest,
      ToLedger(&LedgerStub::ListAccounts, "parent: 'ledgers/books' page_size: 2 page_token: '" +
                                              page.next_page_token() + "'"));
  ASSERT_THAT(rest.accounts(), SizeIs(1));
  EXPECT_EQ(rest.next_page_token(), "");
  ASSERT_OK_AND_ASSIGN(const v1::Account closed,
                       ToLedger(&LedgerStub::CloseAccount, "name: 'ledgers/books/accounts/y'"));
  EXPECT_TRUE(closed.closed());
  ASSERT_OK_AND_ASSIGN(const v1::Account read,
                       ToLedger(&LedgerStub::GetAccount, "name: 'ledgers/books/accounts/y'"));
  EXPECT_THAT(read, EqualsMessage(closed));
}

TEST_F(LedgerServiceTest, CreateAccount_RefusesInOrder) {
  const std::string rest = " account { display_name: 'A' normal_side: CREDIT code: '999' }";
  EXPECT_STATUS(
      ToLedger(&LedgerStub::CreateAccount, "parent: 'ledgers/none' account_id: 'x'" + rest),
      Refuses(StatusCode::kNotFound, "LEDGER_NOT_FOUND"));
  EXPECT_STATUS(
      ToLedger(&LedgerStub::CreateAccount, "parent: 'ledgers/books' account_id: 'x'" + rest),
      Refuses(StatusCode::kInvalidArgument, "ACCOUNT_ID_REUSED"));
  EXPECT_STATUS(
      ToLedger(&LedgerStub::CreateAccount, "parent: 'ledgers/books' account_id: 'z'" + rest),
      Refuses(StatusCode::kInvalidArgument, "CODE_NOT_IN_CHART"));
}

TEST_F(LedgerServiceTest, ListAccounts_OfNoLedger_IsNotFound) {
  EXPECT_STATUS(ToLedger(&LedgerStub::ListAccounts, "parent: 'ledgers/none'"),
                Refuses(StatusCode::kNotFound, "LEDGER_NOT_FOUND"));
}

TEST_F(LedgerServiceTest, PostTransfer_IsRepeatable) {
  ASSERT_OK_AND_ASSIGN(const v1::Transfer posted, Post(EntryText("t1", "x", "y", 250)));
  EXPECT_EQ(posted.name(), "ledgers/books/transfers/t1");
  EXPECT_EQ(posted.amount().units(), 250);
  EXPECT_EQ(posted.actor(), "machine/test");
  EXPECT_EQ(posted.position(), HeadPosition());
  ASSERT_OK_AND_ASSIGN(const v1::Transfer again, Post(EntryText("t1", "x", "y", 250)));
  EXPECT_THAT(again, EqualsMessage(posted));
  EXPECT_STATUS(Post(EntryText("t1", "x", "y", 251)),
                Refuses(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED"));
}

TEST_F(LedgerServiceTest, PostTransfer_RefusesByName) {
  EXPECT_STATUS(Post(EntryText("t1", "no", "y", 1)),
                Refuses(StatusCode::kNotFound, "DEBIT_ACCOUNT_NOT_FOUND"));
  EXPECT_STATUS(Post(EntryText("t1", "x", "no", 1)),
                Refuses(StatusCode::kNotFound, "CREDIT_ACCOUNT_NOT_FOUND"));
  EXPECT_STATUS(Post(EntryText("t1", "capped", "y", 1)),
                Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
}

TEST_F(LedgerServiceTest, PostTransfer_ValidateOnly_HasNoPosition) {
  const int64_t before = HeadPosition();
  ASSERT_OK_AND_ASSIGN(const v1::Transfer would,
                       Post(EntryText("t1", "x", "y", 1), "validate_only: true"));
  EXPECT_EQ(would.position(), 0);
  EXPECT_FALSE(would.has_record_time());
  EXPECT_EQ(HeadPosition(), before);
}

TEST_F(LedgerServiceTest, PostTransfers_GivesEachAResultWithItsReason) {
  ASSERT_OK_AND_ASSIGN(const auto response,
                       ToLedger(&LedgerStub::PostTransfers,
                                "transfers { " + EntryText("t1", "x", "y", 1) + " } transfers { " +
                                    EntryText("t2", "x", "y", 1) + " linked: true } transfers { " +
                                    EntryText("t3", "capped", "y", 1) + " }"));
  ASSERT_THAT(response.results(), SizeIs(3));
  EXPECT_EQ(response.results(0).position(), HeadPosition());
  EXPECT_TRUE(response.results(0).has_record_time());
  EXPECT_EQ(response.results(1).position(), 0);
  EXPECT_STATUS(rpc::FromProto(response.results(1).error()),
                Refuses(StatusCode::kAborted, "LINKED_TRANSFER_REFUSED"));
  EXPECT_STATUS(rpc::FromProto(response.results(2).error()),
                Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
}

TEST_F(LedgerServiceTest, PostTransfers_OfThousands_AreOneAnswer) {
  v1::PostTransfersRequest request;
  for (int i = 0; i < 8'000; ++i) {
    *request.add_transfers() =
        Parse<v1::TransferEntry>(EntryText("t" + std::to_string(i), "x", "y", 1));
  }
  const int64_t before = HeadPosition();
  ASSERT_OK_AND_ASSIGN(const auto response, Call(*ledger_, &LedgerStub::PostTransfers, request));
  ASSERT_THAT(response.results(), SizeIs(8'000));
  for (int i = 0; i < 8'000; ++i) EXPECT_EQ(response.results(i).position(), before + 1 + i);
}

TEST_F(LedgerServiceTest, ReverseTransfer_PostsTheOpposite) {
  ASSERT_OK(Post(EntryText("t1", "x", "y", 5)));
  const std::string request =
      "name: 'ledgers/books/transfers/t1' transfer_id: 'r1' reason: '错' "
      "effective_date { year: 2011 month: 7 day: 1 }";
  ASSERT_OK_AND_ASSIGN(const v1::Transfer reversal,
                       ToLedger(&LedgerStub::ReverseTransfer, request));
  EXPECT_EQ(reversal.reverses(), "ledgers/books/transfers/t1");
  EXPECT_EQ(reversal.debit_account(), "ledgers/books/accounts/y");
  EXPECT_EQ(reversal.description(), "错");
  ASSERT_OK_AND_ASSIGN(const v1::Transfer again, ToLedger(&LedgerStub::ReverseTransfer, request));
  EXPECT_THAT(again, EqualsMessage(reversal));
  EXPECT_STATUS(ToLedger(&LedgerStub::ReverseTransfer,
                         "name: 'ledgers/books/transfers/none' transfer_id: 'r2' reason: 'x' "
                         "effective_date { year: 2011 month: 7 day: 1 }"),
                Refuses(StatusCode::kNotFound, "TRANSFER_NOT_FOUND"));
}

TEST_F(LedgerServiceTest, ListTransfers_ByLedgerAccountDayAndKnowledge) {
  ASSERT_OK(Post(EntryText("t1", "x", "y", 1)));
  const int64_t known = HeadPosition();
  ASSERT_OK(Post(EntryText("t2", "y", "x", 1)));
  ASSERT_OK(Post(EntryText("t3", "y", "capped", 1)));
  const auto count = [&](const std::string& request) {
    const auto response = ToLedger(&LedgerStub::ListTransfers, request);
    EXPECT_OK(response);
    return response.ok() ? response->transfers_size() : -1;
  };
  EXPECT_EQ(count("parent: 'ledgers/books'"), 3);
  EXPECT_EQ(count("parent: 'ledgers/books/accounts/x'"), 2);
  EXPECT_EQ(count("parent: 'ledgers/books' from_date { year: 2011 month: 6 day: 2 }"), 0);
  EXPECT_EQ(count("parent: 'ledgers/books' to_date { year: 2011 month: 6 day: 1 }"), 3);
  EXPECT_EQ(count("parent: 'ledgers/books' known_at { position: " + std::to_string(known) + " }"),
            1);
  EXPECT_EQ(count("parent: 'ledgers/books' known_at { time { seconds: 1 } }"), 0);
  EXPECT_STATUS(
      ToLedger(&LedgerStub::ListTransfers, "parent: 'ledgers/books' known_at { position: 1000 }"),
      test::HasViolation("known_at.position", "OUT_OF_RANGE"));
  ASSERT_OK_AND_ASSIGN(const auto page, ToLedger(&LedgerStub::ListTransfers,
                                                 "parent: 'ledgers/books' page_size: 2"));
  EXPECT_EQ(
      count("parent: 'ledgers/books' page_size: 2 page_token: '" + page.next_page_token() + "'"),
      1);
  EXPECT_STATUS(ToLedger(&LedgerStub::ListTransfers, "parent: 'ledgers/none'"),
                Refuses(StatusCode::kNotFound, "LEDGER_NOT_FOUND"));
  EXPECT_STATUS(ToLedger(&LedgerStub::ListTransfers, "parent: 'ledgers/books/accounts/none'"),
                Refuses(StatusCode::kNotFound, "ACCOUNT_NOT_FOUND"));
}

TEST_F(LedgerServiceTest, BatchGetBalances_ReadsAtOnePosition) {
  ASSERT_OK(Post(EntryText("t1", "x", "y", 3)));
  ASSERT_OK_AND_ASSIGN(
      const auto response,
      ToLedger(&LedgerStub::BatchGetBalances,
               "names: 'ledgers/books/accounts/y' names: 'ledgers/books/accounts/x'"));
  EXPECT_EQ(response.balances(0).credits().units(), 3);
  EXPECT_EQ(response.balances(1).debits().units(), 3);
  EXPECT_EQ(response.position(), HeadPosition());
  const auto missing =
      ToLedger(&LedgerStub::BatchGetBalances,
               "names: 'ledgers/books/accounts/x' names: 'ledgers/books/accounts/p' "
               "names: 'ledgers/books/accounts/q'");
  EXPECT_STATUS(missing, Refuses(StatusCode::kNotFound, "ACCOUNT_NOT_FOUND"));
  EXPECT_EQ(error::DetailOf(missing.status())->metadata.at("account"), "ledgers/books/accounts/p");
}

TEST_F(LedgerServiceTest, GetTrialBalance_IsEven) {
  ASSERT_OK(Post(EntryText("t1", "x", "y", 3)));
  for (const char* request : {"", "ledger: 'ledgers/books'"}) {
    ASSERT_OK_AND_ASSIGN(const auto balance, ToLedger(&LedgerStub::GetTrialBalance, request));
    EXPECT_EQ(balance.total_debits().units(), 3);
    EXPECT_EQ(balance.total_credits().units(), 3);
    EXPECT_EQ(balance.difference().units(), 0);
    EXPECT_EQ(balance.position(), HeadPosition());
  }
  EXPECT_STATUS(ToLedger(&LedgerStub::GetTrialBalance, "ledger: 'ledgers/none'"),
                Refuses(StatusCode::kNotFound, "LEDGER_NOT_FOUND"));
}

TEST_F(LedgerServiceTest, VerifyJournal_ReachesTheCheckpoint) {
  ASSERT_OK(Post(EntryText("t1", "x", "y", 3)));
  ASSERT_OK_AND_ASSIGN(const v1::Checkpoint checkpoint, ToLedger(&LedgerStub::GetCheckpoint, ""));
  EXPECT_EQ(checkpoint.position(), HeadPosition());
  EXPECT_EQ(checkpoint.algorithm(), "sha256");
  EXPECT_THAT(checkpoint.digest(), SizeIs(64));
  for (const char* request : {"from_position: 1", "from_position: 7"}) {
    ASSERT_OK_AND_ASSIGN(const auto verified, ToLedger(&LedgerStub::VerifyJournal, request));
    EXPECT_EQ(verified.digest(), checkpoint.digest());
    EXPECT_EQ(verified.last_position(), checkpoint.position());
    EXPECT_EQ(verified.first_broken_position(), 0);
    EXPECT_EQ(verified.problem(), "");
  }
  ASSERT_OK_AND_ASSIGN(const auto part,
                       ToLedger(&LedgerStub::VerifyJournal, "from_position: 3 to_position: 5"));
  EXPECT_EQ(part.entries_checked(), 3);
  EXPECT_EQ(part.last_position(), 5);
  EXPECT_STATUS(ToLedger(&LedgerStub::VerifyJournal, "from_position: 1 to_position: 1000"),
                Refuses(StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD"));
}

TEST_F(LedgerServiceTest, VerifyJournal_JustBeyondTheHead_IsEmpty) {
  const std::string next = std::to_string(HeadPosition() + 1);
  ASSERT_OK_AND_ASSIGN(const auto verified,
                       ToLedger(&LedgerStub::VerifyJournal, "from_position: " + next));
  EXPECT_EQ(verified.entries_checked(), 0);
  EXPECT_EQ(verified.last_position(), HeadPosition());
}

TEST_F(LedgerServiceTest, WithoutTheRole_IsRefusedBeforeAnything) {
  const auto stub = v1::LedgerService::NewStub(server_->ChannelAs("machine/nobody"));
  EXPECT_STATUS(Send(*stub, &LedgerStub::PostTransfer, ""),
                test::HasCode(StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace cobuild::finance
