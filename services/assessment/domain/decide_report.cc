#include "services/assessment/domain/decide_report.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/records/places.h"
#include "services/assessment/domain/report_errors.h"

namespace cobuild::assessment {

namespace {

absl::Status CheckReach(const Assessment& assessment, const scope::Reach& reach,
                        const std::string& id) {
  return records::RequireWithin<Report>(assessment, reach, id, kReportNotFound);
}

}  // namespace

absl::Status CheckReportIsNew(const Assessment& assessment, const std::string& id) {
  return records::FirstOf<Report>(assessment, id, {}, kReportExists).status();
}

absl::StatusOr<Rows> DecideCreateReport(const Assessment& assessment, const NewReport& report) {
  COBUILD_RETURN_IF_ERROR(CheckReportIsNew(assessment, report.id));
  const size_t names = CountNames(report.content);
  if (names > kMaxReportNames) return ReportTooLarge(names);
  const Report draft{.title = report.title,
                     .state = ReportState::kDraft,
                     .content_digest = DigestOf(report.content),
                     .counts = CountVerdicts(report.content),
                     .origin = report.content.origin,
                     .maker = report.maker,
                     .signature = std::nullopt,
                     .publication = std::nullopt,
                     .superseded_by = "",
                     .division = report.content.division};
  return Rows{{{report.id, report.content}, {report.id, draft}}};
}

absl::StatusOr<Record<Report>> DecideSignReport(const Assessment& assessment,
                                                const scope::Reach& reach,
                                                const SignReportCommand& command,
                                                const std::string& signer, base::Timestamp now) {
  COBUILD_RETURN_IF_ERROR(CheckReach(assessment, reach, command.id));
  COBUILD_ASSIGN_OR_RETURN(
      Record<Report> next,
      records::NextOf<Report>(assessment, command.id, command.etag, kReportNotFound));
  Report& report = next.facts;
  if (report.state != ReportState::kDraft) return ReportNotDraft(command.id, report.state);
  if (command.content_digest != report.content_digest) {
    return ReportDigestMismatch(command.id, report.content_digest);
  }
  if (signer == report.maker) return SignedByMaker(command.id, signer);
  report.state = ReportState::kSigned;
  report.signature = ReportSignature{signer, now, report.content_digest};
  return next;
}

absl::StatusOr<Record<Report>> DecidePublishReport(const Assessment& assessment,
                                                   const scope::Reach& reach,
                                                   const PublishReportCommand& command,
                                                   const std::string& publisher,
                                                   base::Timestamp now) {
  COBUILD_RETURN_IF_ERROR(CheckReach(assessment, reach, command.id));
  COBUILD_ASSIGN_OR_RETURN(
      Record<Report> next,
      records::NextOf<Report>(assessment, command.id, command.etag, kReportNotFound));
  if (next.facts.state != ReportState::kSigned) {
    return ReportNotSigned(command.id, next.facts.state);
  }
  next.facts.state = ReportState::kPublished;
  next.facts.publication = Publication{publisher, now};
  return next;
}

absl::StatusOr<Record<Report>> DecideSupersedeReport(const Assessment& assessment,
                                                     const scope::Reach& reach,
                                                     const SupersedeReportCommand& command) {
  COBUILD_RETURN_IF_ERROR(CheckReach(assessment, reach, command.id));
  COBUILD_ASSIGN_OR_RETURN(
      Record<Report> next,
      records::NextOf<Report>(assessment, command.id, command.etag, kReportNotFound));
  if (next.facts.state != ReportState::kPublished) {
    return ReportNotPublished(command.id, next.facts.state);
  }
  COBUILD_RETURN_IF_ERROR(CheckReach(assessment, reach, command.successor));
  COBUILD_ASSIGN_OR_RETURN(
      const Record<Report> successor,
      records::NextOf<Report>(assessment, command.successor, "", kReportNotFound));
  if (successor.facts.state != ReportState::kPublished) {
    return ReportNotPublished(command.successor, successor.facts.state);
  }
  next.facts.state = ReportState::kSuperseded;
  next.facts.superseded_by = command.successor;
  return next;
}

}  // namespace cobuild::assessment
