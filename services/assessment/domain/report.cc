#include "services/assessment/domain/report.h"

#include "common/records/fields.h"

namespace cobuild::assessment {

base::Digest DigestOf(const ReportContent& content) {
  base::DigestBuilder digest("assessment.report_content.v1");
  records::FieldDigest visit(digest);
  ReportContent::VisitDigested(content, visit);
  return digest.Finish();
}

size_t CountNames(const ReportContent& content) {
  size_t count = 0;
  for (const StatedClaim& claim : content.claims) {
    count += claim.violators.size() + claim.missing.size();
  }
  return count;
}

std::string_view NameOf(ReportState state) {
  switch (state) {
    case ReportState::kDraft:
      return "DRAFT";
    case ReportState::kSigned:
      return "SIGNED";
    case ReportState::kPublished:
      return "PUBLISHED";
    case ReportState::kSuperseded:
      return "SUPERSEDED";
  }
  return "";
}

VerdictCounts CountVerdicts(const ReportContent& content) {
  VerdictCounts counts;
  for (const StatedClaim& claim : content.claims) {
    switch (claim.verdict) {
      case Verdict::kProven:
        ++counts.proven;
        break;
      case Verdict::kRefuted:
        ++counts.refuted;
        break;
      case Verdict::kConsistent:
        ++counts.consistent;
        break;
      case Verdict::kUndefined:
        ++counts.undefined;
        break;
    }
  }
  return counts;
}

}  // namespace cobuild::assessment
