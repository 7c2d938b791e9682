#include "services/assessment/app/reports.h"

#include <utility>

#include "common/base/status_macros.h"
#include "services/assessment/app/report_content.h"
#include "services/assessment/domain/report_errors.h"

namespace cobuild::assessment {
namespace {

// What the same request recorded before; nullopt: nothing. REQUEST_ID_REUSED.
absl::StatusOr<std::optional<Record<Report>>> FindEarlier(LiveAssessment& live,
                                                          const ChangeRequest& change) {
  std::optional<Record<Report>> earlier;
  const auto find = [&](Writer& writer, const feed::Head&) -> absl::StatusOr<Rows> {
    earlier.reset();
    COBUILD_ASSIGN_OR_RETURN(const auto outcome, writer.log().FindOutcome(change.request));
    if (!outcome) return Rows{};
    COBUILD_ASSIGN_OR_RETURN(const Rows rows,
                             writer.ReadRows(outcome->position - 1, outcome->position));
    earlier = records::Narrow<Report>(rows.records.back());
    COBUILD_RETURN_IF_ERROR(live.Read([&](const Assessment& assessment) {
      return records::RequireWithin<Report>(assessment, change.reach, earlier->id, kReportNotFound);
    }));
    return Rows{};
  };
  COBUILD_RETURN_IF_ERROR(live.Write(find));
  return earlier;
}

absl::StatusOr<ReportContent> Generate(const LiveAssessment& live, Sources& sources,
                                       const std::vector<Claim>& claims,
                                       const GenerateProgrammeReportCommand& command) {
  COBUILD_ASSIGN_OR_RETURN(const ProgrammeReport report,
                           GenerateProgrammeReport(live, sources, claims, command));
  return ContentOf(report);
}

absl::StatusOr<ReportContent> StoredContent(const LiveAssessment& live, const scope::Reach& reach,
                                            const std::string& id) {
  COBUILD_ASSIGN_OR_RETURN(StoredReport stored,
                           GetReport(live, {.id = id, .known_at = {}, .reach = reach}));
  return std::move(stored.content);
}

}  // namespace

// No other service is asked within a transaction, so a repeated request and an id that is taken are
// found before the report is computed, and once more when it is recorded.
absl::StatusOr<Record<Report>> CreateReport(LiveAssessment& live, Sources& sources,
                                            const std::vector<Claim>& claims, ChangeRequest change,
                                            const CreateReportCommand& command) {
  change.request.digest = records::DigestOf("assessment.create_report.v1", command.id, command);
  COBUILD_ASSIGN_OR_RETURN(std::optional<Record<Report>> earlier, FindEarlier(live, change));
  if (earlier) return *std::move(earlier);
  NewReport report{.id = records::IdOr(command.id, change.now),
                   .title = command.title,
                   .maker = change.request.principal,
                   .content = {}};
  COBUILD_RETURN_IF_ERROR(live.Read(
      [&](const Assessment& assessment) { return CheckReportIsNew(assessment, report.id); }));
  GenerateProgrammeReportCommand generate = command.generate;
  generate.find_division = true;
  COBUILD_ASSIGN_OR_RETURN(report.content, Generate(live, sources, claims, generate));
  COBUILD_ASSIGN_OR_RETURN(const Rows recorded,
                           records::RecordChange(live, change, [&](const Assessment& assessment) {
                             return DecideCreateReport(assessment, report);
                           }));
  return records::Narrow<Report>(recorded.records.back());
}

absl::StatusOr<StoredReport> GetReport(const LiveAssessment& live, const records::GetQuery& query) {
  COBUILD_ASSIGN_OR_RETURN(Record<Report> report,
                           records::GetRecord<Report>(live, query, kReportNotFound));
  COBUILD_ASSIGN_OR_RETURN(Record<ReportContent> content,
                           records::GetRecord<ReportContent>(live, query, kReportNotFound));
  return StoredReport{std::move(report), std::move(content.facts)};
}

absl::StatusOr<records::Page<Report>> ListReports(const LiveAssessment& live,
                                                  const records::ListQuery& query,
                                                  std::optional<ReportState> state) {
  return records::ListRecords<Report>(
      live, query, [&](const Report& report) { return !state || report.state == *state; });
}

absl::StatusOr<Record<Report>> SignReport(LiveAssessment& live, ChangeRequest change,
                                          const SignReportCommand& command) {
  change.request.digest = records::DigestOf("assessment.sign_report.v1", "", command);
  return records::RecordOne<Report>(live, change, [&](const Assessment& assessment) {
    return DecideSignReport(assessment, change.reach, command, change.request.principal,
                            change.now);
  });
}

absl::StatusOr<Record<Report>> PublishReport(LiveAssessment& live, ChangeRequest change,
                                             const PublishReportCommand& command) {
  change.request.digest = records::DigestOf("assessment.publish_report.v1", "", command);
  return records::RecordOne<Report>(live, change, [&](const Assessment& assessment) {
    return DecidePublishReport(assessment, change.reach, command, change.request.principal,
                               change.now);
  });
}

absl::StatusOr<Record<Report>> SupersedeReport(LiveAssessment& live, ChangeRequest change,
                                               const SupersedeReportCommand& command) {
  change.request.digest = records::DigestOf("assessment.supersede_report.v1", "", command);
  return records::RecordOne<Report>(live, change, [&](const Assessment& assessment) {
    return DecideSupersedeReport(assessment, change.reach, command);
  });
}

absl::StatusOr<ReportComparison> CompareReports(const LiveAssessment& live, Sources& sources,
                                                const std::vector<Claim>& claims,
                                                const CompareReportsQuery& query) {
  ReportComparison comparison;
  comparison.position = PositionOf(live);
  COBUILD_ASSIGN_OR_RETURN(const ReportContent base,
                           StoredContent(live, query.generate.reach, query.base));
  COBUILD_ASSIGN_OR_RETURN(const ReportContent other,
                           query.other.empty()
                               ? Generate(live, sources, claims, query.generate)
                               : StoredContent(live, query.generate.reach, query.other));
  comparison.claims = CompareReports(base, other);
  comparison.base_digest = DigestOf(base);
  comparison.other_digest = DigestOf(other);
  comparison.base_positions = base.positions;
  comparison.other_positions = other.positions;
  return comparison;
}

}  // namespace cobuild::assessment
