// Records on the wire and back.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "cobuild/audit/v1/audit.pb.h"
#include "common/audit/record.h"

namespace cobuild::audit {

// "trails/changes".
std::string TrailName(TrailKind kind);

v1::Record ToProto(TrailKind kind, Form form, const Record& record);
// As a client takes it from a service that it does not trust. INVALID_ARGUMENT for anything that
// ToProto does not give.
absl::StatusOr<Record> FromProto(TrailKind kind, Form form, const v1::Record& proto);

}  // namespace cobuild::audit
