// Every RPC of every service is sent what a broken client sends. It answers with a reason and a
// field, stores nothing and goes on.
#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <map>
#include <thread>

#include "cobuild/assessment/v1/metric.pb.h"
#include "cobuild/assessment/v1/report.pb.h"
#include "cobuild/audit/v1/audit.pb.h"
#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "cobuild/finance/v1/claim.pb.h"
#include "cobuild/finance/v1/fund.pb.h"
#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/finance/v1/investment.pb.h"
#include "cobuild/finance/v1/ledger.pb.h"
#include "cobuild/finance/v1/policy.pb.h"
#include "cobuild/finance/v1/release.pb.h"
#include "cobuild/finance/v1/verification.pb.h"
#include "cobuild/projects/v1/approval.pb.h"
#include "cobuild/projects/v1/evidence.pb.h"
#include "cobuild/projects/v1/milestone.pb.h"
#include "cobuild/projects/v1/model.pb.h"
#include "cobuild/projects/v1/procedure.pb.h"
#include "cobuild/projects/v1/project.pb.h"
#include "cobuild/reconciliation/v1/reconciliation.pb.h"
#include "cobuild/registry/v1/campaign.pb.h"
#include "cobuild/registry/v1/demonstration.pb.h"
#include "cobuild/registry/v1/division.pb.h"
#include "cobuild/registry/v1/election.pb.h"
#include "cobuild/registry/v1/leading_group.pb.h"
#include "cobuild/registry/v1/organization.pb.h"
#include "cobuild/registry/v1/pairing.pb.h"
#include "cobuild/registry/v1/perimeter.pb.h"
#include "cobuild/registry/v1/person.pb.h"
#include "cobuild/registry/v1/posting.pb.h"
#include "cobuild/registry/v1/principal.pb.h"
#include "cobuild/registry/v1/service_centre.pb.h"
#include "cobuild/registry/v1/village.pb.h"
#include "common/error/error.h"
#include "common/rpc/client.h"
#include "tests/scenarios/attacks.h"
#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {
namespace {

using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

struct Target {
  std::string service;
  std::vector<const FileDescriptor*> files;
};

template <class... Messages>
std::vector<const FileDescriptor*> FilesOf() {
  return {Messages::descriptor()->file()..., feed::v1::ListChangesRequest::descriptor()->file(),
          audit::v1::Record::descriptor()->file()};
}

// One message of each file that declares a service.
std::vector<Target> Targets() {
  namespace r = registry::v1;
  namespace f = finance::v1;
  namespace a = assessment::v1;
  namespace p = projects::v1;
  return {{"registry", FilesOf<r::Division, r::Village, r::Perimeter, r::Organization, r::Pairing,
                               r::Person, r::Posting, r::LeadingGroup, r::Election,
                               r::ServiceCentre, r::Demonstration, r::Campaign, r::Principal>()},
          {"finance", FilesOf<f::PostTransferRequest, f::VillageIncome, f::Fund, f::Release,
                              f::Claim, f::Investment, f::Policy, f::Verification>()},
          {"assessment", FilesOf<a::Metric, a::ProgrammeReport>()},
          {"projects",
           FilesOf<p::Project, p::Model, p::Evidence, p::Milestone, p::Procedure, p::Approval>()},
          {"reconciliation", FilesOf<reconciliation::v1::Run>()}};
}

absl::Status Send(const std::shared_ptr<grpc::Channel>& channel, const MethodDescriptor& method,
                  const std::string& bytes) {
  grpc::GenericStub stub(channel);
  const auto context = rpc::ContextFor(std::chrono::seconds(20), obs::TraceContext{});
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer response;
  std::promise<grpc::Status> answer;
  const std::string path = "/" + method.service()->full_name() + "/" + method.name();
  stub.UnaryCall(context.get(), path, {}, &request, &response,
                 [&answer](grpc::Status status) { answer.set_value(std::move(status)); });
  return rpc::FromGrpc(answer.get_future().get());
}

bool Names(const error::Detail& detail, const std::string& field) {
  if (field.empty()) return true;
  return std::any_of(
      detail.violations.begin(), detail.violations.end(), [&](const auto& violation) {
        return violation.field == field || violation.field.rfind(field + ".", 0) == 0;
      });
}

std::vector<pid_t> Processes() {
  std::vector<pid_t> pids;
  for (const std::string& service : kServices) pids.push_back(Stack::Shared().Pid(service));
  return pids;
}

// Who may call it: of the stack's principals the one that has the permission.
std::string CallerOf(const MethodDescriptor& method) {
  static const std::map<std::string, std::string> callers = {
      {"cobuild.finance.v1.ReleaseService.AuthorizeRelease", "service/projects"},
      {"cobuild.finance.v1.ReleaseService.RevokeRelease", "service/projects"},
      {"cobuild.finance.v1.ClaimService.ApproveClaim", "machine/reviewer"},
      {"cobuild.finance.v1.ClaimService.RefuseClaim", "machine/reviewer"},
      {"cobuild.finance.v1.VerificationService.VerifyFacts", "machine/township-leader"},
      {"cobuild.finance.v1.VerificationService.AcceptFacts", "machine/reviewer"}};
  const auto found = callers.find(method.full_name());
  if (found != callers.end()) return found->second;
  return method.service()->name() == "PrincipalService" ? "machine/security" : "machine/cli";
}

template <typename Visit>
void ForEachMethodOf(const Target& target, const Visit& visit) {
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels;  // by principal
  for (const FileDescriptor* file : target.files) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const MethodDescriptor& method = *file->service(s)->method(m);
        SCOPED_TRACE(target.service + " " + method.full_name());
        const std::string caller = CallerOf(method);
        auto& channel = channels[caller];
        if (channel == nullptr) channel = Stack::Shared().Channel(target.service, caller);
        visit(channel, method, target.service);
      }
    }
  }
}

// `visit(channel, method, service)`, over the channel of who may call it; the services side by
// side.
template <typename Visit>
void ForEachMethod(const Visit& visit) {
  std::vector<std::jthread> threads;
  for (const Target& target : Targets()) {
    threads.emplace_back([target, &visit] { ForEachMethodOf(target, visit); });
  }
}

TEST(Malformed, EveryFieldOfEveryRpcIsRefusedWithItsReasonAndField) {
  const std::vector<pid_t> processes = Processes();
  std::atomic<int> attacks = 0;
  std::map<std::string, std::shared_ptr<grpc::Channel>> readers;  // of the feeds, by service
  for (const std::string& service : kServices) readers[service] = Stack::Shared().Channel(service);
  ForEachMethod([&](const auto& channel, const MethodDescriptor& method, const auto& service) {
    const int64_t head = HeadOf(readers.at(service));
    ASSERT_GE(head, 0);
    for (const Attack& attack : AttacksOn(*method.input_type())) {
      SCOPED_TRACE(attack.label);
      ++attacks;
      const absl::Status status = Send(channel, method, attack.bytes);
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
      const auto detail = error::DetailOf(status);
      ASSERT_TRUE(detail.has_value()) << status;
      EXPECT_FALSE(detail->reason.empty());
      // The rows of a stream are reported with their lines; what fails the call is that its header
      // is missing.
      if (!method.client_streaming()) {
        EXPECT_TRUE(Names(*detail, attack.field)) << status << " should name " << attack.field;
      }
    }
    EXPECT_EQ(HeadOf(readers.at(service)), head) << "something was stored";
  });
  EXPECT_GT(attacks, 300);
  EXPECT_EQ(Processes(), processes) << "a service died of it";
}

TEST(Malformed, FiveMegabytesAreRefusedAsTooLarge) {
  const std::string bytes = TooLarge();
  ForEachMethod([&](const auto& channel, const MethodDescriptor& method, const auto&) {
    const absl::Status status = Send(channel, method, bytes);
    EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
    EXPECT_FALSE(error::ReasonOf(status).empty());
  });
}

TEST(Malformed, AnEmptyRequestThatChangesSomethingNamesWhatIsMissing) {
  ForEachMethod([&](const auto& channel, const MethodDescriptor& method, const auto&) {
    const bool changes = method.input_type()->FindFieldByName("validate_only") != nullptr;
    if (!changes) return;
    const absl::Status status = Send(channel, method, "");
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    const auto detail = error::DetailOf(status);
    ASSERT_TRUE(detail.has_value());
    EXPECT_FALSE(detail->violations.empty()) << status;
  });
}

}  // namespace
}  // namespace cobuild::scenarios
