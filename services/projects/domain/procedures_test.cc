// Which procedures may be created, and which is in force.
#include "services/projects/domain/procedures.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/projects/domain/check_procedure.h"
#include "services/projects/domain/default_procedure.h"
#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::Refuses;

TEST(Procedures, TheOneInForce_IsThatOfTheLongestPrefixThenOfTheLatestDay) {
  Projects projects;
  const auto put = [&](const std::string& id, const std::string& prefix, const base::Date& day) {
    Procedure procedure = DefaultProcedure().facts;
    procedure.division_prefix = prefix;
    procedure.effective_date = day;
    ASSERT_OK(DecideCreateProcedure(projects, id, procedure));
    Put(projects, Record<Procedure>{id, procedure});
    EXPECT_STATUS(DecideCreateProcedure(projects, id + "-again", procedure),
                  Refuses(StatusCode::kFailedPrecondition, "PROCEDURE_DAY_TAKEN"));
    EXPECT_STATUS(DecideCreateProcedure(projects, id, procedure),
                  Refuses(StatusCode::kAlreadyExists, "PROCEDURE_EXISTS"));
  };
  put("c-first", "420115", {2010, 1, 1});
  put("b-later", "420115", {2011, 1, 1});
  put("a-town", "420115002", {2010, 6, 1});
  const auto id_of = [&](const std::string& village, const base::Date& day) {
    return ProcedureInForce(projects, village, day, projects.position()).id;
  };
  EXPECT_EQ(id_of(kRiver, {2009, 12, 31}), "default");
  EXPECT_EQ(id_of(kRiver, {2010, 1, 1}), "c-first");
  EXPECT_EQ(id_of(kRiver, {2010, 6, 1}), "a-town");
  EXPECT_EQ(id_of(kRiver, {2011, 6, 1}), "a-town");
  EXPECT_EQ(id_of(kSandbar, {2011, 6, 1}), "b-later");
  EXPECT_EQ(id_of("110101001201", {2011, 6, 1}), "default");
  EXPECT_STATUS(DecideCreateProcedure(projects, "default", DefaultProcedure().facts),
                Refuses(StatusCode::kAlreadyExists, "PROCEDURE_EXISTS"));
}

TEST(CheckProcedure, SaysEverythingThatIsWrong) {
  error::Violations none;
  CheckProcedure(none, DefaultProcedure().facts);
  EXPECT_TRUE(none.empty());
  Procedure wrong = DefaultProcedure().facts;
  wrong.division_prefix = "42a";
  wrong.steps[1].id = wrong.steps[0].id;
  wrong.steps[0].quorum = QuorumRule{4, 3, 2, 2};
  wrong.steps[2].notice_days = -1;
  wrong.steps[3].days_allowed = 366;
  error::Violations violations;
  CheckProcedure(violations, wrong);
  const absl::Status status = std::move(violations).Finish();
  EXPECT_STATUS(status, test::HasViolation("procedure.division_prefix", "MALFORMED"));
  EXPECT_STATUS(status, test::HasViolation("procedure.steps[1].step_id", "DUPLICATE"));
  for (const char* field : {"procedure.steps[0].quorum.present_numerator",
                            "procedure.steps[0].quorum.in_favour_numerator",
                            "procedure.steps[2].notice_days", "procedure.steps[3].days_allowed"}) {
    EXPECT_STATUS(status, test::HasViolation(field, "OUT_OF_RANGE"));
  }
}

}  // namespace
}  // namespace cobuild::projects
