// What tests say of messages: EXPECT_THAT(division, EqualsProto(R"(name: "divisions/...")")).
#pragma once

#include <gmock/gmock.h>
#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>

#include <memory>
#include <string>

namespace cobuild::test {

// Every field equal; `text` in the text format. Text that is no such message fails the match.
MATCHER_P(EqualsProto, text, std::string(negation ? "differs from " : "equals ") + text) {
  const std::unique_ptr<google::protobuf::Message> wanted(arg.New());
  if (!google::protobuf::TextFormat::ParseFromString(text, wanted.get())) {
    *result_listener << "the expected text is not a " << arg.GetTypeName();
    return false;
  }
  std::string differences;
  google::protobuf::util::MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&differences);
  const bool equal = differencer.Compare(*wanted, arg);
  *result_listener << differences;
  return equal;
}

// Every field equal to those of another message of the same type.
MATCHER_P(EqualsMessage, wanted,
          std::string(negation ? "differs from " : "equals ") + wanted.ShortDebugString()) {
  std::string differences;
  google::protobuf::util::MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&differences);
  const bool equal = differencer.Compare(wanted, arg);
  *result_listener << differences;
  return equal;
}

}  // namespace cobuild::test
