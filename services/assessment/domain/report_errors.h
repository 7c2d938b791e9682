// Every refusal of stored reports, by name. README.md has their order.
#pragma once

#include <cstddef>
#include <string_view>

#include "absl/status/status.h"
#include "common/base/digest.h"
#include "services/assessment/domain/report.h"

namespace cobuild::assessment {

// NOT_FOUND and ALREADY_EXISTS, as common/records makes them.
inline constexpr std::string_view kReportNotFound = "REPORT_NOT_FOUND";
inline constexpr std::string_view kReportExists = "REPORT_EXISTS";

// All below are FAILED_PRECONDITION; `id` is the report's.

// REPORT_TOO_LARGE: it would have this many names of violators and missing subjects.
absl::Status ReportTooLarge(size_t names);
// REPORT_NOT_DRAFT, REPORT_NOT_SIGNED and REPORT_NOT_PUBLISHED: it is in another state.
absl::Status ReportNotDraft(std::string_view id, ReportState state);
absl::Status ReportNotSigned(std::string_view id, ReportState state);
absl::Status ReportNotPublished(std::string_view id, ReportState state);
// REPORT_DIGEST_MISMATCH: what the signer has seen is not what the report says.
absl::Status ReportDigestMismatch(std::string_view id, const base::Digest& current);
// SIGNED_BY_MAKER: whoever made it may not stand for it alone.
absl::Status SignedByMaker(std::string_view id, std::string_view maker);

}  // namespace cobuild::assessment
