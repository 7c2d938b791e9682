#include "services/reconciliation/sources/remote_sources.h"

#include <chrono>
#include <utility>

#include "cobuild/assessment/v1/report.pb.h"
#include "cobuild/feed/v1/feed.pb.h"
#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/finance/v1/ledger.pb.h"
#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"
#include "common/rpc/named_call.h"
#include "services/reconciliation/sources/assessment_facts.h"
#include "services/reconciliation/sources/reduce.h"

namespace cobuild::reconciliation {
namespace {

constexpr int kPageSize = 500;
// Of a page of a feed or of balances, as long as the services themselves allow for one.
constexpr std::chrono::seconds kPatience(10);
constexpr std::chrono::seconds kComputePatience(60);

using Reduce = absl::StatusOr<FactChange> (*)(const feed::v1::Change&);
constexpr std::array<Reduce, kSources.size()> kReduce = {ReduceRegistry, ReduceFinance,
                                                         ReduceProjects, ReduceAssessment};

// Waits for a connection that is on its way.
absl::Status Ask(const std::shared_ptr<grpc::Channel>& channel, std::chrono::seconds patience,
                 const std::string& method, const google::protobuf::Message& request,
                 google::protobuf::Message& response) {
  const auto context = rpc::ContextFor(patience, obs::NewTrace());
  context->set_wait_for_ready(true);
  return rpc::CallNamed(channel, *context, method, request, response);
}

absl::Status Malformed(std::string_view what) {
  return error::Make(absl::StatusCode::kDataLoss, "MALFORMED_ANSWER", what);
}

}  // namespace

absl::StatusOr<FeedPage> RemoteSources::ReadChanges(Source source, int64_t after) {
  feed::v1::ListChangesRequest request;
  request.set_after_position(after);
  request.set_page_size(kPageSize);
  feed::v1::ListChangesResponse response;
  COBUILD_RETURN_IF_ERROR(Ask(channels_[IndexOf(source)], kPatience,
                              "cobuild.feed.v1.FeedService/ListChanges", request, response));
  FeedPage page;
  page.head = response.head_position();
  page.changes.reserve(static_cast<size_t>(response.changes_size()));
  int64_t last = after;
  for (const feed::v1::Change& change : response.changes()) {
    if (change.position() != ++last) {
      return error::Make(absl::StatusCode::kDataLoss, "FEED_GAP", "a change is missing");
    }
    COBUILD_ASSIGN_OR_RETURN(FactChange reduced, kReduce[IndexOf(source)](change));
    page.changes.push_back(std::move(reduced));
  }
  return page;
}

absl::StatusOr<ToldBalances> RemoteSources::ReadBalances(const std::vector<std::string>& accounts) {
  finance::v1::BatchGetBalancesRequest request;
  for (const std::string& account : accounts) request.add_names(account);
  finance::v1::BatchGetBalancesResponse response;
  COBUILD_RETURN_IF_ERROR(Ask(channels_[IndexOf(Source::kFinance)], kPatience,
                              "cobuild.finance.v1.LedgerService/BatchGetBalances", request,
                              response));
  ToldBalances told;
  told.position = response.position();
  for (const finance::v1::Balance& balance : response.balances()) {
    const auto debits =
        money::FromUnitsAndNanos(balance.debits().units(), balance.debits().nanos());
    const auto credits =
        money::FromUnitsAndNanos(balance.credits().units(), balance.credits().nanos());
    if (!debits || !credits) return Malformed("a balance is no amount");
    told.balances.push_back({*debits, *credits});
  }
  return told;
}

absl::StatusOr<std::set<std::string>> RemoteSources::ReadDefinitions() {
  finance::v1::ListIncomeDefinitionsResponse response;
  COBUILD_RETURN_IF_ERROR(Ask(channels_[IndexOf(Source::kFinance)], kPatience,
                              "cobuild.finance.v1.IncomeService/ListIncomeDefinitions",
                              finance::v1::ListIncomeDefinitionsRequest(), response));
  std::set<std::string> names;
  for (const finance::v1::IncomeDefinition& definition : response.definitions()) {
    names.insert(definition.name());
  }
  return names;
}

absl::StatusOr<Recomputed> RemoteSources::Recompute(const FrozenReport& frozen) {
  constexpr char kMethod[] = "cobuild.assessment.v1.ReportService/GenerateProgrammeReport";
  const auto& channel = channels_[IndexOf(Source::kAssessment)];
  assessment::v1::GenerateProgrammeReportRequest request;
  assessment::v1::ProgrammeReport now;
  COBUILD_RETURN_IF_ERROR(Ask(channel, kComputePatience, kMethod, request, now));
  request.mutable_positions()->set_registry(frozen.positions[IndexOf(Source::kRegistry)]);
  request.mutable_positions()->set_finance(frozen.positions[IndexOf(Source::kFinance)]);
  request.mutable_positions()->set_projects(frozen.positions[IndexOf(Source::kProjects)]);
  request.set_metrics_position(frozen.positions[IndexOf(Source::kAssessment)]);
  assessment::v1::ProgrammeReport then;
  COBUILD_RETURN_IF_ERROR(Ask(channel, kComputePatience, kMethod, request, then));
  return Recomputed{ClaimsOf(then), ClaimsOf(now)};
}

}  // namespace cobuild::reconciliation
