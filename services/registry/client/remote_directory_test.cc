// What a service knows of grants and of the tree, by a registry's feed over the wire.
#include "services/registry/client/remote_directory.h"

#include <gmock/gmock.h>

#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/feed/service.h"
#include "common/testing/fake_clock.h"
#include "common/testing/server.h"
#include "services/registry/app/principals.h"
#include "services/registry/app/testing/requests.h"
#include "services/registry/rpc/feed_source.h"
#include "services/registry/rpc/own_directory.h"
#include "services/registry/store/memory/memory_store.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kLi[] = "person/li.si";
constexpr std::chrono::seconds kPatience(20);

// A registry without its RPCs.
struct Recorded {
  MemoryStore store = {};
  LiveRegistry live{store};
  FeedSource feed{store, live};
  Principals principals{live, [](std::string_view) { return false; }};
};

base::Date DayOf(base::Timestamp now) { return base::BusinessDay(now); }

class RemoteDirectoryTest : public ::testing::Test {
 protected:
  RemoteDirectoryTest() { Fill(recorded_); }

  static void Fill(Recorded& registry) {
    EXPECT_OK(Import(registry.live, "tree", SmallTree()));
    EXPECT_OK(CreatePrincipal(registry.principals, RequestOf("Create", "li"),
                              {.id = kLi, .facts = {.display_name = "会计"}}));
  }

  void Grant(const std::string& id, const std::string& role, const scope::Bound& bound,
             int from_in_days = 0, int to_in_days = 300) {
    GrantRoleCommand command;
    command.id = id;
    command.facts.principal = kLi;
    command.facts.role = role;
    command.facts.bound = bound;
    command.facts.start_date = base::DaysAfter(DayOf(kNow), from_in_days);
    command.facts.end_date = base::DaysAfter(DayOf(kNow), to_in_days);
    command.facts.reason = "任命";
    EXPECT_OK(GrantRole(recorded_.principals, RequestOf("Grant", id), command));
  }
  void Revoke(const std::string& id) {
    EXPECT_OK(RevokeRole(recorded_.principals, RequestOf("Revoke", id),
                         {.id = id, .reason = "离任", .etag = ""}));
  }

  // Where the restarted server is, the first one was.
  void Restart(Recorded& registry) {
    routers_.emplace_back();
    feed::RegisterFeedService(routers_.back(), registry.feed);
    rpc::ServerOptions options;
    options.listen_address = server_.address();
    options.tls = server_.certificates().ForServer();
    auto started = rpc::Server::Start(options, {.router = routers_.back(),
                                                .directory = grants_,
                                                .clock = clock_,
                                                .metrics = server_.metrics()});
    ASSERT_OK(started);
    restarted_ = *std::move(started);
  }

  client::RemoteDirectory& Follow() { return directory_.emplace(channel_, clock_, metrics_); }

  // Waits until the principal is known so; false when it never is.
  bool Becomes(const std::function<bool(const rpc::Principal&)>& is) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < deadline) {
      const auto found = directory_->Find(kLi, clock_.Now());
      if (found.ok() && is(**found)) return true;
      std::this_thread::yield();
    }
    return false;
  }
  bool HasRoles(const std::vector<std::string>& roles) {
    return Becomes([&](const rpc::Principal& principal) {
      std::vector<std::string> found;
      for (const rpc::Grant& grant : principal.grants) found.push_back(grant.role);
      return found == roles;
    });
  }
  bool Reaches(const char* division, bool wanted) {
    return Becomes([&](const rpc::Principal& principal) {
      return rpc::ReachOf(principal, "projects.projects.read").HasDivision(division) == wanted;
    });
  }

  test::FakeClock clock_{kNow};
  obs::Metrics metrics_;
  Recorded recorded_;
  std::vector<rpc::Router> routers_;
  const rpc::Grants grants_ =
      *rpc::Grants::FromJson(R"({"principals": [{"name": "machine/test", "roles": ["SERVICE"]}]})");
  test::TestServer server_{
      [this](rpc::Router& router) { feed::RegisterFeedService(router, recorded_.feed); }};
  std::shared_ptr<grpc::Channel> channel_ = server_.ChannelAs();
  std::unique_ptr<rpc::Server> restarted_;
  std::optional<client::RemoteDirectory> directory_;
};

TEST_F(RemoteDirectoryTest, Grants_AreKnownFromTheStartAndAsTheyCome) {
  Grant("a", "TOWNSHIP_CLERK", scope::Bound::Division(kJinkou));
  Follow();
  EXPECT_TRUE(HasRoles({"TOWNSHIP_CLERK"}));
  Grant("b", "AUDITOR", scope::Bound::WholeTree());
  EXPECT_TRUE(HasRoles({"TOWNSHIP_CLERK", "AUDITOR"}));
  Revoke("a");
  EXPECT_TRUE(HasRoles({"AUDITOR"}));
  const auto stranger = directory_->Find("person/nobody", clock_.Now());
  ASSERT_OK(stranger);
  EXPECT_EQ((*stranger)->name, "person/nobody");
  EXPECT_THAT((*stranger)->grants, IsEmpty());
}

TEST_F(RemoteDirectoryTest, Terms_BeginAndEndByTheDayInChina) {
  Grant("now", "TOWNSHIP_CLERK", scope::Bound::WholeTree(), 0, 1);
  Grant("next", "AUDITOR", scope::Bound::WholeTree(), 1, 2);
  Follow();
  EXPECT_TRUE(HasRoles({"TOWNSHIP_CLERK"}));
  clock_.Advance(std::chrono::hours(24));
  // Whatever is recorded then is heard at the new time.
  Revoke("next");
  EXPECT_TRUE(HasRoles({}));
}

TEST_F(RemoteDirectoryTest, Division_HoldsWhatIsBelowItAndWhatMovesThere) {
  Grant("a", "TOWNSHIP_CLERK", scope::Bound::Division(kJinkou));
  Follow();
  EXPECT_TRUE(Reaches(kHill, true));
  EXPECT_TRUE(Reaches(kTeam, false));
  std::vector<DivisionFacts> moved = SmallTree();
  for (DivisionFacts& facts : moved) {
    if (facts.code == kHill) facts.parent_code = kShanpo;
    if (facts.code == kTeam) facts.parent_code = kJinkou;
  }
  ASSERT_OK(Import(recorded_.live, "transfer", moved, {"test-2", DayOf(kNow)}));
  EXPECT_TRUE(Reaches(kHill, false));
  EXPECT_TRUE(Reaches(kTeam, true));
}

TEST_F(RemoteDirectoryTest, TransferOfALaterDay_MovesAuthorityThen) {
  Grant("a", "TOWNSHIP_CLERK", scope::Bound::Division(kJinkou));
  std::vector<DivisionFacts> moved = SmallTree();
  for (DivisionFacts& facts : moved) {
    if (facts.code == kHill) facts.parent_code = kShanpo;
  }
  ASSERT_OK(Import(recorded_.live, "later", moved, {"test-2", base::DaysAfter(DayOf(kNow), 1)}));
  Follow();
  EXPECT_TRUE(Reaches(kHill, true));
  clock_.Advance(std::chrono::hours(24));
  Grant("b", "AUDITOR", scope::Bound::Division(kShanpo), 10, 20);
  EXPECT_TRUE(Reaches(kHill, false));
}

TEST_F(RemoteDirectoryTest, AnotherRole_LeavesTheTreeAsItIs) {
  Grant("a", "TOWNSHIP_CLERK", scope::Bound::Division(kJinkou));
  Follow();
  ASSERT_TRUE(HasRoles({"TOWNSHIP_CLERK"}));
  const auto before = directory_->Find(kLi, clock_.Now());
  Grant("b", "AUDITOR", scope::Bound::WholeTree());
  ASSERT_TRUE(HasRoles({"TOWNSHIP_CLERK", "AUDITOR"}));
  EXPECT_EQ((*directory_->Find(kLi, clock_.Now()))->tree, (*before)->tree);
}

TEST_F(RemoteDirectoryTest, NothingHeardForLong_IsStaleAlsoAfterTheClockWasPutBack) {
  Follow();
  ASSERT_TRUE(HasRoles({}));
  using std::chrono::microseconds;
  const auto at = [](microseconds later) { return base::Timestamp{kNow.micros + later.count()}; };
  EXPECT_OK(directory_->Find(kLi, at(client::kStaleAfter)));
  for (const microseconds later : {microseconds(client::kStaleAfter) + microseconds(1),
                                   -microseconds(client::kStaleAfter) - microseconds(1)}) {
    EXPECT_STATUS(directory_->Find(kLi, at(later)),
                  Refuses(StatusCode::kUnavailable, "SCOPE_STALE"));
    EXPECT_STATUS(directory_->Find("person/nobody", at(later)),
                  Refuses(StatusCode::kUnavailable, "SCOPE_STALE"));
  }
}

TEST_F(RemoteDirectoryTest, RegistryAwayAtTheStart_IsStaleUntilItComes) {
  Grant("a", "AUDITOR", scope::Bound::WholeTree());
  server_.server().Drain();
  Follow();
  EXPECT_STATUS(directory_->Find(kLi, clock_.Now()),
                Refuses(StatusCode::kUnavailable, "SCOPE_STALE"));
  Restart(recorded_);
  EXPECT_TRUE(HasRoles({"AUDITOR"}));
}

TEST_F(RemoteDirectoryTest, RegistryRestarts_GoesOnFromWhereItWas) {
  Follow();
  ASSERT_TRUE(HasRoles({}));
  server_.server().Drain();
  Grant("a", "AUDITOR", scope::Bound::WholeTree());
  Restart(recorded_);
  EXPECT_TRUE(HasRoles({"AUDITOR"}));
}

TEST_F(RemoteDirectoryTest, RegistryThatLostChanges_IsReadAnew) {
  Grant("a", "AUDITOR", scope::Bound::WholeTree());
  Follow();
  ASSERT_TRUE(HasRoles({"AUDITOR"}));
  server_.server().Drain();
  Recorded restored;
  Fill(restored);
  Restart(restored);
  EXPECT_TRUE(HasRoles({}));
  directory_.reset();
  restarted_.reset();
}

TEST_F(RemoteDirectoryTest, RegistryItself_KnowsTheSameAtOnce) {
  const OwnDirectory own(recorded_.live);
  Grant("b", "TOWNSHIP_CLERK", scope::Bound::Division(kJinkou));
  Grant("a", "AUDITOR", scope::Bound::WholeTree());
  const auto known = own.Find(kLi, kNow);
  ASSERT_OK(known);
  EXPECT_TRUE(rpc::ReachOf(**known, "audit.records.export").everything());
  EXPECT_THAT(rpc::RolesAt(**known, {.divisions = {kHill}, .organizations = {}}),
              ElementsAre("AUDITOR", "TOWNSHIP_CLERK"));
  std::vector<DivisionFacts> moved = SmallTree();
  for (DivisionFacts& facts : moved) {
    if (facts.code == kHill) facts.parent_code = kShanpo;
  }
  ASSERT_OK(Import(recorded_.live, "transfer", moved, {"test-2", DayOf(kNow)}));
  EXPECT_THAT(rpc::RolesAt(**own.Find(kLi, kNow), {.divisions = {kHill}, .organizations = {}}),
              ElementsAre("AUDITOR"));
  Revoke("a");
  EXPECT_THAT(rpc::RolesAt(**own.Find(kLi, kNow), {.divisions = {kHill}, .organizations = {}}),
              IsEmpty());
}

}  // namespace
}  // namespace cobuild::registry
