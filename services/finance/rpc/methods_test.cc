#include "services/finance/rpc/methods.h"

#include <gmock/gmock.h>

#include "cobuild/finance/v1/claim.pb.h"
#include "cobuild/finance/v1/fund.pb.h"
#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/finance/v1/investment.pb.h"
#include "cobuild/finance/v1/ledger.pb.h"
#include "cobuild/finance/v1/policy.pb.h"
#include "cobuild/finance/v1/release.pb.h"
#include "cobuild/finance/v1/verification.pb.h"
#include "common/testing/method_table.h"

namespace cobuild::finance {
namespace {

TEST(Methods, EveryRpcHasItsRow) {
  EXPECT_THAT(
      test::CheckTable(
          {v1::CreateLedgerRequest::descriptor()->file(), v1::VillageIncome::descriptor()->file(),
           v1::Fund::descriptor()->file(), v1::Release::descriptor()->file(),
           v1::Claim::descriptor()->file(), v1::Investment::descriptor()->file(),
           v1::Policy::descriptor()->file(), v1::Verification::descriptor()->file()},
          kMethods),
      ::testing::IsEmpty());
}

}  // namespace
}  // namespace cobuild::finance
