#include "services/finance/rpc/journal_trail.h"

#include <gmock/gmock.h>

#include <functional>
#include <string>

#include "common/audit/verify_trail.h"
#include "common/testing/status_matchers.h"
#include "services/finance/rpc/testing/finance_server.h"

namespace cobuild::finance {
namespace {

using ::testing::SizeIs;
using ::testing::StartsWith;

// Shows the entries of another reader as an intruder has left them.
class AlteredJournal : public MemoryStore {
 public:
  AlteredJournal(finance::Reader& inner, std::function<void(Entry&)> alter)
      : inner_(inner), alter_(std::move(alter)) {}

  absl::StatusOr<Head> ReadHead() override { return inner_.ReadHead(); }
  absl::StatusOr<std::vector<Entry>> ListEntries(int64_t after, int limit) override {
    auto entries = *inner_.ListEntries(after, limit);
    for (Entry& entry : entries) alter_(entry);
    return entries;
  }

 private:
  finance::Reader& inner_;
  const std::function<void(Entry&)> alter_;
};

class JournalTrailTest : public FinanceServerTest {
 protected:
  JournalTrailTest() { CreateBooks(); }

  // Where the trail does not hold when `alter` is done to each entry; 0 where it does.
  int64_t BrokenBy(std::function<void(Entry&)> alter) {
    AlteredJournal journal(store_.reader(), std::move(alter));
    JournalTrail trail(journal.reader());
    const auto check = audit::VerifyTrail(trail, 1, 0, [] { return false; });
    EXPECT_OK(check);
    return check->broken ? check->broken->number : 0;
  }
};

TEST_F(JournalTrailTest, Entry_SaysWhoDidWhatFromWhere) {
  JournalTrail trail(store_.reader());
  ASSERT_OK_AND_ASSIGN(const auto records, trail.Read(0, 1));
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(records[0].number, 1);
  EXPECT_EQ(records[0].actor, "machine/test");
  EXPECT_THAT(records[0].peer, StartsWith("ipv4:127.0.0.1:"));
  EXPECT_EQ(records[0].resource_name, "ledgers/420115002201");
  EXPECT_EQ(trail.ReadHead()->digest, store_.reader().ReadHead()->digest);
}

TEST_F(JournalTrailTest, ChainOfTheJournal_HoldsAsAnAuditTrail) {
  EXPECT_EQ(BrokenBy([](Entry&) {}), 0);
}

TEST_F(JournalTrailTest, AnyFieldAltered_IsFoundInItsPlace) {
  const auto alter_second = [&](const std::function<void(Entry&)>& alter) {
    return BrokenBy([=](Entry& entry) {
      if (entry.stamp.position == 2) alter(entry);
    });
  };
  EXPECT_EQ(alter_second([](Entry& entry) { entry.stamp.actor += "x"; }), 2);
  EXPECT_EQ(alter_second([](Entry& entry) { entry.stamp.time.micros += 1; }), 2);
  EXPECT_EQ(alter_second([](Entry& entry) { entry.peer = "ipv4:10.0.0.1:1"; }), 2);
  EXPECT_EQ(alter_second([](Entry& entry) { entry.request_id += "x"; }), 2);
  EXPECT_EQ(alter_second([](Entry& entry) { entry.chain_digest[0] ^= 1; }), 2);
  EXPECT_EQ(alter_second([](Entry& entry) {
              std::get<AccountOpened>(entry.content).facts.display_name += "x";
            }),
            2);
}

}  // namespace
}  // namespace cobuild::finance
