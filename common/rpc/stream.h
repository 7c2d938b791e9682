// The two ends of a stream as a handler sees them. Both block their worker, never longer than the
// call's deadline.
#pragma once

#include "absl/status/statusor.h"

namespace google::protobuf {
class Message;
}

namespace cobuild::rpc {

// Where a server stream's messages go; the pipeline's, or a test's.
class MessageSink {
 public:
  virtual ~MessageSink() = default;
  virtual bool Write(const google::protobuf::Message& message) = 0;
};

// Where a client stream's messages come from; the pipeline's, or a test's.
class MessageSource {
 public:
  virtual ~MessageSource() = default;
  virtual absl::StatusOr<bool> Read(google::protobuf::Message& message) = 0;
};

template <class Resp>
class StreamWriter {
 public:
  explicit StreamWriter(MessageSink& sink) : sink_(sink) {}

  // Waits until the message is on its way. False when no further message can be sent: the client is
  // gone or took nothing for 30 s, the deadline has passed, the message exceeds 4 MiB. The handler
  // then returns; what it returns no longer matters. Put several rows into a message: that is much
  // faster than a message for each.
  bool Write(const Resp& message) { return sink_.Write(message); }

 private:
  MessageSink& sink_;
};

template <class Req>
class StreamReader {
 public:
  explicit StreamReader(MessageSource& source) : source_(source) {}

  // Waits for the next message. True: `message` holds it. False: the client has sent all it had. An
  // error: the stream broke off (CANCELLED, DEADLINE_EXCEEDED) or the message is not one
  // (INVALID_ARGUMENT MALFORMED_MESSAGE, INVALID_UTF8); what arrived before is then not the whole,
  // and the handler returns the error as it is.
  absl::StatusOr<bool> Read(Req& message) { return source_.Read(message); }

 private:
  MessageSource& source_;
};

}  // namespace cobuild::rpc
