// What the feed tells of callers whose grants do not reach the whole tree.
#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

#include "common/testing/fake_directory.h"
#include "common/testing/status_matchers.h"
#include "services/finance/rpc/testing/finance_server.h"

namespace cobuild::finance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FeedReachTest : public FinanceServerTest {
 protected:
  // The ledgers of all that a bounded caller is told, and those of what stands.
  std::set<std::string> LedgersToldWithin(const std::string& division) {
    const scope::Bound bound = scope::Bound::Division(division);
    const scope::Reach reach = scope::Reach::Of(test::ExampleTree(), {&bound, 1});
    const int64_t head = HeadPosition();
    const auto changes = feed_source_.List(0, 1'000, reach);
    EXPECT_OK(changes);
    EXPECT_EQ(static_cast<int64_t>(changes->size()), head);
    std::set<std::string> ledgers;
    for (const feed::v1::Change& change : *changes) {
      EXPECT_EQ(change.resource_name().empty(), !change.has_resource());
      if (change.has_resource()) ledgers.insert(LedgerOf(change.resource_name()));
    }
    const auto standing = feed_source_.ListStanding(0, head, head, reach);
    EXPECT_OK(standing);
    for (const feed::v1::SnapshotResource& resource : *standing) {
      EXPECT_TRUE(ledgers.contains(LedgerOf(resource.resource_name()))) << resource.resource_name();
    }
    return ledgers;
  }

 private:
  static std::string LedgerOf(const std::string& name) {
    return name.substr(0, name.find('/', std::string("ledgers/").size()));
  }
};

TEST_F(FeedReachTest, OfATownship_HasTheBooksOfItsVillagesAlone) {
  CreateBooks();
  ASSERT_OK(
      ToLedger(&LedgerStub::PostTransfer, "transfer { " + EntryText("t1", "x", "y", 5) + " }"));
  const std::string own = std::string("ledgers/") + kVillage;
  EXPECT_THAT(LedgersToldWithin("420115002000"), ElementsAre(own));
  EXPECT_THAT(LedgersToldWithin("420115000000"), ElementsAre(own));
  EXPECT_THAT(LedgersToldWithin("420115001000"), IsEmpty());
  EXPECT_THAT(LedgersToldWithin("420116000000"), IsEmpty());
}

}  // namespace
}  // namespace cobuild::finance
