#include "services/assessment/sources/finance_client.h"

#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "services/assessment/domain/errors.h"
#include "services/assessment/sources/answers.h"

namespace cobuild::assessment {
namespace {

constexpr std::string_view kFinance = "finance";
constexpr std::string_view kDefinitionNotFound = "DEFINITION_NOT_FOUND";

template <class Req>
Req RequestFor(const std::vector<std::string>& villages, int year, const std::string& definition,
               const base::KnownAt& known_at) {
  Req request;
  for (const std::string& code : villages) request.add_villages("villages/" + code);
  request.set_year(year);
  request.set_definition(definition);
  SetKnownAt(known_at, request);
  return request;
}

absl::StatusOr<Transfer> ToTransfer(const finance::v1::Transfer& proto) {
  COBUILD_ASSIGN_OR_RETURN(const money::Fen amount, AmountOf(kFinance, proto.amount()));
  return Transfer{.name = proto.name(),
                  .debit_account = proto.debit_account(),
                  .credit_account = proto.credit_account(),
                  .amount = amount,
                  .effective_date = DateOf(proto.effective_date()),
                  .description = proto.description(),
                  .reverses = proto.reverses(),
                  .position = proto.position(),
                  .record_time = TimeOf(proto.record_time()),
                  .actor = proto.actor()};
}

absl::StatusOr<std::vector<IncomeLine>> ToLines(
    const finance::v1::ListIncomeLinesResponse& response) {
  std::vector<IncomeLine> lines;
  for (const finance::v1::IncomeLine& proto : response.lines()) {
    IncomeLine line;
    COBUILD_ASSIGN_OR_RETURN(line.village, VillageCode(kFinance, proto.village()));
    COBUILD_ASSIGN_OR_RETURN(line.signed_amount, AmountOf(kFinance, proto.signed_amount()));
    COBUILD_ASSIGN_OR_RETURN(line.transfer, ToTransfer(proto.transfer()));
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

absl::StatusOr<IncomeSummary> FinanceClient::Summarize(const std::vector<std::string>& villages,
                                                       int year, const std::string& definition,
                                                       const base::KnownAt& known_at) {
  const auto request =
      RequestFor<finance::v1::SummarizeIncomeRequest>(villages, year, definition, known_at);
  finance::v1::SummarizeIncomeResponse response;
  COBUILD_RETURN_IF_ERROR(
      Outcome(kFinance, incomes_.SummarizeIncome(rpc::ContextFor(call_).get(), request, &response),
              kDefinitionNotFound));
  IncomeSummary summary;
  summary.position = response.position();
  for (const finance::v1::IncomeRow& row : response.rows()) {
    COBUILD_ASSIGN_OR_RETURN(std::string village, VillageCode(kFinance, row.village()));
    Income income;
    COBUILD_ASSIGN_OR_RETURN(income.amount, AmountOf(kFinance, row.amount()));
    COBUILD_ASSIGN_OR_RETURN(income.origin, OriginOf(kFinance, row.data_origin()));
    const bool is_new = summary.incomes.emplace(std::move(village), income).second;
    if (!is_new) return MalformedAnswer(kFinance);
  }
  return summary;
}

absl::Status FinanceClient::ReadLines(const std::vector<std::string>& villages, int year,
                                      const std::string& definition, int64_t position,
                                      const LineSink& sink) {
  auto request = RequestFor<finance::v1::ListIncomeLinesRequest>(
      villages, year, definition, {.time = std::nullopt, .position = position});
  request.set_page_size(kPageSize);
  for (int page = 0; page < kMaxPages; ++page) {
    finance::v1::ListIncomeLinesResponse response;
    COBUILD_RETURN_IF_ERROR(Outcome(
        kFinance, incomes_.ListIncomeLines(rpc::ContextFor(call_).get(), request, &response),
        kDefinitionNotFound));
    COBUILD_ASSIGN_OR_RETURN(std::vector<IncomeLine> lines, ToLines(response));
    COBUILD_RETURN_IF_ERROR(sink(std::move(lines)));
    if (response.next_page_token().empty()) return absl::OkStatus();
    request.set_page_token(response.next_page_token());
  }
  return SourceUnavailable(kFinance, "TOO_MANY_PAGES");
}

}  // namespace cobuild::assessment
