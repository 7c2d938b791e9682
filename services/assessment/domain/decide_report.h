// The life of a stored report: DRAFT, SIGNED, PUBLISHED, SUPERSEDED. Each rule gives the report's
// next state, without position and time.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/digest.h"
#include "common/base/time.h"
#include "common/scope/reach.h"
#include "services/assessment/domain/facts.h"

namespace cobuild::assessment {

// ALREADY_EXISTS REPORT_EXISTS.
absl::Status CheckReportIsNew(const Assessment& assessment, const std::string& id);

struct NewReport {
  std::string id;
  std::string title;
  std::string maker;  // principal
  ReportContent content;
};
// The content and then the report, a draft. REPORT_EXISTS, FAILED_PRECONDITION REPORT_TOO_LARGE.
absl::StatusOr<Rows> DecideCreateReport(const Assessment& assessment, const NewReport& report);

// Of the changes below `etag` is "" for whatever stands, and `reach` is the caller's: a report out
// of it is REPORT_NOT_FOUND.

struct SignReportCommand {
  std::string id;
  base::Digest content_digest{};  // of what the signer has seen
  std::string etag;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("id", self.id);
    visit("content_digest", self.content_digest);
    visit("etag", self.etag);
  }
};
// NOT_FOUND REPORT_NOT_FOUND, ABORTED ETAG_MISMATCH, FAILED_PRECONDITION REPORT_NOT_DRAFT,
// REPORT_DIGEST_MISMATCH, SIGNED_BY_MAKER.
absl::StatusOr<Record<Report>> DecideSignReport(const Assessment& assessment,
                                                const scope::Reach& reach,
                                                const SignReportCommand& command,
                                                const std::string& signer, base::Timestamp now);

struct PublishReportCommand {
  std::string id;
  std::string etag;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("id", self.id);
    visit("etag", self.etag);
  }
};
// REPORT_NOT_FOUND, ETAG_MISMATCH, FAILED_PRECONDITION REPORT_NOT_SIGNED.
absl::StatusOr<Record<Report>> DecidePublishReport(const Assessment& assessment,
                                                   const scope::Reach& reach,
                                                   const PublishReportCommand& command,
                                                   const std::string& publisher,
                                                   base::Timestamp now);

struct SupersedeReportCommand {
  std::string id;
  std::string successor;  // id of another one
  std::string etag;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("id", self.id);
    visit("successor", self.successor);
    visit("etag", self.etag);
  }
};
// REPORT_NOT_FOUND, ETAG_MISMATCH, FAILED_PRECONDITION REPORT_NOT_PUBLISHED; then REPORT_NOT_FOUND
// and REPORT_NOT_PUBLISHED of the successor.
absl::StatusOr<Record<Report>> DecideSupersedeReport(const Assessment& assessment,
                                                     const scope::Reach& reach,
                                                     const SupersedeReportCommand& command);

}  // namespace cobuild::assessment
