#include "common/records/fields.h"

#include <gmock/gmock.h>

#include <functional>
#include <string>
#include <vector>

#include "common/records/json.h"
#include "common/records/testdata/facts.h"

namespace cobuild::records {
namespace {

using Change = std::function<void(Thing&)>;

// Each changes one field, and nothing else.
const std::vector<Change>& Changes() {
  static const std::vector<Change> changes = {
      [](Thing& thing) { thing.text = "other"; },
      [](Thing& thing) { thing.number = 1; },
      [](Thing& thing) { thing.flag = false; },
      [](Thing& thing) { thing.colour = Colour::kRed; },
      [](Thing& thing) { thing.day.day = 30; },
      [](Thing& thing) { thing.time.micros += 1; },
      [](Thing& thing) { thing.amount.value += 1; },
      [](Thing& thing) { thing.digest[31] ^= 1; },
      [](Thing& thing) { thing.end_day.reset(); },
      [](Thing& thing) { thing.words = {"a", "b", ""}; },
      [](Thing& thing) { thing.words.clear(); },
      [](Thing& thing) { thing.parts.pop_back(); },
      [](Thing& thing) { thing.parts[0].weight = 7; },
      [](Thing& thing) { thing.main_part.label = ""; },
  };
  return changes;
}

TEST(FieldDigest, EveryFieldCounts) {
  const base::Digest full = DigestOf("test", "id", FullThing());
  EXPECT_EQ(DigestOf("test", "id", FullThing()), full);
  for (size_t i = 0; i < Changes().size(); ++i) {
    Thing changed = FullThing();
    Changes()[i](changed);
    EXPECT_NE(DigestOf("test", "id", changed), full) << "change " << i;
  }
}

TEST(FieldDigest, DomainAndIdCount) {
  const base::Digest full = DigestOf("test", "id", FullThing());
  EXPECT_NE(DigestOf("test.other", "id", FullThing()), full);
  EXPECT_NE(DigestOf("test", "", FullThing()), full);
}

// Bodies that are stored must still be read after an upgrade, and stored digests still match.
TEST(FieldDigest, FormIsFixed) {
  // SHA-256 of the framed texts and numbers, computed by hand with another program.
  EXPECT_EQ(base::ToHex(DigestOf("test", "id", Part{"one", 1})),
            "446e22ce1849f8cba5ed2fb7bbcf9dfc2c0537aef6d810626ebc345fc188ecff");
}

TEST(Body, FormIsFixed) {
  EXPECT_EQ(BodyOf(Part{"one", 1}), R"({"label":"one","weight":1})");
  EXPECT_EQ(BodyOf(Thing{}),
            R"({"amount":0,"colour":1,"day":"1970-01-01","digest":")" + std::string(64, '0') +
                R"(","end_day":null,"flag":false,"main_part":{"label":"","weight":0},)"
                R"("number":0,"parts":[],"text":"","time":0,"words":[]})");
}

TEST(Body, ReadsAsItWasWritten) {
  EXPECT_EQ(FromBody<Thing>(BodyOf(FullThing())), FullThing());
  EXPECT_EQ(FromBody<Thing>(BodyOf(Thing{})), Thing{});
}

TEST(Body, FieldThatIsNewerThanTheBody_HasItsOwnValue) {
  EXPECT_EQ(FromBody<Part>(R"({"label":"one"})"), (Part{"one", 0}));
  EXPECT_EQ(FromBody<Part>(R"({"label":"one","weight":2,"unknown":[]})"), (Part{"one", 2}));
}

TEST(Body, AnythingElse_IsAWrongRead) {
  for (const char* body :
       {"", "[]", "null", R"({"label":1})", R"({"label":null})", R"({"weight":"1"})"}) {
    EXPECT_THROW(FromBody<Part>(body), mysql::WrongRead) << body;
  }
  EXPECT_THROW(FromBody<Thing>(R"({"day":"2011-02-29"})"), mysql::WrongRead);
  EXPECT_THROW(FromBody<Thing>(R"({"digest":"00"})"), mysql::WrongRead);
  EXPECT_THROW(FromBody<Thing>(R"({"words":"a"})"), mysql::WrongRead);
}

}  // namespace
}  // namespace cobuild::records
