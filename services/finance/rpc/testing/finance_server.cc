#include "services/finance/rpc/testing/finance_server.h"

#include <fmt/format.h>

#include "common/rpc/roles.h"
#include "common/testing/status_matchers.h"
#include "services/finance/rpc/claim_service.h"
#include "services/finance/rpc/fund_service.h"
#include "services/finance/rpc/income_service.h"
#include "services/finance/rpc/investment_service.h"
#include "services/finance/rpc/ledger_service.h"
#include "services/finance/rpc/policy_service.h"
#include "services/finance/rpc/verification_service.h"

namespace cobuild::finance {

FinanceServerTest::FinanceServerTest(const rpc::Directory* directory)
    : server_(std::make_unique<test::TestServer>(
          [this](rpc::Router& router) {
            RegisterLedgerService(router, intake_, books_);
            RegisterIncomeService(router, intake_, books_, records_);
            RegisterFundService(router, intake_, records_);
            RegisterReleaseService(router, intake_, records_);
            RegisterClaimService(router, intake_, records_);
            RegisterInvestmentService(router, intake_, records_, store_.reader());
            RegisterPolicyService(router, intake_, records_);
            RegisterVerificationService(router, intake_, records_);
            feed_and_audit_.RegisterAt(router);
          },
          test::TestServerOptions{.directory = directory == nullptr ? &directory_ : directory})),
      ledger_(v1::LedgerService::NewStub(server_->ChannelAs())),
      releases_(v1::ReleaseService::NewStub(server_->ChannelAs())),
      claims_(v1::ClaimService::NewStub(server_->ChannelAs())),
      funds_(v1::FundService::NewStub(server_->ChannelAs())),
      income_(v1::IncomeService::NewStub(server_->ChannelAs())),
      investments_(v1::InvestmentService::NewStub(server_->ChannelAs())),
      policies_(v1::PolicyService::NewStub(server_->ChannelAs())),
      verifications_(v1::VerificationService::NewStub(server_->ChannelAs())),
      feed_(feed::v1::FeedService::NewStub(server_->ChannelAs())) {
  for (const char* principal : {"machine/test", "machine/township", "machine/checker"}) {
    GrantEverything(principal, scope::Bound::WholeTree());
  }
}

void FinanceServerTest::GrantEverything(const std::string& principal, const scope::Bound& bound) {
  for (const std::string& role : rpc::RoleNames()) directory_.Grant(principal, role, bound);
}

void FinanceServerTest::CreateBooks() {
  EXPECT_OK(
      ToLedger(&LedgerStub::CreateLedger,
               fmt::format("ledger_id: '{0}' ledger {{ display_name: '村账' chart: 'CK2004-12' "
                           "owner: 'villages/{0}' }}",
                           kVillage)));
  EXPECT_OK(
      ToLedger(&LedgerStub::CreateLedger, "ledger_id: 'books' ledger { display_name: 'Books' }"));
  for (const char* account : {"x", "y", "capped"}) {
    const bool capped = account == std::string("capped");
    EXPECT_OK(
        ToLedger(&LedgerStub::CreateAccount,
                 fmt::format("parent: 'ledgers/books' account_id: '{}' account {{ display_name: "
                             "'A' normal_side: DEBIT {} }}",
                             account, capped ? "limit: DEBITS_MUST_NOT_EXCEED_CREDITS" : "")));
  }
}

std::string EntryText(const std::string& id, const std::string& debit, const std::string& credit,
                      int64_t yuan) {
  return fmt::format(
      "transfer_id: '{}' debit_account: 'ledgers/books/accounts/{}' credit_account: "
      "'ledgers/books/accounts/{}' amount {{ currency_code: 'CNY' units: {} }} "
      "effective_date {{ year: 2011 month: 6 day: 1 }}",
      id, debit, credit, yuan);
}

}  // namespace cobuild::finance
