// Finance's incomes, for the time of one call.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cobuild/finance/v1/income.grpc.pb.h"
#include "common/rpc/call.h"
#include "services/assessment/app/sources.h"

namespace cobuild::assessment {

// Contracts as Sources.
class FinanceClient {
 public:
  using IncomeStub = finance::v1::IncomeService::StubInterface;

  // Both outlive the client; `call` gives deadline and trace.
  FinanceClient(IncomeStub& incomes, const rpc::Call& call) : incomes_(incomes), call_(call) {}

  absl::StatusOr<IncomeSummary> Summarize(const std::vector<std::string>& villages, int year,
                                          const std::string& definition,
                                          const base::KnownAt& known_at);
  absl::Status ReadLines(const std::vector<std::string>& villages, int year,
                         const std::string& definition, int64_t position, const LineSink& sink);

 private:
  IncomeStub& incomes_;
  const rpc::Call& call_;
};

}  // namespace cobuild::assessment
