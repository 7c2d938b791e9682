#include "common/audit/record.h"

#include <gmock/gmock.h>

#include <functional>
#include <set>

#include "common/audit/testing.h"

namespace cobuild::audit {
namespace {

// One way to alter each field.
std::vector<std::function<void(Record&)>> AlterationsOfWhatIsCommon() {
  return {[](Record& record) { record.number += 1; },
          [](Record& record) { record.record_time.micros += 1; },
          [](Record& record) { record.actor += "x"; }, [](Record& record) { record.peer += "x"; },
          [](Record& record) { record.request_id += "x"; }};
}

void ExpectEachChangesTheDigest(Form form,
                                const std::vector<std::function<void(Record&)>>& alterations) {
  const Record record = ExampleRecord(form, 7);
  std::set<base::Digest> digests = {ChainDigestOf(form, {}, record)};
  for (const auto& alter : alterations) {
    Record altered = record;
    alter(altered);
    digests.insert(ChainDigestOf(form, {}, altered));
  }
  EXPECT_EQ(digests.size(), alterations.size() + 1);
  EXPECT_FALSE(digests.contains(ChainDigestOf(form, base::Sha256("another before"), record)));
}

TEST(ChainDigestOf, Change_CoversEveryField) {
  auto alterations = AlterationsOfWhatIsCommon();
  alterations.emplace_back([](Record& record) { record.method += "x"; });
  alterations.emplace_back([](Record& record) { record.resource_name += "x"; });
  alterations.emplace_back([](Record& record) { record.command_digest[31] ^= 1; });
  ExpectEachChangesTheDigest(Form::kChange, alterations);
}

TEST(ChainDigestOf, Refusal_CoversEveryField) {
  auto alterations = AlterationsOfWhatIsCommon();
  alterations.emplace_back([](Record& record) { record.method += "x"; });
  alterations.emplace_back([](Record& record) { record.resource_name += "x"; });
  alterations.emplace_back([](Record& record) { record.code += "x"; });
  alterations.emplace_back([](Record& record) { record.reason += "x"; });
  alterations.emplace_back([](Record& record) { record.trace_id += "x"; });
  alterations.emplace_back([](Record& record) { record.count += 1; });
  alterations.emplace_back([](Record& record) { record.first_time.micros += 1; });
  ExpectEachChangesTheDigest(Form::kRefusal, alterations);
}

TEST(ChainDigestOf, JournalEntry_CoversWhatTheJournalDigests) {
  auto alterations = AlterationsOfWhatIsCommon();
  alterations.emplace_back([](Record& record) { record.content_digest[0] ^= 1; });
  ExpectEachChangesTheDigest(Form::kJournalEntry, alterations);
}

TEST(ChainDigestOf, SameFieldsInAnotherForm_DifferAlways) {
  const Record record = ExampleRecord(Form::kChange, 7);
  EXPECT_NE(ChainDigestOf(Form::kChange, {}, record), ChainDigestOf(Form::kRefusal, {}, record));
}

// What the README promises to whoever checks a trail with other tools.
TEST(ChainDigestOf, IsMadeAsDocumented) {
  const Record record = ExampleRecord(Form::kChange, 7);
  const base::Digest content = base::DigestBuilder("cobuild.audit.change@1")
                                   .Add(record.peer)
                                   .Add(record.method)
                                   .Add(record.resource_name)
                                   .Add(record.command_digest)
                                   .Finish();
  EXPECT_EQ(ChainDigestOf(Form::kChange, base::Sha256("before"), record),
            base::DigestBuilder("cobuild.audit.chain@1")
                .Add(base::Sha256("before"))
                .Add(content)
                .Add(record.number)
                .Add(record.record_time.micros)
                .Add(record.actor)
                .Add(record.request_id)
                .Finish());
}

TEST(Shortened, CutsBetweenCharacters) {
  EXPECT_EQ(Shortened("山坡乡", 2), "山坡");
  EXPECT_EQ(Shortened("山坡乡", 3), "山坡乡");
  EXPECT_EQ(Shortened("abc", 0), "");
  EXPECT_EQ(Shortened("\xff\xfe", 9), "(not UTF-8)");
}

TEST(FindTrailKind, KnowsBothAndNothingElse) {
  EXPECT_EQ(FindTrailKind("changes"), TrailKind::kChanges);
  EXPECT_EQ(FindTrailKind("refusals"), TrailKind::kRefusals);
  EXPECT_EQ(FindTrailKind("Changes"), std::nullopt);
}

}  // namespace
}  // namespace cobuild::audit
