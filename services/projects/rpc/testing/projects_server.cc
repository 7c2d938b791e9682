#include "services/projects/rpc/testing/projects_server.h"

#include "common/records/use_cases.h"
#include "services/projects/domain/decide_project.h"
#include "services/projects/rpc/approval_service.h"
#include "services/projects/rpc/evidence_service.h"
#include "services/projects/rpc/milestone_service.h"
#include "services/projects/rpc/model_service.h"
#include "services/projects/rpc/procedure_service.h"
#include "services/projects/rpc/project_service.h"

namespace cobuild::projects {
namespace {

// On the whole tree.
constexpr std::pair<const char*, const char*> kGrants[] = {
    {"machine/admin", "DISTRICT_ADMIN"},
    {"person/village", "VILLAGE_OFFICER"},
    {"person/team", "RESIDENT_TEAM"},
    {"person/township", "TOWNSHIP_LEADER"},
    {"person/department", "DEPARTMENT_REVIEWER"},
    {"person/group", "LEADING_GROUP"},
    {"person/auditor", "AUDITOR"},
};

std::shared_ptr<const scope::Tree> TreeOfFixtures() {
  return std::make_shared<const scope::Tree>(
      std::vector<scope::Node>{{"420115000000", ""},
                               {"420115002000", "420115000000"},
                               {"420115003000", "420115000000"},
                               {kRiver, "420115002000"},
                               {kHill, "420115002000"},
                               {kSandbar, "420115003000"},
                               {"420116000000", ""},
                               {"420116001201", "420116000000"}},
      std::vector<scope::Succession>{});
}

}  // namespace

const char kTourism[] = R"(
  display_name: '荷塘观光'
  villages { village: 'villages/420115002201' share_basis_points: 7000 }
  villages { village: 'villages/420115002202' share_basis_points: 3000 }
  category: ECONOMIC_DEVELOPMENT model: RURAL_TOURISM sponsor: 'organizations/water'
  budget { source: 'district' amount { currency_code: 'CNY' units: 600 nanos: 10000000 } }
  budget { source: 'city' amount { currency_code: 'CNY' units: 400 } }
  declared_funds { kind: CASH_THROUGH_LEDGER source: 'district'
                   amount { currency_code: 'CNY' units: 600 nanos: 10000000 } }
  declared_funds { kind: IN_KIND source: 'partner'
                   amount { currency_code: 'CNY' nanos: 50000000 } }
  campaign: 'campaigns/ponds'
  planned_start_date { year: 2010 month: 3 day: 1 }
  planned_end_date { year: 2010 month: 12 day: 31 }
  strategy: '一村一策' data_origin: EXAMPLE)";

const char kRoad[] = R"(
  display_name: '通村公路'
  villages { village: 'villages/420115003201' share_basis_points: 10000 }
  category: INFRASTRUCTURE sponsor: 'organizations/roads'
  budget { source: 'district' amount { currency_code: 'CNY' units: 500 } }
  planned_start_date { year: 2011 month: 3 day: 1 }
  planned_end_date { year: 2011 month: 12 day: 31 } data_origin: RECORDED)";

std::string Day(int year, int month, int day) {
  return "{ year: " + std::to_string(year) + " month: " + std::to_string(month) +
         " day: " + std::to_string(day) + " }";
}

ProjectsServerTest::ProjectsServerTest(const rpc::Directory* directory)
    : live_(store_), feed_source_(store_, live_), directory_(TreeOfFixtures()) {
  for (const auto& [principal, role] : kGrants) Grant(principal, role, scope::Bound::WholeTree());
  const auto add_routes = [this](rpc::Router& router) {
    RegisterProjectService(router, live_);
    RegisterModelService(router, live_);
    RegisterEvidenceService(router, live_, contents_);
    RegisterMilestoneService(router, live_);
    RegisterProcedureService(router, live_);
    RegisterApprovalService(router, live_);
    feed_and_audit_.RegisterAt(router);
  };
  test::TestServerOptions options;
  options.directory = directory == nullptr ? &directory_ : directory;
  server_ = std::make_unique<test::TestServer>(add_routes, options);
  const auto channel = ChannelAs("machine/admin");
  projects_ = v1::ProjectService::NewStub(channel);
  models_ = v1::ModelService::NewStub(channel);
  evidence_ = v1::EvidenceService::NewStub(channel);
  milestones_ = v1::MilestoneService::NewStub(channel);
  procedures_ = v1::ProcedureService::NewStub(channel);
  approvals_ = v1::ApprovalService::NewStub(channel);
  feed_ = feed::v1::FeedService::NewStub(channel);
}

absl::StatusOr<v1::Project> ProjectsServerTest::Create(const std::string& id,
                                                       const std::string& request_id,
                                                       const std::string& facts,
                                                       const std::string& more) {
  return Call(&ProjectStub::CreateProject, "project_id: '" + id + "' request_id: '" + request_id +
                                               "' project {" + facts + "}" + more);
}

absl::StatusOr<v1::Project> ProjectsServerTest::Get(const std::string& request) {
  return Call(&ProjectStub::GetProject, request);
}

absl::StatusOr<v1::Project> ProjectsServerTest::Act(ActionMethod method, const std::string& id,
                                                    const std::string& day,
                                                    const std::string& more) {
  return Call(method, "name: 'projects/" + id + "' effective_date " + day + " request_id: 'act-" +
                          std::to_string(++acts_) + "'" + more);
}

void ProjectsServerTest::Approve(const std::string& id, const base::Date& day) {
  ChangeRequest change;
  change.reach = scope::Reach::Everything();
  change.request = {"machine/test", "Approve", id, base::Sha256(id)};
  EXPECT_OK(records::RecordOne<Project>(live_, change, [&](const Projects& projects) {
    return ApplyApproval(projects, id, ApprovalOutcome::kApproved, day, "");
  }));
}

absl::StatusOr<v1::Decision> ProjectsServerTest::DecideAs(const std::string& principal,
                                                          const std::string& request) {
  return CallAs(principal, &ApprovalStub::DecideStep, request);
}

absl::StatusOr<v1::ProjectImport> ProjectsServerTest::Import(
    const std::vector<v1::ImportProjectsRequest>& messages, const std::string& principal) {
  ProjectStub stub(ChannelAs(principal));
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  v1::ProjectImport response;
  const auto writer = stub.ImportProjects(context.get(), &response);
  for (const v1::ImportProjectsRequest& message : messages) {
    if (!writer->Write(message)) break;  // refused already: Finish tells why
  }
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return rpc::FromGrpc(status);
  return response;
}

absl::StatusOr<v1::Evidence> ProjectsServerTest::Upload(
    const std::vector<v1::UploadEvidenceRequest>& messages, const std::string& principal) {
  EvidenceStub stub(ChannelAs(principal));
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  v1::Evidence response;
  const auto writer = stub.UploadEvidence(context.get(), &response);
  for (const v1::UploadEvidenceRequest& message : messages) {
    if (!writer->Write(message)) break;  // refused already: Finish tells why
  }
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return rpc::FromGrpc(status);
  return response;
}

absl::StatusOr<v1::Evidence> ProjectsServerTest::UploadFile(const std::string& project,
                                                            const std::string& id,
                                                            const std::string& content) {
  v1::UploadEvidenceRequest header;
  *header.mutable_header() = Parse<v1::UploadEvidenceHeader>(
      "parent: 'projects/" + project + "' evidence_id: '" + id + "' request_id: '" + project + "-" +
      id +
      "' evidence { file_name: '验收.pdf' media_type: 'application/pdf' data_origin: EXAMPLE }");
  header.mutable_header()->mutable_evidence()->set_sha256(base::ToHex(base::Sha256(content)));
  v1::UploadEvidenceRequest chunk;
  chunk.set_chunk(content);
  return Upload({header, chunk});
}

absl::StatusOr<std::string> ProjectsServerTest::Download(const std::string& request,
                                                         v1::Evidence* evidence,
                                                         const std::string& principal) {
  EvidenceStub stub(ChannelAs(principal));
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  const auto reader = stub.GetEvidence(context.get(), Parse<v1::GetEvidenceRequest>(request));
  v1::GetEvidenceResponse message;
  std::string content;
  for (bool first = true; reader->Read(&message); first = false) {
    EXPECT_EQ(message.has_evidence(), first);
    if (first) *evidence = message.evidence();
    content += message.chunk();
  }
  const grpc::Status status = reader->Finish();
  if (!status.ok()) return rpc::FromGrpc(status);
  return content;
}

}  // namespace cobuild::projects
