// The service behind a real server in the test's process, over a store in memory.
#pragma once

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "cobuild/projects/v1/approval.grpc.pb.h"
#include "cobuild/projects/v1/evidence.grpc.pb.h"
#include "cobuild/projects/v1/milestone.grpc.pb.h"
#include "cobuild/projects/v1/model.grpc.pb.h"
#include "cobuild/projects/v1/procedure.grpc.pb.h"
#include "cobuild/projects/v1/project.grpc.pb.h"
#include "common/feed/feed_and_audit.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"
#include "common/rpc/status.h"
#include "common/testing/fake_directory.h"
#include "common/testing/proto_matchers.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"
#include "services/projects/app/live_projects.h"
#include "services/projects/rpc/feed_source.h"
#include "services/projects/store/memory/memory_evidence_store.h"
#include "services/projects/store/memory/memory_store.h"
#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {

// A message of its text form; the test fails when it is none.
template <class Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// A day as a message's text form.
std::string Day(int year, int month, int day);

// What TourismStatement and RoadStatement state, as the text form of a Project.
extern const char kTourism[];
extern const char kRoad[];

// Starts empty. Requests are written as text; calls come from "machine/admin", a DISTRICT_ADMIN.
class ProjectsServerTest : public ::testing::Test {
 protected:
  using ProjectStub = v1::ProjectService::Stub;
  using ModelStub = v1::ModelService::Stub;
  using EvidenceStub = v1::EvidenceService::Stub;
  using MilestoneStub = v1::MilestoneService::Stub;
  using ProcedureStub = v1::ProcedureService::Stub;
  using ApprovalStub = v1::ApprovalService::Stub;
  using FeedStub = feed::v1::FeedService::Stub;

  // `directory`, which outlives the server, says who may do what; null: the fixture's own.
  explicit ProjectsServerTest(const rpc::Directory* directory = nullptr);

  template <class Stub, class Req, class Resp>
  absl::StatusOr<Resp> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&, Resp*),
                            const Req& request) {
    return CallOn(StubOf(static_cast<Stub*>(nullptr)), method, request);
  }
  template <class Stub, class Req, class Resp>
  absl::StatusOr<Resp> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&, Resp*),
                            const std::string& request) {
    return Call(method, Parse<Req>(request));
  }
  // The same, called by another principal.
  template <class Stub, class Req, class Resp>
  absl::StatusOr<Resp> CallAs(const std::string& principal,
                              grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&, Resp*),
                              const std::string& request) {
    Stub stub(ChannelAs(principal));
    return CallOn(stub, method, Parse<Req>(request));
  }

  absl::StatusOr<v1::Project> Create(const std::string& id, const std::string& request_id,
                                     const std::string& facts = kTourism,
                                     const std::string& more = "");
  absl::StatusOr<v1::Project> Get(const std::string& request);

  using ActionMethod = grpc::Status (ProjectStub::*)(grpc::ClientContext*,
                                                     const v1::ProjectActionRequest&, v1::Project*);
  // Under a request id of its own.
  absl::StatusOr<v1::Project> Act(ActionMethod method, const std::string& id,
                                  const std::string& day, const std::string& more = "");
  // What the approval of a submitted project comes to.
  void Approve(const std::string& id, const base::Date& day);

  // DecideStep, called by another principal: "person/village", "person/team", "person/township",
  // "person/department" and "person/group" have the roles of the default procedure's five steps,
  // "person/auditor" none of them.
  absl::StatusOr<v1::Decision> DecideAs(const std::string& principal, const std::string& request);

  // The whole stream, message by message.
  absl::StatusOr<v1::ProjectImport> Import(const std::vector<v1::ImportProjectsRequest>& messages,
                                           const std::string& principal = "machine/admin");

  absl::StatusOr<v1::Evidence> Upload(const std::vector<v1::UploadEvidenceRequest>& messages,
                                      const std::string& principal = "machine/admin");
  // A file of the project, in one part.
  absl::StatusOr<v1::Evidence> UploadFile(const std::string& project, const std::string& id,
                                          const std::string& content);
  // Every part of a file, put together; its first message is `evidence`.
  absl::StatusOr<std::string> Download(const std::string& request, v1::Evidence* evidence,
                                       const std::string& principal = "machine/admin");

  test::TestServer& server() { return *server_; }
  // A channel whose calls come from the principal.
  std::shared_ptr<grpc::Channel> ChannelAs(const std::string& principal) {
    std::shared_ptr<grpc::Channel>& channel = channels_[principal];
    if (channel == nullptr) channel = server_->ChannelAs(principal);
    return channel;
  }

  // Beside what the principal has. Bounds are of a tree that has the villages of the fixtures and
  // their townships in district 420115000000, and 420116001201 in district 420116000000.
  void Grant(const std::string& principal, const std::string& role, scope::Bound bound) {
    directory_.Grant(principal, role, std::move(bound));
  }

  int64_t HeadPosition() { return store_.ReadHead()->position; }

  static constexpr std::chrono::seconds kPatience{30};

 private:
  template <class Stub, class Req, class Resp>
  static absl::StatusOr<Resp> CallOn(Stub& stub,
                                     grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&,
                                                                  Resp*),
                                     const Req& request) {
    const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
    Resp response;
    const grpc::Status status = (stub.*method)(context.get(), request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  ProjectStub& StubOf(ProjectStub*) { return *projects_; }
  ModelStub& StubOf(ModelStub*) { return *models_; }
  EvidenceStub& StubOf(EvidenceStub*) { return *evidence_; }
  MilestoneStub& StubOf(MilestoneStub*) { return *milestones_; }
  ProcedureStub& StubOf(ProcedureStub*) { return *procedures_; }
  ApprovalStub& StubOf(ApprovalStub*) { return *approvals_; }
  FeedStub& StubOf(FeedStub*) { return *feed_; }

  MemoryStore store_;
  MemoryEvidenceStore contents_;
  LiveProjects live_;
  FeedSource feed_source_;
  feed::FeedAndAudit feed_and_audit_{feed_source_};
  int acts_ = 0;
  test::FakeDirectory directory_;
  std::unique_ptr<test::TestServer> server_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;  // by principal
  std::unique_ptr<ProjectStub> projects_;
  std::unique_ptr<ModelStub> models_;
  std::unique_ptr<EvidenceStub> evidence_;
  std::unique_ptr<MilestoneStub> milestones_;
  std::unique_ptr<ProcedureStub> procedures_;
  std::unique_ptr<ApprovalStub> approvals_;
  std::unique_ptr<FeedStub> feed_;
};

}  // namespace cobuild::projects
