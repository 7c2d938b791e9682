#include "services/assessment/domain/report_errors.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "common/error/error.h"

namespace cobuild::assessment {
namespace {

constexpr absl::StatusCode kRefused = absl::StatusCode::kFailedPrecondition;

// About the report: its name is told with `more`.
absl::Status Refused(std::string_view reason, std::string_view id, std::string_view message,
                     std::map<std::string, std::string> more) {
  const std::string name = fmt::format("reports/{}", id);
  more.emplace("name", name);
  return error::Make(kRefused, reason, fmt::format("{} {}", name, message), std::move(more));
}

absl::Status WrongState(std::string_view reason, std::string_view id, ReportState state,
                        ReportState wanted) {
  return Refused(reason, id, fmt::format("is {}, not {}", NameOf(state), NameOf(wanted)),
                 {{"state", std::string(NameOf(state))}});
}

}  // namespace

absl::Status ReportTooLarge(size_t names) {
  return error::Make(
      kRefused, "REPORT_TOO_LARGE",
      fmt::format("the report would name {} violators and missing subjects, and {} are allowed",
                  names, kMaxReportNames),
      {{"names", std::to_string(names)}});
}

absl::Status ReportNotDraft(std::string_view id, ReportState state) {
  return WrongState("REPORT_NOT_DRAFT", id, state, ReportState::kDraft);
}

absl::Status ReportNotSigned(std::string_view id, ReportState state) {
  return WrongState("REPORT_NOT_SIGNED", id, state, ReportState::kSigned);
}

absl::Status ReportNotPublished(std::string_view id, ReportState state) {
  return WrongState("REPORT_NOT_PUBLISHED", id, state, ReportState::kPublished);
}

absl::Status ReportDigestMismatch(std::string_view id, const base::Digest& current) {
  return Refused("REPORT_DIGEST_MISMATCH", id, "has another content than the one that is signed",
                 {{"content_digest", base::ToHex(current)}});
}

absl::Status SignedByMaker(std::string_view id, std::string_view maker) {
  return Refused("SIGNED_BY_MAKER", id,
                 fmt::format("was made by {}, and is signed by somebody else", maker),
                 {{"maker", std::string(maker)}});
}

}  // namespace cobuild::assessment
