#include "services/assessment/sources/remote_sources.h"

#include <gmock/gmock.h>

#include "services/assessment/sources/testing/clients_test.h"

namespace cobuild::assessment {
namespace {

using RemoteSourcesTest = ClientsTest;

TEST_F(RemoteSourcesTest, AnyOtherFailure_IsUnavailableAndNamesServiceAndCause) {
  peers_.list_category_episodes = [](const auto&) {
    return error::Make(absl::StatusCode::kFailedPrecondition, "SOME_REASON", "no");
  };
  ExpectUnavailable(sources_->ReadEpisodes(kDay, 5).status(), "registry", "SOME_REASON");
  ExpectUnavailable(Summarize().status(), "finance", "INTERNAL");
}

TEST_F(RemoteSourcesTest, Calls_InheritDeadlineAndTrace) {
  ServePerimeter(1);
  ASSERT_OK(sources_->RegistryPosition("here", std::nullopt));
  EXPECT_LE(peers_.remaining(), std::chrono::seconds(20));
  EXPECT_GT(peers_.remaining(), std::chrono::seconds(0));
  EXPECT_EQ(obs::TraceIdOf(peers_.trace()), obs::TraceIdOf(trace_));
}

TEST_F(RemoteSourcesTest, DeadlineThatHasPassed_IsUnavailable) {
  ServePerimeter(1);
  const rpc::Call late(kGenerateProgrammeReport, principal_, std::chrono::steady_clock::now(),
                       base::Timestamp{}, trace_);
  ExpectUnavailable(services_.For(late)->RegistryPosition("here", std::nullopt).status(),
                    "registry", "DEADLINE_EXCEEDED");
}

}  // namespace
}  // namespace cobuild::assessment
