#include "common/rpc/exchange.h"

#include <fmt/format.h>
#include <grpc/grpc_security_constants.h>
#include <grpcpp/security/auth_context.h>

#include <algorithm>
#include <optional>
#include <string>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/obs/log.h"
#include "common/rpc/bearer.h"
#include "common/rpc/status.h"
#include "common/token/errors.h"
#include "common/token/verifier.h"

namespace cobuild::rpc {
namespace {

using std::chrono::steady_clock;

constexpr std::string_view kTrustDomain = "spiffe://cobuild/";

const Principal& Nobody() {
  static const Principal nobody;
  return nobody;
}

Call::TimePoint DeadlineOf(const grpc::CallbackServerContext& context, const Method& method,
                           Call::TimePoint now) {
  const std::chrono::nanoseconds left = context.deadline() - std::chrono::system_clock::now();
  return now + std::min<std::chrono::nanoseconds>(left, method.budget);
}

obs::TraceContext TraceOf(const grpc::CallbackServerContext& context) {
  const auto header = context.client_metadata().find("traceparent");
  if (header == context.client_metadata().end()) return obs::NewTrace();
  const auto caller = obs::ParseTraceparent({header->second.data(), header->second.size()});
  return caller ? obs::ChildOf(*caller) : obs::NewTrace();
}

// "<kind>/<name>" of the client's certificate; empty when it names nobody of ours. gRPC sets the
// property for certificates with exactly one URI only.
std::string_view NameInCertificate(const grpc::AuthContext& identity) {
  static const std::string property = GRPC_PEER_SPIFFE_ID_PROPERTY_NAME;
  const auto values = identity.FindPropertyValues(property);
  if (values.size() != 1) return {};
  const std::string_view uri(values[0].data(), values[0].size());
  return uri.starts_with(kTrustDomain) ? uri.substr(kTrustDomain.size()) : std::string_view();
}

obs::Level LevelOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kDataLoss:
      return obs::Level::kError;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
      return obs::Level::kWarning;
    default:
      return obs::Level::kInfo;
  }
}

int64_t MicrosBetween(steady_clock::time_point from, steady_clock::time_point to) {
  return std::chrono::duration_cast<std::chrono::microseconds>(to - from).count();
}

}  // namespace

Exchange::Exchange(const Pipeline& pipeline, Endpoint& endpoint,
                   grpc::CallbackServerContext& context)
    : Call(endpoint.method, Nobody(), DeadlineOf(context, endpoint.method, steady_clock::now()),
           pipeline.parts().clock.Now(), TraceOf(context)),
      pipeline_(pipeline),
      endpoint_(endpoint),
      context_(context),
      arrived_(steady_clock::now()),
      started_(arrived_) {}

absl::Status Exchange::Admit() {
  COBUILD_RETURN_IF_ERROR(Identify());
  COBUILD_RETURN_IF_ERROR(CheckPermission());
  if (pipeline_.draining()) {
    return error::Make(absl::StatusCode::kUnavailable, "DRAINING", "the server is stopping");
  }
  if (endpoint_.lane == nullptr) return absl::OkStatus();
  entered_ = endpoint_.lane->Enter();
  if (!entered_) {
    return error::Make(absl::StatusCode::kUnavailable, "OVERLOADED",
                       fmt::format("the {} lane is full", NameOf(method().lane)));
  }
  return absl::OkStatus();
}

absl::Status Exchange::Identify() {
  const auto identity = context_.auth_context();
  const std::string_view name =
      identity == nullptr ? std::string_view() : NameInCertificate(*identity);
  if (name.empty()) {
    return error::Make(absl::StatusCode::kUnauthenticated, "NO_PRINCIPAL",
                       "the certificate holds no URI spiffe://cobuild/<kind>/<name>");
  }
  const absl::StatusOr<std::string> caller = NameOfCaller(name, received());
  const absl::StatusOr<std::shared_ptr<const Principal>> found =
      caller.ok() ? pipeline_.parts().directory.Find(*caller, received()) : caller.status();
  // Also a refusal tells whom it is about: with a wrong token, the certificate's owner.
  caller_ = found.ok() ? *found
                       : std::make_shared<const Principal>(
                             Principal{.name = caller.value_or(std::string(name))});
  set_principal(*caller_);
  return found.status();
}

absl::Status Exchange::CheckPermission() const {
  if (method().permission == kNoPermission) return absl::OkStatus();
  const bool allowed = method().scope == Scope::kWhole ? reach().everything()
                                                       : Allows(principal(), method().permission);
  if (allowed) return absl::OkStatus();
  return error::Make(
      absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED",
      fmt::format("{} lacks the permission {}{}", principal().name, method().permission,
                  method().scope == Scope::kWhole ? " on the whole tree" : ""),
      {{"principal", principal().name}, {"permission", std::string(method().permission)}});
}

absl::StatusOr<std::string> Exchange::NameOfCaller(std::string_view name_in_certificate,
                                                   base::Timestamp now) const {
  COBUILD_ASSIGN_OR_RETURN(const auto bearer, BearerTokenIn(context_.client_metadata()));
  if (!bearer) return std::string(name_in_certificate);
  token::Verifier* tokens = pipeline_.parts().tokens;
  if (tokens == nullptr) return token::errors::NotAccepted();
  return tokens->Verify(*bearer, now);
}

absl::Status Exchange::Recheck() {
  started_ = steady_clock::now();
  return Interrupted();
}

absl::Status Exchange::Interrupted() const {
  if (steady_clock::now() >= deadline()) {
    return error::Make(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                       "the deadline passed before the answer was ready");
  }
  if (context_.IsCancelled()) {
    return error::Make(absl::StatusCode::kCancelled, "CANCELLED", "the caller went away");
  }
  if (method().lane != Lane::kWatch) return absl::OkStatus();
  if (pipeline_.draining()) {
    return error::Make(absl::StatusCode::kUnavailable, "DRAINING", "the server is stopping");
  }
  return CheckCallerStands();
}

// A watch lasts longer than a token or a grant may: it ends with its token, or the key of that, and
// with the reach that it began with, since what it shows is by that. Another tree leaves the whole
// of it whole.
absl::Status Exchange::CheckCallerStands() const {
  const base::Timestamp at = pipeline_.parts().clock.Now();
  COBUILD_RETURN_IF_ERROR(NameOfCaller(principal().name, at).status());
  COBUILD_ASSIGN_OR_RETURN(const std::shared_ptr<const Principal> now,
                           pipeline_.parts().directory.Find(principal().name, at));
  const bool same_tree = now->tree == principal().tree || reach().everything();
  if (now->grants == principal().grants && same_tree) return absl::OkStatus();
  return error::Make(absl::StatusCode::kAborted, "REACH_CHANGED",
                     "the caller's grants, or the tree that bounds them, have changed: start again",
                     {{"principal", principal().name}});
}

grpc::Status Exchange::Close(const absl::Status& outcome) {
  if (entered_) endpoint_.lane->Leave();
  Record(outcome);
  return ToGrpc(outcome, endpoint_.domain);
}

void Exchange::NoteRefusal(const absl::Status& refusal) {
  const auto& on_failure = pipeline_.parts().on_failure;
  if (on_failure != nullptr) on_failure(*this, refusal);
}

void Exchange::Record(const absl::Status& outcome) {
  const auto now = steady_clock::now();
  if (!outcome.ok()) NoteRefusal(outcome);
  endpoint_.outcomes.Count(outcome.code());
  endpoint_.duration.Observe(std::chrono::duration<double>(now - arrived_).count());

  const obs::Level level = LevelOf(outcome.code());
  if (!obs::IsLogged(level)) return;
  // Messages for callers may quote what they sent; only those that callers do not see are logged.
  const bool ours = level == obs::Level::kError;
  obs::Log(level, "rpc",
           {{"method", method().name},
            {"principal", principal().name},
            {"code", absl::StatusCodeToString(outcome.code())},
            {"reason", error::ReasonOf(outcome)},
            {"error", ours ? std::string(outcome.message()) : std::string()},
            {"lane", NameOf(method().lane)},
            {"queue_us", MicrosBetween(arrived_, started_)},
            {"duration_us", MicrosBetween(arrived_, now)},
            {"trace_id", obs::TraceIdOf(trace())},
            {"span_id", obs::SpanIdOf(trace())},
            {"parent_span_id", fmt::format("{:016x}", trace().parent_span)}});
}

absl::Status Thrown(const Method& method, const obs::TraceContext& trace, std::string_view what) {
  obs::Log(obs::Level::kError, "handler threw",
           {{"method", method.name}, {"trace_id", obs::TraceIdOf(trace)}, {"what", what}});
  return error::Make(absl::StatusCode::kInternal, "INTERNAL", "internal error");
}

}  // namespace cobuild::rpc
