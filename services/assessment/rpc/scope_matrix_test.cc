// Every RPC, called by every role with every bound: testdata/scope_matrix.txt.
#include "common/testing/scope_matrix.h"
#include "services/assessment/rpc/methods.h"
#include "services/assessment/rpc/testing/assessment_server.h"

namespace cobuild::assessment {
namespace {

// Of two perimeters of one village each: "here", where the row is, and "there", beside it. Reports
// are about "here", whose township counts as its district.
class MatrixAssessment : public AssessmentServerTest {
 public:
  MatrixAssessment(const rpc::Directory* directory, bool has_row)
      : AssessmentServerTest(directory) {
    sources_.AddDefinition("collective_income_gross@1");
    AddPerimeter("here", "420115002201");
    AddPerimeter("there", "420115002202");
    sources_.AddDistrict({kTownship, "金口街道"}, {kTownship});
    sources_.PostIncome("420115002202", 2011, {100}, DataOrigin::kExample);
    if (has_row) sources_.PostIncome("420115002201", 2011, {500}, DataOrigin::kExample);
    Claim claim;
    claim.id = "F01";
    claim.definition = Definition{.query = {.metric = {"collective_income", 1},
                                            .aggregation = Aggregation::kSum,
                                            .perimeter = "here",
                                            .year = 2011,
                                            .as_of = {2011, 12, 31}}};
    claims_ = {claim};
  }
  using AssessmentServerTest::server;
  void TestBody() override {}

 private:
  static constexpr char kTownship[] = "420115002000";

  void AddPerimeter(const std::string& id, const std::string& village) {
    sources_.AddPerimeter(
        id, {{.code = village, .name = "村", .township_name = "金口街道", .township = kTownship}},
        DataOrigin::kExample);
  }
};

TEST(ScopeMatrixTest, EveryRpcByEveryRoleWithEveryBound) {
  test::MatrixDirectory directory;
  MatrixAssessment with_row(&directory, true);
  MatrixAssessment without_row(&directory, false);
  const test::MatrixServers servers{directory, with_row.server(), without_row.server()};
  for (const std::string& wrong : test::CheckMatrixFile(
           servers, kMethods, "services/assessment/rpc/testdata/scope_matrix.txt")) {
    ADD_FAILURE() << wrong;
  }
}

}  // namespace
}  // namespace cobuild::assessment
