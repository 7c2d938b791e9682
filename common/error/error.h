// A refusal as a value: canonical code, a documented reason, and the fields it is about.
//
// Lives in absl::Status, so that domain code needs no protobuf; common/rpc turns it into
// google.rpc.Status with ErrorInfo and BadRequest. Reasons are UPPER_SNAKE_CASE, documented in each
// service's README with their order.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace cobuild::error {

// One wrong field of a request. `field` is the path as in the proto ("transfers[3].amount").
struct Violation {
  std::string field;
  std::string reason;       // UPPER_SNAKE_CASE
  std::string description;  // for a person; says what is allowed
};

struct Detail {
  std::string reason;
  std::map<std::string, std::string> metadata;  // names and values that the message mentions
  std::vector<Violation> violations;
};

// A refusal with its reason. `message` is for a person; never driver text, a path or a stack.
absl::Status Make(absl::StatusCode code, std::string_view reason, std::string_view message,
                  std::map<std::string, std::string> metadata = {});

// INVALID_ARGUMENT with every wrong field at once; its reason is that of the first violation.
// `violations` is not empty.
absl::Status Invalid(std::vector<Violation> violations);

// As another process told it, detail and all. For common/rpc.
absl::Status WithDetail(absl::StatusCode code, std::string_view message, const Detail& detail);

// What Make or Invalid attached; nullopt on any other status.
std::optional<Detail> DetailOf(const absl::Status& status);

// The reason, or "" when the status carries none.
std::string ReasonOf(const absl::Status& status);

// Collects the violations of one request.
class Violations {
 public:
  void Add(std::string field, std::string reason, std::string description);
  bool empty() const { return list_.empty(); }
  // OK when nothing was added, else Invalid(...).
  absl::Status Finish() &&;

 private:
  std::vector<Violation> list_;
};

}  // namespace cobuild::error
