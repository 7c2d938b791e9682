#include "deploy/examples/jiangxia/project_chain.h"

#include <string>
#include <utility>

namespace cobuild::jiangxia {
namespace {

using cli::Service;

// In the order of the procedure's steps.
constexpr std::array<Caller, 5> kDeciders = {Caller::kVillageOfficer, Caller::kResidentTeam,
                                             Caller::kTownshipLeader, Caller::kDepartmentReviewer,
                                             Caller::kLeadingGroup};

// Adds calls to a chain.
class Drafter {
 public:
  template <class Request>
  Call& ToProjects(const char* what, const char* method, const Request& request,
                   Caller caller = Caller::kOffice) {
    return chain_.emplace_back(Call{what, caller, Service::kProjects,
                                    std::string("cobuild.projects.v1.") + method,
                                    OneMessage(request)});
  }

  template <class Request>
  Call& ToFinance(const char* what, const char* method, const Request& request,
                  Caller caller = Caller::kOffice) {
    return chain_.emplace_back(Call{what, caller, Service::kFinance,
                                    std::string("cobuild.finance.v1.") + method,
                                    OneMessage(request)});
  }

  void Approval(const ProjectRequests& project) {
    for (size_t i = 0; i < kDeciders.size(); ++i) {
      ToProjects("", "ApprovalService/GetApproval", project.read_approval, kDeciders[i]);
      ToProjects("decisions", "ApprovalService/DecideStep", project.decisions[i], kDeciders[i])
          .taken = Taken{"dossier_digest", "dossier_digest"};
    }
  }

  // What was accepted is released, claimed and paid.
  void Instalment(const AcceptanceRequests& acceptance, const ClaimRequests& claim) {
    Call& upload = ToProjects("evidence", "EvidenceService/UploadEvidence", acceptance.evidence[0]);
    upload.messages.push_back(OneMessage(acceptance.evidence[1]).front());
    ToProjects("milestones accepted", "MilestoneService/AcceptMilestone", acceptance.accept);
    ToFinance("claims", "ClaimService/CreateClaim", claim.create).taken =
        Taken{"name", "claim.release"};
    ToFinance("claims approved", "ClaimService/ApproveClaim", claim.approve,
              Caller::kFinanceReviewer);
    ToFinance("claims paid", "ClaimService/PayClaim", claim.pay);
    ToFinance("payments confirmed", "ClaimService/ConfirmPayment", claim.confirm);
  }

  Chain Take() { return std::move(chain_); }

 private:
  Chain chain_;
};

}  // namespace

Chain MakeProjectChain(const ProjectRequests& project, const ProjectMoneyRequests& money) {
  Drafter draft;
  draft.ToProjects("projects", "ProjectService/CreateProject", project.create);
  for (const auto& milestone : project.milestones) {
    draft.ToProjects("milestones", "MilestoneService/CreateMilestone", milestone);
  }
  draft.ToProjects("projects moved", "ProjectService/SubmitProject", project.submit);
  draft.Approval(project);
  draft.ToFinance("allocations", "FundService/Allocate", money.allocate);
  draft.ToProjects("projects moved", "ProjectService/StartProject", project.start);
  draft.ToFinance("commitments", "FundService/Commit", money.commit);
  draft.Instalment(project.acceptances[0], money.claims[0]);
  for (const auto& investment : money.investments) {
    draft.ToFinance("investments", "InvestmentService/RecordInvestment", investment);
  }
  draft.Instalment(project.acceptances[1], money.claims[1]);
  if (!project.accept) return draft.Take();  // the work goes on
  draft.ToProjects("projects moved", "ProjectService/CompleteProject", *project.complete);
  draft.ToProjects("projects moved", "ProjectService/AcceptProject", *project.accept);
  draft.Instalment(project.acceptances[2], money.claims[2]);
  return draft.Take();
}

}  // namespace cobuild::jiangxia
