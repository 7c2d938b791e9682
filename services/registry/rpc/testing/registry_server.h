// The service behind a real server in the test's process, over a store in memory.
#pragma once

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "cobuild/registry/v1/campaign.grpc.pb.h"
#include "cobuild/registry/v1/demonstration.grpc.pb.h"
#include "cobuild/registry/v1/division.grpc.pb.h"
#include "cobuild/registry/v1/election.grpc.pb.h"
#include "cobuild/registry/v1/leading_group.grpc.pb.h"
#include "cobuild/registry/v1/organization.grpc.pb.h"
#include "cobuild/registry/v1/pairing.grpc.pb.h"
#include "cobuild/registry/v1/perimeter.grpc.pb.h"
#include "cobuild/registry/v1/person.grpc.pb.h"
#include "cobuild/registry/v1/posting.grpc.pb.h"
#include "cobuild/registry/v1/principal.grpc.pb.h"
#include "cobuild/registry/v1/service_centre.grpc.pb.h"
#include "cobuild/registry/v1/village.grpc.pb.h"
#include "common/feed/feed_and_audit.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"
#include "common/rpc/grants_first.h"
#include "common/rpc/status.h"
#include "common/testing/proto_matchers.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"
#include "services/registry/app/people.h"
#include "services/registry/app/principals.h"
#include "services/registry/rpc/feed_source.h"
#include "services/registry/rpc/own_directory.h"
#include "services/registry/store/memory/memory_store.h"
#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {

// A message of its text form; the test fails when it is none.
template <class Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// A day as a message's text form.
inline std::string Day(int year, int month, int day) {
  return "{ year: " + std::to_string(year) + " month: " + std::to_string(month) +
         " day: " + std::to_string(day) + " }";
}

// Starts empty. Requests are written as text; calls come from "machine/admin", a DISTRICT_ADMIN.
class RegistryServerTest : public ::testing::Test {
 protected:
  using Divisions = v1::DivisionService::Stub;
  using Villages = v1::VillageService::Stub;
  using Perimeters = v1::PerimeterService::Stub;
  using Organizations = v1::OrganizationService::Stub;
  using Pairings = v1::PairingService::Stub;
  using Committees = v1::CommitteeService::Stub;
  using ServiceCentres = v1::ServiceCentreService::Stub;
  using Demonstrations = v1::DemonstrationService::Stub;
  using Campaigns = v1::CampaignService::Stub;
  using PersonStub = v1::PersonService::Stub;
  using Postings = v1::PostingService::Stub;
  using Groups = v1::LeadingGroupService::Stub;
  using PrincipalStub = v1::PrincipalService::Stub;
  using Feed = feed::v1::FeedService::Stub;

  // `directory`, which outlives the server, says who may do what; null: the fixture's own.
  explicit RegistryServerTest(const rpc::Directory* directory = nullptr);

  template <class Stub, class Req, class Resp>
  absl::StatusOr<Resp> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&, Resp*),
                            const Req& request) {
    const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
    Resp response;
    const grpc::Status status =
        (StubOf(static_cast<Stub*>(nullptr)).*method)(context.get(), request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }
  template <class Stub, class Req, class Resp>
  absl::StatusOr<Resp> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&, Resp*),
                            const std::string& request) {
    return Call(method, Parse<Req>(request));
  }

  // The whole stream, message by message.
  absl::StatusOr<v1::ImportDivisionsResponse> Import(
      const std::vector<v1::ImportDivisionsRequest>& messages);
  // The small tree of fixtures.h, as positions 1 to 9.
  void ImportSmallTree();

  // The example below, with what `fields` says otherwise.
  absl::StatusOr<v1::CategoryEpisode> OpenCategory(const std::string& fields);
  absl::StatusOr<v1::CategoryEpisode> GraduateCategory(const std::string& fields);

  int64_t HeadPosition() { return store_.ReadHead()->position; }
  feed::Source& feed_source() { return feed_source_; }

  std::shared_ptr<grpc::Channel> ChannelAs(const std::string& principal) {
    return server_->ChannelAs(principal);
  }
  test::TestServer& server() { return *server_; }

  static constexpr std::chrono::seconds kPatience{30};

 private:
  Divisions& StubOf(Divisions*) { return *divisions_; }
  Villages& StubOf(Villages*) { return *villages_; }
  Perimeters& StubOf(Perimeters*) { return *perimeters_; }
  Organizations& StubOf(Organizations*) { return *organizations_; }
  Pairings& StubOf(Pairings*) { return *pairings_; }
  Committees& StubOf(Committees*) { return *committees_; }
  ServiceCentres& StubOf(ServiceCentres*) { return *service_centres_; }
  Demonstrations& StubOf(Demonstrations*) { return *demonstrations_; }
  Campaigns& StubOf(Campaigns*) { return *campaigns_; }
  PersonStub& StubOf(PersonStub*) { return *person_stub_; }
  Postings& StubOf(Postings*) { return *postings_; }
  Groups& StubOf(Groups*) { return *groups_; }
  PrincipalStub& StubOf(PrincipalStub*) { return *principal_stub_; }
  Feed& StubOf(Feed*) { return *feed_; }

  MemoryStore store_;
  LiveRegistry live_;
  PersonalDataSealer sealer_;
  People people_{live_, store_, sealer_};
  const rpc::Grants grants_;
  Principals principals_{live_, [this](std::string_view name) { return grants_.Holds(name); }};
  const OwnDirectory own_directory_{live_};
  const rpc::GrantsFirst directory_{grants_, own_directory_};
  FeedSource feed_source_;
  feed::FeedAndAudit feed_and_audit_{feed_source_};
  std::unique_ptr<test::TestServer> server_;
  std::unique_ptr<Divisions> divisions_;
  std::unique_ptr<Villages> villages_;
  std::unique_ptr<Perimeters> perimeters_;
  std::unique_ptr<Organizations> organizations_;
  std::unique_ptr<Pairings> pairings_;
  std::unique_ptr<Committees> committees_;
  std::unique_ptr<ServiceCentres> service_centres_;
  std::unique_ptr<Demonstrations> demonstrations_;
  std::unique_ptr<Campaigns> campaigns_;
  std::unique_ptr<PersonStub> person_stub_;
  std::unique_ptr<Postings> postings_;
  std::unique_ptr<Groups> groups_;
  std::unique_ptr<PrincipalStub> principal_stub_;
  std::unique_ptr<Feed> feed_;
};

// A request, in text form, with one field that is wrong.
struct Malformed {
  const char* name;
  std::string request;
  const char* field;
  const char* reason;
};
inline std::string NameOf(const ::testing::TestParamInfo<Malformed>& malformed) {
  return malformed.param.name;
}

// Hill becomes a hollow village in 2010, and graduates in 2012.
v1::OpenCategoryRequest OpenCategoryExample();
v1::GraduateCategoryRequest GraduateCategoryExample();

// Messages of an import.
v1::ImportDivisionsRequest HeaderMessage(const std::string& fields);
v1::ImportDivisionsRequest RowsMessage(const std::vector<DivisionFacts>& divisions);

}  // namespace cobuild::registry
