// What finance records, for the time of one call: incomes, investments, funds and policies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cobuild/finance/v1/fund.grpc.pb.h"
#include "cobuild/finance/v1/income.grpc.pb.h"
#include "cobuild/finance/v1/investment.grpc.pb.h"
#include "cobuild/finance/v1/ledger.grpc.pb.h"
#include "cobuild/finance/v1/policy.grpc.pb.h"
#include "common/rpc/call.h"
#include "services/assessment/app/sources.h"

namespace cobuild::assessment {

struct FinanceStubs {
  finance::v1::FundService::StubInterface& funds;
  finance::v1::IncomeService::StubInterface& incomes;
  finance::v1::InvestmentService::StubInterface& investments;
  finance::v1::LedgerService::StubInterface& ledgers;
  finance::v1::PolicyService::StubInterface& policies;
};

// Contracts as Sources.
class FinanceClient {
 public:
  // All of it outlives the client; `call` gives deadline and trace.
  FinanceClient(const FinanceStubs& stubs, const rpc::Call& call) : stubs_(stubs), call_(call) {}

  absl::StatusOr<int64_t> Position(std::optional<base::Timestamp> time);

  absl::StatusOr<Incomes> SummarizeIncome(const std::vector<std::string>& villages, int year,
                                          const std::string& definition, int64_t position);
  absl::Status ReadIncomeLines(const std::vector<std::string>& villages, int year,
                               const std::string& definition, int64_t position,
                               const LineSink& sink);

  absl::StatusOr<Investments> SummarizeInvestments(const std::vector<std::string>& projects,
                                                   base::Date as_of, int64_t position);
  absl::Status ReadInvestmentLines(const std::vector<std::string>& projects, base::Date as_of,
                                   int64_t position, const InvestmentLineSink& sink);

  absl::StatusOr<std::vector<Item>> ReadRecords(const RecordQuery& query, int64_t position);
  absl::StatusOr<std::string> ReadFundDivision(const std::string& fund, int64_t position);
  absl::StatusOr<std::vector<JournalLine>> ReadFundLines(const RecordQuery& query,
                                                         int64_t position);

 private:
  absl::StatusOr<std::vector<Item>> ReadHouseholdIncomes(const RecordQuery& query,
                                                         int64_t position);
  absl::StatusOr<std::vector<Item>> ReadPolicies(const RecordQuery& query, int64_t position);
  absl::StatusOr<std::vector<Item>> ReadFundYears(const RecordQuery& query, int64_t position);
  absl::StatusOr<std::vector<Item>> ReadPlans(const RecordQuery& query, int64_t position);
  // Those that are effective by `as_of`.
  absl::StatusOr<std::vector<finance::v1::FundMovement>> ReadMovements(
      finance::v1::ListFundMovementsRequest request, base::Date as_of, int64_t position);

  FinanceStubs stubs_;
  const rpc::Call& call_;
};

}  // namespace cobuild::assessment
