#include "services/reconciliation/rpc/reconciliation_service.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "cobuild/reconciliation/v1/reconciliation.pb.h"
#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/reconciliation/app/breaks.h"
#include "services/reconciliation/app/verify_certificate.h"
#include "services/reconciliation/domain/errors.h"
#include "services/reconciliation/rpc/convert_reconciliation.h"
#include "services/reconciliation/rpc/methods.h"

namespace cobuild::reconciliation {
namespace {

// States of a break that an explanation tells at most, the last ones.
constexpr size_t kMaxHistory = 100;
// Of a call's time, what a run may spend on waiting for another.
constexpr int kWaitingParts = 3;

absl::StatusOr<v1::ListChecksResponse> HandleListChecks(const ServiceParts&, const rpc::Call&,
                                                        const v1::ListChecksRequest&) {
  v1::ListChecksResponse response;
  for (const Check& check : Checks()) *response.add_checks() = ToProto(check);
  return response;
}

absl::StatusOr<v1::Run> HandleRunReconciliation(const ServiceParts& parts, const rpc::Call& call,
                                                const v1::RunReconciliationRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const RunCommand command, FromProto(request));
  ChangeRequest change;
  change.reach = call.reach();
  change.request.principal = call.principal().name;
  change.request.method = std::string(call.method().name);
  change.request.id = request.request_id();
  change.now = call.received();
  COBUILD_ASSIGN_OR_RETURN(
      const Record<Run> run,
      parts.reconciler.RunReconciliation(
          change, command, std::chrono::steady_clock::now() + call.remaining() / kWaitingParts));
  return ToProto(run);
}

absl::StatusOr<v1::Run> HandleGetRun(const ServiceParts& parts, const rpc::Call& call,
                                     const v1::GetRunRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Run>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Run> run,
                           records::GetRecord<Run>(parts.live, query, kRunNotFound));
  return ToProto(run);
}

absl::StatusOr<v1::ListRunsResponse> HandleListRuns(const ServiceParts& parts,
                                                    const rpc::Call& call,
                                                    const v1::ListRunsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::ListQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(
      const records::Page<Run> page,
      records::ListRecords<Run>(parts.live, query, [](const Run&) { return true; }));
  v1::ListRunsResponse response;
  for (const Record<Run>& run : page.records) *response.add_runs() = ToProto(run);
  rpc::SetPage(page, request, response);
  return response;
}

absl::StatusOr<v1::ListBreaksResponse> HandleListBreaks(const ServiceParts& parts,
                                                        const rpc::Call& call,
                                                        const v1::ListBreaksRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListBreaksFields fields, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Break> page,
                           ListBreaks(parts.live, fields.query, fields.filter));
  v1::ListBreaksResponse response;
  for (const Record<Break>& each : page.records) {
    *response.add_breaks() = ToProto(each, call.received());
  }
  rpc::SetPage(page, request, response);
  return response;
}

absl::StatusOr<v1::Break> HandleAcknowledgeBreak(const ServiceParts& parts, const rpc::Call& call,
                                                 const v1::AcknowledgeBreakRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const AcknowledgeBreakCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Break> found,
                           AcknowledgeBreak(parts.live, rpc::ChangeOf(call, request), command));
  return ToProto(found, call.received());
}

absl::StatusOr<v1::BreakExplanation> HandleExplainBreak(const ServiceParts& parts,
                                                        const rpc::Call& call,
                                                        const v1::ExplainBreakRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const std::string id, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Record<Break>> states, ExplainBreak(parts.live, id));
  const Record<Break>& last = states.back();
  v1::BreakExplanation explanation;
  *explanation.mutable_found() = ToProto(last, call.received());
  const Check* check = FindCheck(last.facts.check);
  if (check != nullptr) *explanation.mutable_check() = ToProto(*check);
  const size_t first = states.size() - std::min(states.size(), kMaxHistory);
  for (size_t i = first; i < states.size(); ++i) {
    *explanation.add_history() = ToProto(states[i], call.received());
  }
  const auto run =
      records::GetRecord<Run>(parts.live, {last.facts.opened_by, {}, call.reach()}, kRunNotFound);
  if (run.ok()) *explanation.mutable_opened_by() = ToProto(*run);
  return explanation;
}

absl::StatusOr<v1::Break> HandleWaiveBreak(const ServiceParts& parts, const rpc::Call& call,
                                           const v1::WaiveBreakRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const WaiveBreakCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Break> found,
                           WaiveBreak(parts.live, rpc::ChangeOf(call, request), command));
  return ToProto(found, call.received());
}

absl::StatusOr<v1::Certificate> HandleGetCertificate(const ServiceParts& parts,
                                                     const rpc::Call& call,
                                                     const v1::GetCertificateRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query,
                           rpc::GetQueryOf<Certificate>(call, request));
  COBUILD_ASSIGN_OR_RETURN(
      const Record<Certificate> certificate,
      records::GetRecord<Certificate>(parts.live, query, kCertificateNotFound));
  return ToProto(certificate);
}

absl::StatusOr<v1::ListCertificatesResponse> HandleListCertificates(
    const ServiceParts& parts, const rpc::Call& call, const v1::ListCertificatesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::ListQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Certificate> page,
                           records::ListRecords<Certificate>(
                               parts.live, query, [](const Certificate&) { return true; }));
  v1::ListCertificatesResponse response;
  for (const Record<Certificate>& each : page.records) {
    *response.add_certificates() = ToProto(each);
  }
  rpc::SetPage(page, request, response);
  return response;
}

absl::StatusOr<v1::VerifyCertificateResponse> HandleVerifyCertificate(
    const ServiceParts& parts, const rpc::Call&, const v1::VerifyCertificateRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const std::string id, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Verification verification,
                           VerifyCertificate(parts.live, parts.store, parts.key, id));
  return ToProto(verification, parts.key.Pem());
}

}  // namespace

void RegisterReconciliationService(rpc::Router& router, const ServiceParts& parts) {
  const auto with = [&parts](auto handler) { return std::bind_front(handler, parts); };
  router.Unary<v1::ListChecksRequest, v1::ListChecksResponse>(kListChecks, with(HandleListChecks));
  router.Unary<v1::RunReconciliationRequest, v1::Run>(kRunReconciliation,
                                                      with(HandleRunReconciliation));
  router.Unary<v1::GetRunRequest, v1::Run>(kGetRun, with(HandleGetRun));
  router.Unary<v1::ListRunsRequest, v1::ListRunsResponse>(kListRuns, with(HandleListRuns));
  router.Unary<v1::ListBreaksRequest, v1::ListBreaksResponse>(kListBreaks, with(HandleListBreaks));
  router.Unary<v1::AcknowledgeBreakRequest, v1::Break>(kAcknowledgeBreak,
                                                       with(HandleAcknowledgeBreak));
  router.Unary<v1::ExplainBreakRequest, v1::BreakExplanation>(kExplainBreak,
                                                              with(HandleExplainBreak));
  router.Unary<v1::WaiveBreakRequest, v1::Break>(kWaiveBreak, with(HandleWaiveBreak));
  router.Unary<v1::GetCertificateRequest, v1::Certificate>(kGetCertificate,
                                                           with(HandleGetCertificate));
  router.Unary<v1::ListCertificatesRequest, v1::ListCertificatesResponse>(
      kListCertificates, with(HandleListCertificates));
  router.Unary<v1::VerifyCertificateRequest, v1::VerifyCertificateResponse>(
      kVerifyCertificate, with(HandleVerifyCertificate));
}

}  // namespace cobuild::reconciliation
