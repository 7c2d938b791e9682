// PersonService over the wire: what it answers and to whom, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::EqualsProto;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kPersonFacts[] = R"(
  organization: 'organizations/water' data_origin: EXAMPLE
  external_refs { system: 'hr' id: 'A-17' })";
constexpr char kPersonal[] = R"( personal_data {
  display_name: '张三丰' sex: FEMALE birth_date { year: 1975 month: 3 day: 2 }
  phone: '13812345678' id_number: '42011519750302123X' })";
constexpr char kMasked[] = R"( masked: true personal_data {
  display_name: '张**' phone: '*******5678' id_number: '**************123X' })";

class PersonServiceTest : public RegistryServerTest {
 protected:
  PersonServiceTest() {
    ImportSmallTree();
    EXPECT_OK(Call(&Organizations::CreateOrganization, R"(
      organization_id: 'water' request_id: 'water' organization {
        display_name: '市水务局' kind: MUNICIPAL_UNIT data_origin: EXAMPLE })"));
  }

  auto Create(const std::string& id, const std::string& request_id,
              const std::string& person = std::string(kPersonFacts) + kPersonal,
              const std::string& more = "") {
    return Call(&PersonStub::CreatePerson, "person_id: '" + id + "' request_id: '" + request_id +
                                               "' person {" + person + "}" + more);
  }
  auto Update(const std::string& id, const std::string& person, const std::string& more) {
    return Call(&PersonStub::UpdatePerson,
                "person { name: 'people/" + id + "'" + person + "}" + more);
  }
  auto Delete(const std::string& request) { return Call(&PersonStub::DeletePerson, request); }
  auto Get(const std::string& request) { return Call(&PersonStub::GetPerson, request); }
  auto List(const std::string& request) { return Call(&PersonStub::ListPeople, request); }

  // As somebody who may read people and may not see their personal data in clear.
  v1::Person GetAsViewer(const std::string& request) {
    const auto stub = v1::PersonService::NewStub(ChannelAs("machine/viewer"));
    const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
    v1::Person person;
    EXPECT_TRUE(stub->GetPerson(context.get(), Parse<v1::GetPersonRequest>(request), &person).ok());
    return person;
  }
};

TEST_F(PersonServiceTest, Create_GivesWhatGetGives) {
  auto created = Create("zhang", "a");
  ASSERT_OK(created);
  EXPECT_THAT(Get("name: 'people/zhang'"), IsOkAndHolds(EqualsMessage(*created)));
  EXPECT_THAT(Create("zhang", "a"), IsOkAndHolds(EqualsMessage(*created)));
  created->clear_record_time();
  EXPECT_THAT(*created, EqualsProto(std::string(kPersonFacts) + kPersonal +
                                    " name: 'people/zhang' etag: '11' position: 11"));
  EXPECT_EQ(HeadPosition(), 11);
}

TEST_F(PersonServiceTest, Get_WithoutThePermissionToReveal_IsMasked) {
  ASSERT_OK(Create("zhang", "a"));
  v1::Person person = GetAsViewer("name: 'people/zhang'");
  person.clear_record_time();
  EXPECT_THAT(person, EqualsProto(std::string(kPersonFacts) + kMasked +
                                  " name: 'people/zhang' etag: '11' position: 11"));
}

TEST_F(PersonServiceTest, List_WithoutThePermissionToReveal_IsMasked) {
  ASSERT_OK(Create("zhang", "a"));
  const auto stub = v1::PersonService::NewStub(ChannelAs("machine/viewer"));
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  v1::ListPeopleResponse page;
  ASSERT_TRUE(stub->ListPeople(context.get(), {}, &page).ok());
  ASSERT_EQ(page.people_size(), 1);
  EXPECT_TRUE(page.people(0).masked());
  EXPECT_EQ(page.people(0).personal_data().display_name(), "张**");
  EXPECT_EQ(List("")->people(0).personal_data().display_name(), "张三丰");
}

TEST_F(PersonServiceTest, Create_TheSameRequestWithOtherPersonalData_IsRefused) {
  ASSERT_OK(Create("zhang", "a"));
  const std::string other = std::string(kPersonFacts) + " personal_data { display_name: '张三' }";
  EXPECT_STATUS(Create("zhang", "a", other),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(PersonServiceTest, Create_ValidateOnly_StoresNothing) {
  const auto checked =
      Create("zhang", "a", std::string(kPersonFacts) + kPersonal, " validate_only: true");
  ASSERT_OK(checked);
  EXPECT_EQ(checked->position(), 0);
  EXPECT_EQ(HeadPosition(), 10);
  EXPECT_STATUS(Get("name: 'people/zhang'"), Refuses(StatusCode::kNotFound, "PERSON_NOT_FOUND"));
}

TEST_F(PersonServiceTest, Create_RefusalsInOrder) {
  ASSERT_OK(Create("zhang", "a"));
  const std::string nobodys =
      std::string(
          "organization: 'organizations/none' data_origin: EXAMPLE external_refs { system: "
          "'hr' id: 'A-17' }") +
      kPersonal;
  EXPECT_STATUS(Create("zhang", "a", nobodys),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Create("zhang", "b", nobodys),
                Refuses(StatusCode::kAlreadyExists, "PERSON_EXISTS"));
  EXPECT_STATUS(Create("li", "b", nobodys),
                Refuses(StatusCode::kNotFound, "ORGANIZATION_NOT_FOUND"));
  EXPECT_STATUS(Create("li", "b"), Refuses(StatusCode::kAlreadyExists, "EXTERNAL_REF_TAKEN"));
  EXPECT_EQ(HeadPosition(), 11);
}

TEST_F(PersonServiceTest, Update_WithoutPersonalData_TheyStay) {
  ASSERT_OK(Create("zhang", "a"));
  const auto updated = Update("zhang", " data_origin: EXAMPLE", "etag: '11' request_id: 'b'");
  ASSERT_OK(updated);
  EXPECT_EQ(updated->organization(), "");
  EXPECT_EQ(updated->external_refs_size(), 0);
  EXPECT_EQ(updated->personal_data().phone(), "13812345678");
  EXPECT_THAT(Get("name: 'people/zhang'"), IsOkAndHolds(EqualsMessage(*updated)));
  const auto checked =
      Update("zhang", " data_origin: EXAMPLE", "request_id: 'c' validate_only: true");
  ASSERT_OK(checked);
  EXPECT_EQ(checked->personal_data().phone(), "13812345678");
}

TEST_F(PersonServiceTest, Update_WithPersonalData_TheOldOnesStayKnown) {
  ASSERT_OK(Create("zhang", "a"));
  const std::string renamed =
      std::string(kPersonFacts) + " personal_data { display_name: '张三' phone: '12' }";
  ASSERT_OK(Update("zhang", renamed, "request_id: 'b'"));
  const auto now = Get("name: 'people/zhang'");
  ASSERT_OK(now);
  EXPECT_THAT(now->personal_data(), EqualsProto("display_name: '张三' phone: '12'"));
  EXPECT_EQ(Get("name: 'people/zhang' known_at { position: 11 }")->personal_data().phone(),
            "13812345678");
  EXPECT_EQ(List("known_at { position: 11 }")->people(0).personal_data().phone(), "13812345678");
  EXPECT_STATUS(Update("zhang", std::string(kPersonFacts) + kPersonal, "request_id: 'b'"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Update("zhang", kPersonFacts, "request_id: 'b'"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(PersonServiceTest, Update_RefusalsInOrder) {
  ASSERT_OK(Create("zhang", "a"));
  ASSERT_OK(Create("li", "b", std::string("data_origin: EXAMPLE") + kPersonal));
  const std::string nobodys =
      " organization: 'organizations/none' data_origin: EXAMPLE external_refs { system: 'hr' id: "
      "'A-17' }";
  EXPECT_STATUS(Update("none", nobodys, "etag: '1' request_id: 'c'"),
                Refuses(StatusCode::kNotFound, "PERSON_NOT_FOUND"));
  EXPECT_STATUS(Update("li", nobodys, "etag: '1' request_id: 'c'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Update("li", nobodys, "request_id: 'c'"),
                Refuses(StatusCode::kNotFound, "ORGANIZATION_NOT_FOUND"));
  EXPECT_STATUS(Update("li", kPersonFacts, "request_id: 'c'"),
                Refuses(StatusCode::kAlreadyExists, "EXTERNAL_REF_TAKEN"));
  EXPECT_OK(Update("zhang", kPersonFacts, "request_id: 'c'"));  // one's own key is not taken
}

TEST_F(PersonServiceTest, Delete_ThePersonalDataAreGoneFromThePastToo) {
  ASSERT_OK(Create("zhang", "a"));
  const auto deleted = Delete("name: 'people/zhang' reason: 'entered twice' request_id: 'b'");
  ASSERT_OK(deleted);
  EXPECT_EQ(deleted->void_reason(), "entered twice");
  EXPECT_FALSE(deleted->has_personal_data());
  EXPECT_FALSE(Get("name: 'people/zhang'")->has_personal_data());
  EXPECT_FALSE(Get("name: 'people/zhang' known_at { position: 11 }")->has_personal_data());
  EXPECT_EQ(List("")->people_size(), 0);
  EXPECT_STATUS(Create("zhang", "c"), Refuses(StatusCode::kAlreadyExists, "PERSON_EXISTS"));
  EXPECT_OK(Create("other", "c"));  // the key in the other system is free again
}

TEST_F(PersonServiceTest, Delete_RefusalsInOrder) {
  ASSERT_OK(Create("zhang", "a"));
  EXPECT_STATUS(Delete("name: 'people/none' reason: 'x' request_id: 'b' etag: '1'"),
                Refuses(StatusCode::kNotFound, "PERSON_NOT_FOUND"));
  EXPECT_STATUS(Delete("name: 'people/zhang' reason: 'x' request_id: 'b' etag: '1'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST_F(PersonServiceTest, TheOrganizationOfAPerson_IsNotDeleted) {
  ASSERT_OK(Create("zhang", "a"));
  EXPECT_STATUS(Call(&Organizations::DeleteOrganization,
                     "name: 'organizations/water' reason: 'x' request_id: 'b'"),
                Refuses(StatusCode::kFailedPrecondition, "ORGANIZATION_IN_USE"));
}

TEST_F(PersonServiceTest, List_ByOrganizationAndByExternalKey) {
  ASSERT_OK(Create("b", "b", std::string("data_origin: EXAMPLE") + kPersonal));
  ASSERT_OK(Create("c", "c", std::string(kPersonFacts) + kPersonal));
  ASSERT_OK(Create("a", "a", std::string("data_origin: EXAMPLE") + kPersonal));
  const auto first = List("page_size: 2");
  ASSERT_OK(first);
  ASSERT_EQ(first->people_size(), 2);
  EXPECT_EQ(first->people(0).name(), "people/a");
  EXPECT_EQ(first->people(0).personal_data().display_name(), "张三丰");
  EXPECT_EQ(first->position(), 13);
  const auto second = List("page_size: 2 page_token: '" + first->next_page_token() + "'");
  ASSERT_OK(second);
  ASSERT_EQ(second->people_size(), 1);
  EXPECT_EQ(List("organization: 'organizations/water'")->people_size(), 1);
  EXPECT_EQ(List("external_ref { system: 'hr' id: 'A-17' }")->people(0).name(), "people/c");
  EXPECT_EQ(List("external_ref { system: 'hr' id: 'A-18' }")->people_size(), 0);
  EXPECT_EQ(List("external_ref { system: 'hr' id: 'A-17' } organization: 'organizations/none'")
                ->people_size(),
            0);
}

TEST_F(PersonServiceTest, Malformed_EveryFieldIsNamed) {
  const auto with = [&](const std::string& personal) {
    return Create("a", "a", "data_origin: EXAMPLE personal_data {" + personal + "}");
  };
  EXPECT_STATUS(Create("-", ""), HasViolation("person_id", "MALFORMED"));
  EXPECT_STATUS(Create("a", ""), HasViolation("request_id", "REQUIRED"));
  EXPECT_STATUS(Create("a", "a", ""), HasViolation("person.data_origin", "REQUIRED"));
  EXPECT_STATUS(Create("a", "a", ""),
                HasViolation("person.personal_data.display_name", "REQUIRED"));
  EXPECT_STATUS(Create("a", "a", "organization: 'x'"),
                HasViolation("person.organization", "MALFORMED"));
  EXPECT_STATUS(with("display_name: '" + std::string(51, 'x') + "'"),
                HasViolation("person.personal_data.display_name", "TOO_LONG"));
  EXPECT_STATUS(with("sex: 9"), HasViolation("person.personal_data.sex", "UNKNOWN_ENUM"));
  EXPECT_STATUS(with("birth_date { year: 1975 month: 2 day: 29 }"),
                HasViolation("person.personal_data.birth_date", "INVALID_DATE"));
  EXPECT_STATUS(with("phone: '138x'"), HasViolation("person.personal_data.phone", "MALFORMED"));
  EXPECT_STATUS(with("phone: '" + std::string(21, '1') + "'"),
                HasViolation("person.personal_data.phone", "TOO_LONG"));
  EXPECT_STATUS(with("id_number: '42x'"),
                HasViolation("person.personal_data.id_number", "MALFORMED"));
  EXPECT_THAT(with("phone: '138x'").status().ToString(), Not(HasSubstr("138x")));
  EXPECT_STATUS(Update("-", kPersonFacts, ""), HasViolation("person.name", "MALFORMED"));
  EXPECT_STATUS(Update("a", " personal_data {}", ""),
                HasViolation("person.personal_data.display_name", "REQUIRED"));
  EXPECT_STATUS(Delete("name: 'people/a'"), HasViolation("reason", "REQUIRED"));
  EXPECT_STATUS(Get("name: 'pairings/a'"), HasViolation("name", "MALFORMED"));
  EXPECT_STATUS(List("external_ref {}"), HasViolation("external_ref.system", "REQUIRED"));
  EXPECT_STATUS(List("organization: 'x'"), HasViolation("organization", "MALFORMED"));
}

TEST_F(PersonServiceTest, Malformed_ExternalKeysAreNamedOneByOne) {
  const auto with = [&](const std::string& refs) { return Create("a", "a", refs); };
  EXPECT_STATUS(with("external_refs { system: 'HR' id: 'x' }"),
                HasViolation("person.external_refs[0].system", "MALFORMED"));
  EXPECT_STATUS(with("external_refs { system: 'hr' }"),
                HasViolation("person.external_refs[0].id", "REQUIRED"));
  EXPECT_STATUS(
      with("external_refs { system: 'hr' id: '1' } external_refs { system: 'hr' id: '2' }"),
      HasViolation("person.external_refs[1].system", "DUPLICATE"));
  std::string eleven;
  for (int i = 0; i < 11; ++i) eleven += "external_refs { system: 's' id: 'x' } ";
  EXPECT_STATUS(with(eleven), HasViolation("person.external_refs", "TOO_MANY"));
}

TEST_F(PersonServiceTest, Feed_HasNothingPersonal) {
  ASSERT_OK(Create("zhang", "a"));
  ASSERT_OK(Update("zhang", std::string(kPersonFacts) + kPersonal, "request_id: 'b'"));
  const auto page = Call(&Feed::ListChanges, "after_position: 10");
  ASSERT_OK(page);
  ASSERT_EQ(page->changes_size(), 2);
  v1::Person person;
  ASSERT_TRUE(page->changes(1).resource().UnpackTo(&person));
  person.clear_record_time();
  EXPECT_THAT(person, EqualsProto(std::string(kPersonFacts) +
                                  " name: 'people/zhang' etag: '12' position: 12"));
  const auto snapshot = Call(&Feed::ListSnapshot, "");
  ASSERT_OK(snapshot);
  EXPECT_THAT(snapshot->SerializeAsString(), HasSubstr("people/zhang"));
  for (const char* personal : {"张三", "13812345678", "42011519750302123X"}) {
    EXPECT_THAT(page->SerializeAsString(), Not(HasSubstr(personal)));
    EXPECT_THAT(snapshot->SerializeAsString(), Not(HasSubstr(personal)));
  }
}

}  // namespace
}  // namespace cobuild::registry
