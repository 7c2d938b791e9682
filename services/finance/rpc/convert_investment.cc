#include "services/finance/rpc/convert_investment.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/records/fields.h"
#include "common/rpc/fields.h"
#include "common/rpc/page.h"
#include "services/finance/domain/decide_investment.h"
#include "services/finance/domain/names.h"
#include "services/finance/domain/places.h"
#include "services/finance/rpc/change_records.h"
#include "services/finance/rpc/convert_digest.h"
#include "services/finance/rpc/convert_money.h"
#include "services/finance/rpc/convert_transfer.h"
#include "services/finance/rpc/convert_verification.h"
#include "services/finance/rpc/enums.h"
#include "services/finance/rpc/names.h"
#include "services/finance/rpc/record_message.h"

namespace cobuild::finance {
namespace {

constexpr size_t kMostBasisCharacters = 500;
constexpr int kMostEvidence = 20;
constexpr int kMostProjects = 1'000;

InvestmentKind ReadKind(error::Violations& violations, v1::InvestmentKind kind) {
  if (kind == v1::CASH_THROUGH_LEDGER) {
    violations.Add("investment.kind", "COMES_BY_CLAIMS", "cash of the funds is what claims pay");
  }
  return static_cast<InvestmentKind>(rpc::RequiredEnum(violations, "investment.kind", kind));
}

std::string ReadValuationBasis(error::Violations& violations, const v1::Investment& proto) {
  const std::string& basis = proto.valuation_basis();
  return proto.kind() == v1::IN_KIND ? rpc::RequiredText(violations, "investment.valuation_basis",
                                                         basis, kMostBasisCharacters)
                                     : rpc::OptionalText(violations, "investment.valuation_basis",
                                                         basis, kMostBasisCharacters);
}

Investment ReadInvestment(error::Violations& violations, const v1::Investment& proto) {
  Investment investment;
  investment.project =
      rpc::RequiredIdName(violations, "investment.project", proto.project(), "projects");
  investment.kind = ReadKind(violations, proto.kind());
  investment.source = rpc::RequiredId(violations, "investment.source", proto.source());
  investment.contributor = rpc::OptionalIdName(violations, "investment.contributor",
                                               proto.contributor(), "organizations");
  investment.amount = RequiredAmount(violations, "investment.amount", proto.amount(), {1});
  investment.valuation_basis = ReadValuationBasis(violations, proto);
  investment.evidence = RequiredDigests(violations, "investment.evidence_digests",
                                        proto.evidence_digests(), kMostEvidence);
  investment.effective_date =
      rpc::RequiredDate(violations, "investment.effective_date", proto.effective_date());
  investment.origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "investment.data_origin", proto.data_origin()));
  rpc::RequireAtMost(violations, "investment.villages", proto.villages_size(),
                     kMostProjectVillages);
  investment.villages = VillageCodes(violations, "investment.villages", proto.villages());
  return investment;
}

// projects, as_of and known_at, which both reads of sums have.
template <class Req>
InvestmentSummaryQuery InvestmentSummaryQueryOf(error::Violations& violations, const Req& request,
                                                const rpc::Call& call) {
  InvestmentSummaryQuery query;
  query.reach = call.reach();
  rpc::RequireSome(violations, "projects", request.projects_size(), kMostProjects);
  query.projects = ProjectIds(violations, "projects", request.projects());
  query.as_of = rpc::AsOf(violations, request.as_of(), call.received());
  query.known_at = rpc::KnownAtOf(violations, request);
  return query;
}

// Keys of pages; what a token holds was written here.
std::string FormatKey(const InvestmentLinePage::Row& row) {
  return fmt::format("{}/{}/{}", row.project, row.line.position, row.line.ordinal);
}

InvestmentLineKey ParseInvestmentKey(const std::string& text) {
  char project[64] = "";
  long long position = 0;
  int ordinal = 0;
  if (std::sscanf(text.c_str(), "%63[a-z0-9-]/%lld/%d", project, &position, &ordinal) != 3) {
    return {};
  }
  return {project, position, ordinal};
}

v1::InvestmentLine LineOf(const InvestmentLinePage::Row& row) {
  const InvestmentLine& line = row.line;
  v1::InvestmentLine proto;
  proto.set_project(ProjectName(row.project));
  proto.set_kind(static_cast<v1::InvestmentKind>(line.kind));
  proto.set_source(line.source);
  *proto.mutable_signed_amount() = rpc::ToProto(line.signed_amount);
  *proto.mutable_transfer() = ToProto(row.transfer);
  proto.set_record(line.record);
  proto.set_data_origin(ToProto(line.origin));
  const size_t shown = std::min(line.evidence.size(), size_t{kMostEvidence});
  for (size_t i = 0; i < shown; ++i) proto.add_evidence_digests(base::ToHex(line.evidence[i]));
  return proto;
}

v1::InvestmentRow RowOf(const InvestmentSummary::Row& row) {
  v1::InvestmentRow proto;
  proto.set_project(ProjectName(row.project));
  *proto.mutable_amount() = ToProto(row.amount_fen);
  for (const InvestmentSummary::Part& part : row.parts) {
    v1::InvestmentPart& of_part = *proto.add_parts();
    of_part.set_kind(static_cast<v1::InvestmentKind>(part.kind));
    of_part.set_source(part.source);
    *of_part.mutable_amount() = ToProto(part.amount_fen);
    of_part.set_line_count(part.line_count);
  }
  proto.set_line_count(row.line_count);
  proto.set_data_origin(ToProto(row.origin));
  *proto.mutable_verification() = ToProto(row.verification);
  return proto;
}

}  // namespace

absl::StatusOr<Submission> FromProto(const v1::RecordInvestmentRequest& request,
                                     const rpc::Call& call) {
  error::Violations violations;
  const std::string chosen = rpc::OptionalId(violations, "investment_id", request.investment_id());
  const Investment investment = ReadInvestment(violations, request.investment());
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content =
      records::DigestOf("finance.record_investment.v1", chosen, investment);
  return ChangeOf(call, std::move(request_id), content, request.validate_only(),
                  WithinNewInvestment(investment),
                  [chosen, investment](const RequestClaim& claim, Standing& standing) {
                    const std::string id = chosen.empty() ? IdFrom("investment", claim) : chosen;
                    return DecideRecordInvestment(id, investment, claim, standing);
                  });
}

absl::StatusOr<Submission> FromProto(const v1::CorrectInvestmentRequest& request,
                                     const rpc::Call& call) {
  error::Violations violations;
  CorrectInvestment correct;
  correct.id = rpc::RequiredIdName(violations, "name", request.name(), "investments");
  correct.amount = RequiredAmount(violations, "amount", request.amount(), {0});
  correct.reason = rpc::RequiredText(violations, "reason", request.reason(), kMostReasonCharacters);
  correct.etag = rpc::OptionalEtag(violations, request.etag());
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = base::DigestBuilder("finance.correct_investment.v1")
                                   .Add(correct.id)
                                   .Add(correct.amount.value)
                                   .Add(correct.reason)
                                   .Add(correct.etag)
                                   .Finish();
  return ChangeOf(call, std::move(request_id), content, request.validate_only(),
                  WithinInvestment(correct.id),
                  [correct](const RequestClaim& claim, Standing& standing) {
                    return DecideCorrectInvestment(correct, claim, standing);
                  });
}

absl::StatusOr<ListInvestmentsQuery> FromProto(const v1::ListInvestmentsRequest& request,
                                               const rpc::Call& call) {
  error::Violations violations;
  ListInvestmentsQuery query;
  records::ListQuery list;
  list.key = rpc::OptionalIdName(violations, "project", request.project(), "projects");
  const v1::InvestmentKind kind = rpc::OptionalEnum(violations, "kind", request.kind());
  if (kind != v1::INVESTMENT_KIND_UNSPECIFIED) query.kind = static_cast<InvestmentKind>(kind);
  COBUILD_ASSIGN_OR_RETURN(query.list,
                           ListQueryOf(std::move(violations), std::move(list), call, request));
  return query;
}

absl::StatusOr<InvestmentSummaryQuery> FromProto(const v1::SummarizeInvestmentsRequest& request,
                                                 const rpc::Call& call) {
  error::Violations violations;
  InvestmentSummaryQuery query = InvestmentSummaryQueryOf(violations, request, call);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<ListInvestmentLinesFields> FromProto(const v1::ListInvestmentLinesRequest& request,
                                                    const rpc::Call& call) {
  error::Violations violations;
  ListInvestmentLinesFields fields;
  fields.query = InvestmentSummaryQueryOf(violations, request, call);
  const rpc::Page page = rpc::PageOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  fields.after = ParseInvestmentKey(page.after);
  fields.size = page.size;
  return fields;
}

v1::Investment ToProto(const records::Record<Investment>& investment) {
  const Investment& facts = investment.facts;
  v1::Investment proto;
  SetStated(investment, proto);
  proto.set_project(ProjectName(facts.project));
  proto.set_kind(static_cast<v1::InvestmentKind>(facts.kind));
  proto.set_source(facts.source);
  if (!facts.contributor.empty()) proto.set_contributor(OrganizationName(facts.contributor));
  *proto.mutable_amount() = rpc::ToProto(facts.amount);
  proto.set_valuation_basis(facts.valuation_basis);
  for (const base::Digest& digest : facts.evidence) {
    proto.add_evidence_digests(base::ToHex(digest));
  }
  *proto.mutable_effective_date() = rpc::ToProto(facts.effective_date);
  proto.set_data_origin(ToProto(facts.origin));
  proto.set_verification_state(v1::DECLARED);
  if (!facts.transfer.empty()) {
    proto.set_transfer(TransferName(LedgerOfProject(facts.project), facts.transfer));
  }
  proto.set_correction_reason(facts.correction_reason);
  for (const std::string& village : facts.villages) proto.add_villages(VillageName(village));
  if (investment.position > 0) proto.set_etag(records::EtagOf(investment.position));
  return proto;
}

v1::ListInvestmentsResponse ToProto(const records::Page<Investment>& page,
                                    const v1::ListInvestmentsRequest& request) {
  v1::ListInvestmentsResponse response;
  for (const auto& investment : page.records) *response.add_investments() = ToProto(investment);
  SetPage(page, request, response);
  return response;
}

v1::SummarizeInvestmentsResponse ToProto(const InvestmentSummary& summary,
                                         const base::Date& as_of) {
  v1::SummarizeInvestmentsResponse response;
  for (const InvestmentSummary::Row& row : summary.rows) *response.add_rows() = RowOf(row);
  *response.mutable_total() = ToProto(summary.total_fen);
  *response.mutable_as_of() = rpc::ToProto(as_of);
  response.set_position(summary.position);
  return response;
}

v1::ListInvestmentLinesResponse ToProto(const InvestmentLinePage& page,
                                        const v1::ListInvestmentLinesRequest& request) {
  v1::ListInvestmentLinesResponse response;
  for (const InvestmentLinePage::Row& row : page.rows) *response.add_lines() = LineOf(row);
  if (!page.is_last) {
    response.set_next_page_token(rpc::NextPageToken(request, FormatKey(page.rows.back())));
  }
  response.set_position(page.position);
  return response;
}

}  // namespace cobuild::finance
