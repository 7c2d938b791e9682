#include "deploy/examples/jiangxia/loader.h"

#include <algorithm>
#include <array>

#include "cobuild/feed/v1/feed.pb.h"
#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "deploy/examples/jiangxia/crew.h"
#include "services/cli/division_import.h"

namespace cobuild::jiangxia {
namespace {

using cli::Service;

// Those that the example's facts are of; no other need run for it.
constexpr std::array kWrittenServices = {Service::kRegistry, Service::kFinance, Service::kProjects,
                                         Service::kAssessment};

size_t IndexOf(Service service) { return static_cast<size_t>(service); }
size_t IndexOf(Caller caller) { return static_cast<size_t>(caller); }

Call ReadHead(Service service) {
  feed::v1::ListChangesRequest request;
  request.set_page_size(1);
  return {"", Caller::kOffice, service, "cobuild.feed.v1.FeedService/ListChanges",
          OneMessage(request)};
}

}  // namespace

Loader::Loader(const LoadOptions& options, Progress& progress)
    : options_(options),
      progress_(progress),
      sender_([this](Caller caller, Service service) { return ChannelOf(caller, service); },
              options.sending, stop_,
              [this](const absl::Status& failure) {
                if (!IsNotYet(failure)) progress_.Waiting(failure);
              }) {}

absl::Status Loader::Connect(const std::vector<cli::ConnectionSettings>& callers) {
  for (const Caller caller : kCallers) {
    cli::Connections connections(callers.at(IndexOf(caller)));
    for (const Service service : kWrittenServices) {
      COBUILD_ASSIGN_OR_RETURN(channels_[IndexOf(caller)][IndexOf(service)],
                               connections.To(service));
    }
  }
  for (const Service service : kWrittenServices) {
    COBUILD_RETURN_IF_ERROR(
        sender_.Walk({ReadHead(service)}, [&](const Call&, const google::protobuf::Message& page) {
          heads_before_[IndexOf(service)] =
              dynamic_cast<const feed::v1::ListChangesResponse&>(page).head_position();
        }));
  }
  return absl::OkStatus();
}

absl::Status Loader::ImportDivisions(const registry::v1::ImportHeader& header,
                                     const std::vector<registry::v1::ImportRow>& rows) {
  progress_.Begin("divisions", rows.size());
  const auto import = [&] {
    const auto context = rpc::ContextFor(options_.sending.call_timeout, obs::NewTrace());
    return cli::SendDivisions(ChannelOf(Caller::kOffice, Service::kRegistry), *context, header,
                              rows);
  };
  const auto on_passing = [this](const absl::Status& failure) { progress_.Waiting(failure); };
  COBUILD_ASSIGN_OR_RETURN(const registry::v1::ImportDivisionsResponse response,
                           Retry(options_.sending.retry, stop_, import, on_passing));
  if (response.rows_rejected() > 0) {
    const auto& error = response.errors(0);
    return absl::InternalError("divisions.csv line " + std::to_string(error.line()) +
                               " was rejected: " + error.description());
  }
  progress_.Advance(rows.size());
  progress_.End();
  const bool is_new = response.position() > heads_before_[IndexOf(Service::kRegistry)];
  const size_t unchanged = is_new ? static_cast<size_t>(response.rows_unchanged()) : rows.size();
  loaded_.push_back({"divisions", rows.size() - unchanged, unchanged});
  return absl::OkStatus();
}

absl::Status Loader::RunAllChains(const std::string& what, const std::vector<Chain>& chains) {
  size_t calls = 0;
  for (const Chain& chain : chains) calls += chain.size();
  progress_.Begin(what, calls);
  COBUILD_RETURN_IF_ERROR(
      RunAll(chains.size(), options_.calls_in_flight, stop_, [&](size_t i) -> absl::Status {
        return sender_.Walk(chains[i],
                            [this](const Call& call, const google::protobuf::Message& answer) {
                              progress_.Advance();
                              if (!call.what.empty()) Count(call, answer);
                            });
      }));
  progress_.End();
  return absl::OkStatus();
}

const std::shared_ptr<grpc::Channel>& Loader::ChannelOf(Caller caller, Service service) const {
  return channels_[IndexOf(caller)][IndexOf(service)];
}

std::string Loader::PackageOf(Service service) {
  return "cobuild." + std::string(cli::NameOf(service)) + ".v1.";
}

void Loader::Count(const Call& call, const google::protobuf::Message& answer) {
  const bool is_new = PositionOf(answer) > heads_before_[IndexOf(call.service)];
  const std::lock_guard lock(mutex_);
  auto kind = std::ranges::find(loaded_, call.what, &Loaded::what);
  if (kind == loaded_.end()) kind = loaded_.insert(kind, Loaded{.what = call.what});
  ++(is_new ? kind->added : kind->there);
}

}  // namespace cobuild::jiangxia
