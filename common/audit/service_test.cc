#include "common/audit/service.h"

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <vector>

#include "cobuild/audit/v1/audit.grpc.pb.h"
#include "common/audit/convert_record.h"
#include "common/audit/memory_trail.h"
#include "common/audit/methods.h"
#include "common/audit/testing.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"
#include "common/testing/fake_directory.h"
#include "common/testing/method_table.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::audit {
namespace {

using absl::StatusCode;
using test::HasCode;
using test::HasViolation;
using test::Refuses;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Stub = v1::AuditService::Stub;

TEST(AuditMethods, EveryRpcHasItsRow) {
  EXPECT_THAT(test::CheckTable({v1::Record::descriptor()->file()}, kMethods), IsEmpty());
}

class AuditServiceTest : public ::testing::Test {
 protected:
  AuditServiceTest() {
    directory_.Grant("machine/test", "AUDITOR", scope::Bound::WholeTree());
    for (const char* role : {"DISTRICT_ADMIN", "FINANCE_OFFICER", "ASSESSOR"}) {
      directory_.Grant("machine/admin", role, scope::Bound::WholeTree());
    }
    directory_.Grant("person/own", "AUDITOR", scope::Bound::Division("420115001000"));
    directory_.Grant("person/parent", "AUDITOR", scope::Bound::Division("420115000000"));
    directory_.Grant("person/sibling", "AUDITOR", scope::Bound::Division("420115002000"));
  }

  template <class Req, class Resp>
  absl::StatusOr<Resp> Call(Stub& stub,
                            grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&, Resp*),
                            const Req& request) {
    const auto context = rpc::ContextFor(std::chrono::seconds(20), obs::NewTrace());
    Resp response;
    const grpc::Status status = (stub.*method)(context.get(), request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  absl::StatusOr<v1::ListRecordsResponse> List(const std::string& parent, int64_t after, int size) {
    v1::ListRecordsRequest request;
    request.set_parent(parent);
    request.set_after_number(after);
    request.set_page_size(size);
    return Call(*stub_, &Stub::ListRecords, request);
  }
  absl::StatusOr<v1::Record> Get(const std::string& name) {
    v1::GetRecordRequest request;
    request.set_name(name);
    return Call(*stub_, &Stub::GetRecord, request);
  }
  absl::StatusOr<v1::VerifyChainResponse> Verify(const std::string& name, int64_t from,
                                                 int64_t to) {
    v1::VerifyChainRequest request;
    request.set_name(name);
    request.set_from_number(from);
    request.set_to_number(to);
    return Call(*stub_, &Stub::VerifyChain, request);
  }

  const std::vector<Record> made_ = ExampleTrail(Form::kChange, 5);
  MemoryTrail changes_{Form::kChange, made_};
  MemoryRefusalLog refusals_;
  const Trails trails_{changes_, refusals_};
  // Changes 2 and 4 are in the township, all others elsewhere.
  static absl::StatusOr<std::vector<int64_t>> ChangesInTownship(int64_t after, int limit,
                                                                const scope::Reach& reach) {
    std::vector<int64_t> within;
    for (int64_t number = after + 1; number <= after + limit; ++number) {
      const bool in_township = number == 2 || number == 4;
      if (in_township && reach.HasDivision("420115001201")) within.push_back(number);
    }
    return within;
  }

  test::FakeDirectory directory_;
  test::TestServer server_{
      [this](rpc::Router& router) { RegisterAuditService(router, trails_, ChangesInTownship); },
      {.directory = &directory_}};
  std::unique_ptr<Stub> stub_ = v1::AuditService::NewStub(server_.ChannelAs());
};

TEST_F(AuditServiceTest, ListRecords_GivesPagesThatAClientCanCheck) {
  ASSERT_OK_AND_ASSIGN(const auto page, List("trails/changes", 1, 3));
  ASSERT_THAT(page.records(), SizeIs(3));
  EXPECT_EQ(page.head_number(), 5);
  EXPECT_EQ(page.head_digest(), base::ToHex(made_.back().chain_digest));
  EXPECT_EQ(page.records(0).name(), "trails/changes/records/2");
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(FromProto(TrailKind::kChanges, Form::kChange, page.records(i)),
                test::IsOkAndHolds(made_[static_cast<size_t>(i) + 1]));
  }
  ASSERT_OK_AND_ASSIGN(const auto end, List("trails/changes", 5, 3));
  EXPECT_THAT(end.records(), IsEmpty());
}

TEST_F(AuditServiceTest, ListRecords_OfRefusals_SaysHowTheyWereRefused) {
  const Record refused = ExampleRecord(Form::kRefusal, 8);
  ASSERT_OK(refusals_.Append({refused}));
  ASSERT_OK_AND_ASSIGN(const auto page, List("trails/refusals", 0, 0));
  ASSERT_THAT(page.records(), SizeIs(1));
  EXPECT_EQ(page.records(0).refusal().reason(), refused.reason);
  EXPECT_EQ(page.records(0).refusal().count(), refused.count);
  EXPECT_THAT(FromProto(TrailKind::kRefusals, Form::kRefusal, page.records(0)),
              test::IsOkAndHolds(refusals_.Read(0, 1).value()[0]));
}

TEST_F(AuditServiceTest, ListRecords_WrongFields_AreToldAtOnce) {
  const absl::Status status = List("trails/other", -1, -1).status();
  EXPECT_STATUS(status, HasViolation("parent", "MALFORMED"));
  EXPECT_STATUS(status, HasViolation("after_number", "OUT_OF_RANGE"));
  EXPECT_STATUS(status, HasViolation("page_size", "NEGATIVE_PAGE_SIZE"));
  EXPECT_STATUS(List("", 0, 0).status(), HasViolation("parent", "REQUIRED"));
}

TEST_F(AuditServiceTest, GetRecord_ByItsName) {
  ASSERT_OK_AND_ASSIGN(const v1::Record record, Get("trails/changes/records/4"));
  EXPECT_EQ(record.resource_name(), made_[3].resource_name);
  EXPECT_STATUS(Get("trails/changes/records/6"),
                Refuses(StatusCode::kNotFound, "RECORD_NOT_FOUND"));
  for (const char* name :
       {"trails/changes/records/04", "trails/changes/records/0", "trails/changes/records/x",
        "trails/x/records/1", "trails/changes", "trails/changes/records/99999999999999999999"}) {
    EXPECT_STATUS(Get(name).status(), HasViolation("name", "MALFORMED")) << name;
  }
  EXPECT_STATUS(Get("").status(), HasViolation("name", "REQUIRED"));
}

TEST_F(AuditServiceTest, VerifyChain_SaysUpToWhereItHolds) {
  ASSERT_OK_AND_ASSIGN(const auto whole, Verify("trails/changes", 0, 0));
  EXPECT_EQ(whole.records_checked(), 5);
  EXPECT_EQ(whole.last_number(), 5);
  EXPECT_EQ(whole.digest(), base::ToHex(made_.back().chain_digest));
  EXPECT_EQ(whole.first_broken_number(), 0);
  EXPECT_STATUS(Verify("trails/changes", 7, 0),
                Refuses(StatusCode::kOutOfRange, "RECORD_AHEAD_OF_HEAD"));
  EXPECT_STATUS(Verify("trails/changes", -1, 0).status(),
                HasViolation("from_number", "OUT_OF_RANGE"));
}

TEST_F(AuditServiceTest, VerifyChain_OfATrailThatWasAltered_NamesThePlace) {
  std::vector<Record> altered = made_;
  altered[2].actor = "machine/somebody-else";
  MemoryTrail changes(Form::kChange, altered);
  test::TestServer server([&](rpc::Router& router) {
    RegisterAuditService(router, Trails{changes, refusals_}, ChangesInTownship);
  });
  stub_ = v1::AuditService::NewStub(server.ChannelAs());
  ASSERT_OK_AND_ASSIGN(const auto found, Verify("trails/changes", 1, 0));
  EXPECT_EQ(found.first_broken_number(), 3);
  EXPECT_EQ(found.last_number(), 2);
  EXPECT_NE(found.problem(), "");
}

TEST_F(AuditServiceTest, WhoDoesNotAudit_IsDenied) {
  stub_ = v1::AuditService::NewStub(server_.ChannelAs("machine/admin"));
  EXPECT_STATUS(List("trails/changes", 0, 0), HasCode(StatusCode::kPermissionDenied));
  EXPECT_STATUS(Get("trails/changes/records/1"), HasCode(StatusCode::kPermissionDenied));
  EXPECT_STATUS(Verify("trails/changes", 0, 0), HasCode(StatusCode::kPermissionDenied));
}

TEST_F(AuditServiceTest, BoundedAuditor_ReadsTheChangesWithinReachAlone) {
  for (const char* principal : {"person/own", "person/parent"}) {
    stub_ = v1::AuditService::NewStub(server_.ChannelAs(principal));
    ASSERT_OK_AND_ASSIGN(const auto page, List("trails/changes", 0, 50));
    ASSERT_THAT(page.records(), SizeIs(2));
    EXPECT_EQ(page.records(0).number(), 2);
    EXPECT_EQ(page.records(1).number(), 4);
    EXPECT_EQ(page.through_number(), 5);
    EXPECT_TRUE(page.bounded());
    EXPECT_OK(Get("trails/changes/records/4"));
  }
  stub_ = v1::AuditService::NewStub(server_.ChannelAs("person/sibling"));
  ASSERT_OK_AND_ASSIGN(const auto none, List("trails/changes", 0, 50));
  EXPECT_THAT(none.records(), IsEmpty());
  EXPECT_EQ(none.through_number(), 5);
}

TEST_F(AuditServiceTest, BoundedAuditor_PageByPage_MissesNothing) {
  stub_ = v1::AuditService::NewStub(server_.ChannelAs("person/own"));
  ASSERT_OK_AND_ASSIGN(const auto first, List("trails/changes", 0, 1));
  ASSERT_THAT(first.records(), SizeIs(1));
  EXPECT_EQ(first.records(0).number(), 2);
  EXPECT_LT(first.through_number(), 4);
  ASSERT_OK_AND_ASSIGN(const auto second, List("trails/changes", first.through_number(), 1));
  ASSERT_THAT(second.records(), SizeIs(1));
  EXPECT_EQ(second.records(0).number(), 4);
}

TEST_F(AuditServiceTest, BoundedAuditor_RecordOutOfReach_ReadsAsOneThatIsNotThere) {
  stub_ = v1::AuditService::NewStub(server_.ChannelAs("person/own"));
  EXPECT_STATUS(Get("trails/changes/records/3"),
                Refuses(StatusCode::kNotFound, "RECORD_NOT_FOUND"));
  EXPECT_STATUS(Get("trails/changes/records/6"),
                Refuses(StatusCode::kNotFound, "RECORD_NOT_FOUND"));
}

TEST_F(AuditServiceTest, BoundedAuditor_ReadsNoRefusalsAndChecksNoChain) {
  ASSERT_OK(refusals_.Append({ExampleRecord(Form::kRefusal, 1)}));
  stub_ = v1::AuditService::NewStub(server_.ChannelAs("person/own"));
  EXPECT_STATUS(List("trails/refusals", 0, 0),
                Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  for (const char* name : {"trails/refusals/records/1", "trails/refusals/records/2"}) {
    EXPECT_STATUS(Get(name), Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE")) << name;
  }
  EXPECT_STATUS(Verify("trails/changes", 0, 0),
                Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST(ConvertRecord, AnythingBesideWhatIsChained_IsRefused) {
  const auto read = [](const v1::Record& proto) {
    return FromProto(TrailKind::kChanges, Form::kChange, proto).status();
  };
  const v1::Record made =
      ToProto(TrailKind::kChanges, Form::kChange, ExampleTrail(Form::kChange, 1)[0]);
  EXPECT_OK(read(made));
  v1::Record altered = made;
  altered.set_name("trails/changes/records/2");
  EXPECT_FALSE(read(altered).ok());
  altered = made;
  altered.mutable_record_time()->set_nanos(made.record_time().nanos() + 1);
  EXPECT_FALSE(read(altered).ok());
  altered = made;
  altered.mutable_refusal()->set_reason("X");
  EXPECT_FALSE(read(altered).ok());
  altered = made;
  altered.set_chain_digest("00");
  EXPECT_FALSE(read(altered).ok());
}

}  // namespace
}  // namespace cobuild::audit
