#include "common/mysql/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "common/testing/status_matchers.h"

namespace cobuild::mysql {
namespace {

using ::cobuild::test::Refuses;
using Code = absl::StatusCode;

struct Case {
  int code;
  Code status;
  std::string_view reason;
  bool ends_session;
};

// Every code that is known to come from MariaDB, MySQL, the client library or the driver.
const Case kCases[] = {
    // code  status                    reason                ends session
    {0, Code::kInternal, kStoreFailure, true},            // the driver objected
    {1020, Code::kAborted, kTransactionConflict, false},  // changed since the snapshot
    {1021, Code::kResourceExhausted, kStoreFull, false},  // disk full
    {1040, Code::kUnavailable, kStoreUnavailable, true},  // too many connections
    {1045, Code::kInternal, kStoreFailure, false},        // access denied
    {1048, Code::kInternal, kStoreConstraint, false},     // NOT NULL
    {1053, Code::kUnavailable, kStoreUnavailable, true},  // shutting down
    {1062, Code::kAlreadyExists, kDuplicateKey, false},   // duplicate
    {1064, Code::kInternal, kStoreFailure, false},        // syntax
    {1114, Code::kResourceExhausted, kStoreFull, false},  // table full
    {1142, Code::kInternal, kStoreFailure, false},        // command denied
    {1146, Code::kInternal, kStoreFailure, false},        // no such table
    {1153, Code::kInternal, kStoreConstraint, true},      // packet too large
    {1203, Code::kUnavailable, kStoreUnavailable, true},  // too many connections of the user
    {1205, Code::kAborted, kTransactionConflict, false},  // lock wait
    {1213, Code::kAborted, kTransactionConflict, false},  // deadlock
    {1243, Code::kInternal, kStoreFailure, true},         // unknown prepared statement
    {1264, Code::kInternal, kStoreConstraint, false},     // out of range
    {1290, Code::kUnavailable, kStoreReadOnly, true},     // read-only
    {1317, Code::kDeadlineExceeded, kStoreTimeLimit, false},
    {1366, Code::kInternal, kStoreConstraint, false},     // malformed text
    {1406, Code::kInternal, kStoreConstraint, false},     // too long
    {1451, Code::kInternal, kStoreConstraint, false},     // has children
    {1452, Code::kInternal, kStoreConstraint, false},     // no parent
    {1586, Code::kAlreadyExists, kDuplicateKey, false},   // duplicate, named key
    {1792, Code::kInternal, kStoreFailure, false},        // write in a read-only transaction
    {1836, Code::kUnavailable, kStoreReadOnly, true},     // read-only (MySQL)
    {1927, Code::kUnavailable, kStoreUnavailable, true},  // killed (MariaDB)
    {1969, Code::kDeadlineExceeded, kStoreTimeLimit, false},
    {2002, Code::kUnavailable, kStoreUnavailable, true},  // no socket
    {2003, Code::kUnavailable, kStoreUnavailable, true},  // no server
    {2005, Code::kUnavailable, kStoreUnavailable, true},  // unknown host
    {2006, Code::kUnavailable, kStoreUnavailable, true},  // gone away
    {2013, Code::kUnavailable, kStoreUnavailable, true},  // lost
    {2014, Code::kInternal, kStoreFailure, true},         // out of sync: our bug
    {2026, Code::kUnavailable, kStoreUnavailable, true},  // TLS
    {2030, Code::kInternal, kStoreFailure, true},         // statement of a closed connection
    {2055, Code::kUnavailable, kStoreUnavailable, true},  // lost, with the system's error
    {3024, Code::kDeadlineExceeded, kStoreTimeLimit, false},
    {3572, Code::kAborted, kTransactionConflict, false},  // NOWAIT (MySQL)
    {3819, Code::kInternal, kStoreConstraint, false},     // CHECK (MySQL)
    {4025, Code::kInternal, kStoreConstraint, false},     // CHECK (MariaDB)
    {9999, Code::kInternal, kStoreFailure, false},        // unheard of
};

TEST(Translate, EveryKnownCode_HasItsStatusAndReason) {
  for (const Case& c : kCases) {
    EXPECT_STATUS(Translate({c.code, "HY000", "text"}), Refuses(c.status, c.reason)) << c.code;
    EXPECT_EQ(EndsSession(c.code), c.ends_session) << c.code;
  }
}

TEST(TranslateAtCommit, AnythingButAConflict_IsUnknown) {
  for (const Case& c : kCases) {
    const bool conflict = c.reason == kTransactionConflict;
    EXPECT_STATUS(TranslateAtCommit({c.code, "HY000", "text"}),
                  Refuses(conflict ? Code::kAborted : Code::kUnavailable,
                          conflict ? kTransactionConflict : kCommitUnknown))
        << c.code;
  }
}

class ErrorLogTest : public ::testing::Test {
 public:
  ~ErrorLogTest() override { SetErrorLog(nullptr); }

 protected:
  ErrorLogTest() {
    SetErrorLog([this](int code, std::string_view sqlstate, std::string_view text) {
      EXPECT_EQ(sqlstate, "HY000");
      codes_.push_back(code);
      text_ = text;
    });
  }

  std::vector<int> codes_;
  std::string text_;
};

TEST_F(ErrorLogTest, DriverText_IsLoggedAndNotReturned) {
  for (const Case& c : kCases) {
    codes_.clear();
    const absl::Status status = Translate({c.code, "HY000", "value 'secret' for key 'k'"});
    EXPECT_EQ(status.ToString().find("secret"), std::string::npos) << c.code;
    EXPECT_EQ(codes_.size(), c.reason == kDuplicateKey ? 0u : 1u) << c.code;
  }
  EXPECT_EQ(text_, "value 'secret' for key 'k'");
}

TEST_F(ErrorLogTest, FailureAtCommit_IsLogged) {
  EXPECT_FALSE(TranslateAtCommit({2013, "HY000", "lost"}).ok());
  EXPECT_FALSE(TranslateAtCommit({1213, "HY000", "deadlock"}).ok());
  EXPECT_THAT(codes_, ::testing::ElementsAre(2013, 1213));
}

TEST(DuplicateKeyOf, TextOfEitherServer_GivesTheKey) {
  EXPECT_EQ(DuplicateKeyOf(Translate({1062, "23000", "Duplicate entry 'a-1' for key 'uq_code'"})),
            "uq_code");
  EXPECT_EQ(DuplicateKeyOf(Translate({1062, "23000", "Duplicate entry '1' for key 't.PRIMARY'"})),
            "PRIMARY");
  EXPECT_EQ(
      DuplicateKeyOf(Translate({1062, "23000", "Duplicate entry 'it's 'x'' for key 'uq_name'"})),
      "uq_name");
}

TEST(DuplicateKeyOf, TextWithoutAKey_IsEmpty) {
  EXPECT_EQ(DuplicateKeyOf(Translate({1062, "23000", ""})), "");
  EXPECT_EQ(DuplicateKeyOf(Translate({1062, "23000", "'"})), "");
}

TEST(DuplicateKeyOf, AnotherStatus_IsNone) {
  EXPECT_EQ(DuplicateKeyOf(Translate({1213, "40001", "for key 'k'"})), std::nullopt);
  EXPECT_EQ(DuplicateKeyOf(absl::OkStatus()), std::nullopt);
  EXPECT_EQ(DuplicateKeyOf(absl::AlreadyExistsError("for key 'k'")), std::nullopt);
}

}  // namespace
}  // namespace cobuild::mysql
