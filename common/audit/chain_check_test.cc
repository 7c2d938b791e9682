#include "common/audit/chain_check.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/audit/testing.h"

namespace cobuild::audit {
namespace {

using ::testing::HasSubstr;

constexpr int kRecords = 1'000;
constexpr int kMutations = 1'000;

// A trail as it is read, which may not be as it was made.
using Reading = std::vector<const Record*>;

Reading ReadingOf(const std::vector<Record>& records) {
  Reading reading;
  for (const Record& record : records) reading.push_back(&record);
  return reading;
}

// What is wrong with a trail from the record after `from` on; nullopt when it holds, up to the head
// that a checkpoint names.
std::optional<Break> Check(Form form, const base::ChainEnd& from, const Reading& records,
                           const Checkpoint& checkpoint) {
  ChainCheck chain(form, from);
  CheckpointCheck checkpoints({checkpoint});
  for (auto i = static_cast<size_t>(from.number); i < records.size(); ++i) {
    if (!chain.Take(*records[i])) return chain.broken();
    if (!checkpoints.Take(chain.last())) return checkpoints.broken();
  }
  checkpoints.End(chain.last());
  return checkpoints.broken();
}

Checkpoint CheckpointOf(const std::vector<Record>& records) {
  Checkpoint checkpoint;
  checkpoint.service = "registry";
  checkpoint.end = {records.back().number, records.back().chain_digest};
  return checkpoint;
}

// Changes one byte of one field of a record; the field is any that the form digests.
class ByteMutation {
 public:
  ByteMutation(std::mt19937_64& random, Form form) : random_(random), form_(form) {}

  void Apply(Record& record) {
    switch (Pick(form_ == Form::kRefusal ? 13 : form_ == Form::kChange ? 9 : 7)) {
      case 0:
        return Number(record.number);
      case 1:
        return Number(record.record_time.micros);
      case 2:
        return Text(record.actor);
      case 3:
        return Text(record.peer);
      case 4:
        return Text(record.request_id);
      case 5:
        return Bytes(record.chain_digest);
      case 6:
        return form_ == Form::kJournalEntry ? Bytes(record.content_digest) : Text(record.method);
      case 7:
        return Text(record.resource_name);
      case 8:
        return form_ == Form::kChange ? Bytes(record.command_digest) : Text(record.code);
      case 9:
        return Text(record.reason);
      case 10:
        return Text(record.trace_id);
      case 11:
        return Number(record.count);
      default:
        return Number(record.first_time.micros);
    }
  }

 private:
  size_t Pick(size_t below) { return random_() % below; }
  uint8_t AnyBits() { return static_cast<uint8_t>(1 + Pick(255)); }

  void Number(int64_t& number) {
    number =
        static_cast<int64_t>(static_cast<uint64_t>(number) ^ uint64_t{AnyBits()} << (8 * Pick(8)));
  }
  void Text(std::string& text) {
    char& byte = text[Pick(text.size())];
    byte = static_cast<char>(static_cast<uint8_t>(byte) ^ AnyBits());
  }
  void Bytes(base::Digest& digest) { digest[Pick(digest.size())] ^= AnyBits(); }

  std::mt19937_64& random_;
  const Form form_;
};

// A trail to which one thing was done that nobody may do, and where that must be found.
struct Tampered {
  Reading records;
  std::unique_ptr<Record> altered;  // one of `records`, when it is not as it was made
  int64_t place = 0;
};

Tampered TamperWith(std::mt19937_64& random, Form form, const std::vector<Record>& made) {
  const size_t at = random() % made.size();
  const size_t other = (at + 1 + random() % (made.size() - 1)) % made.size();
  Tampered tampered{ReadingOf(made), std::make_unique<Record>(made[at]),
                    static_cast<int64_t>(at) + 1};
  Reading& records = tampered.records;
  const auto place = records.begin() + static_cast<ptrdiff_t>(at);
  switch (random() % 6) {
    case 0:  // the end is cut off, from here on
      records.erase(place, records.end());
      break;
    case 1:
      records.erase(place);
      break;
    case 2:  // another one a second time, with a number that fits
      *tampered.altered = made[other];
      tampered.altered->number = tampered.place;
      records.insert(place, tampered.altered.get());
      break;
    case 3:
      std::swap(records[at], records[other]);
      tampered.place = static_cast<int64_t>(std::min(at, other)) + 1;
      break;
    default:
      ByteMutation(random, form).Apply(*tampered.altered);
      *place = tampered.altered.get();
  }
  return tampered;
}

// The chain as it was made up to any record before `place`.
base::ChainEnd AnyEndBefore(std::mt19937_64& random, const std::vector<Record>& made,
                            int64_t place) {
  const size_t count = random() % static_cast<size_t>(place);
  if (count == 0) return {};
  return {made[count - 1].number, made[count - 1].chain_digest};
}

class MutationTest : public ::testing::TestWithParam<Form> {};

TEST_P(MutationTest, EveryMutationIsFoundInItsPlace) {
  const char* given = std::getenv("COBUILD_SEED");  // NOLINT(concurrency-mt-unsafe)
  const uint64_t seed = given != nullptr ? std::stoull(given) : std::random_device()();
  SCOPED_TRACE("COBUILD_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  const std::vector<Record> made = ExampleTrail(GetParam(), kRecords);
  const Checkpoint checkpoint = CheckpointOf(made);
  ASSERT_EQ(Check(GetParam(), {}, ReadingOf(made), checkpoint), std::nullopt);
  for (int i = 0; i < kMutations; ++i) {
    const Tampered tampered = TamperWith(random, GetParam(), made);
    const base::ChainEnd from = AnyEndBefore(random, made, tampered.place);
    const std::optional<Break> found = Check(GetParam(), from, tampered.records, checkpoint);
    ASSERT_TRUE(found.has_value()) << "mutation " << i << " at " << tampered.place;
    ASSERT_EQ(found->number, tampered.place) << "mutation " << i << ": " << found->problem;
  }
}

INSTANTIATE_TEST_SUITE_P(EveryForm, MutationTest,
                         ::testing::Values(Form::kChange, Form::kJournalEntry, Form::kRefusal));

TEST(ChainCheck, RewrittenFromSomePlaceOn_IsFoundByTheCheckpointAfterIt) {
  const std::vector<Record> made = ExampleTrail(Form::kChange, 10);
  std::vector<Record> records = made;
  records[4].actor = "machine/somebody-else";
  base::ChainEnd last{4, records[3].chain_digest};
  for (size_t i = 4; i < records.size(); ++i) Chain(Form::kChange, last, records[i]);
  const auto found = Check(Form::kChange, {}, ReadingOf(records), CheckpointOf(made));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->number, 10);
  EXPECT_THAT(found->problem, HasSubstr("rewritten"));
}

TEST(ChainCheck, RecordsOfBeforeTheChain_AreCountedAndThenItBegins) {
  std::vector<Record> records = ExampleTrail(Form::kChange, 3);
  base::ChainEnd last{3, {}};
  for (Record& record : records) {
    record.peer = "";
    record.method = "";
    record.command_digest = {};
    record.chain_digest = {};
  }
  records.push_back(ExampleRecord(Form::kChange, 4));
  Chain(Form::kChange, last, records.back());
  ChainCheck chain(Form::kChange, {});
  for (const Record& record : records) EXPECT_TRUE(chain.Take(record));
  EXPECT_EQ(chain.unchained(), 3);

  // It does not stop again.
  Record unchained = records[2];
  unchained.number = 5;
  EXPECT_FALSE(chain.Take(unchained));
  EXPECT_EQ(chain.broken()->number, 5);
}

TEST(ChainCheck, RefusalsAndEntriesHaveNoTimeBeforeTheChain) {
  for (const Form form : {Form::kRefusal, Form::kJournalEntry}) {
    ChainCheck chain(form, {});
    EXPECT_FALSE(chain.Take(ExampleRecord(form, 1)));
  }
}

TEST(ChainCheck, FromAKnownEnd_NeedsNoRecordBeforeIt) {
  const std::vector<Record> made = ExampleTrail(Form::kChange, 5);
  ChainCheck chain(Form::kChange, {3, made[2].chain_digest});
  EXPECT_TRUE(chain.Take(made[3]));
  EXPECT_TRUE(chain.Take(made[4]));
  EXPECT_EQ(chain.last().digest, made[4].chain_digest);
}

TEST(CheckpointCheck, CountsThoseThatAgreeAndSkipsThoseBeforeTheStart) {
  const std::vector<Record> made = ExampleTrail(Form::kChange, 5);
  std::vector<Checkpoint> kept;
  for (const Record& record : made) {
    kept.push_back(CheckpointOf({record}));
    kept.push_back(CheckpointOf({record}));
  }
  CheckpointCheck checkpoints(kept);
  for (size_t i = 2; i < 5; ++i) {
    EXPECT_TRUE(checkpoints.Take({made[i].number, made[i].chain_digest}));
  }
  EXPECT_TRUE(checkpoints.End({5, made[4].chain_digest}));
  EXPECT_EQ(checkpoints.agreed(), 6);
}

}  // namespace
}  // namespace cobuild::audit
