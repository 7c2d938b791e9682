// PairingService over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;

class PairingServiceTest : public RegistryServerTest {
 protected:
  PairingServiceTest() {
    ImportSmallTree();
    for (const char* id : {"water", "roads"}) {
      EXPECT_OK(Call(&Organizations::CreateOrganization,
                     std::string("organization_id: '") + id + "' request_id: '" + id +
                         "' organization { display_name: 'x' kind: DISTRICT_UNIT "
                         "data_origin: EXAMPLE }"));
    }
  }

  auto Create(const std::string& id, const std::string& village, const std::string& organization,
              const std::string& start = Day(2010, 1, 1), const std::string& more = "") {
    return Call(&Pairings::CreatePairing,
                "pairing_id: '" + id + "' request_id: '" + id + "' pairing { village: 'villages/" +
                    village + "' organization: 'organizations/" + organization + "' start_date " +
                    start + " data_origin: EXAMPLE }" + more);
  }
  auto End(const std::string& request) { return Call(&Pairings::EndPairing, request); }
  auto Void(const std::string& request) { return Call(&Pairings::VoidPairing, request); }
  auto Get(const std::string& request) { return Call(&Pairings::GetPairing, request); }
  auto List(const std::string& request) { return Call(&Pairings::ListPairings, request); }
};

TEST_F(PairingServiceTest, Create_GivesWhatGetGives) {
  const auto created = Create("p", kHill, "water");
  ASSERT_OK(created);
  EXPECT_EQ(created->village(), "villages/420115002202");
  EXPECT_EQ(created->organization(), "organizations/water");
  EXPECT_EQ(created->start_date().year(), 2010);
  EXPECT_FALSE(created->has_end_date());
  EXPECT_THAT(Get("name: 'pairings/p'"), IsOkAndHolds(EqualsMessage(*created)));
  EXPECT_THAT(Create("p", kHill, "water"), IsOkAndHolds(EqualsMessage(*created)));
}

TEST_F(PairingServiceTest, Create_RefusalsInOrder) {
  ASSERT_OK(Create("p", kHill, "water"));
  EXPECT_STATUS(Create("p", kHill, "roads"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Call(&Pairings::CreatePairing,
                     "pairing_id: 'p' request_id: 'other' pairing { village: "
                     "'villages/999999999999' organization: 'organizations/none' start_date " +
                         Day(2010, 1, 1) + " data_origin: EXAMPLE }"),
                Refuses(StatusCode::kAlreadyExists, "PAIRING_EXISTS"));
  EXPECT_STATUS(Create("q", "999999999999", "none"),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_STATUS(Create("q", kHill, "none"),
                Refuses(StatusCode::kNotFound, "ORGANIZATION_NOT_FOUND"));
  EXPECT_STATUS(Create("q", kHill, "water", Day(2011, 1, 1)),
                Refuses(StatusCode::kFailedPrecondition, "PAIRING_OVERLAPS"));
  EXPECT_STATUS(Create("q", kHill, "water", Day(2009, 1, 1)),
                Refuses(StatusCode::kFailedPrecondition, "PAIRING_OVERLAPS"));
  EXPECT_OK(Create("q", kHill, "roads"));
  EXPECT_OK(Create("r", kSandbar, "water"));
}

TEST_F(PairingServiceTest, Create_AgainAfterTheEnd_IsAnotherPairing) {
  ASSERT_OK(Create("p", kHill, "water"));
  ASSERT_OK(End("name: 'pairings/p' end_date " + Day(2011, 1, 1) + " request_id: 'end'"));
  EXPECT_STATUS(Create("q", kHill, "water", Day(2010, 12, 31)),
                Refuses(StatusCode::kFailedPrecondition, "PAIRING_OVERLAPS"));
  EXPECT_OK(Create("r", kHill, "water", Day(2011, 1, 1)));
}

TEST_F(PairingServiceTest, End_RefusalsInOrder) {
  ASSERT_OK(Create("p", kHill, "water"));
  const std::string same_day = " end_date " + Day(2010, 1, 1);
  EXPECT_STATUS(End("name: 'pairings/none' request_id: 'a' etag: '1'" + same_day),
                Refuses(StatusCode::kNotFound, "PAIRING_NOT_FOUND"));
  EXPECT_STATUS(End("name: 'pairings/p' request_id: 'a' etag: '1'" + same_day),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(End("name: 'pairings/p' request_id: 'a'" + same_day),
                Refuses(StatusCode::kFailedPrecondition, "ENDED_BEFORE_STARTED"));
  ASSERT_OK(End("name: 'pairings/p' request_id: 'a' end_date " + Day(2010, 1, 2)));
  EXPECT_STATUS(End("name: 'pairings/p' request_id: 'b'" + same_day),
                Refuses(StatusCode::kFailedPrecondition, "PAIRING_ENDED"));
}

TEST_F(PairingServiceTest, Void_TheTwoMayBePairedAnew) {
  ASSERT_OK(Create("p", kHill, "water"));
  EXPECT_STATUS(Void("name: 'pairings/none' reason: 'x' request_id: 'v'"),
                Refuses(StatusCode::kNotFound, "PAIRING_NOT_FOUND"));
  EXPECT_STATUS(Void("name: 'pairings/p' reason: 'x' request_id: 'v' etag: '1'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  ASSERT_OK(Void("name: 'pairings/p' reason: 'another village' request_id: 'v'"));
  EXPECT_STATUS(Void("name: 'pairings/p' reason: 'x' request_id: 'w'"),
                Refuses(StatusCode::kNotFound, "PAIRING_NOT_FOUND"));
  EXPECT_EQ(List("")->pairings_size(), 0);
  EXPECT_OK(Create("q", kHill, "water"));
}

TEST_F(PairingServiceTest, List_ByVillageOrganizationAndDay) {
  ASSERT_OK(Create("a", kHill, "water"));
  ASSERT_OK(Create("b", kHill, "roads", Day(2011, 1, 1)));
  ASSERT_OK(Create("c", kSandbar, "water"));
  ASSERT_OK(End("name: 'pairings/a' request_id: 'end' end_date " + Day(2012, 1, 1)));
  const auto names = [&](const std::string& request) {
    std::vector<std::string> found;
    const auto page = List(request);
    EXPECT_OK(page);
    for (const v1::Pairing& pairing : page->pairings()) found.push_back(pairing.name());
    return found;
  };
  using ::testing::ElementsAre;
  EXPECT_THAT(names(""), ElementsAre("pairings/a", "pairings/b", "pairings/c"));
  EXPECT_THAT(names("village: 'villages/420115002202'"), ElementsAre("pairings/a", "pairings/b"));
  EXPECT_THAT(names("organization: 'organizations/water'"),
              ElementsAre("pairings/a", "pairings/c"));
  EXPECT_THAT(names("village: 'villages/420115002202' organization: 'organizations/roads'"),
              ElementsAre("pairings/b"));
  EXPECT_THAT(names("active_on " + Day(2010, 6, 1)), ElementsAre("pairings/a", "pairings/c"));
  EXPECT_THAT(names("active_on " + Day(2012, 1, 1)), ElementsAre("pairings/b", "pairings/c"));
}

TEST_F(PairingServiceTest, Malformed_EveryFieldIsNamed) {
  const auto create = [&](const std::string& request) {
    return Call(&Pairings::CreatePairing, request);
  };
  EXPECT_STATUS(create(""), HasViolation("pairing.village", "REQUIRED"));
  EXPECT_STATUS(create(""), HasViolation("pairing.organization", "REQUIRED"));
  EXPECT_STATUS(create(""), HasViolation("pairing.start_date", "REQUIRED"));
  EXPECT_STATUS(create(""), HasViolation("pairing.data_origin", "REQUIRED"));
  EXPECT_STATUS(create(""), HasViolation("request_id", "REQUIRED"));
  EXPECT_STATUS(create("pairing { village: 'villages/1' organization: 'organizations/a/b' }"),
                HasViolation("pairing.organization", "MALFORMED"));
  EXPECT_STATUS(create("pairing { start_date { year: 2011 month: 2 day: 29 } }"),
                HasViolation("pairing.start_date", "INVALID_DATE"));
  EXPECT_STATUS(End("name: 'pairings/p'"), HasViolation("end_date", "REQUIRED"));
  EXPECT_STATUS(Void("name: 'pairings/p'"), HasViolation("reason", "REQUIRED"));
  EXPECT_STATUS(Get(""), HasViolation("name", "REQUIRED"));
  EXPECT_STATUS(Get("name: 'pairings/none'"), Refuses(StatusCode::kNotFound, "PAIRING_NOT_FOUND"));
  EXPECT_STATUS(List("village: 'x'"), HasViolation("village", "MALFORMED"));
  EXPECT_STATUS(List("organization: 'x'"), HasViolation("organization", "MALFORMED"));
  EXPECT_STATUS(List("active_on { year: 2011 month: 13 day: 1 }"),
                HasViolation("active_on", "INVALID_DATE"));
}

}  // namespace
}  // namespace cobuild::registry
