// The works of ServiceCentreService over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::Refuses;
using ::testing::ElementsAre;

class CentreWorkTest : public RegistryServerTest {
 protected:
  CentreWorkTest() {
    ImportSmallTree();
    for (const auto& [id, village] : {std::pair{"hill", kHill}, std::pair{"sandbar", kSandbar}}) {
      EXPECT_OK(Call(&ServiceCentres::CreateServiceCentre,
                     "service_centre_id: '" + std::string(id) + "' request_id: '" + id +
                         "' service_centre { display_name: 'x' data_origin: EXAMPLE "
                         "in_use_since" +
                         Day(2010, 1, 1) + "village: 'villages/" + village + "' }"));
    }
  }

  // Facts of a work that was started in 2010, with what `fields` adds.
  static std::string Facts(const std::string& fields, const std::string& kind) {
    return " centre_work { kind: " + kind + " data_origin: EXAMPLE start_date" + Day(2010, 1, 1) +
           fields + " } ";
  }
  auto Enter(const std::string& request) {
    return Call(&ServiceCentres::RecordCentreWork, request);
  }
  auto EnterOf(const std::string& id, const std::string& centre, const std::string& fields = "",
               const std::string& kind = "CENTRE_WORK_REPAIR") {
    return Enter("centre_work_id: '" + id + "' request_id: '" + id + "'" +
                 Facts("service_centre: 'serviceCentres/" + centre + "' " + fields, kind));
  }
  auto Correct(const std::string& request) {
    return Call(&ServiceCentres::CorrectCentreWork, request);
  }
  auto CorrectOf(const std::string& name, const std::string& fields, const std::string& more) {
    return Correct(Facts("name: '" + name + "' " + fields, "CENTRE_WORK_NEW") +
                   " reason: 'measured anew' request_id: 'c' " + more);
  }
  auto Void(const std::string& request) { return Call(&ServiceCentres::VoidCentreWork, request); }
  auto List(const std::string& request) { return Call(&ServiceCentres::ListCentreWorks, request); }
  auto Summarize(const std::string& request) {
    return Call(&ServiceCentres::SummarizeCentreWorks, request);
  }
};

TEST_F(CentreWorkTest, Record_GivesWhatListGives) {
  const auto work = EnterOf("w", "hill",
                            "completion_date" + Day(2010, 1, 1) +
                                "cost { currency_code: 'CNY' units: 12 nanos: 340000000 } "
                                "project: 'projects/p'");
  ASSERT_OK(work);
  EXPECT_EQ(work->name(), "serviceCentres/hill/works/w");
  EXPECT_EQ(work->service_centre(), "serviceCentres/hill");
  EXPECT_EQ(work->cost().nanos(), 340'000'000);
  const auto page = List("");
  ASSERT_OK(page);
  ASSERT_EQ(page->centre_works_size(), 1);
  EXPECT_THAT(page->centre_works(0), EqualsMessage(*work));
}

TEST_F(CentreWorkTest, Record_RefusalsInOrder) {
  ASSERT_OK(EnterOf("w", "hill"));
  const std::string facts = Facts("service_centre: 'serviceCentres/hill'", "CENTRE_WORK_REPAIR");
  EXPECT_STATUS(Enter("centre_work_id: 'v' request_id: 'w'" + facts),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Enter("centre_work_id: 'w' request_id: 'x'" + facts),
                Refuses(StatusCode::kAlreadyExists, "CENTRE_WORK_EXISTS"));
  EXPECT_STATUS(EnterOf("v", "none"), Refuses(StatusCode::kNotFound, "SERVICE_CENTRE_NOT_FOUND"));
}

TEST_F(CentreWorkTest, Record_FieldsOutOfBounds_AreNamed) {
  for (const char* field : {"service_centre", "kind", "start_date", "data_origin"}) {
    EXPECT_STATUS(Enter(""), HasViolation(std::string("centre_work.") + field, "REQUIRED"));
  }
  EXPECT_STATUS(EnterOf("w", "hill", "completion_date" + Day(2009, 12, 31)),
                HasViolation("centre_work.completion_date", "OUT_OF_RANGE"));
  EXPECT_STATUS(EnterOf("w", "hill", "cost { currency_code: 'CNY' units: -1 }"),
                HasViolation("centre_work.cost", "OUT_OF_RANGE"));
  EXPECT_STATUS(
      EnterOf("w", "hill", "cost { currency_code: 'CNY' units: 1000000000 nanos: 10000000 }"),
      HasViolation("centre_work.cost", "OUT_OF_RANGE"));
  EXPECT_STATUS(EnterOf("w", "hill", "cost { currency_code: 'CNY' nanos: 1 }"),
                HasViolation("centre_work.cost", "FINER_THAN_FEN"));
  EXPECT_STATUS(EnterOf("w", "hill", "project: 'p'"),
                HasViolation("centre_work.project", "MALFORMED"));
  EXPECT_OK(EnterOf("w", "hill", "cost { currency_code: 'CNY' units: 1000000000 }"));
}

TEST_F(CentreWorkTest, Correct_IsAFurtherStateOfTheSameCentre) {
  const auto work = EnterOf("w", "hill");
  ASSERT_OK(work);
  EXPECT_STATUS(CorrectOf("serviceCentres/hill/works/v", "", "etag: '1'"),
                Refuses(StatusCode::kNotFound, "CENTRE_WORK_NOT_FOUND"));
  EXPECT_STATUS(CorrectOf(work->name(), "", "etag: '1'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Correct(""), HasViolation("centre_work.name", "REQUIRED"));
  EXPECT_STATUS(Correct(""), HasViolation("reason", "REQUIRED"));
  const auto corrected = CorrectOf(
      work->name(), "service_centre: 'serviceCentres/sandbar' completion_date" + Day(2011, 1, 1),
      "etag: '" + work->etag() + "'");
  ASSERT_OK(corrected);
  EXPECT_EQ(corrected->service_centre(), "serviceCentres/hill");
  EXPECT_EQ(corrected->kind(), v1::CENTRE_WORK_NEW);
  EXPECT_EQ(corrected->correction_reason(), "measured anew");
  EXPECT_EQ(List("service_centre: 'serviceCentres/sandbar'")->centre_works_size(), 0);
}

TEST_F(CentreWorkTest, Void_IsNoLongerListed) {
  ASSERT_OK(EnterOf("w", "hill"));
  const std::string request = "name: 'serviceCentres/hill/works/w' reason: 'x' request_id: 'v' ";
  EXPECT_STATUS(Void("name: 'serviceCentres/hill/works/v' reason: 'x' request_id: 'v'"),
                Refuses(StatusCode::kNotFound, "CENTRE_WORK_NOT_FOUND"));
  EXPECT_STATUS(Void(request + "etag: '1'"), Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  ASSERT_OK(Void(request));
  EXPECT_EQ(List("")->centre_works_size(), 0);
  EXPECT_STATUS(CorrectOf("serviceCentres/hill/works/w", "", ""),
                Refuses(StatusCode::kNotFound, "CENTRE_WORK_NOT_FOUND"));
}

TEST_F(CentreWorkTest, List_ByCentreAndKind) {
  ASSERT_OK(EnterOf("a", "hill"));
  ASSERT_OK(EnterOf("b", "hill", "", "CENTRE_WORK_NEW"));
  ASSERT_OK(EnterOf("c", "sandbar"));
  EXPECT_EQ(List("service_centre: 'serviceCentres/hill'")->centre_works_size(), 2);
  EXPECT_EQ(List("kind: CENTRE_WORK_REPAIR")->centre_works_size(), 2);
  EXPECT_EQ(
      List("service_centre: 'serviceCentres/hill' kind: CENTRE_WORK_NEW")->centre_works_size(), 1);
  EXPECT_STATUS(List("service_centre: 'x'"), HasViolation("service_centre", "MALFORMED"));
}

TEST_F(CentreWorkTest, Summarize_DistinctCentresWithinTheDays) {
  ASSERT_OK(EnterOf("a", "hill", "completion_date" + Day(2010, 1, 1)));
  ASSERT_OK(EnterOf("b", "hill", "completion_date" + Day(2011, 12, 31)));
  ASSERT_OK(EnterOf("c", "hill", "completion_date" + Day(2011, 6, 1), "CENTRE_WORK_NEW"));
  ASSERT_OK(EnterOf("d", "sandbar", "completion_date" + Day(2012, 1, 1)));
  ASSERT_OK(EnterOf("e", "sandbar"));  // goes on
  const std::string scope =
      "scope { villages: 'villages/420115002202' villages: 'villages/420115002201' } ";
  const auto summary =
      Summarize(scope + "from_date" + Day(2010, 1, 1) + "to_date" + Day(2011, 12, 31));
  ASSERT_OK(summary);
  EXPECT_THAT(summary->rows(), ElementsAre(EqualsMessage(Parse<v1::CentreWorkSummaryRow>(R"(
      service_centre: 'serviceCentres/hill' village: 'villages/420115002202' new_works: 1
      repair_works: 2 data_origin: EXAMPLE)"))));
  EXPECT_EQ(summary->centres_new(), 1);
  EXPECT_EQ(summary->centres_reconstructed_or_extended(), 0);
  EXPECT_EQ(summary->centres_repaired(), 1);
  const auto later = Summarize(scope + "from_date" + Day(2010, 1, 2) + "to_date" + Day(2012, 1, 1));
  ASSERT_OK(later);
  EXPECT_EQ(later->rows_size(), 2);
  EXPECT_EQ(later->centres_repaired(), 2);
}

TEST_F(CentreWorkTest, Summarize_Refusals) {
  EXPECT_STATUS(Summarize(""), HasViolation("scope.villages", "REQUIRED"));
  EXPECT_STATUS(Summarize(""), HasViolation("from_date", "REQUIRED"));
  EXPECT_STATUS(Summarize(""), HasViolation("to_date", "REQUIRED"));
  EXPECT_STATUS(Summarize("from_date" + Day(2011, 1, 2) + "to_date" + Day(2011, 1, 1)),
                HasViolation("to_date", "OUT_OF_RANGE"));
  EXPECT_STATUS(Summarize("scope { perimeter: 'perimeters/none' } from_date" + Day(2011, 1, 1) +
                          "to_date" + Day(2011, 1, 1)),
                Refuses(StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
}

}  // namespace
}  // namespace cobuild::registry
