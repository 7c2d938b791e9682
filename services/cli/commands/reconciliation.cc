#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cobuild/reconciliation/v1/reconciliation.pb.h"
#include "common/base/signed_chain.h"
#include "common/rpc/named_call.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/session.h"
#include "services/cli/text_file.h"

namespace cobuild::cli {
namespace {

// A full run reads every feed from its first change.
constexpr std::chrono::seconds kRunTimeout{290};
constexpr char kService[] = "cobuild.reconciliation.v1.ReconciliationService/";
// As the service has it: certificates are links of this chain.
constexpr char kCertificateDomain[] = "cobuild.reconciliation.certificate.v1";

absl::Status Call(Session& session, const std::string& method,
                  const google::protobuf::Message& request, google::protobuf::Message& response) {
  return session.CallNamed(Service::kReconciliation, kService + method, request, response);
}

std::vector<Column> CheckResultColumns() {
  return {{"check", "CHECK"},
          {"outcome", "OUTCOME"},
          {"compared_count", "COMPARED", Column::Align::kRight},
          {"break_count", "BREAKS", Column::Align::kRight},
          {"in_flight_count", "IN FLIGHT", Column::Align::kRight},
          {"reason", "REASON"}};
}

void PrintRun(Session& session, const reconciliation::v1::Run& run) {
  if (session.format() == Format::kJson) {
    session.Print(run);
    return;
  }
  std::vector<Json> rows;
  for (const reconciliation::v1::CheckResult& check : run.checks()) rows.push_back(ToJson(check));
  session.Print(rows);
  session.notes() << fmt::format("{}: {} breaks opened, {} closed; {}\n", run.name(),
                                 run.opened_count(), run.closed_count(), run.certificate());
}

// What a run says as a whole: yes only when everything was compared and agrees.
absl::Status VerdictOf(const reconciliation::v1::Run& run) {
  int different = 0;
  int not_compared = 0;
  for (const reconciliation::v1::CheckResult& check : run.checks()) {
    different += check.outcome() == reconciliation::v1::DIFFERENT ? 1 : 0;
    not_compared += check.outcome() == reconciliation::v1::NOT_COMPARED ? 1 : 0;
  }
  if (different + not_compared == 0) return absl::OkStatus();
  return AnswerIsNo(fmt::format("{} checks differ, {} were not compared", different, not_compared));
}

absl::Status RunOnce(Arguments& arguments, Session& session) {
  reconciliation::v1::RunReconciliationRequest request;
  request.set_mode(arguments.Has("mode") ? arguments.Enum<reconciliation::v1::RunMode>("mode")
                                         : reconciliation::v1::INCREMENTAL);
  for (const std::string& check : arguments.Texts("check")) {
    request.add_checks(FullName(check, "checks"));
  }
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  request.set_request_id(session.RequestId(arguments));
  COBUILD_ASSIGN_OR_RETURN(const auto channel, session.connections().To(Service::kReconciliation));
  const auto context = session.Context(session.given_timeout().value_or(kRunTimeout));
  reconciliation::v1::Run run;
  COBUILD_RETURN_IF_ERROR(
      rpc::CallNamed(channel, *context, std::string(kService) + "RunReconciliation", request, run));
  PrintRun(session, run);
  return VerdictOf(run);
}

absl::Status GetRun(Arguments& arguments, Session& session) {
  reconciliation::v1::GetRunRequest request;
  request.set_name(FullName(arguments.Text("NAME"), "runs"));
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  reconciliation::v1::Run run;
  COBUILD_RETURN_IF_ERROR(Call(session, "GetRun", request, run));
  PrintRun(session, run);
  return absl::OkStatus();
}

// As text it is what `verify` reads.
absl::Status GetCertificate(Arguments& arguments, Session& session) {
  reconciliation::v1::GetCertificateRequest request;
  request.set_name(FullName(arguments.Text("NAME"), "certificates"));
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  reconciliation::v1::Certificate certificate;
  COBUILD_RETURN_IF_ERROR(Call(session, "GetCertificate", request, certificate));
  if (session.format() == Format::kTable) {
    session.out() << certificate.text();
  } else {
    session.Print(certificate);
  }
  return absl::OkStatus();
}

absl::Status Verdict(Session& session, int64_t checked, int64_t number,
                     const std::string& problem) {
  reconciliation::v1::VerifyCertificateResponse answer;
  answer.set_certificates_checked(checked);
  answer.set_first_broken_number(number);
  answer.set_problem(problem);
  session.Print(answer);
  if (problem.empty()) return absl::OkStatus();
  return AnswerIsNo(fmt::format("certificate {} is {}", number, problem));
}

// Where the chain has to end: "17:{digest}", as it was written down before.
std::optional<base::ChainEnd> EndOf(Arguments& arguments) {
  const std::string text = arguments.Text("end");
  if (text.empty()) return std::nullopt;
  const size_t colon = text.find(':');
  base::ChainEnd end;
  end.number = arguments.IntegerOf("end", text.substr(0, colon), 1, INT64_MAX);
  const auto digest =
      colon == std::string::npos ? std::nullopt : base::DigestFromHex(text.substr(colon + 1));
  if (!digest) arguments.Wrong("end", "a number, a colon and a digest", text);
  end.digest = digest.value_or(base::Digest{});
  return end;
}

// What comes before the certificate of the lowest number, which is trusted for it: files may begin
// in the middle of the chain.
base::ChainEnd StartOf(const std::vector<base::Link>& links) {
  base::ChainEnd start;
  for (const base::Link& link : links) {
    const bool is_lower = start.number == 0 || link.number - 1 < start.number;
    if (link.number == 1) return {};
    if (link.number > 1 && is_lower) start = {link.number - 1, link.previous};
  }
  return start;
}

// Certificates in files, of which nobody is asked.
absl::Status VerifyFiles(Arguments& arguments, Session& session) {
  const std::optional<base::ChainEnd> end = EndOf(arguments);
  if (!arguments.Has("public-key")) {
    return UsageError("files are verified with --public-key, which the service must not tell");
  }
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const std::string pem, ReadTextFile(arguments.Text("public-key")));
  const absl::StatusOr<base::VerifyingKey> key = base::VerifyingKey::FromPem(pem);
  if (!key.ok()) return UsageError(std::string(key.status().message()));
  std::string text;
  for (const std::string& path : arguments.Texts("FILE")) {
    COBUILD_ASSIGN_OR_RETURN(const std::string more, ReadTextFile(path));
    text += more;
  }
  const std::vector<base::Link> links = base::LinksFromText(text);
  const base::ChainEnd start = StartOf(links);
  const auto fault =
      base::VerifyChain(kCertificateDomain, links, {.start = start, .key = &*key, .end = end});
  return Verdict(session, static_cast<int64_t>(links.size()), fault ? fault->number : 0,
                 fault ? std::string(base::NameOf(fault->kind)) : "");
}

absl::Status VerifyCertificates(Arguments& arguments, Session& session) {
  if (arguments.Has("FILE")) return VerifyFiles(arguments, session);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  reconciliation::v1::VerifyCertificateResponse response;
  COBUILD_RETURN_IF_ERROR(
      Call(session, "VerifyCertificate", reconciliation::v1::VerifyCertificateRequest(), response));
  return Verdict(session, response.certificates_checked(), response.first_broken_number(),
                 response.problem());
}

}  // namespace

std::vector<Command> ReconcileCommands() {
  return {{"reconcile",
           "run",
           "compares, and leaves with 1 when something differs or could not be compared",
           With({OneOf(reconciliation::v1::RunMode_descriptor(),
                       Optional("mode", "INCREMENTAL (default) or FULL: from the first change")),
                 List("check", "only this check, as project-villages; may be repeated")},
                RequestId()),
           RunOnce,
           {kService + std::string("RunReconciliation")},
           CheckResultColumns(),
           "reconcile run --mode FULL --check project-villages"},
          {"reconcile",
           "show",
           "a run, check by check",
           {Positional("NAME", "of the run")},
           GetRun,
           {kService + std::string("GetRun")},
           CheckResultColumns(),
           "reconcile show run-1"},
          {"reconcile",
           "certificate",
           "a certificate as the text that verify reads",
           {Positional("NAME", "its number, as 00000017")},
           GetCertificate,
           {kService + std::string("GetCertificate")},
           {},
           "reconcile certificate 00000017"},
          {"reconcile",
           "verify",
           "whether certificates are as they were made: those in files, or the service's own",
           {Rest("FILE", "certificates one after the other; none: the service verifies its own"),
            Optional("public-key", "PEM file of the service's public key, for files"),
            Optional("end", "last certificate that is known, as 17:{digest}: shows a cut end")},
           VerifyCertificates,
           {kService + std::string("VerifyCertificate")},
           {},
           "reconcile verify certificates.txt --public-key certificates.pem"}};
}

std::vector<RpcCommand> ReconcileRpcCommands() {
  std::vector<RpcCommand> rows;
  RowsOfNoun("reconcile", "breaks", Service::kReconciliation,
             reconciliation::v1::Run::descriptor()->file(), rows)
      .Verb("checks", "what is compared, and by which rule", "ReconciliationService/ListChecks", {})
      .Rows({{"name", "CHECK"},
             {"rule", "RULE"},
             {"left", "LEFT"},
             {"right", "RIGHT"},
             {"grace_hours", "GRACE"},
             {"title_zh", "TITLE ZH"},
             {"title_en", "TITLE"}})
      .Verb("runs", "runs in order of their start", "ReconciliationService/ListRuns", {})
      .Rows({{"name", "RUN"},
             {"mode", "MODE"},
             {"start_time", "START"},
             {"finish_time", "FINISH"},
             {"opened_count", "OPENED"},
             {"closed_count", "CLOSED"},
             {"certificate", "CERTIFICATE"},
             {"requester", "REQUESTER"}})
      .Verb("certificates", "certificates in order of number",
            "ReconciliationService/ListCertificates", {})
      .Rows({{"name", "CERTIFICATE"},
             {"run", "RUN"},
             {"record_time", "RECORDED"},
             {"digest", "DIGEST"}})
      .Verb("breaks", "breaks that are not closed, or those in --state",
            "ReconciliationService/ListBreaks", {})
      .Rows({{"name", "BREAK"},
             {"break_class", "CLASS"},
             {"state", "STATE"},
             {"age_seconds", "AGE"},
             {"place", "PLACE"},
             {"subject", "SUBJECT"},
             {"left_value", "LEFT"},
             {"right_value", "RIGHT"},
             {"owner", "OWNER"}})
      .Verb("acknowledge", "says that somebody looks after a break",
            "ReconciliationService/AcknowledgeBreak", {"name", "note"})
      .Verb("waive", "proposes that a break may stay, or with --approve lets it",
            "ReconciliationService/WaiveBreak")
      .Verb("explain", "a break, its check, and all that has become of it",
            "ReconciliationService/ExplainBreak");
  return rows;
}

}  // namespace cobuild::cli
