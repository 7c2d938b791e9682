// ServiceCentreService over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::ElementsAre;

class ServiceCentreServiceTest : public RegistryServerTest {
 protected:
  ServiceCentreServiceTest() { ImportSmallTree(); }

  // Facts of a centre that is in use since 2010, with what `fields` adds.
  static std::string Facts(const std::string& village, const std::string& fields = "") {
    return " service_centre { village: 'villages/" + village + "' display_name: 'x' in_use_since" +
           Day(2010, 1, 1) + "data_origin: EXAMPLE " + fields + " } ";
  }
  auto Create(const std::string& request) {
    return Call(&ServiceCentres::CreateServiceCentre, request);
  }
  auto CreateOf(const std::string& id, const std::string& village, const std::string& fields = "") {
    return Create("service_centre_id: '" + id + "' request_id: '" + id + "'" +
                  Facts(village, fields));
  }
  auto Update(const std::string& request) {
    return Call(&ServiceCentres::UpdateServiceCentre, request);
  }
  auto Delete(const std::string& request) {
    return Call(&ServiceCentres::DeleteServiceCentre, request);
  }
  auto Get(const std::string& request) { return Call(&ServiceCentres::GetServiceCentre, request); }
  auto List(const std::string& request) {
    return Call(&ServiceCentres::ListServiceCentres, request);
  }
  auto Summarize(const std::string& request) {
    return Call(&ServiceCentres::SummarizeServiceCentres, request);
  }
  std::vector<std::string> NamesOf(const std::string& request) {
    std::vector<std::string> names;
    const auto page = List(request);
    EXPECT_OK(page);
    for (const auto& centre : page->service_centres()) names.push_back(centre.name());
    return names;
  }
};

TEST_F(ServiceCentreServiceTest, Create_GivesWhatGetGives) {
  const auto centre =
      CreateOf("a", kHill, "functions: COMMERCE functions: PARTY_AFFAIRS floor_area_dm2: 12345");
  ASSERT_OK(centre);
  EXPECT_EQ(centre->name(), "serviceCentres/a");
  EXPECT_THAT(centre->functions(), ElementsAre(v1::COMMERCE, v1::PARTY_AFFAIRS));
  EXPECT_EQ(centre->floor_area_dm2(), 12345);
  EXPECT_FALSE(centre->has_in_use_until());
  EXPECT_THAT(Get("name: 'serviceCentres/a'"), IsOkAndHolds(EqualsMessage(*centre)));
  EXPECT_STATUS(Get("name: 'serviceCentres/b'"),
                Refuses(StatusCode::kNotFound, "SERVICE_CENTRE_NOT_FOUND"));
}

TEST_F(ServiceCentreServiceTest, Create_RefusalsInOrder) {
  ASSERT_OK(CreateOf("a", kHill));
  EXPECT_STATUS(Create("service_centre_id: 'b' request_id: 'a'" + Facts(kHill)),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Create("service_centre_id: 'a' request_id: 'x'" + Facts("999999999999")),
                Refuses(StatusCode::kAlreadyExists, "SERVICE_CENTRE_EXISTS"));
  EXPECT_STATUS(CreateOf("b", "999999999999"), Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
}

TEST_F(ServiceCentreServiceTest, Create_FieldsOutOfBounds_AreNamed) {
  for (const char* field : {"village", "display_name", "in_use_since", "data_origin"}) {
    EXPECT_STATUS(Create(""), HasViolation(std::string("service_centre.") + field, "REQUIRED"));
  }
  EXPECT_STATUS(CreateOf("a", kHill, "in_use_until" + Day(2010, 1, 1)),
                HasViolation("service_centre.in_use_until", "OUT_OF_RANGE"));
  EXPECT_STATUS(CreateOf("a", kHill, "functions: COMMERCE functions: COMMERCE"),
                HasViolation("service_centre.functions[1]", "DUPLICATE"));
  EXPECT_STATUS(CreateOf("a", kHill, "floor_area_dm2: -1"),
                HasViolation("service_centre.floor_area_dm2", "OUT_OF_RANGE"));
  EXPECT_STATUS(CreateOf("a", kHill, "floor_area_dm2: 10000001"),
                HasViolation("service_centre.floor_area_dm2", "OUT_OF_RANGE"));
  EXPECT_OK(CreateOf("a", kHill, "floor_area_dm2: 10000000 in_use_until" + Day(2010, 1, 2)));
}

TEST_F(ServiceCentreServiceTest, Update_RefusalsInOrder) {
  const auto centre = CreateOf("a", kHill);
  ASSERT_OK(centre);
  const auto update = [&](const std::string& id, const std::string& village,
                          const std::string& more) {
    return Update(Facts(village, "name: 'serviceCentres/" + id + "'") + more);
  };
  EXPECT_STATUS(update("b", "999999999999", "etag: '1' request_id: 'u'"),
                Refuses(StatusCode::kNotFound, "SERVICE_CENTRE_NOT_FOUND"));
  EXPECT_STATUS(update("a", "999999999999", "etag: '1' request_id: 'u'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(update("a", "999999999999", "request_id: 'u'"),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  const auto moved = update("a", kSandbar, "request_id: 'u' etag: '" + centre->etag() + "'");
  ASSERT_OK(moved);
  EXPECT_NE(moved->etag(), centre->etag());
  EXPECT_THAT(NamesOf("village: 'villages/420115002202'"), ElementsAre());
  EXPECT_THAT(NamesOf("village: 'villages/420115002201'"), ElementsAre("serviceCentres/a"));
}

TEST_F(ServiceCentreServiceTest, Delete_NotWhileItHasAWork) {
  ASSERT_OK(CreateOf("a", kHill));
  ASSERT_OK(Call(&ServiceCentres::RecordCentreWork,
                 "centre_work_id: 'w' request_id: 'w' centre_work { service_centre: "
                 "'serviceCentres/a' kind: CENTRE_WORK_NEW data_origin: EXAMPLE start_date" +
                     Day(2010, 1, 1) + "}"));
  const std::string request = "name: 'serviceCentres/a' reason: 'x' request_id: 'd' ";
  EXPECT_STATUS(Delete("name: 'serviceCentres/b' reason: 'x' request_id: 'd'"),
                Refuses(StatusCode::kNotFound, "SERVICE_CENTRE_NOT_FOUND"));
  EXPECT_STATUS(Delete(request + "etag: '1'"), Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Delete(request),
                Refuses(StatusCode::kFailedPrecondition, "SERVICE_CENTRE_HAS_WORKS"));
  ASSERT_OK(Call(&ServiceCentres::VoidCentreWork,
                 "name: 'serviceCentres/a/works/w' reason: 'x' request_id: 'v'"));
  EXPECT_OK(Delete(request));
  EXPECT_THAT(NamesOf(""), ElementsAre());
  EXPECT_EQ(Get("name: 'serviceCentres/a'")->void_reason(), "x");
}

TEST_F(ServiceCentreServiceTest, List_InUseOnADay) {
  ASSERT_OK(CreateOf("a", kHill, "in_use_until" + Day(2011, 1, 1)));
  ASSERT_OK(CreateOf("b", kHill));
  const auto on = [&](const std::string& day) { return NamesOf("in_use_on" + day); };
  EXPECT_THAT(on(Day(2009, 12, 31)), ElementsAre());
  EXPECT_THAT(on(Day(2010, 1, 1)), ElementsAre("serviceCentres/a", "serviceCentres/b"));
  EXPECT_THAT(on(Day(2011, 1, 1)), ElementsAre("serviceCentres/b"));
}

TEST_F(ServiceCentreServiceTest, Summarize_WhoHasACentreAndWhoHasNone) {
  ASSERT_OK(CreateOf("a", kHill));
  ASSERT_OK(CreateOf("b", kHill));
  ASSERT_OK(CreateOf("c", kSandbar, "in_use_until" + Day(2011, 1, 1)));
  const std::string request =
      "scope { villages: 'villages/420115002202' villages: 'villages/420115002201' } in_use_on";
  const auto summary = Summarize(request + Day(2011, 12, 31));
  ASSERT_OK(summary);
  EXPECT_EQ(summary->rows_size(), 1);
  EXPECT_EQ(summary->rows(0).village(), "villages/420115002202");
  EXPECT_THAT(summary->rows(0).service_centres(),
              ElementsAre("serviceCentres/a", "serviceCentres/b"));
  EXPECT_EQ(summary->centres(), 2);
  EXPECT_THAT(summary->missing_villages(), ElementsAre("villages/420115002201"));
  EXPECT_EQ(summary->data_origin(), type::v1::EXAMPLE);
  EXPECT_EQ(Summarize(request + Day(2010, 12, 31))->missing_villages_size(), 0);
}

TEST_F(ServiceCentreServiceTest, Summarize_Refusals) {
  EXPECT_STATUS(Summarize(""), HasViolation("scope.villages", "REQUIRED"));
  EXPECT_STATUS(Summarize(""), HasViolation("in_use_on", "REQUIRED"));
  EXPECT_STATUS(Summarize("scope { perimeter: 'perimeters/none' } in_use_on" + Day(2011, 1, 1)),
                Refuses(StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  EXPECT_STATUS(
      Summarize("scope { villages: 'villages/999999999999' } in_use_on" + Day(2011, 1, 1)),
      Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
}

}  // namespace
}  // namespace cobuild::registry
