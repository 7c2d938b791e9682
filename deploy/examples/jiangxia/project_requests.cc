#include "deploy/examples/jiangxia/project_requests.h"

#include <fmt/format.h>

#include <utility>

#include "common/base/digest.h"
#include "common/rpc/fields.h"
#include "deploy/examples/jiangxia/request_id.h"

namespace cobuild::jiangxia {
namespace {

// The facts' enums are in the contract's order, which begins with "not given".
template <class Proto, class Fact>
Proto ToProto(Fact fact) {
  return static_cast<Proto>(static_cast<int>(fact) + 1);
}
static_assert(static_cast<int>(ProjectCategory::kInfrastructure) + 1 ==
              projects::v1::INFRASTRUCTURE);
static_assert(static_cast<int>(DevelopmentModel::kLandOperation) + 1 ==
              projects::v1::LAND_OPERATION);
static_assert(static_cast<int>(FundKind::kPrivate) + 1 == projects::v1::PRIVATE);
static_assert(static_cast<int>(MilestoneKind::kAcceptance) + 1 ==
              projects::v1::ACCEPTANCE_INSTALMENT);

// A step of the default procedure, as the projects service has it.
struct Step {
  const char* id;
  bool has_votes;
  bool has_notice;
};
constexpr std::array<Step, 5> kSteps = {{{"village-resolution", true, true},
                                         {"feasibility", false, false},
                                         {"township-review", false, false},
                                         {"department-appraisal", false, false},
                                         {"leading-group-decision", false, true}}};

// The same in every village, since nobody says how they voted.
constexpr int kEligible = 45;
constexpr int kPresent = 40;
constexpr int kInFavour = 38;

const char* NameOf(MilestoneKind kind) {
  switch (kind) {
    case MilestoneKind::kStart:
      return "开工 / start of the work";
    case MilestoneKind::kSubstantial:
      return "主体完工 / substantial completion";
    case MilestoneKind::kAcceptance:
      return "竣工验收 / acceptance";
  }
  return "";
}

// Makes the requests of one project.
class ProjectMaker {
 public:
  ProjectMaker(uint64_t seed, const Project& facts)
      : seed_(seed), facts_(facts), name_("projects/" + facts.id) {}

  ProjectRequests Make() const {
    ProjectRequests requests;
    requests.create = Create();
    requests.submit = Act("submit", facts_.submitted);
    requests.read_approval.set_name(name_);
    for (size_t i = 0; i < kSteps.size(); ++i) requests.decisions[i] = Decide(i);
    requests.start = Act("start", facts_.started);
    for (const Milestone& milestone : facts_.milestones) {
      requests.milestones.push_back(Plan(milestone));
      if (milestone.settlement) requests.acceptances.push_back(Accept(milestone));
    }
    if (facts_.completed) {
      requests.complete = Act("complete", *facts_.completed);
      requests.accept = Act("accept", facts_.milestones.back().settlement->accepted);
    }
    return requests;
  }

 private:
  std::string IdFor(std::string_view action) const {
    return RequestId(seed_, fmt::format("{}-{}", facts_.id, action));
  }

  projects::v1::CreateProjectRequest Create() const {
    projects::v1::CreateProjectRequest request;
    request.set_request_id(RequestId(seed_, facts_.id));
    request.set_project_id(facts_.id);
    projects::v1::Project& project = *request.mutable_project();
    project.set_display_name(facts_.display_name);
    for (const VillageShare& share : facts_.shares) {
      projects::v1::VillageShare& added = *project.add_villages();
      added.set_village("villages/" + share.village);
      added.set_share_basis_points(share.basis_points);
    }
    project.set_category(ToProto<projects::v1::ProjectCategory>(facts_.category));
    if (facts_.model) project.set_model(ToProto<projects::v1::DevelopmentModel>(*facts_.model));
    project.set_sponsor("organizations/" + facts_.sponsor);
    AddMoney(project);
    if (!facts_.campaign.empty()) project.set_campaign("campaigns/" + facts_.campaign);
    *project.mutable_planned_start_date() = rpc::ToProto(facts_.started);
    *project.mutable_planned_end_date() = rpc::ToProto(facts_.milestones.back().due);
    project.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  void AddMoney(projects::v1::Project& project) const {
    for (const BudgetLine& line : facts_.budget) {
      projects::v1::BudgetLine& added = *project.add_budget();
      added.set_source(line.source);
      *added.mutable_amount() = rpc::ToProto(line.amount);
    }
    for (const InvestedFund& fund : facts_.funds) {
      projects::v1::DeclaredFund& added = *project.add_declared_funds();
      added.set_kind(ToProto<projects::v1::FundKind>(fund.kind));
      added.set_source(fund.source);
      *added.mutable_amount() = rpc::ToProto(fund.amount);
    }
  }

  projects::v1::ProjectActionRequest Act(std::string_view action, const base::Date& day) const {
    projects::v1::ProjectActionRequest request;
    request.set_request_id(IdFor(action));
    request.set_name(name_);
    *request.mutable_effective_date() = rpc::ToProto(day);
    return request;
  }

  projects::v1::DecideStepRequest Decide(size_t place) const {
    const Step& step = kSteps[place];
    projects::v1::DecideStepRequest request;
    request.set_request_id(IdFor(fmt::format("decision-{}", place + 1)));
    request.set_name(name_);
    request.set_step_id(step.id);
    request.set_outcome(projects::v1::APPROVE_STEP);
    *request.mutable_decision_date() = rpc::ToProto(facts_.decided[place]);
    if (step.has_votes) {
      request.mutable_votes()->set_eligible(kEligible);
      request.mutable_votes()->set_present(kPresent);
      request.mutable_votes()->set_in_favour(kInFavour);
    }
    if (step.has_notice) *request.mutable_notice_date() = request.decision_date();
    return request;
  }

  projects::v1::CreateMilestoneRequest Plan(const Milestone& facts) const {
    projects::v1::CreateMilestoneRequest request;
    request.set_request_id(IdFor("plan-" + IdOf(facts.kind)));
    request.set_parent(name_);
    request.set_milestone_id(IdOf(facts.kind));
    projects::v1::Milestone& milestone = *request.mutable_milestone();
    milestone.set_display_name(NameOf(facts.kind));
    milestone.set_instalment(ToProto<projects::v1::Instalment>(facts.kind));
    *milestone.mutable_planned_date() = rpc::ToProto(facts.due);
    *milestone.mutable_release_cap() = rpc::ToProto(facts.instalment);
    milestone.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  AcceptanceRequests Accept(const Milestone& facts) const {
    const std::string id = IdOf(facts.kind);
    const std::string content = fmt::format("示例数据 / example data, seed {}\n{}: {}\n", seed_,
                                            facts_.display_name, NameOf(facts.kind));
    projects::v1::UploadEvidenceRequest header;
    projects::v1::UploadEvidenceHeader& file = *header.mutable_header();
    file.set_request_id(IdFor("show-" + id));
    file.set_parent(name_);
    file.set_evidence_id(id);
    file.mutable_evidence()->set_file_name(id + ".txt");
    file.mutable_evidence()->set_media_type("text/plain");
    file.mutable_evidence()->set_sha256(base::ToHex(base::Sha256(content)));
    file.mutable_evidence()->set_data_origin(type::v1::EXAMPLE);
    projects::v1::UploadEvidenceRequest chunk;
    chunk.set_chunk(content);

    AcceptanceRequests requests;
    requests.evidence = {std::move(header), std::move(chunk)};
    requests.accept.set_request_id(IdFor("accept-" + id));
    requests.accept.set_name(fmt::format("{}/milestones/{}", name_, id));
    *requests.accept.mutable_accepted_date() = rpc::ToProto(facts.settlement->accepted);
    requests.accept.add_evidence(fmt::format("{}/evidence/{}", name_, id));
    return requests;
  }

  const uint64_t seed_;
  const Project& facts_;
  const std::string name_;
};

}  // namespace

std::string IdOf(MilestoneKind kind) {
  switch (kind) {
    case MilestoneKind::kStart:
      return "start";
    case MilestoneKind::kSubstantial:
      return "substantial";
    case MilestoneKind::kAcceptance:
      return "acceptance";
  }
  return "";
}

std::vector<projects::v1::PromoteModelRequest> MakeModelRequests(uint64_t seed) {
  std::vector<projects::v1::PromoteModelRequest> requests;
  for (int model = 1; model <= static_cast<int>(kModels); ++model) {
    projects::v1::PromoteModelRequest& request = requests.emplace_back();
    request.set_request_id(RequestId(seed, fmt::format("model-{}", model)));
    request.set_model(static_cast<projects::v1::DevelopmentModel>(model));
    *request.mutable_promoted_date() = rpc::ToProto(kModelsPromoted);
    request.set_basis(fmt::format("示例数据 / example data, seed {}: the day is assumed", seed));
    request.set_data_origin(type::v1::EXAMPLE);
  }
  return requests;
}

std::vector<ProjectRequests> MakeProjectRequests(uint64_t seed,
                                                 const std::vector<Project>& projects) {
  std::vector<ProjectRequests> requests;
  for (const Project& project : projects) requests.push_back(ProjectMaker(seed, project).Make());
  return requests;
}

}  // namespace cobuild::jiangxia
