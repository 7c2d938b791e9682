// What finance records of investments in projects.
#include <algorithm>
#include <set>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "common/rpc/fields.h"
#include "services/assessment/sources/answers.h"
#include "services/assessment/sources/finance_answers.h"
#include "services/assessment/sources/finance_client.h"
#include "services/assessment/sources/pages.h"

namespace cobuild::assessment {
namespace {

// Projects that one call may name.
constexpr size_t kProjectsPerCall = 1000;

// Calls `ask` with the names in order, at most kProjectsPerCall at a time.
template <class Ask>
absl::Status ForEachPart(const std::vector<std::string>& projects, const Ask& ask) {
  for (size_t first = 0; first < projects.size(); first += kProjectsPerCall) {
    const auto begin = projects.begin() + static_cast<std::ptrdiff_t>(first);
    const size_t count = std::min(kProjectsPerCall, projects.size() - first);
    COBUILD_RETURN_IF_ERROR(
        ask(std::vector<std::string>(begin, begin + static_cast<std::ptrdiff_t>(count))));
  }
  return absl::OkStatus();
}

bool IsAsked(const std::vector<std::string>& projects, const std::string& name) {
  return std::binary_search(projects.begin(), projects.end(), name);
}

absl::StatusOr<std::string> KindOf(finance::v1::InvestmentKind kind) {
  if (!finance::v1::InvestmentKind_IsValid(kind) ||
      kind == finance::v1::INVESTMENT_KIND_UNSPECIFIED) {
    return MalformedAnswer(kFinance);
  }
  return finance::v1::InvestmentKind_Name(kind);
}

// The parts of a row: each kind and source once, together what the row says.
absl::StatusOr<std::vector<Investment>> PartsOf(const finance::v1::InvestmentRow& row) {
  COBUILD_ASSIGN_OR_RETURN(const DataOrigin origin, OriginOf(kFinance, row.data_origin()));
  COBUILD_ASSIGN_OR_RETURN(const money::Fen total, SumOf(row.amount()));
  std::vector<Investment> parts;
  std::set<std::pair<std::string, std::string>> keys;
  money::Fen left = total;
  for (const finance::v1::InvestmentPart& proto : row.parts()) {
    Investment part{.kind = {}, .source = proto.source(), .amount = {}, .origin = origin};
    COBUILD_ASSIGN_OR_RETURN(part.kind, KindOf(proto.kind()));
    COBUILD_ASSIGN_OR_RETURN(part.amount, SumOf(proto.amount()));
    if (part.amount > left || !keys.emplace(part.kind, part.source).second) {
      return MalformedAnswer(kFinance);
    }
    left.value -= part.amount.value;
    parts.push_back(std::move(part));
  }
  if (left.value != 0) return MalformedAnswer(kFinance);
  return parts;
}

absl::StatusOr<InvestmentLine> ToLine(const finance::v1::InvestmentLine& proto) {
  InvestmentLine line{.kind = {}, .source = proto.source(), .line = {}};
  COBUILD_ASSIGN_OR_RETURN(line.kind, KindOf(proto.kind()));
  COBUILD_ASSIGN_OR_RETURN(line.line.signed_amount, AmountOf(kFinance, proto.signed_amount()));
  const money::Fen amount = line.line.signed_amount;
  if (amount > money::kMaxAmount || amount.value < -money::kMaxAmount.value) {
    return MalformedAnswer(kFinance);
  }
  COBUILD_ASSIGN_OR_RETURN(line.line.transfer, ToTransfer(proto.transfer()));
  line.line.subject = proto.project();
  line.line.record = proto.record();
  for (const std::string& digest : proto.evidence_digests()) {
    if (!IsSha256(digest)) return MalformedAnswer(kFinance);
    line.line.evidence.push_back(digest);
  }
  return line;
}

template <class Req>
Req RequestFor(const std::vector<std::string>& projects, base::Date as_of) {
  Req request;
  for (const std::string& name : projects) request.add_projects(name);
  *request.mutable_as_of() = rpc::ToProto(as_of);
  return request;
}

}  // namespace

absl::StatusOr<Investments> FinanceClient::SummarizeInvestments(
    const std::vector<std::string>& projects, base::Date as_of, int64_t position) {
  Investments investments;
  const auto ask = [&](const std::vector<std::string>& some) -> absl::Status {
    auto request = RequestFor<finance::v1::SummarizeInvestmentsRequest>(some, as_of);
    SetKnownAt({.time = std::nullopt, .position = position}, request);
    finance::v1::SummarizeInvestmentsResponse response;
    COBUILD_RETURN_IF_ERROR(Outcome(
        kFinance,
        stubs_.investments.SummarizeInvestments(rpc::ContextFor(call_).get(), request, &response),
        ""));
    for (const finance::v1::InvestmentRow& row : response.rows()) {
      Invested invested;
      COBUILD_ASSIGN_OR_RETURN(invested.parts, PartsOf(row));
      COBUILD_ASSIGN_OR_RETURN(invested.verification, VerificationOf(row.verification()));
      const bool is_new = investments.emplace(row.project(), std::move(invested)).second;
      if (!is_new || !IsAsked(some, row.project())) return MalformedAnswer(kFinance);
    }
    return absl::OkStatus();
  };
  COBUILD_RETURN_IF_ERROR(ForEachPart(projects, ask));
  return investments;
}

absl::Status FinanceClient::ReadInvestmentLines(const std::vector<std::string>& projects,
                                                base::Date as_of, int64_t position,
                                                const InvestmentLineSink& sink) {
  return ForEachPart(projects, [&](const std::vector<std::string>& some) -> absl::Status {
    const auto list = [&](const finance::v1::ListInvestmentLinesRequest& asked,
                          finance::v1::ListInvestmentLinesResponse& page) {
      return stubs_.investments.ListInvestmentLines(rpc::ContextFor(call_).get(), asked, &page);
    };
    const auto take = [&](const finance::v1::ListInvestmentLinesResponse& page) -> absl::Status {
      std::vector<InvestmentLine> lines;
      for (const finance::v1::InvestmentLine& proto : page.lines()) {
        if (!IsAsked(some, proto.project())) return MalformedAnswer(kFinance);
        COBUILD_ASSIGN_OR_RETURN(InvestmentLine line, ToLine(proto));
        lines.push_back(std::move(line));
      }
      return sink(std::move(lines));
    };
    return ReadPages<finance::v1::ListInvestmentLinesResponse>(
        kFinance, position, RequestFor<finance::v1::ListInvestmentLinesRequest>(some, as_of), list,
        take);
  });
}

}  // namespace cobuild::assessment
