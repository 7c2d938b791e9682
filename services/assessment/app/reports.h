// The use cases of stored reports, named as their RPCs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/assessment/app/generate_programme_report.h"
#include "services/assessment/app/live_assessment.h"
#include "services/assessment/app/sources.h"
#include "services/assessment/domain/claim.h"
#include "services/assessment/domain/compare_reports.h"
#include "services/assessment/domain/decide_report.h"

namespace cobuild::assessment {

struct CreateReportCommand {
  std::string id;  // "": a new one
  std::string title;
  GenerateProgrammeReportCommand generate;

  // What makes two requests the same; when they came does not.
  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("title", self.title);
    visit("known_at", self.generate.known_at);
    visit("positions", self.generate.positions);
    visit("metrics_position", self.generate.metrics_position);
  }
};

// Computes the report and records it as a draft of the change's principal. A repeated request is
// answered without asking the sources. REQUEST_ID_REUSED, REPORT_EXISTS, OUT_OF_SCOPE,
// SOURCE_UNAVAILABLE, REPORT_TOO_LARGE; OUT_OF_SCOPE also when the reach does not hold the district
// whose report it is.
absl::StatusOr<Record<Report>> CreateReport(LiveAssessment& live, Sources& sources,
                                            const std::vector<Claim>& claims, ChangeRequest change,
                                            const CreateReportCommand& command);

struct StoredReport {
  Record<Report> report;
  ReportContent content;
};

// REPORT_NOT_FOUND.
absl::StatusOr<StoredReport> GetReport(const LiveAssessment& live, const records::GetQuery& query);

// Those in `state`; nullopt: all.
absl::StatusOr<records::Page<Report>> ListReports(const LiveAssessment& live,
                                                  const records::ListQuery& query,
                                                  std::optional<ReportState> state);

// By the change's principal. REQUEST_ID_REUSED, then the refusals of DecideSignReport,
// DecidePublishReport and DecideSupersedeReport.
absl::StatusOr<Record<Report>> SignReport(LiveAssessment& live, ChangeRequest change,
                                          const SignReportCommand& command);
absl::StatusOr<Record<Report>> PublishReport(LiveAssessment& live, ChangeRequest change,
                                             const PublishReportCommand& command);
absl::StatusOr<Record<Report>> SupersedeReport(LiveAssessment& live, ChangeRequest change,
                                               const SupersedeReportCommand& command);

struct CompareReportsQuery {
  std::string base;                         // id
  std::string other;                        // id; "": the report as `generate` computes it
  GenerateProgrammeReportCommand generate;  // its reach is what both may be seen by
};

struct ReportComparison {
  std::vector<ClaimComparison> claims;  // in order of id
  base::Digest base_digest{};
  base::Digest other_digest{};
  Positions base_positions;
  Positions other_positions;
  int64_t position = 0;  // of this service
};

// Records nothing. REPORT_NOT_FOUND, SOURCE_UNAVAILABLE.
absl::StatusOr<ReportComparison> CompareReports(const LiveAssessment& live, Sources& sources,
                                                const std::vector<Claim>& claims,
                                                const CompareReportsQuery& query);

}  // namespace cobuild::assessment
