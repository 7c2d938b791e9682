#include "services/cli/failure.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>

#include "common/error/error.h"

namespace cobuild::cli {
namespace {

constexpr std::string_view kUsage = "USAGE";
constexpr std::string_view kAnswerIsNo = "ANSWER_IS_NO";

constexpr std::array kAllExitCodes = {
    ExitCode{kExitOk, "OK", "done"},
    ExitCode{kExitAnswerIsNo, "NO",
             "answered, with no: a service does not serve, the journal does not hold, rows were "
             "rejected, sums do not agree"},
    ExitCode{kExitUsage, "USAGE",
             "the command line, a file or the environment is wrong; nothing was changed"},
    ExitCode{11, "CANCELLED", "the call was broken off"},
    ExitCode{12, "UNKNOWN", "a failure without a name"},
    ExitCode{13, "INVALID_ARGUMENT", "a value is wrong, whatever the state"},
    ExitCode{14, "DEADLINE_EXCEEDED", "no answer in time; the outcome is not known"},
    ExitCode{15, "NOT_FOUND", "no such resource"},
    ExitCode{16, "ALREADY_EXISTS", "it is there already; nothing was changed"},
    ExitCode{17, "PERMISSION_DENIED", "the caller may not do this"},
    ExitCode{18, "RESOURCE_EXHAUSTED", "the service is out of room"},
    ExitCode{19, "FAILED_PRECONDITION", "not in this state; nothing was changed"},
    ExitCode{20, "ABORTED", "someone else changed it meanwhile"},
    ExitCode{21, "OUT_OF_RANGE", "beyond what there is"},
    ExitCode{22, "UNIMPLEMENTED", "the service is older than this program"},
    ExitCode{23, "INTERNAL", "a failure of the service"},
    ExitCode{24, "UNAVAILABLE", "not reached, or too busy; repeating is safe"},
    ExitCode{25, "DATA_LOSS", "stored data is damaged"},
    ExitCode{26, "UNAUTHENTICATED", "the service does not know the caller"},
};

struct AdviceByReason {
  std::string_view reason;
  std::string_view advice;
};

constexpr std::array kAdviceByReason = {
    AdviceByReason{
        kUsage, "see --help, also after a command; services/cli/README.md names the environment"},
    AdviceByReason{"TOKEN_EXPIRED",
                   "log in again with a new token: `cobuild login --token-file FILE`"},
    AdviceByReason{"TOKEN_NOT_YET_VALID",
                   "compare this machine's clock with the issuer's; later it will do"},
    AdviceByReason{"TOKENS_NOT_ACCEPTED",
                   "this service knows certificates only: `cobuild logout`, or COBUILD_TOKEN_FILE= "
                   "for one command"},
    AdviceByReason{"REQUEST_ID_REUSED",
                   "this id stands for another request; leave --request-id out to get a new one"},
    AdviceByReason{"INCOME_ALREADY_RECORDED",
                   "see it with `cobuild income list`, change it with `cobuild income correct`"},
    AdviceByReason{"CATEGORY_ALREADY_OPEN",
                   "end the open episode with `cobuild category graduate` first"},
    AdviceByReason{"VILLAGE_LEDGER_NOT_FOUND",
                   "create it with `cobuild ledger create CODE --owner CODE --chart CK2004-12`"},
    AdviceByReason{"CLAIM_UNDEFINED",
                   "there is nothing to expand: no definition decides this claim yet"},
    AdviceByReason{"SOURCE_UNAVAILABLE",
                   "a service that this one asks is away; `cobuild health` shows which"},
};

std::string_view AdviceByCode(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return "correct what is named above and try again";
    case absl::StatusCode::kNotFound:
      return "check the name with a list or search command";
    case absl::StatusCode::kAlreadyExists:
      return "nothing was changed; look at what is there with a get or list command";
    case absl::StatusCode::kFailedPrecondition:
      return "nothing was changed; bring the resource into the state that is asked for first";
    case absl::StatusCode::kAborted:
      return "someone else changed it meanwhile: read it again and repeat";
    case absl::StatusCode::kPermissionDenied:
      return "see `cobuild whoami`, and ask for the role that is missing";
    case absl::StatusCode::kUnauthenticated:
      return "check COBUILD_CA, COBUILD_CERT and COBUILD_KEY: the service does not know you";
    case absl::StatusCode::kUnavailable:
      return "see `cobuild health`; repeating with the same --request-id is safe";
    case absl::StatusCode::kDeadlineExceeded:
      return "raise --timeout; repeating with the same --request-id is safe";
    case absl::StatusCode::kResourceExhausted:
      return "the service is out of room: tell its operator";
    case absl::StatusCode::kUnimplemented:
      return "the service is older than this program; `cobuild --version` tells ours";
    default:
      return "tell the operator of the service: its log says more";
  }
}

// Whether whom the refusal is about is a person.
bool IsOfAPerson(const std::optional<error::Detail>& detail) {
  if (!detail) return false;
  const auto principal = detail->metadata.find("principal");
  return principal != detail->metadata.end() && principal->second.starts_with("person/");
}

std::string_view AdviceFor(const absl::Status& status, const std::optional<error::Detail>& detail) {
  const std::string_view reason = detail ? std::string_view(detail->reason) : "";
  for (const AdviceByReason& entry : kAdviceByReason) {
    if (entry.reason == reason) return entry.advice;
  }
  // A token that is kept is easily forgotten, and --cert does not unsay it.
  if (absl::IsPermissionDenied(status) && IsOfAPerson(detail)) {
    return "see `cobuild whoami`, and ask for the role that is missing; COBUILD_TOKEN_FILE= before "
           "a command calls as the certificate says and not with the token of `cobuild login`";
  }
  if (reason.starts_with("TOKEN_")) {
    return "the token is not for this installation: `cobuild logout`, or log in with another";
  }
  return AdviceByCode(status.code());
}

}  // namespace

absl::Status UsageError(std::string_view message) {
  return error::Make(absl::StatusCode::kInvalidArgument, kUsage, message);
}

absl::Status AnswerIsNo(std::string_view message) {
  return error::Make(absl::StatusCode::kFailedPrecondition, kAnswerIsNo, message);
}

int ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return kExitOk;
  const std::string reason = error::ReasonOf(status);
  if (reason == kUsage) return kExitUsage;
  if (reason == kAnswerIsNo) return kExitAnswerIsNo;
  return kExitCodes + static_cast<int>(status.code());
}

std::span<const ExitCode> ExitCodes() { return kAllExitCodes; }

void PrintFailure(std::ostream& err, const absl::Status& status) {
  const std::string message(status.message());
  const std::optional<error::Detail> detail = error::DetailOf(status);
  const std::string reason = detail ? detail->reason : "";
  if (reason == kAnswerIsNo) {
    err << message << "\n";
    return;
  }
  const std::string code = absl::StatusCodeToString(status.code());
  err << code << (reason.empty() || reason == code ? "" : " " + reason) << ": " << message << "\n";
  if (detail) {
    for (const error::Violation& violation : detail->violations) {
      err << fmt::format("  {}: {} ({})\n", violation.field, violation.description,
                         violation.reason);
    }
  }
  err << "what to do: " << AdviceFor(status, detail) << "\n";
}

}  // namespace cobuild::cli
