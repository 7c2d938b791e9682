#include "common/rpc/status.h"

#include <gmock/gmock.h>
#include <grpcpp/support/status.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "common/base/text.h"
#include "common/error/error.h"
#include "google/rpc/error_details.pb.h"

namespace cobuild::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

constexpr char kDomain[] = "cobuild.finance";

template <class T>
std::optional<T> DetailIn(const google::rpc::Status& proto) {
  T detail;
  for (const auto& any : proto.details()) {
    if (any.UnpackTo(&detail)) return detail;
  }
  return std::nullopt;
}

// As the trailers carry it: the message percent-encoded, the details in base64.
size_t TrailerBytes(const grpc::Status& status) {
  size_t bytes = (status.error_details().size() + 2) / 3 * 4;
  for (const char c : status.error_message()) bytes += c >= ' ' && c <= '~' && c != '%' ? 1 : 3;
  return bytes;
}

TEST(ToProtoTest, Refusal_CarriesReasonDomainAndMetadata) {
  const auto proto = ToProto(error::Make(absl::StatusCode::kFailedPrecondition, "PERIOD_CLOSED",
                                         "the period 2011-12 is closed", {{"period", "2011-12"}}),
                             kDomain);
  EXPECT_EQ(proto.code(), 9);
  EXPECT_EQ(proto.message(), "the period 2011-12 is closed");
  const auto info = DetailIn<google::rpc::ErrorInfo>(proto);
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->reason(), "PERIOD_CLOSED");
  EXPECT_EQ(info->domain(), kDomain);
  EXPECT_EQ(info->metadata().at("period"), "2011-12");
  EXPECT_FALSE(DetailIn<google::rpc::BadRequest>(proto).has_value());
  EXPECT_FALSE(DetailIn<google::rpc::RetryInfo>(proto).has_value());
}

TEST(ToProtoTest, Violations_BecomeBadRequest) {
  const auto proto = ToProto(error::Invalid({{"name", "REQUIRED", "must be given"},
                                             {"transfers[3].amount", "NEGATIVE", "above 0"}}),
                             kDomain);
  const auto bad_request = DetailIn<google::rpc::BadRequest>(proto);
  ASSERT_TRUE(bad_request.has_value());
  ASSERT_EQ(bad_request->field_violations_size(), 2);
  EXPECT_EQ(bad_request->field_violations(1).field(), "transfers[3].amount");
  EXPECT_EQ(bad_request->field_violations(1).reason(), "NEGATIVE");
  EXPECT_EQ(bad_request->field_violations(1).description(), "above 0");
  EXPECT_EQ(DetailIn<google::rpc::ErrorInfo>(proto)->reason(), "REQUIRED");
}

TEST(ToProtoTest, Unavailable_TellsWhenToRetry) {
  const auto retry = DetailIn<google::rpc::RetryInfo>(
      ToProto(error::Make(absl::StatusCode::kUnavailable, "OVERLOADED", "full"), kDomain));
  ASSERT_TRUE(retry.has_value());
  EXPECT_GT(retry->retry_delay().nanos(), 0);
}

TEST(ToProtoTest, StatusWithoutReason_GetsOneAndKeepsItsMessage) {
  const auto proto = ToProto(absl::NotFoundError("no such village"), kDomain);
  EXPECT_EQ(DetailIn<google::rpc::ErrorInfo>(proto)->reason(), "NOT_FOUND");
  EXPECT_EQ(proto.message(), "no such village");
}

TEST(ToProtoTest, InternalErrorWithoutReason_KeepsItsTextToItself) {
  for (const absl::Status& status :
       {absl::InternalError("Table 'x' doesn't exist"), absl::UnknownError("/etc/secret"),
        absl::DataLossError("page 7")}) {
    const auto proto = ToProto(status, kDomain);
    EXPECT_EQ(proto.message(), "internal error");
    EXPECT_TRUE(DetailIn<google::rpc::ErrorInfo>(proto).has_value());
  }
}

TEST(ToGrpcTest, ManyViolations_FitIntoTrailersAndTheRestIsCounted) {
  std::vector<error::Violation> violations;
  for (int i = 0; i < 1000; ++i) {
    violations.push_back({"transfers[" + std::to_string(i) + "].amount", "NEGATIVE", "above 0"});
  }
  const grpc::Status status = ToGrpc(error::Invalid(violations), kDomain);
  EXPECT_LE(TrailerBytes(status), kTrailerBytes);
  google::rpc::Status proto;
  ASSERT_TRUE(proto.ParseFromString(status.error_details()));
  const auto shown = DetailIn<google::rpc::BadRequest>(proto)->field_violations_size();
  EXPECT_GT(shown, 30);
  EXPECT_EQ(DetailIn<google::rpc::ErrorInfo>(proto)->metadata().at("violations_left_out"),
            std::to_string(1000 - shown));
}

TEST(ToGrpcTest, WorstCase_FitsIntoTrailers) {
  std::string chinese;
  for (int i = 0; i < 1000; ++i) chinese += "县";
  error::Detail detail{"REASON", {}, {}};
  for (int i = 0; i < 100; ++i) {
    detail.metadata["key" + std::to_string(i)] = chinese;
    detail.violations.push_back({chinese, "REASON", chinese});
  }
  const absl::Status worst = error::WithDetail(absl::StatusCode::kInvalidArgument, chinese, detail);
  const grpc::Status status = ToGrpc(worst, kDomain);
  EXPECT_LE(TrailerBytes(status), kTrailerBytes);
  EXPECT_TRUE(base::IsValidUtf8(status.error_message()));
  EXPECT_LE(status.error_message().size(), kMessageBytes);
  EXPECT_GE(status.error_message().size(), kMessageBytes - 3);
}

TEST(ToGrpcTest, MessageThatIsNotUtf8_IsNotShown) {
  const grpc::Status status =
      ToGrpc(error::Make(absl::StatusCode::kNotFound, "R", "abc\xff\xff\xff\xff\xff\xff"), kDomain);
  EXPECT_TRUE(base::IsValidUtf8(status.error_message()));
  EXPECT_THAT(status.error_message(), Not(HasSubstr("\xff")));
}

TEST(FromGrpcTest, Refusal_SurvivesTheRoundTrip) {
  const absl::Status sent =
      error::WithDetail(absl::StatusCode::kInvalidArgument, "two fields are wrong",
                        {"REQUIRED",
                         {{"request", "7"}},
                         {{"a", "REQUIRED", "give it"}, {"b", "TOO_LONG", "cut it"}}});
  const absl::Status received = FromGrpc(ToGrpc(sent, kDomain));
  EXPECT_EQ(received.code(), sent.code());
  EXPECT_EQ(received.message(), sent.message());
  const auto detail = error::DetailOf(received);
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason, "REQUIRED");
  EXPECT_THAT(detail->metadata, ElementsAre(Pair("request", "7")));
  ASSERT_EQ(detail->violations.size(), 2u);
  EXPECT_EQ(detail->violations[1].field, "b");
  EXPECT_EQ(detail->violations[1].reason, "TOO_LONG");
}

TEST(FromGrpcTest, GrpcsOwnRefusal_KeepsCodeAndMessage) {
  const absl::Status status =
      FromGrpc(grpc::Status(grpc::StatusCode::UNAVAILABLE, "failed to connect"));
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status.message(), "failed to connect");
  EXPECT_EQ(error::ReasonOf(status), "");
}

TEST(FromGrpcTest, DetailsThatAreNone_AreIgnored) {
  const absl::Status status =
      FromGrpc(grpc::Status(grpc::StatusCode::NOT_FOUND, "gone", "\xff\xff not a message"));
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(), "gone");
}

TEST(FromGrpcTest, Ok_IsOk) { EXPECT_TRUE(FromGrpc(grpc::Status::OK).ok()); }

TEST(DomainOfTest, IsThePackageWithoutItsVersion) {
  EXPECT_EQ(DomainOf("cobuild.registry.v1.DivisionService"), "cobuild.registry");
}

}  // namespace
}  // namespace cobuild::rpc
