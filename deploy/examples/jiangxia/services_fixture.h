// Services that remember request ids as the real ones do, and fail on demand.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "cobuild/feed/v1/feed.pb.h"
#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/rpc/router.h"
#include "deploy/examples/jiangxia/requests.h"

namespace cobuild::jiangxia {

// One position sequence for all services; a key that came before keeps its position. Outlives the
// server of its routes.
class FakeServices {
 public:
  void AddRoutes(rpc::Router& router) {
    AddFeed(router);
    AddRegistry(router);
    AddFinance(router);
    AddProjects(router);
    ByRequestId<assessment::v1::CreateMetricRequest, assessment::v1::Metric>(
        router, "cobuild.assessment.v1.MetricService/CreateMetric");
  }

  // Every nth call fails with UNAVAILABLE, half of them after the change was recorded.
  void FailEvery(int n) { fail_every_ = n; }
  // A call for this resource is refused for good.
  void Refuse(std::string resource) { refused_ = std::move(resource); }

  size_t recorded() const {
    const std::lock_guard lock(mutex_);
    return positions_.size();
  }

 private:
  struct Recorded {
    int64_t position;
    std::string request_id;
  };

  const rpc::Method& Row(std::string_view name) {
    return rows_.emplace_back(rpc::Method{name, "registry.divisions.read", rpc::Scope::kWhole,
                                          rpc::Lane::kWrite, std::chrono::seconds(20),
                                          rpc::Repeat::kRequestId});
  }

  // `key_of(request)` names what the request is about.
  template <class Req, class Resp, class KeyOf>
  void ByKey(rpc::Router& router, std::string_view name, KeyOf key_of) {
    router.Unary<Req, Resp>(Row(name), [this, key_of](rpc::Call& call, const Req& request) {
      return Record<Resp>(std::string(rpc::VerbOf(call.method())) + "/" + key_of(request),
                          request.request_id());
    });
  }

  // Of requests that are known by their ids alone.
  template <class Req, class Resp>
  void ByRequestId(rpc::Router& router, std::string_view name) {
    ByKey<Req, Resp>(router, name, [](const Req& request) { return request.request_id(); });
  }

  void AddFeed(rpc::Router& router) {
    router.Unary<feed::v1::ListChangesRequest, feed::v1::ListChangesResponse>(
        Row("cobuild.feed.v1.FeedService/ListChanges"),
        [this](rpc::Call&, const feed::v1::ListChangesRequest&) {
          feed::v1::ListChangesResponse page;
          const std::lock_guard lock(mutex_);
          page.set_head_position(static_cast<int64_t>(positions_.size()));
          return page;
        });
  }

  void AddRegistry(rpc::Router& router) {
    namespace v1 = registry::v1;
    router.ClientStream<v1::ImportDivisionsRequest, v1::ImportDivisionsResponse>(
        Row("cobuild.registry.v1.DivisionService/ImportDivisions"),
        [this](rpc::Call&, rpc::StreamReader<v1::ImportDivisionsRequest>& reader)
            -> absl::StatusOr<v1::ImportDivisionsResponse> {
          v1::ImportDivisionsRequest message;
          COBUILD_RETURN_IF_ERROR(ReadAll(reader, message));
          return Record<v1::ImportDivisionsResponse>("divisions", "");
        });
    ByKey<v1::CreatePerimeterRequest, v1::Perimeter>(
        router, "cobuild.registry.v1.PerimeterService/CreatePerimeter",
        [](const auto& request) { return request.perimeter_id(); });
    ByKey<v1::OpenCategoryRequest, v1::CategoryEpisode>(
        router, "cobuild.registry.v1.VillageService/OpenCategory",
        [](const auto& request) { return request.village(); });
    ByRequestId<v1::CreateOrganizationRequest, v1::Organization>(
        router, "cobuild.registry.v1.OrganizationService/CreateOrganization");
    ByRequestId<v1::CreatePairingRequest, v1::Pairing>(
        router, "cobuild.registry.v1.PairingService/CreatePairing");
    ByRequestId<v1::CreatePersonRequest, v1::Person>(
        router, "cobuild.registry.v1.PersonService/CreatePerson");
    ByRequestId<v1::AssignPostingRequest, v1::Posting>(
        router, "cobuild.registry.v1.PostingService/AssignPosting");
    ByRequestId<v1::EndPostingRequest, v1::Posting>(
        router, "cobuild.registry.v1.PostingService/EndPosting");
    ByRequestId<v1::CreateLeadingGroupRequest, v1::LeadingGroup>(
        router, "cobuild.registry.v1.LeadingGroupService/CreateLeadingGroup");
    ByRequestId<v1::RecordElectionRequest, v1::Election>(
        router, "cobuild.registry.v1.CommitteeService/RecordElection");
    ByRequestId<v1::CreateServiceCentreRequest, v1::ServiceCentre>(
        router, "cobuild.registry.v1.ServiceCentreService/CreateServiceCentre");
    ByRequestId<v1::RecordCentreWorkRequest, v1::CentreWork>(
        router, "cobuild.registry.v1.ServiceCentreService/RecordCentreWork");
    ByRequestId<v1::RecordVillageAcceptanceRequest, v1::VillageAcceptance>(
        router, "cobuild.registry.v1.VillageService/RecordVillageAcceptance");
    ByRequestId<v1::CreateDemonstrationRequest, v1::Demonstration>(
        router, "cobuild.registry.v1.DemonstrationService/CreateDemonstration");
    ByRequestId<v1::CreateCampaignRequest, v1::Campaign>(
        router, "cobuild.registry.v1.CampaignService/CreateCampaign");
  }

  void AddFinance(rpc::Router& router) {
    namespace v1 = finance::v1;
    router.Unary<v1::CreateLedgerRequest, v1::Ledger>(
        Row("cobuild.finance.v1.LedgerService/CreateLedger"),
        [this](rpc::Call&, const v1::CreateLedgerRequest& request) {
          return Record<v1::Ledger>("ledger/" + request.ledger_id(), "");
        });
    ByRequestId<v1::RecordVillageIncomeRequest, v1::VillageIncome>(
        router, "cobuild.finance.v1.IncomeService/RecordVillageIncome");
    ByRequestId<v1::RecordHouseholdIncomeRequest, v1::HouseholdIncome>(
        router, "cobuild.finance.v1.IncomeService/RecordHouseholdIncome");
    ByRequestId<v1::CreatePolicyRequest, v1::Policy>(
        router, "cobuild.finance.v1.PolicyService/CreatePolicy");
    ByRequestId<v1::AdoptPolicyRequest, v1::Policy>(router,
                                                    "cobuild.finance.v1.PolicyService/AdoptPolicy");
    ByRequestId<v1::RecordInvestmentRequest, v1::Investment>(
        router, "cobuild.finance.v1.InvestmentService/RecordInvestment");
    ByRequestId<v1::CreateFundRequest, v1::Fund>(router,
                                                 "cobuild.finance.v1.FundService/CreateFund");
    ByRequestId<v1::AppropriateRequest, v1::FundMovement>(
        router, "cobuild.finance.v1.FundService/Appropriate");
    ByRequestId<v1::PlanRequest, v1::FundMovement>(router, "cobuild.finance.v1.FundService/Plan");
    ByRequestId<v1::AllocateRequest, v1::FundMovement>(router,
                                                       "cobuild.finance.v1.FundService/Allocate");
    ByRequestId<v1::CommitRequest, v1::FundMovement>(router,
                                                     "cobuild.finance.v1.FundService/Commit");
    router.Unary<v1::CreateClaimRequest, v1::Claim>(
        Row("cobuild.finance.v1.ClaimService/CreateClaim"),
        [this](rpc::Call&, const v1::CreateClaimRequest& request) { return Claim(request); });
    ByRequestId<v1::ApproveClaimRequest, v1::Claim>(router,
                                                    "cobuild.finance.v1.ClaimService/ApproveClaim");
    ByRequestId<v1::PayClaimRequest, v1::Claim>(router, "cobuild.finance.v1.ClaimService/PayClaim");
    ByRequestId<v1::ConfirmPaymentRequest, v1::Claim>(
        router, "cobuild.finance.v1.ClaimService/ConfirmPayment");
  }

  void AddProjects(rpc::Router& router) {
    namespace v1 = projects::v1;
    ByRequestId<v1::PromoteModelRequest, v1::Model>(
        router, "cobuild.projects.v1.ModelService/PromoteModel");
    ByRequestId<v1::CreateProjectRequest, v1::Project>(
        router, "cobuild.projects.v1.ProjectService/CreateProject");
    ByRequestId<v1::CreateMilestoneRequest, v1::Milestone>(
        router, "cobuild.projects.v1.MilestoneService/CreateMilestone");
    for (const char* action : {"cobuild.projects.v1.ProjectService/SubmitProject",
                               "cobuild.projects.v1.ProjectService/StartProject",
                               "cobuild.projects.v1.ProjectService/CompleteProject",
                               "cobuild.projects.v1.ProjectService/AcceptProject"}) {
      ByRequestId<v1::ProjectActionRequest, v1::Project>(router, action);
    }
    router.Unary<v1::GetApprovalRequest, v1::Approval>(
        Row("cobuild.projects.v1.ApprovalService/GetApproval"),
        [](rpc::Call&, const v1::GetApprovalRequest& request) {
          v1::Approval approval;
          approval.set_dossier_digest("digest of " + request.name());
          return approval;
        });
    router.Unary<v1::DecideStepRequest, v1::Decision>(
        Row("cobuild.projects.v1.ApprovalService/DecideStep"),
        [this](rpc::Call&, const v1::DecideStepRequest& request) -> absl::StatusOr<v1::Decision> {
          if (request.dossier_digest() != "digest of " + request.name()) {
            return absl::FailedPreconditionError("another dossier");
          }
          return Record<v1::Decision>("DecideStep/" + request.request_id(), request.request_id());
        });
    router.ClientStream<v1::UploadEvidenceRequest, v1::Evidence>(
        Row("cobuild.projects.v1.EvidenceService/UploadEvidence"),
        [this](rpc::Call&, rpc::StreamReader<v1::UploadEvidenceRequest>& reader)
            -> absl::StatusOr<v1::Evidence> {
          v1::UploadEvidenceRequest header;
          COBUILD_RETURN_IF_ERROR(reader.Read(header).status());
          v1::UploadEvidenceRequest chunk;
          COBUILD_RETURN_IF_ERROR(ReadAll(reader, chunk));
          const std::string& id = header.header().request_id();
          return Record<v1::Evidence>("UploadEvidence/" + id, id);
        });
    router.Unary<v1::AcceptMilestoneRequest, v1::Release>(
        Row("cobuild.projects.v1.MilestoneService/AcceptMilestone"),
        [this](rpc::Call&,
               const v1::AcceptMilestoneRequest& request) -> absl::StatusOr<v1::Release> {
          COBUILD_ASSIGN_OR_RETURN(
              auto release,
              Record<v1::Release>("AcceptMilestone/" + request.request_id(), request.request_id()));
          release.set_name("releases/of-" + request.request_id());
          return release;
        });
  }

  // Each release is heard of a moment after its acceptance: the first claim on it comes too early.
  absl::StatusOr<finance::v1::Claim> Claim(const finance::v1::CreateClaimRequest& request) {
    const std::string& release = request.claim().release();
    {
      const std::lock_guard lock(mutex_);
      if (!release.starts_with("releases/of-") || heard_of_.insert(release).second) {
        return error::Make(absl::StatusCode::kNotFound, "RELEASE_NOT_FOUND", release);
      }
    }
    return Record<finance::v1::Claim>("CreateClaim/" + request.request_id(), request.request_id());
  }

  // To the end of the stream; `message` is its last.
  template <class Req>
  static absl::Status ReadAll(rpc::StreamReader<Req>& reader, Req& message) {
    while (true) {
      COBUILD_ASSIGN_OR_RETURN(const bool more, reader.Read(message));
      if (!more) return absl::OkStatus();
    }
  }

  template <class Resp>
  absl::StatusOr<Resp> Record(const std::string& key, const std::string& request_id) {
    const std::lock_guard lock(mutex_);
    const bool fails = fail_every_ > 0 && ++calls_ % fail_every_ == 0;
    if (fails && calls_ % (2 * fail_every_) == 0) return absl::UnavailableError("away");
    if (!refused_.empty() && key == refused_) return absl::FailedPreconditionError("refused");
    const auto [found, added] = positions_.try_emplace(
        key, Recorded{static_cast<int64_t>(positions_.size()) + 1, request_id});
    if (found->second.request_id != request_id) {
      return error::Make(absl::StatusCode::kAlreadyExists, "PERIMETER_EXISTS", key);
    }
    if (fails) return absl::UnavailableError("recorded, and the answer lost");
    Resp response;
    response.set_position(found->second.position);
    return response;
  }

  std::deque<rpc::Method> rows_;
  mutable std::mutex mutex_;
  std::map<std::string, Recorded> positions_;
  std::set<std::string> heard_of_;
  std::string refused_;
  int fail_every_ = 0;
  int calls_ = 0;
};

}  // namespace cobuild::jiangxia
