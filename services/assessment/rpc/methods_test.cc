#include "services/assessment/rpc/methods.h"

#include <gmock/gmock.h>

#include "cobuild/assessment/v1/metric.pb.h"
#include "cobuild/assessment/v1/report.pb.h"
#include "common/testing/method_table.h"

namespace cobuild::assessment {
namespace {

TEST(Methods, EveryRpcHasItsRow) {
  EXPECT_THAT(
      test::CheckTable(
          {v1::Metric::descriptor()->file(), v1::ProgrammeReport::descriptor()->file()}, kMethods),
      ::testing::IsEmpty());
}

}  // namespace
}  // namespace cobuild::assessment
