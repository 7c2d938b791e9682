#include "common/rpc/wire.h"

#include <gmock/gmock.h>
#include <grpcpp/support/byte_buffer.h>
#include <gtest/gtest.h>

#include <string>

#include "common/error/error.h"
#include "common/rpc/library_logs.h"
#include "echo/echo.pb.h"

namespace cobuild::rpc {
namespace {

using echo::v1::EchoRequest;

// In several slices, as a long message arrives.
grpc::ByteBuffer InSlices(const std::string& bytes, size_t slice_bytes) {
  std::vector<grpc::Slice> slices;
  for (size_t i = 0; i < bytes.size(); i += slice_bytes) {
    slices.emplace_back(bytes.substr(i, slice_bytes));
  }
  return grpc::ByteBuffer(slices.data(), slices.size());
}

absl::Status ParseEcho(const std::string& bytes) {
  SendLibraryLogsToOurs();
  EchoRequest request;
  return Parse(InSlices(bytes, 1000), request);
}

// The one violation's field, or "" when there is none.
std::string FieldOf(const absl::Status& status) {
  const auto detail = error::DetailOf(status);
  return detail && detail->violations.size() == 1 ? detail->violations[0].field : "";
}

std::string Tagged(int number, const std::string& content) {
  return std::string{static_cast<char>(number << 3 | 2), static_cast<char>(content.size())} +
         content;
}

TEST(ParseTest, MessageInSlices_IsWhole) {
  EchoRequest sent;
  sent.set_text(std::string(10'000, 'x'));
  EchoRequest received;
  ASSERT_TRUE(Parse(InSlices(sent.SerializeAsString(), 7), received).ok());
  EXPECT_EQ(received.text(), sent.text());
}

TEST(ParseTest, EmptyMessage_IsValid) { EXPECT_TRUE(ParseEcho("").ok()); }

TEST(ParseTest, BufferThatNeverArrived_IsMalformed) {
  EchoRequest request;
  EXPECT_EQ(error::ReasonOf(Parse(grpc::ByteBuffer(), request)), "MALFORMED_MESSAGE");
}

TEST(ParseTest, BytesCutOff_AreMalformed) {
  const absl::Status status = ParseEcho(Tagged(1, "hello").substr(0, 4));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(error::ReasonOf(status), "MALFORMED_MESSAGE");
}

TEST(ParseTest, MalformedPart_IsNamed) {
  const absl::Status status = ParseEcho(Tagged(4, Tagged(1, "a")) + Tagged(4, "\x0a\x7f"));
  EXPECT_EQ(error::ReasonOf(status), "MALFORMED_MESSAGE");
  EXPECT_EQ(FieldOf(status), "parts[1]");
}

TEST(ParseTest, TextThatIsNotUtf8_IsNamed) {
  const absl::Status status = ParseEcho(Tagged(1, "a\xff"));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(error::ReasonOf(status), "INVALID_UTF8");
  EXPECT_EQ(FieldOf(status), "text");
}

TEST(ParseTest, TextWithinAPart_IsNamedByItsPath) {
  EXPECT_EQ(FieldOf(ParseEcho(Tagged(3, Tagged(1, "\xc0\x80")))), "part.label");
  EXPECT_EQ(FieldOf(ParseEcho(Tagged(4, Tagged(1, "a")) + Tagged(4, Tagged(1, "\xff")))),
            "parts[1].label");
}

TEST(ParseTest, UnknownFields_AreNoFault) { EXPECT_TRUE(ParseEcho(Tagged(15, "\xff\xff")).ok()); }

TEST(ParseTest, MessageAboveTheLimit_IsRefusedWithItsReason) {
  const absl::Status status = ParseEcho(Tagged(15, std::string(kMessageLimitBytes, 'x')));
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(error::ReasonOf(status), "MESSAGE_TOO_LARGE");
}

TEST(SerializeTest, RoundTrip_KeepsTheMessage) {
  EchoRequest sent;
  sent.set_text("山坡街道");
  grpc::ByteBuffer bytes;
  ASSERT_TRUE(Serialize(sent, bytes).ok());
  EchoRequest received;
  ASSERT_TRUE(Parse(bytes, received).ok());
  EXPECT_EQ(received.text(), sent.text());
}

TEST(SerializeTest, BufferThatWasUsedBefore_HoldsTheNewMessageOnly) {
  EchoRequest message;
  grpc::ByteBuffer bytes;
  for (const char* text : {"first", "second"}) {
    message.set_text(text);
    ASSERT_TRUE(Serialize(message, bytes).ok());
  }
  EXPECT_EQ(bytes.Length(), message.ByteSizeLong());
}

TEST(SerializeTest, MessageAboveTheLimit_IsRefused) {
  EchoRequest request;
  request.set_text(std::string(kMessageLimitBytes, 'x'));
  grpc::ByteBuffer bytes;
  EXPECT_EQ(error::ReasonOf(Serialize(request, bytes)), "RESPONSE_TOO_LARGE");
  EXPECT_FALSE(bytes.Valid());
}

}  // namespace
}  // namespace cobuild::rpc
