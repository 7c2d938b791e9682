// DemonstrationService over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::ElementsAre;

std::string Member(const std::string& code) { return " villages: 'villages/" + code + "' "; }
std::string Leader(const std::string& code) {
  return " leading_villages: 'villages/" + code + "' ";
}

class DemonstrationServiceTest : public RegistryServerTest {
 protected:
  DemonstrationServiceTest() { ImportSmallTree(); }

  // Facts of a belt that starts in 2010, with what `fields` adds.
  static std::string Facts(const std::string& fields,
                           const std::string& kind = "DEMONSTRATION_BELT") {
    return " demonstration { display_name: 'x' data_origin: EXAMPLE kind: " + kind + " start_date" +
           Day(2010, 1, 1) + fields + " } ";
  }
  auto Create(const std::string& request) {
    return Call(&Demonstrations::CreateDemonstration, request);
  }
  auto CreateOf(const std::string& id, const std::string& fields,
                const std::string& kind = "DEMONSTRATION_BELT") {
    return Create("demonstration_id: '" + id + "' request_id: '" + id + "'" + Facts(fields, kind));
  }
  auto Update(const std::string& request) {
    return Call(&Demonstrations::UpdateDemonstration, request);
  }
  auto Delete(const std::string& request) {
    return Call(&Demonstrations::DeleteDemonstration, request);
  }
  auto Get(const std::string& request) { return Call(&Demonstrations::GetDemonstration, request); }
  auto List(const std::string& request) {
    return Call(&Demonstrations::ListDemonstrations, request);
  }
  auto EnterEvent(const std::string& request) {
    return Call(&Demonstrations::RecordDemonstrationEvent, request);
  }
  // A visit to "a" in 2011, with what `fields` says otherwise.
  auto EnterEventOf(const std::string& id, const std::string& fields = "") {
    auto request = Parse<v1::RecordDemonstrationEventRequest>(
        "event_id: '" + id + "' request_id: '" + id +
        "' event { demonstration: 'demonstrations/a' kind: DEMONSTRATION_VISIT visitor: 'city' "
        "participants: 30 data_origin: EXAMPLE event_date" +
        Day(2011, 5, 1) + "}");
    request.mutable_event()->MergeFrom(Parse<v1::DemonstrationEvent>(fields));
    return Call(&Demonstrations::RecordDemonstrationEvent, request);
  }
  auto VoidEvent(const std::string& request) {
    return Call(&Demonstrations::VoidDemonstrationEvent, request);
  }
  auto ListEvents(const std::string& request) {
    return Call(&Demonstrations::ListDemonstrationEvents, request);
  }
  std::vector<std::string> NamesOf(const std::string& request) {
    std::vector<std::string> names;
    const auto page = List(request);
    EXPECT_OK(page);
    for (const auto& demonstration : page->demonstrations()) names.push_back(demonstration.name());
    return names;
  }
  std::vector<std::string> EventsOf(const std::string& request) {
    std::vector<std::string> names;
    const auto page = ListEvents(request);
    EXPECT_OK(page);
    for (const auto& event : page->events()) names.push_back(event.name());
    return names;
  }
};

TEST_F(DemonstrationServiceTest, Create_GivesWhatGetGives) {
  const auto belt = CreateOf("a", Member(kHill) + Member(kSandbar) + Leader(kSandbar));
  ASSERT_OK(belt);
  EXPECT_EQ(belt->name(), "demonstrations/a");
  EXPECT_THAT(belt->leading_villages(), ElementsAre("villages/420115002201"));
  EXPECT_THAT(Get("name: 'demonstrations/a'"), IsOkAndHolds(EqualsMessage(*belt)));
  EXPECT_STATUS(Get("name: 'demonstrations/b'"),
                Refuses(StatusCode::kNotFound, "DEMONSTRATION_NOT_FOUND"));
}

TEST_F(DemonstrationServiceTest, Create_RefusalsInOrder) {
  ASSERT_OK(CreateOf("a", Member(kHill)));
  EXPECT_STATUS(Create("demonstration_id: 'b' request_id: 'a'" + Facts(Member(kHill))),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Create("demonstration_id: 'a' request_id: 'b'" + Facts(Member("999999999999"))),
                Refuses(StatusCode::kAlreadyExists, "DEMONSTRATION_EXISTS"));
  EXPECT_STATUS(CreateOf("b", Member(kHill) + Member("999999999999")),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
}

TEST_F(DemonstrationServiceTest, Create_FieldsOutOfBounds_AreNamed) {
  for (const char* field : {"display_name", "kind", "villages", "start_date", "data_origin"}) {
    EXPECT_STATUS(Create(""), HasViolation(std::string("demonstration.") + field, "REQUIRED"));
  }
  EXPECT_STATUS(CreateOf("a", Member(kHill) + Member(kHill)),
                HasViolation("demonstration.villages[1]", "DUPLICATE"));
  EXPECT_STATUS(CreateOf("a", Member(kHill) + Leader(kSandbar)),
                HasViolation("demonstration.leading_villages[0]", "NOT_A_MEMBER"));
  EXPECT_STATUS(CreateOf("a", Member(kHill) + "end_date" + Day(2010, 1, 1)),
                HasViolation("demonstration.end_date", "OUT_OF_RANGE"));
  std::string many;
  for (int i = 0; i < 501; ++i) many += Member(kHill);
  EXPECT_STATUS(CreateOf("a", many), HasViolation("demonstration.villages", "TOO_MANY"));
}

TEST_F(DemonstrationServiceTest, Update_ReplacesTheVillages) {
  const auto belt = CreateOf("a", Member(kHill));
  ASSERT_OK(belt);
  const auto update = [&](const std::string& id, const std::string& village,
                          const std::string& more) {
    return Update(Facts("name: 'demonstrations/" + id + "'" + Member(village)) +
                  "request_id: 'u' " + more);
  };
  EXPECT_STATUS(update("b", kHill, "etag: '1'"),
                Refuses(StatusCode::kNotFound, "DEMONSTRATION_NOT_FOUND"));
  EXPECT_STATUS(update("a", "999999999999", "etag: '1'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(update("a", "999999999999", ""),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  ASSERT_OK(update("a", kSandbar, "etag: '" + belt->etag() + "'"));
  EXPECT_THAT(NamesOf("village: 'villages/420115002202'"), ElementsAre());
  EXPECT_THAT(NamesOf("village: 'villages/420115002201'"), ElementsAre("demonstrations/a"));
}

TEST_F(DemonstrationServiceTest, Delete_NotWhileItHasAnEvent) {
  ASSERT_OK(CreateOf("a", Member(kHill)));
  ASSERT_OK(EnterEventOf("e"));
  const std::string request = "name: 'demonstrations/a' reason: 'x' request_id: 'd' ";
  EXPECT_STATUS(Delete("name: 'demonstrations/b' reason: 'x' request_id: 'd'"),
                Refuses(StatusCode::kNotFound, "DEMONSTRATION_NOT_FOUND"));
  EXPECT_STATUS(Delete(request + "etag: '1'"), Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Delete(request),
                Refuses(StatusCode::kFailedPrecondition, "DEMONSTRATION_HAS_EVENTS"));
  ASSERT_OK(VoidEvent("name: 'demonstrations/a/events/e' reason: 'x' request_id: 'v'"));
  EXPECT_OK(Delete(request));
  EXPECT_THAT(NamesOf(""), ElementsAre());
}

TEST_F(DemonstrationServiceTest, List_ByKindAndDay) {
  ASSERT_OK(CreateOf("a", Member(kHill) + "end_date" + Day(2011, 1, 1)));
  ASSERT_OK(CreateOf("b", Member(kHill), "DEMONSTRATION_SITE"));
  EXPECT_THAT(NamesOf("kind: DEMONSTRATION_SITE"), ElementsAre("demonstrations/b"));
  EXPECT_THAT(NamesOf("active_on" + Day(2010, 1, 1)),
              ElementsAre("demonstrations/a", "demonstrations/b"));
  EXPECT_THAT(NamesOf("active_on" + Day(2011, 1, 1)), ElementsAre("demonstrations/b"));
}

TEST_F(DemonstrationServiceTest, RecordEvent_RefusalsInOrder) {
  ASSERT_OK(CreateOf("a", Member(kHill)));
  const auto event = EnterEventOf("e");
  ASSERT_OK(event);
  EXPECT_EQ(event->name(), "demonstrations/a/events/e");
  EXPECT_EQ(event->participants(), 30);
  EXPECT_STATUS(EnterEventOf("e", "participants: 31"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(EnterEvent("event_id: 'e' request_id: 'again' event { demonstration: "
                           "'demonstrations/a' kind: DEMONSTRATION_VISIT visitor: 'x' data_origin: "
                           "EXAMPLE event_date" +
                           Day(2011, 5, 1) + "}"),
                Refuses(StatusCode::kAlreadyExists, "DEMONSTRATION_EVENT_EXISTS"));
  EXPECT_STATUS(EnterEventOf("f", "demonstration: 'demonstrations/b'"),
                Refuses(StatusCode::kNotFound, "DEMONSTRATION_NOT_FOUND"));
  EXPECT_STATUS(EnterEventOf("f", "participants: -1"),
                HasViolation("event.participants", "OUT_OF_RANGE"));
  for (const char* field : {"demonstration", "kind", "event_date", "visitor", "data_origin"}) {
    EXPECT_STATUS(EnterEvent(""), HasViolation(std::string("event.") + field, "REQUIRED"));
  }
}

TEST_F(DemonstrationServiceTest, ListEvents_ByKindAndDays) {
  ASSERT_OK(CreateOf("a", Member(kHill)));
  ASSERT_OK(EnterEventOf("e"));
  ASSERT_OK(EnterEventOf("f", "kind: DEMONSTRATION_ON_SITE_MEETING event_date { month: 6 }"));
  const std::string e = "demonstrations/a/events/e";
  const std::string f = "demonstrations/a/events/f";
  EXPECT_THAT(EventsOf("demonstration: 'demonstrations/a'"), ElementsAre(e, f));
  EXPECT_THAT(EventsOf("demonstration: 'demonstrations/b'"), ElementsAre());
  EXPECT_THAT(EventsOf("kind: DEMONSTRATION_ON_SITE_MEETING"), ElementsAre(f));
  EXPECT_THAT(EventsOf("to_date" + Day(2011, 5, 1)), ElementsAre(e));
  EXPECT_THAT(EventsOf("from_date" + Day(2011, 5, 2)), ElementsAre(f));
  EXPECT_STATUS(VoidEvent("name: 'demonstrations/a/events/x' reason: 'x' request_id: 'v'"),
                Refuses(StatusCode::kNotFound, "DEMONSTRATION_EVENT_NOT_FOUND"));
  EXPECT_STATUS(
      VoidEvent("name: 'demonstrations/a/events/e' reason: 'x' request_id: 'v' etag: '1'"),
      Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
}

}  // namespace
}  // namespace cobuild::registry
