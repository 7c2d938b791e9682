#include "services/projects/peers/finance_client.h"

#include <chrono>

#include "common/obs/trace.h"
#include "common/rpc/client.h"
#include "common/rpc/fields.h"

namespace cobuild::projects {
namespace {

constexpr std::chrono::seconds kTimeout(10);

finance::v1::AuthorizeReleaseRequest RequestFor(const Record<Release>& release,
                                                const std::vector<std::string>& villages) {
  const Release& facts = release.facts;
  finance::v1::AuthorizeReleaseRequest request;
  request.set_release_id(release.id);
  request.set_request_id(release.id);
  finance::v1::Release& proto = *request.mutable_release();
  proto.set_milestone(records::NameOf<Milestone>(facts.milestone));
  *proto.mutable_cap() = rpc::ToProto(facts.cap);
  proto.set_dossier_digest(base::ToHex(facts.dossier_digest));
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  for (const std::string& code : villages) proto.add_villages("villages/" + code);
  return request;
}

}  // namespace

FinanceClient::FinanceClient(const std::shared_ptr<grpc::ChannelInterface>& finance)
    : releases_(finance::v1::ReleaseService::NewStub(finance)) {}

absl::Status FinanceClient::Authorize(const Record<Release>& release,
                                      const std::vector<std::string>& villages) {
  finance::v1::Release answer;
  const auto context = rpc::ContextFor(kTimeout, obs::NewTrace());
  return rpc::FromGrpc(
      releases_->AuthorizeRelease(context.get(), RequestFor(release, villages), &answer));
}

}  // namespace cobuild::projects
