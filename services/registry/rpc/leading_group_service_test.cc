// LeadingGroupService over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::EqualsProto;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;

const std::string kOfCounty = " division: 'divisions/420115000000' display_name: '领导小组'";
const std::string kOffice =
    " office { display_name: '区结对共建办' established_date " + Day(2010, 3, 1) + "}";
const std::string kPeople =
    " members { person: 'people/zhang' duty: '组长' } members { person: 'people/li' duty: '成员' }"
    " task_teams { purpose: '项目建设' start_date " +
    Day(2010, 6, 1) + " end_date " + Day(2011, 6, 1) + " members: 'people/li' }";

class LeadingGroupServiceTest : public RegistryServerTest {
 protected:
  LeadingGroupServiceTest() {
    ImportSmallTree();
    for (const std::string id : {"zhang", "li"}) {
      EXPECT_OK(Call(&PersonStub::CreatePerson,
                     "person_id: '" + id + "' request_id: '" + id +
                         "' person { data_origin: EXAMPLE personal_data { display_name: 'x' } }"));
    }
  }

  // From 2010 on, for an example; `facts` say the rest.
  auto Create(const std::string& id, const std::string& facts,
              const std::string& established = Day(2010, 1, 1)) {
    return CreateAs(id, id, facts, established);
  }
  absl::StatusOr<v1::LeadingGroup> CreateAs(const std::string& id, const std::string& request_id,
                                            const std::string& facts,
                                            const std::string& established) {
    return Call(&Groups::CreateLeadingGroup,
                "leading_group_id: '" + id + "' request_id: '" + request_id +
                    "' leading_group { data_origin: EXAMPLE established_date " + established +
                    facts + "}");
  }
  auto Update(const std::string& id, const std::string& facts, const std::string& more) {
    return Call(&Groups::UpdateLeadingGroup, "leading_group { name: 'leadingGroups/" + id +
                                                 "' data_origin: EXAMPLE display_name: 'x'" +
                                                 facts + "}" + more);
  }
  auto End(const std::string& request) { return Call(&Groups::EndLeadingGroup, request); }
  auto Void(const std::string& request) { return Call(&Groups::VoidLeadingGroup, request); }
  auto Get(const std::string& request) { return Call(&Groups::GetLeadingGroup, request); }
  auto List(const std::string& request) { return Call(&Groups::ListLeadingGroups, request); }
};

TEST_F(LeadingGroupServiceTest, Create_GivesWhatGetGives) {
  const std::string facts = kOfCounty + kOffice + kPeople;
  auto created = Create("g", facts);
  ASSERT_OK(created);
  EXPECT_THAT(Get("name: 'leadingGroups/g'"), IsOkAndHolds(EqualsMessage(*created)));
  EXPECT_THAT(Create("g", facts), IsOkAndHolds(EqualsMessage(*created)));
  created->clear_record_time();
  EXPECT_THAT(*created, EqualsProto("name: 'leadingGroups/g' etag: '12' position: 12 data_origin: "
                                    "EXAMPLE established_date " +
                                    Day(2010, 1, 1) + facts));
  EXPECT_EQ(HeadPosition(), 12);
}

TEST_F(LeadingGroupServiceTest, Create_RefusalsInOrder) {
  const std::string early_office =
      " office { display_name: 'x' established_date " + Day(2009, 12, 31) + "}";
  const std::string nobody = " members { person: 'people/none' duty: 'x' }";
  const std::string nowhere = " division: 'divisions/999999999999' display_name: 'x'";
  ASSERT_OK(Create("g", kOfCounty));
  EXPECT_STATUS(Create("g", nowhere), Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(CreateAs("g", "h", nowhere, Day(2010, 1, 1)),
                Refuses(StatusCode::kAlreadyExists, "LEADING_GROUP_EXISTS"));
  EXPECT_STATUS(Create("h", nowhere + early_office),
                Refuses(StatusCode::kNotFound, "DIVISION_NOT_FOUND"));
  EXPECT_STATUS(Create("h", kOfCounty, Day(2008, 12, 31)),
                Refuses(StatusCode::kNotFound, "DIVISION_NOT_FOUND"));
  for (const char* code : {"420100000000", "420115002202"}) {
    EXPECT_STATUS(Create("h", " display_name: 'x' division: 'divisions/" + std::string(code) + "'" +
                                  early_office),
                  Refuses(StatusCode::kFailedPrecondition, "DIVISION_HAS_NO_GROUPS"));
  }
  EXPECT_STATUS(Create("h", kOfCounty + early_office + nobody),
                Refuses(StatusCode::kFailedPrecondition, "OUTSIDE_TERM"));
  EXPECT_STATUS(Create("h", kOfCounty + nobody),
                Refuses(StatusCode::kNotFound, "PERSON_NOT_FOUND"));
  EXPECT_STATUS(Create("h", kOfCounty),
                Refuses(StatusCode::kFailedPrecondition, "LEADING_GROUP_OVERLAPS"));
  EXPECT_STATUS(Create("h", kOfCounty, Day(2009, 1, 1)),
                Refuses(StatusCode::kFailedPrecondition, "LEADING_GROUP_OVERLAPS"));
  EXPECT_OK(Create("h", " division: 'divisions/420115002000' display_name: 'x'"));
}

TEST_F(LeadingGroupServiceTest, Create_TaskTeamsHaveMembersAndATermWithinTheGroups) {
  const auto team = [](const std::string& start, const std::string& member) {
    return " task_teams { purpose: 'x' start_date " + start + " members: 'people/" + member + "' }";
  };
  EXPECT_STATUS(Create("g", kOfCounty + team(Day(2009, 12, 31), "none")),
                Refuses(StatusCode::kFailedPrecondition, "OUTSIDE_TERM"));
  EXPECT_STATUS(Create("g", kOfCounty + team(Day(2010, 1, 1), "none")),
                Refuses(StatusCode::kNotFound, "PERSON_NOT_FOUND"));
  EXPECT_OK(Create("g", kOfCounty + team(Day(2010, 1, 1), "li")));
}

TEST_F(LeadingGroupServiceTest, Create_AgainAfterTheEnd_IsAnotherGroup) {
  ASSERT_OK(Create("g", kOfCounty));
  ASSERT_OK(End("name: 'leadingGroups/g' dissolved_date " + Day(2011, 1, 1) + " request_id: 'e'"));
  EXPECT_STATUS(Create("h", kOfCounty, Day(2010, 12, 31)),
                Refuses(StatusCode::kFailedPrecondition, "LEADING_GROUP_OVERLAPS"));
  EXPECT_OK(Create("i", kOfCounty, Day(2011, 1, 1)));
}

TEST_F(LeadingGroupServiceTest, Update_ReplacesAllButDivisionAndDays) {
  ASSERT_OK(Create("g", kOfCounty + kOffice + kPeople));
  const auto updated = Update("g",
                              " division: 'divisions/420115002000' established_date " +
                                  Day(2011, 1, 1) + " members { person: 'people/li' duty: '组长' }",
                              "etag: '12' request_id: 'u'");
  ASSERT_OK(updated);
  EXPECT_EQ(updated->division(), "divisions/420115000000");
  EXPECT_EQ(updated->established_date().year(), 2010);
  EXPECT_EQ(updated->display_name(), "x");
  EXPECT_FALSE(updated->has_office());
  EXPECT_EQ(updated->members_size(), 1);
  EXPECT_EQ(updated->task_teams_size(), 0);
  EXPECT_TRUE(Get("name: 'leadingGroups/g' known_at { position: 12 }")->has_office());
}

TEST_F(LeadingGroupServiceTest, Update_RefusalsInOrder) {
  ASSERT_OK(Create("g", kOfCounty));
  const std::string early =
      " office { display_name: 'x' established_date " + Day(2009, 12, 31) + "}";
  const std::string nobody = " members { person: 'people/none' duty: 'x' }";
  EXPECT_STATUS(Update("none", early, "etag: '1' request_id: 'u'"),
                Refuses(StatusCode::kNotFound, "LEADING_GROUP_NOT_FOUND"));
  EXPECT_STATUS(Update("g", early, "etag: '1' request_id: 'u'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Update("g", early + nobody, "request_id: 'u'"),
                Refuses(StatusCode::kFailedPrecondition, "OUTSIDE_TERM"));
  EXPECT_STATUS(Update("g", nobody, "request_id: 'u'"),
                Refuses(StatusCode::kNotFound, "PERSON_NOT_FOUND"));
  ASSERT_OK(End("name: 'leadingGroups/g' dissolved_date " + Day(2011, 1, 1) + " request_id: 'e'"));
  EXPECT_STATUS(Update("g", early, "request_id: 'u'"),
                Refuses(StatusCode::kFailedPrecondition, "LEADING_GROUP_ENDED"));
}

TEST_F(LeadingGroupServiceTest, End_RefusalsInOrder) {
  ASSERT_OK(Create("g", kOfCounty));
  const std::string same_day = " dissolved_date " + Day(2010, 1, 1);
  EXPECT_STATUS(End("name: 'leadingGroups/none' request_id: 'a' etag: '1'" + same_day),
                Refuses(StatusCode::kNotFound, "LEADING_GROUP_NOT_FOUND"));
  EXPECT_STATUS(End("name: 'leadingGroups/g' request_id: 'a' etag: '1'" + same_day),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(End("name: 'leadingGroups/g' request_id: 'a'" + same_day),
                Refuses(StatusCode::kFailedPrecondition, "ENDED_BEFORE_STARTED"));
  ASSERT_OK(End("name: 'leadingGroups/g' request_id: 'a' dissolved_date " + Day(2010, 1, 2)));
  EXPECT_STATUS(End("name: 'leadingGroups/g' request_id: 'b'" + same_day),
                Refuses(StatusCode::kFailedPrecondition, "LEADING_GROUP_ENDED"));
}

TEST_F(LeadingGroupServiceTest, Void_TheDivisionMayHaveAnother) {
  ASSERT_OK(Create("g", kOfCounty));
  EXPECT_STATUS(Void("name: 'leadingGroups/none' reason: 'x' request_id: 'v'"),
                Refuses(StatusCode::kNotFound, "LEADING_GROUP_NOT_FOUND"));
  EXPECT_STATUS(Void("name: 'leadingGroups/g' reason: 'x' request_id: 'v' etag: '1'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  ASSERT_OK(Void("name: 'leadingGroups/g' reason: 'of the township' request_id: 'v'"));
  EXPECT_EQ(List("")->leading_groups_size(), 0);
  EXPECT_OK(Create("h", kOfCounty));
}

TEST_F(LeadingGroupServiceTest, List_ByDivisionAndDay) {
  ASSERT_OK(Create("a", kOfCounty));
  ASSERT_OK(Create("b", " division: 'divisions/420115002000' display_name: 'x'", Day(2011, 1, 1)));
  ASSERT_OK(End("name: 'leadingGroups/a' request_id: 'e' dissolved_date " + Day(2012, 1, 1)));
  const auto names = [&](const std::string& request) {
    std::vector<std::string> found;
    const auto page = List(request);
    EXPECT_OK(page);
    for (const v1::LeadingGroup& group : page->leading_groups()) found.push_back(group.name());
    return found;
  };
  using ::testing::ElementsAre;
  using ::testing::IsEmpty;
  const std::string a = "leadingGroups/a", b = "leadingGroups/b";
  EXPECT_THAT(names(""), ElementsAre(a, b));
  EXPECT_THAT(names("division: 'divisions/420115000000'"), ElementsAre(a));
  EXPECT_THAT(names("division: 'divisions/420115010000'"), IsEmpty());
  EXPECT_THAT(names("active_on " + Day(2010, 12, 31)), ElementsAre(a));
  EXPECT_THAT(names("active_on " + Day(2011, 12, 31)), ElementsAre(a, b));
  EXPECT_THAT(names("active_on " + Day(2012, 1, 1)), ElementsAre(b));
  const auto first = List("page_size: 1");
  EXPECT_EQ(first->position(), 14);
  EXPECT_THAT(names("page_size: 1 page_token: '" + first->next_page_token() + "'"), ElementsAre(b));
}

TEST_F(LeadingGroupServiceTest, WhoSitsInAGroupOrATeam_IsNotDeleted) {
  ASSERT_OK(
      Create("g", kOfCounty + " task_teams { purpose: 'x' start_date " + Day(2010, 1, 1) +
                      " members: 'people/li' } members { person: 'people/zhang' duty: 'x' }"));
  for (const std::string id : {"zhang", "li"}) {
    EXPECT_STATUS(
        Call(&PersonStub::DeletePerson, "name: 'people/" + id + "' reason: 'x' request_id: 'd'"),
        Refuses(StatusCode::kFailedPrecondition, "PERSON_IN_USE"));
  }
  ASSERT_OK(Update("g", "", "request_id: 'u'"));
  EXPECT_OK(Call(&PersonStub::DeletePerson, "name: 'people/li' reason: 'x' request_id: 'd'"));
}

TEST_F(LeadingGroupServiceTest, Malformed_EveryFieldIsNamed) {
  const auto create = [&](const std::string& facts) {
    return Call(&Groups::CreateLeadingGroup, "leading_group {" + facts + "}");
  };
  EXPECT_STATUS(create(""), HasViolation("leading_group.division", "REQUIRED"));
  EXPECT_STATUS(create(""), HasViolation("leading_group.display_name", "REQUIRED"));
  EXPECT_STATUS(create(""), HasViolation("leading_group.established_date", "REQUIRED"));
  EXPECT_STATUS(create(""), HasViolation("leading_group.data_origin", "REQUIRED"));
  EXPECT_STATUS(create(""), HasViolation("request_id", "REQUIRED"));
  EXPECT_STATUS(create("office {}"), HasViolation("leading_group.office.display_name", "REQUIRED"));
  EXPECT_STATUS(create("office {}"),
                HasViolation("leading_group.office.established_date", "REQUIRED"));
  EXPECT_STATUS(create("members {}"), HasViolation("leading_group.members[0].person", "REQUIRED"));
  EXPECT_STATUS(create("members {}"), HasViolation("leading_group.members[0].duty", "REQUIRED"));
  EXPECT_STATUS(create("members { person: 'people/a' } members { person: 'people/a' }"),
                HasViolation("leading_group.members[1].person", "DUPLICATE"));
  EXPECT_STATUS(create("task_teams {}"),
                HasViolation("leading_group.task_teams[0].purpose", "REQUIRED"));
  EXPECT_STATUS(create("task_teams {}"),
                HasViolation("leading_group.task_teams[0].start_date", "REQUIRED"));
  EXPECT_STATUS(
      create("task_teams { start_date " + Day(2010, 1, 1) + " end_date " + Day(2010, 1, 1) + "}"),
      HasViolation("leading_group.task_teams[0].end_date", "ENDED_BEFORE_STARTED"));
  EXPECT_STATUS(create("task_teams { members: 'people/a' members: 'people/a' }"),
                HasViolation("leading_group.task_teams[0].members[1]", "DUPLICATE"));
  EXPECT_STATUS(Update("-", "", ""), HasViolation("leading_group.name", "MALFORMED"));
  EXPECT_STATUS(End("name: 'leadingGroups/g'"), HasViolation("dissolved_date", "REQUIRED"));
  EXPECT_STATUS(Void("name: 'leadingGroups/g'"), HasViolation("reason", "REQUIRED"));
  EXPECT_STATUS(Get("name: 'leadingGroups/none'"),
                Refuses(StatusCode::kNotFound, "LEADING_GROUP_NOT_FOUND"));
  EXPECT_STATUS(List("division: 'x'"), HasViolation("division", "MALFORMED"));
}

TEST_F(LeadingGroupServiceTest, Malformed_NothingIsTooMany) {
  std::string members;
  for (int i = 0; i <= 100; ++i) {
    members += " members { duty: 'x' person: 'people/a" + std::to_string(i) + "' }";
  }
  EXPECT_STATUS(Create("g", kOfCounty + members),
                HasViolation("leading_group.members", "TOO_MANY"));
  std::string teams;
  for (int i = 0; i <= 50; ++i) teams += " task_teams {}";
  EXPECT_STATUS(Create("g", kOfCounty + teams),
                HasViolation("leading_group.task_teams", "TOO_MANY"));
}

TEST_F(LeadingGroupServiceTest, Feed_TellsEachState) {
  ASSERT_OK(Create("g", kOfCounty + kOffice));
  const auto updated = Update("g", kPeople, "request_id: 'u'");
  ASSERT_OK(updated);
  const auto page = Call(&Feed::ListChanges, "after_position: 11");
  ASSERT_OK(page);
  ASSERT_EQ(page->changes_size(), 2);
  v1::LeadingGroup group;
  ASSERT_TRUE(page->changes(1).resource().UnpackTo(&group));
  EXPECT_THAT(group, EqualsMessage(*updated));
}

}  // namespace
}  // namespace cobuild::registry
