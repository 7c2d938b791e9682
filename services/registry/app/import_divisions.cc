#include "services/registry/app/import_divisions.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/records/record_change.h"
#include "services/registry/domain/decide_import.h"

namespace cobuild::registry {
namespace {

// What was reported the first time. The caller has sent the rows again, so what follows from them
// need not be kept.
ImportReport ReportOf(const KeptImport& kept, const std::vector<ImportRow>& rows) {
  ImportReport report;
  report.received = kept.rows_received;
  report.unchanged = kept.rows_unchanged;
  report.repeated_codes = RepeatedCodes(rows);
  report.position = kept.position;
  return report;
}

KeptImport KeptImportOf(const feed::Request& request, const ImportHeader& header,
                        const ImportReport& report) {
  return {request.principal, request.id,       request.digest, header,
          report.received,   report.unchanged, report.position};
}

}  // namespace

absl::StatusOr<ImportReport> ImportDivisions(LiveRegistry& live, ChangeRequest change,
                                             const ImportHeader& header,
                                             const std::vector<ImportRow>& rows) {
  const feed::Request& request = change.request;
  change.request.digest = DigestOf(header, rows);
  ImportReport report;
  const auto import = [&](Writer& writer, const feed::Head& head) -> absl::StatusOr<Rows> {
    COBUILD_ASSIGN_OR_RETURN(const auto kept, writer.FindImport(request.principal, request.id));
    if (kept) {
      COBUILD_RETURN_IF_ERROR(feed::CheckSameContent(request, kept->digest));
      report = ReportOf(*kept, rows);
      return Rows{};
    }
    ImportDecision decision =
        live.Read([&](const Registry& registry) { return DecideImport(registry, header, rows); });
    report = std::move(decision.report);
    if (report.rejected > 0 || change.validate_only) return Rows{};
    report.position = head.position + static_cast<int64_t>(SizeOf(decision.rows));
    COBUILD_RETURN_IF_ERROR(writer.InsertImport(KeptImportOf(request, header, report)));
    if (SizeOf(decision.rows) > 0) {
      COBUILD_RETURN_IF_ERROR(InsertAndPublish(writer, head, change, decision.rows));
    }
    return std::move(decision.rows);
  };
  COBUILD_RETURN_IF_ERROR(live.Write(import));
  if (change.validate_only) report.position = 0;
  return report;
}

}  // namespace cobuild::registry
