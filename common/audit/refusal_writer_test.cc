#include "common/audit/refusal_writer.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "common/audit/memory_trail.h"
#include "common/error/error.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"

namespace cobuild::audit {
namespace {

using absl::StatusCode;
using test::HasCode;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr rpc::Method kChangeMethod =
    rpc::RecordChange("cobuild.x.v1.XService/Open", "x.things.open", rpc::Scope::kWhole);
constexpr rpc::Method kReadMethod = rpc::MemoryRead("cobuild.x.v1.XService/Get", "x.things.read");
constexpr base::Timestamp kNoon{1'330'000'000'123'456};

class CallFrom : public rpc::Call {
 public:
  CallFrom(const rpc::Principal& principal, const rpc::Method& method)
      : rpc::Call(method, principal, std::chrono::steady_clock::now(), kNoon, obs::NewTrace()) {}
  std::string peer() const override { return "ipv4:127.0.0.1:48622"; }
};

absl::Status Refused(const std::string& reason, StatusCode code = StatusCode::kFailedPrecondition) {
  return error::Make(code, reason, "no", {});
}

class RefusalWriterTest : public ::testing::Test {
 protected:
  void Take(const absl::Status& refusal, const std::string& principal = "machine/cli",
            const rpc::Method& method = kChangeMethod) {
    const rpc::Principal caller{principal, {}};
    CallFrom call(caller, method);
    call.NoteRequest("request-" + std::to_string(++calls_), "things/a");
    writer_->Take(call, refusal);
  }

  std::vector<Record> Written() {
    EXPECT_OK(writer_->Flush());
    return log_.Read(0, kMaxRecordsRead).value();
  }

  MemoryRefusalLog log_;
  test::FakeClock clock_{kNoon};
  obs::Metrics metrics_;
  std::unique_ptr<RefusalWriter> writer_ = std::make_unique<RefusalWriter>(log_, clock_, metrics_);
  int calls_ = 0;
};

TEST_F(RefusalWriterTest, Refusal_SaysWhoWhenFromWhereWhatAndWhy) {
  Take(Refused("ETAG_MISMATCH", StatusCode::kAborted));
  const std::vector<Record> written = Written();
  ASSERT_THAT(written, SizeIs(1));
  EXPECT_EQ(written[0].actor, "machine/cli");
  EXPECT_EQ(written[0].record_time, kNoon);
  EXPECT_EQ(written[0].first_time, kNoon);
  EXPECT_EQ(written[0].peer, "ipv4:127.0.0.1:48622");
  EXPECT_EQ(written[0].method, "cobuild.x.v1.XService/Open");
  EXPECT_EQ(written[0].resource_name, "things/a");
  EXPECT_EQ(written[0].request_id, "request-1");
  EXPECT_EQ(written[0].code, "ABORTED");
  EXPECT_EQ(written[0].reason, "ETAG_MISMATCH");
  EXPECT_EQ(written[0].count, 1);
  EXPECT_THAT(written[0].trace_id, SizeIs(32));
}

TEST_F(RefusalWriterTest, NothingIsWrittenBeforeAFlush) {
  Take(Refused("NO"));
  EXPECT_EQ(log_.ReadHead()->number, 0);
}

TEST_F(RefusalWriterTest, SamePrincipalMethodAndReason_BecomeOneRecordWithTheFirstsRequest) {
  Take(Refused("NO"));
  clock_.Advance(std::chrono::milliseconds(5));
  Take(Refused("NO"));
  Take(Refused("OTHERWISE"));
  Take(Refused("NO"), "machine/gateway");
  const std::vector<Record> written = Written();
  ASSERT_THAT(written, SizeIs(3));
  EXPECT_EQ(written[0].count, 2);
  EXPECT_EQ(written[0].request_id, "request-1");
  EXPECT_EQ(written[0].first_time, kNoon);
  EXPECT_EQ(written[0].record_time, clock_.Now());
  // The next second is another record.
  Take(Refused("NO"));
  EXPECT_THAT(Written(), SizeIs(4));
}

TEST_F(RefusalWriterTest, WhatNobodyDecided_IsNoRefusal) {
  for (const StatusCode code : {StatusCode::kUnavailable, StatusCode::kDeadlineExceeded,
                                StatusCode::kCancelled, StatusCode::kInternal, StatusCode::kUnknown,
                                StatusCode::kResourceExhausted, StatusCode::kDataLoss}) {
    Take(Refused("X", code));
  }
  EXPECT_THAT(Written(), IsEmpty());
}

TEST_F(RefusalWriterTest, OfReadsOnlyWhatWasDeniedIsRecorded) {
  Take(Refused("NOT_THERE", StatusCode::kNotFound), "machine/cli", kReadMethod);
  EXPECT_THAT(Written(), IsEmpty());
  Take(Refused("PERMISSION_DENIED", StatusCode::kPermissionDenied), "machine/cli", kReadMethod);
  EXPECT_THAT(Written(), SizeIs(1));
}

TEST_F(RefusalWriterTest, RefusalOfNobody_IsCountedOnly) {
  Take(Refused("NO_PRINCIPAL", StatusCode::kUnauthenticated), "");
  EXPECT_THAT(Written(), IsEmpty());
  EXPECT_THAT(metrics_.Render(),
              HasSubstr("cobuild_audit_refusals_total{fate=\"unattributable\"} 1"));
}

TEST_F(RefusalWriterTest, NameThatIsNone_IsNotKept) {
  const rpc::Principal caller{"machine/cli", {}};
  CallFrom call(caller, kChangeMethod);
  call.NoteRequest("request", "张三，身份证号");
  writer_->Take(call, Refused("MALFORMED", StatusCode::kInvalidArgument));
  EXPECT_EQ(Written()[0].resource_name, "");
}

TEST_F(RefusalWriterTest, MoreThanMayWait_AreCountedAndTheTrailSaysSo) {
  constexpr int kTooMany = 3;
  for (size_t i = 0; i < RefusalWriter::kMostWaiting + kTooMany; ++i) {
    Take(Refused("NO"), "machine/" + std::to_string(i));
  }
  Take(Refused("NO"), "machine/0");  // has a place already
  ASSERT_OK(writer_->Flush());
  const int64_t last = log_.ReadHead()->number;
  EXPECT_EQ(last, static_cast<int64_t>(RefusalWriter::kMostWaiting) + 1);
  const Record said = log_.Read(last - 1, 1).value()[0];
  EXPECT_EQ(said.reason, "REFUSALS_NOT_RECORDED");
  EXPECT_EQ(said.count, kTooMany);
  EXPECT_EQ(said.actor, "");
  EXPECT_THAT(metrics_.Render(), HasSubstr("cobuild_audit_refusals_total{fate=\"dropped\"} 3"));
}

TEST_F(RefusalWriterTest, LogThatFails_GetsThemLaterWithWhatCameMeanwhile) {
  Take(Refused("NO"));
  log_.Fail(absl::UnavailableError("gone"));
  EXPECT_STATUS(writer_->Flush(), HasCode(StatusCode::kUnavailable));
  clock_.Advance(std::chrono::seconds(1));
  Take(Refused("NO"));
  log_.Fail(absl::OkStatus());
  const std::vector<Record> written = Written();
  ASSERT_THAT(written, SizeIs(1));
  EXPECT_EQ(written[0].count, 2);
  EXPECT_EQ(written[0].request_id, "request-1");
  EXPECT_EQ(written[0].first_time, kNoon);
}

TEST_F(RefusalWriterTest, LogThatFails_NeverHoldsMoreThanMayWait) {
  log_.Fail(absl::UnavailableError("gone"));
  for (int round = 0; round < 2; ++round) {
    for (size_t i = 0; i < RefusalWriter::kMostWaiting; ++i) {
      Take(Refused("NO"), "machine/" + std::to_string(round) + "-" + std::to_string(i));
    }
    EXPECT_FALSE(writer_->Flush().ok());
  }
  log_.Fail(absl::OkStatus());
  ASSERT_OK(writer_->Flush());
  const int64_t last = log_.ReadHead()->number;
  EXPECT_EQ(log_.Read(last - 1, 1).value()[0].count,
            static_cast<int64_t>(RefusalWriter::kMostWaiting));
}

TEST_F(RefusalWriterTest, Destruction_WritesWhatWaits) {
  Take(Refused("NO"));
  writer_.reset();
  EXPECT_EQ(log_.ReadHead()->number, 1);
}

}  // namespace
}  // namespace cobuild::audit
