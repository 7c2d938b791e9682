// Enums that the wire and the domain number alike, so that a cast translates.
#pragma once

#include "cobuild/finance/v1/account.pb.h"
#include "cobuild/finance/v1/claim.pb.h"
#include "cobuild/finance/v1/fund.pb.h"
#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/finance/v1/investment.pb.h"
#include "cobuild/finance/v1/policy.pb.h"
#include "cobuild/finance/v1/verification.pb.h"
#include "cobuild/type/v1/read.pb.h"
#include "services/finance/domain/claim.h"
#include "services/finance/domain/fund.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/investment.h"
#include "services/finance/domain/ledger.h"
#include "services/finance/domain/policy.h"
#include "services/finance/domain/verification.h"

namespace cobuild::finance {

static_assert(v1::DEBIT == static_cast<int>(Side::kDebit));
static_assert(v1::CREDIT == static_cast<int>(Side::kCredit));
static_assert(v1::CREDITS_MUST_NOT_EXCEED_DEBITS ==
              static_cast<int>(BalanceLimit::kCreditsMustNotExceedDebits));
static_assert(v1::DEBITS_MUST_NOT_EXCEED_CREDITS ==
              static_cast<int>(BalanceLimit::kDebitsMustNotExceedCredits));
static_assert(v1::OPERATING_INCOME == static_cast<int>(IncomeCategory::kOperatingIncome));
static_assert(v1::PLAN == static_cast<int>(MovementKind::kPlan));
static_assert(v1::PAYMENT_RETURN == static_cast<int>(MovementKind::kPaymentReturn));
static_assert(v1::START == static_cast<int>(Instalment::kStart));
static_assert(v1::ACCEPTANCE == static_cast<int>(Instalment::kAcceptance));
static_assert(v1::SUBMITTED == static_cast<int>(ClaimState::kSubmitted));
static_assert(v1::REFUNDED == static_cast<int>(ClaimState::kRefunded));
static_assert(v1::CASH_THROUGH_LEDGER == static_cast<int>(InvestmentKind::kCashThroughLedger));
static_assert(v1::PRIVATE == static_cast<int>(InvestmentKind::kPrivate));
static_assert(v1::CROPS == static_cast<int>(PolicyGroup::kCrops));
static_assert(v1::OTHER_POLICY == static_cast<int>(PolicyGroup::kOther));
static_assert(v1::DECLARED == static_cast<int>(VerificationState::kDeclared));
static_assert(v1::DISTRICT_ACCEPTED == static_cast<int>(VerificationState::kDistrictAccepted));
static_assert(v1::OTHER_INCOME == static_cast<int>(IncomeCategory::kOtherIncome));
static_assert(type::v1::RECORDED == static_cast<int>(DataOrigin::kRecorded));
static_assert(type::v1::EXAMPLE == static_cast<int>(DataOrigin::kExample));

inline v1::NormalSide ToProto(Side side) { return static_cast<v1::NormalSide>(side); }
inline v1::BalanceLimit ToProto(BalanceLimit limit) { return static_cast<v1::BalanceLimit>(limit); }
inline v1::IncomeCategory ToProto(IncomeCategory category) {
  return static_cast<v1::IncomeCategory>(category);
}
inline type::v1::DataOrigin ToProto(DataOrigin origin) {
  return static_cast<type::v1::DataOrigin>(origin);
}

}  // namespace cobuild::finance
