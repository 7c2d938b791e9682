// ModelService over the wire: what it answers, and every documented refusal.
#include "services/projects/rpc/testing/projects_server.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;

class ModelServiceTest : public ProjectsServerTest {
 protected:
  auto Promote(const std::string& model, const std::string& day, const std::string& request_id) {
    return Call(&ModelStub::PromoteModel,
                "model: " + model + " promoted_date " + day +
                    " basis: '现场会' data_origin: EXAMPLE request_id: '" + request_id + "'");
  }
  auto Withdraw(const std::string& request) { return Call(&ModelStub::WithdrawPromotion, request); }
  auto List(const std::string& request) { return Call(&ModelStub::ListModels, request); }
};

TEST_F(ModelServiceTest, Promote_IsListedFromItsDayOn) {
  const auto promoted = Promote("RURAL_TOURISM", Day(2011, 5, 1), "a");
  ASSERT_OK(promoted);
  EXPECT_EQ(promoted->name(), "models/RURAL_TOURISM");
  ASSERT_OK(Promote("INDUSTRY_LED", Day(2011, 6, 1), "b"));
  EXPECT_EQ(List("as_of " + Day(2011, 4, 30))->models_size(), 0);
  EXPECT_EQ(List("as_of " + Day(2011, 5, 1))->models_size(), 1);
  const auto all = List("");
  ASSERT_OK(all);
  ASSERT_EQ(all->models_size(), 2);
  EXPECT_EQ(all->models(0).model(), v1::INDUSTRY_LED);
  EXPECT_EQ(all->position(), 2);
  EXPECT_EQ(List("known_at { position: 1 }")->models_size(), 1);
  EXPECT_THAT(Promote("RURAL_TOURISM", Day(2011, 5, 1), "a"),
              IsOkAndHolds(EqualsMessage(*promoted)));
}

TEST_F(ModelServiceTest, RefusalsInOrder) {
  ASSERT_OK(Promote("RURAL_TOURISM", Day(2011, 5, 1), "a"));
  EXPECT_STATUS(Promote("RURAL_TOURISM", Day(2011, 5, 2), "a"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Promote("RURAL_TOURISM", Day(2011, 5, 2), "b"),
                Refuses(StatusCode::kFailedPrecondition, "MODEL_ALREADY_PROMOTED"));
  EXPECT_STATUS(Withdraw("model: LAND_OPERATION reason: 'x' etag: '9' request_id: 'w'"),
                Refuses(StatusCode::kFailedPrecondition, "MODEL_NOT_PROMOTED"));
  EXPECT_STATUS(Withdraw("model: RURAL_TOURISM reason: 'x' etag: '9' request_id: 'w'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST_F(ModelServiceTest, Withdraw_IsNoLongerListedAndMayBePromotedAnew) {
  ASSERT_OK(Promote("RURAL_TOURISM", Day(2011, 5, 1), "a"));
  const auto withdrawn =
      Withdraw("model: RURAL_TOURISM reason: 'mistake' etag: '1' request_id: 'w'");
  ASSERT_OK(withdrawn);
  EXPECT_EQ(withdrawn->void_reason(), "mistake");
  EXPECT_EQ(List("")->models_size(), 0);
  EXPECT_EQ(List("known_at { position: 1 }")->models_size(), 1);
  EXPECT_OK(Promote("RURAL_TOURISM", Day(2011, 5, 2), "b"));
}

TEST_F(ModelServiceTest, Malformed_EveryFieldIsNamed) {
  const auto promote = [&](const std::string& request) {
    return Call(&ModelStub::PromoteModel, request);
  };
  for (const char* field : {"model", "promoted_date", "basis", "data_origin", "request_id"}) {
    EXPECT_STATUS(promote(""), HasViolation(field, "REQUIRED"));
  }
  EXPECT_STATUS(promote("model: 9"), HasViolation("model", "UNKNOWN_ENUM"));
  EXPECT_STATUS(promote("basis: '" + std::string(501, 'x') + "'"),
                HasViolation("basis", "TOO_LONG"));
  for (const char* field : {"model", "reason", "request_id"}) {
    EXPECT_STATUS(Withdraw(""), HasViolation(field, "REQUIRED"));
  }
  EXPECT_STATUS(List("as_of { year: 2011 month: 2 day: 30 }"),
                HasViolation("as_of", "INVALID_DATE"));
  EXPECT_STATUS(List("known_at { position: 9 }"),
                HasViolation("known_at.position", "OUT_OF_RANGE"));
}

}  // namespace
}  // namespace cobuild::projects
