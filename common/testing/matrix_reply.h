// What comes back of a call of a scope matrix, and what it is called in the table.
#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace cobuild::test {

struct MatrixReply {
  absl::Status status;
  std::vector<std::unique_ptr<google::protobuf::Message>> messages;
};

// The text at a path of fields, as "breaks.name"; of a list its first element. Throws
// std::runtime_error when there is none.
std::string TextAt(const google::protobuf::Message& message, const std::string& path);

// "OK", "OK 3" for a response that is a list of three, or the code and the reason.
std::string OutcomeOf(const MatrixReply& reply);

// The same for equal answers of one server: most roles get the same.
std::string BytesOf(const MatrixReply& reply);

// All that a caller learns, but for what tells of no row: the position, number and digest of a
// feed's or a trail's head, the position of a read, the times at which the test recorded its rows
// and ids made of them, and what page tokens and chained digests are made of.
std::string LearntFrom(const MatrixReply& reply);

}  // namespace cobuild::test
