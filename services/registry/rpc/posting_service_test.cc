// PostingService over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::EqualsProto;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;

constexpr char kAtHill[] = " village: 'villages/420115002202'";
constexpr char kSecretary[] = " role: FIRST_SECRETARY";
constexpr char kSupport[] = R"(
  support {
    lodging: LODGING_GIVEN lodging_description: '村部二楼' equipment: '电脑一台'
    reception_service: true living_service: true
  })";

class PostingServiceTest : public RegistryServerTest {
 protected:
  PostingServiceTest() {
    ImportSmallTree();
    EXPECT_OK(Call(&Organizations::CreateOrganization, R"(
      organization_id: 'water' request_id: 'water' organization {
        display_name: '市水务局' kind: MUNICIPAL_UNIT data_origin: EXAMPLE })"));
    for (const std::string id : {"zhang", "li"}) {
      EXPECT_OK(Call(&PersonStub::CreatePerson,
                     "person_id: '" + id + "' request_id: '" + id +
                         "' person { data_origin: EXAMPLE personal_data { display_name: 'x' } }"));
    }
  }

  // From 2010 on, for an example; `facts` say the rest.
  auto Assign(const std::string& id, const std::string& facts,
              const std::string& start = Day(2010, 1, 1)) {
    return Call(&Postings::AssignPosting, "posting_id: '" + id + "' request_id: '" + id +
                                              "' posting { data_origin: EXAMPLE start_date " +
                                              start + facts + "}");
  }
  auto Zhang(const std::string& id, const std::string& facts,
             const std::string& start = Day(2010, 1, 1)) {
    return Assign(id, " person: 'people/zhang'" + facts, start);
  }
  auto End(const std::string& request) { return Call(&Postings::EndPosting, request); }
  auto Void(const std::string& request) { return Call(&Postings::VoidPosting, request); }
  auto Get(const std::string& request) { return Call(&Postings::GetPosting, request); }
  auto List(const std::string& request) { return Call(&Postings::ListPostings, request); }
  std::vector<std::string> Names(const std::string& request) {
    std::vector<std::string> found;
    const auto page = List(request);
    EXPECT_OK(page);
    for (const v1::Posting& posting : page->postings()) found.push_back(posting.name());
    return found;
  }
};

TEST_F(PostingServiceTest, Assign_GivesWhatGetGives) {
  const std::string facts =
      std::string(kAtHill) + kSecretary + " organization: 'organizations/water'" + kSupport;
  auto assigned = Zhang("p", facts);
  ASSERT_OK(assigned);
  EXPECT_THAT(Get("name: 'postings/p'"), IsOkAndHolds(EqualsMessage(*assigned)));
  EXPECT_THAT(Zhang("p", facts), IsOkAndHolds(EqualsMessage(*assigned)));
  assigned->clear_record_time();
  EXPECT_THAT(*assigned, EqualsProto(" name: 'postings/p' person: 'people/zhang'" + facts +
                                     "data_origin: EXAMPLE etag: '13' position: 13 start_date" +
                                     Day(2010, 1, 1)));
  EXPECT_EQ(HeadPosition(), 13);
}

TEST_F(PostingServiceTest, Assign_AtADivision) {
  const auto assigned = Zhang("p", " division: 'divisions/420115002000' role: RESPONSIBLE_LEADER");
  ASSERT_OK(assigned);
  EXPECT_EQ(assigned->division(), "divisions/420115002000");
  EXPECT_EQ(assigned->village(), "");
  EXPECT_FALSE(assigned->has_support());
}

TEST_F(PostingServiceTest, Assign_RefusalsInOrder) {
  const std::string at_hill = std::string(kAtHill) + kSecretary;
  const std::string by_nobody = " organization: 'organizations/none'";
  const std::string nowhere = " village: 'villages/999999999999'" + std::string(kSecretary);
  ASSERT_OK(Zhang("p", at_hill));
  EXPECT_STATUS(Zhang("p", nowhere), Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Call(&Postings::AssignPosting,
                     "posting_id: 'p' request_id: 'other' posting { person: 'people/none' "
                     "data_origin: EXAMPLE start_date " +
                         Day(2010, 1, 1) + nowhere + "}"),
                Refuses(StatusCode::kAlreadyExists, "POSTING_EXISTS"));
  EXPECT_STATUS(Assign("q", " person: 'people/none'" + nowhere),
                Refuses(StatusCode::kNotFound, "PERSON_NOT_FOUND"));
  EXPECT_STATUS(Zhang("q", nowhere + by_nobody),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_STATUS(Zhang("q", " division: 'divisions/999999999999' role: CONTACT_LEADER" + by_nobody),
                Refuses(StatusCode::kNotFound, "DIVISION_NOT_FOUND"));
  EXPECT_STATUS(Zhang("q", at_hill + by_nobody),
                Refuses(StatusCode::kNotFound, "ORGANIZATION_NOT_FOUND"));
  EXPECT_STATUS(Zhang("q", at_hill), Refuses(StatusCode::kFailedPrecondition, "POSTING_OVERLAPS"));
  EXPECT_EQ(HeadPosition(), 13);
}

TEST_F(PostingServiceTest, Assign_ThePlaceIsThereOnTheFirstDayAndIsOfItsKind) {
  EXPECT_STATUS(Zhang("p", std::string(kAtHill) + kSecretary, Day(2008, 12, 31)),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_STATUS(
      Zhang("p", " division: 'divisions/420115002000' role: CONTACT_LEADER", Day(2008, 12, 31)),
      Refuses(StatusCode::kNotFound, "DIVISION_NOT_FOUND"));
  EXPECT_STATUS(Zhang("p", " division: 'divisions/420115002202' role: CONTACT_LEADER"),
                Refuses(StatusCode::kNotFound, "DIVISION_NOT_FOUND"));
  EXPECT_STATUS(Zhang("p", " village: 'villages/420115002000' role: CONTACT_LEADER"),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
}

TEST_F(PostingServiceTest, Assign_OverlapIsOfOnePersonRoleAndPlace) {
  ASSERT_OK(Zhang("p", std::string(kAtHill) + kSecretary));
  EXPECT_STATUS(Zhang("earlier", std::string(kAtHill) + kSecretary, Day(2009, 1, 1)),
                Refuses(StatusCode::kFailedPrecondition, "POSTING_OVERLAPS"));
  EXPECT_OK(Zhang("role", std::string(kAtHill) + " role: BRANCH_SECRETARY"));
  EXPECT_OK(Zhang("place", " village: 'villages/420115002201'" + std::string(kSecretary)));
  EXPECT_OK(Zhang("division", " division: 'divisions/420115002000'" + std::string(kSecretary)));
  EXPECT_OK(Assign("person", " person: 'people/li'" + std::string(kAtHill) + kSecretary));
}

TEST_F(PostingServiceTest, Assign_AgainAfterTheEnd_IsAnotherPosting) {
  const std::string at_hill = std::string(kAtHill) + kSecretary;
  ASSERT_OK(Zhang("p", at_hill));
  ASSERT_OK(End("name: 'postings/p' end_date " + Day(2011, 1, 1) + " request_id: 'end'"));
  EXPECT_STATUS(Zhang("q", at_hill, Day(2010, 12, 31)),
                Refuses(StatusCode::kFailedPrecondition, "POSTING_OVERLAPS"));
  EXPECT_OK(Zhang("r", at_hill, Day(2011, 1, 1)));
}

TEST_F(PostingServiceTest, End_RefusalsInOrder) {
  ASSERT_OK(Zhang("p", std::string(kAtHill) + kSecretary));
  const std::string same_day = " end_date " + Day(2010, 1, 1);
  EXPECT_STATUS(End("name: 'postings/none' request_id: 'a' etag: '1'" + same_day),
                Refuses(StatusCode::kNotFound, "POSTING_NOT_FOUND"));
  EXPECT_STATUS(End("name: 'postings/p' request_id: 'a' etag: '1'" + same_day),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(End("name: 'postings/p' request_id: 'a'" + same_day),
                Refuses(StatusCode::kFailedPrecondition, "ENDED_BEFORE_STARTED"));
  ASSERT_OK(End("name: 'postings/p' request_id: 'a' end_date " + Day(2010, 1, 2)));
  EXPECT_STATUS(End("name: 'postings/p' request_id: 'b'" + same_day),
                Refuses(StatusCode::kFailedPrecondition, "POSTING_ENDED"));
}

TEST_F(PostingServiceTest, Void_ItMayBeAssignedAnewWithoutLodging) {
  ASSERT_OK(Zhang("p", std::string(kAtHill) + kSecretary + kSupport));
  EXPECT_STATUS(Void("name: 'postings/none' reason: 'x' request_id: 'v'"),
                Refuses(StatusCode::kNotFound, "POSTING_NOT_FOUND"));
  EXPECT_STATUS(Void("name: 'postings/p' reason: 'x' request_id: 'v' etag: '1'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  ASSERT_OK(Void("name: 'postings/p' reason: 'no lodging there' request_id: 'v'"));
  EXPECT_STATUS(Void("name: 'postings/p' reason: 'x' request_id: 'w'"),
                Refuses(StatusCode::kNotFound, "POSTING_NOT_FOUND"));
  EXPECT_EQ(List("")->postings_size(), 0);
  const auto anew =
      Zhang("q", std::string(kAtHill) + kSecretary + " support { lodging: NO_LODGING }");
  ASSERT_OK(anew);
  EXPECT_EQ(anew->support().lodging(), v1::NO_LODGING);
}

TEST_F(PostingServiceTest, List_ByEachFilterAndSeveral) {
  ASSERT_OK(Zhang("a", std::string(kAtHill) + kSecretary));
  ASSERT_OK(Assign("b", " person: 'people/li' role: LIAISON_OFFICER" + std::string(kAtHill),
                   Day(2011, 1, 1)));
  ASSERT_OK(Zhang("c", " village: 'villages/420115002201' role: LIAISON_OFFICER"));
  ASSERT_OK(Zhang("d", " division: 'divisions/420115002000' role: RESPONSIBLE_LEADER"));
  ASSERT_OK(End("name: 'postings/a' request_id: 'end' end_date " + Day(2012, 1, 1)));
  using ::testing::ElementsAre;
  using ::testing::IsEmpty;
  const std::string a = "postings/a", b = "postings/b", c = "postings/c", d = "postings/d";
  EXPECT_THAT(Names(""), ElementsAre(a, b, c, d));
  EXPECT_THAT(Names(kAtHill), ElementsAre(a, b));
  EXPECT_THAT(Names("division: 'divisions/420115002000'"), ElementsAre(d));
  EXPECT_THAT(Names("division: 'divisions/420115000000'"), IsEmpty());
  EXPECT_THAT(Names("person: 'people/zhang'"), ElementsAre(a, c, d));
  EXPECT_THAT(Names("role: LIAISON_OFFICER"), ElementsAre(b, c));
  EXPECT_THAT(Names("active_on " + Day(2010, 6, 1)), ElementsAre(a, c, d));
  EXPECT_THAT(Names("active_on " + Day(2012, 1, 1)), ElementsAre(b, c, d));
  EXPECT_THAT(Names("role: LIAISON_OFFICER active_on " + Day(2010, 12, 31)), ElementsAre(c));
  EXPECT_THAT(Names("role: LIAISON_OFFICER" + std::string(kAtHill)), ElementsAre(b));
  EXPECT_THAT(Names("role: LIAISON_OFFICER person: 'people/zhang'"), ElementsAre(c));
  EXPECT_THAT(Names("person: 'people/zhang' division: 'divisions/420115002000'"), ElementsAre(d));
  EXPECT_THAT(Names("division: 'divisions/420115002000'" + std::string(kAtHill)), IsEmpty());
}

TEST_F(PostingServiceTest, List_PagesInOrderOfId) {
  for (const char* id : {"c", "a", "b"}) {
    ASSERT_OK(Zhang(id, std::string(kAtHill) + " role: " +
                            (id[0] == 'a'   ? "CAPABLE_PERSON"
                             : id[0] == 'b' ? "BRANCH_SECRETARY"
                                            : "CONTACT_LEADER")));
  }
  const auto first = List("page_size: 2" + std::string(kAtHill));
  ASSERT_OK(first);
  ASSERT_EQ(first->postings_size(), 2);
  EXPECT_EQ(first->postings(0).name(), "postings/a");
  EXPECT_EQ(first->position(), 15);
  const std::string next = "page_size: 2 page_token: '" + first->next_page_token() + "'";
  EXPECT_EQ(List(next + kAtHill)->postings(0).name(), "postings/c");
  EXPECT_STATUS(List(next), HasViolation("page_token", "PAGE_TOKEN_INVALID"));
}

TEST_F(PostingServiceTest, WhoIsNamedByAPosting_IsNotDeleted) {
  ASSERT_OK(Zhang("p", std::string(kAtHill) + kSecretary + " organization: 'organizations/water'"));
  EXPECT_STATUS(Call(&PersonStub::DeletePerson, "name: 'people/zhang' reason: 'x' request_id: 'd'"),
                Refuses(StatusCode::kFailedPrecondition, "PERSON_IN_USE"));
  EXPECT_STATUS(Call(&Organizations::DeleteOrganization,
                     "name: 'organizations/water' reason: 'x' request_id: 'd'"),
                Refuses(StatusCode::kFailedPrecondition, "ORGANIZATION_IN_USE"));
  ASSERT_OK(Void("name: 'postings/p' reason: 'x' request_id: 'v'"));
  EXPECT_OK(Call(&PersonStub::DeletePerson, "name: 'people/zhang' reason: 'x' request_id: 'd'"));
  EXPECT_STATUS(Zhang("q", std::string(kAtHill) + kSecretary),
                Refuses(StatusCode::kNotFound, "PERSON_NOT_FOUND"));
}

TEST_F(PostingServiceTest, Malformed_EveryFieldIsNamed) {
  const auto assign = [&](const std::string& request) {
    return Call(&Postings::AssignPosting, request);
  };
  EXPECT_STATUS(assign(""), HasViolation("posting.person", "REQUIRED"));
  EXPECT_STATUS(assign(""), HasViolation("posting.role", "REQUIRED"));
  EXPECT_STATUS(assign(""), HasViolation("posting.village", "REQUIRED"));
  EXPECT_STATUS(assign(""), HasViolation("posting.start_date", "REQUIRED"));
  EXPECT_STATUS(assign(""), HasViolation("posting.data_origin", "REQUIRED"));
  EXPECT_STATUS(assign(""), HasViolation("request_id", "REQUIRED"));
  EXPECT_STATUS(assign("posting { role: 9 }"), HasViolation("posting.role", "UNKNOWN_ENUM"));
  EXPECT_STATUS(assign("posting { village: 'villages/1' }"),
                HasViolation("posting.village", "MALFORMED"));
  EXPECT_STATUS(assign("posting { division: 'divisions/1' }"),
                HasViolation("posting.division", "MALFORMED"));
  EXPECT_STATUS(assign("posting { division: 'divisions/420115002000'" + std::string(kAtHill) + "}"),
                HasViolation("posting.division", "CONTRADICTION"));
  EXPECT_STATUS(assign("posting { organization: 'x' }"),
                HasViolation("posting.organization", "MALFORMED"));
  EXPECT_STATUS(Zhang("p", " support { lodging: 9 }"),
                HasViolation("posting.support.lodging", "UNKNOWN_ENUM"));
  EXPECT_STATUS(Zhang("p", " support { lodging: NO_LODGING lodging_description: 'x' }"),
                HasViolation("posting.support.lodging_description", "CONTRADICTION"));
  EXPECT_STATUS(Zhang("p", " support { equipment: '" + std::string(201, 'x') + "' }"),
                HasViolation("posting.support.equipment", "TOO_LONG"));
  EXPECT_STATUS(End("name: 'postings/p'"), HasViolation("end_date", "REQUIRED"));
  EXPECT_STATUS(Void("name: 'postings/p'"), HasViolation("reason", "REQUIRED"));
  EXPECT_STATUS(Get(""), HasViolation("name", "REQUIRED"));
  EXPECT_STATUS(Get("name: 'postings/none'"), Refuses(StatusCode::kNotFound, "POSTING_NOT_FOUND"));
  EXPECT_STATUS(List("village: 'x'"), HasViolation("village", "MALFORMED"));
  EXPECT_STATUS(List("division: 'x'"), HasViolation("division", "MALFORMED"));
  EXPECT_STATUS(List("person: 'x'"), HasViolation("person", "MALFORMED"));
  EXPECT_STATUS(List("role: 9"), HasViolation("role", "UNKNOWN_ENUM"));
  EXPECT_STATUS(List("active_on { year: 2011 month: 13 day: 1 }"),
                HasViolation("active_on", "INVALID_DATE"));
}

TEST_F(PostingServiceTest, Feed_TellsEachState) {
  ASSERT_OK(Zhang("p", std::string(kAtHill) + kSecretary + kSupport));
  const auto ended = End("name: 'postings/p' request_id: 'a' end_date " + Day(2011, 1, 1));
  ASSERT_OK(ended);
  const auto page = Call(&Feed::ListChanges, "after_position: 12");
  ASSERT_OK(page);
  ASSERT_EQ(page->changes_size(), 2);
  v1::Posting posting;
  ASSERT_TRUE(page->changes(1).resource().UnpackTo(&posting));
  EXPECT_THAT(posting, EqualsMessage(*ended));
}

}  // namespace
}  // namespace cobuild::registry
