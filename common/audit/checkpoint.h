// A signed word on how long a trail was at an instant, kept outside the database: who may write the
// database can rewrite a whole chain, but not what was signed and copied before.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/audit/record.h"

namespace cobuild::audit {

struct Checkpoint {
  std::string service;  // "finance"
  TrailKind trail = TrailKind::kChanges;
  base::ChainEnd end;
  base::Timestamp time;
  std::string signature;  // 64 bytes, Ed25519 over SignedText
  bool operator==(const Checkpoint&) const = default;
};

// "cobuild.audit.checkpoint@1 finance changes 4711 <digest, 64 hex digits>
// 2011-12-31T08:00:00.000000Z", one blank between: what is signed.
std::string SignedText(const Checkpoint& checkpoint);

// A line of a checkpoint file, without its end: the signed text, a blank, the signature in
// hexadecimal digits.
std::string FormatCheckpoint(const Checkpoint& checkpoint);
// INVALID_ARGUMENT for anything that FormatCheckpoint does not give. The signature is not checked.
absl::StatusOr<Checkpoint> ParseCheckpoint(std::string_view line);

// Name of the file that holds a service's checkpoints of a trail and a day (UTC):
// "finance-changes-2011-12-31.txt".
std::string CheckpointFileName(const Checkpoint& checkpoint);

}  // namespace cobuild::audit
