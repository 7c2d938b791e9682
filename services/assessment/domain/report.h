// Stored reports: what one says, which never changes, and how far it is. Enums are stored by their
// numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/digest.h"
#include "common/base/time.h"
#include "services/assessment/domain/figure.h"
#include "services/assessment/domain/verdict.h"
#include "services/assessment/domain/village.h"

namespace cobuild::assessment {

// What breaks an "every".
struct StatedViolator {
  std::string village;  // code; "" where it belongs to none
  std::string display_name;
  std::string value;  // decimal
  std::string subject;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("village", self.village);
    visit("display_name", self.display_name);
    visit("value", self.value);
    visit("subject", self.subject);
  }
  bool operator==(const StatedViolator&) const = default;
};

// A claim and what became of it, as it is shown.
struct StatedClaim {
  std::string id;  // "F01"
  std::string statement;
  std::string claimed_value;
  std::string relation;
  std::string unit;
  std::string period;
  std::string as_of;
  std::string computed_value;  // decimal, not rounded; "": cannot be computed
  std::string rendered_value;
  Verdict verdict = Verdict::kUndefined;
  std::vector<StatedViolator> violators;
  std::vector<std::string> missing;  // names of subjects
  std::string perimeter;
  std::string definition;
  std::string formula;
  DataOrigin origin = DataOrigin::kUnknown;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("id", self.id);
    visit("statement", self.statement);
    visit("claimed_value", self.claimed_value);
    visit("relation", self.relation);
    visit("unit", self.unit);
    visit("period", self.period);
    visit("as_of", self.as_of);
    visit("computed_value", self.computed_value);
    visit("rendered_value", self.rendered_value);
    visit("verdict", self.verdict);
    visit("violators", self.violators);
    visit("missing", self.missing);
    visit("perimeter", self.perimeter);
    visit("definition", self.definition);
    visit("formula", self.formula);
    visit("data_origin", self.origin);
  }
  bool operator==(const StatedClaim&) const = default;
};

// What a report says. Recorded once, with the report.
struct ReportContent {
  static constexpr std::string_view kKind = "report_content";
  static constexpr std::string_view kNamePattern = "reports/{}/content";

  std::vector<StatedClaim> claims;  // in order of id
  Positions positions;
  int64_t metrics_position = 0;  // of this service, up to which metrics count
  DataOrigin origin = DataOrigin::kUnknown;
  // How it came about, which its digest leaves out.
  base::Timestamp generate_time;
  std::optional<base::Timestamp> known_at;
  std::string division = {};  // as the report's

  template <class Self, class Visit>
  static void VisitDigested(Self& self, Visit& visit) {
    visit("claims", self.claims);
    visit("positions", self.positions);
    visit("metrics_position", self.metrics_position);
    visit("data_origin", self.origin);
  }
  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    VisitDigested(self, visit);
    visit("generate_time", self.generate_time);
    visit("known_at", self.known_at);
    visit("division", self.division);
  }
  bool operator==(const ReportContent&) const = default;
};

// What a signature stands for.
base::Digest DigestOf(const ReportContent& content);

// Names of violators and of missing subjects that a stored report has at most: about 3 MB.
inline constexpr size_t kMaxReportNames = 20'000;
size_t CountNames(const ReportContent& content);

// Numbered as on the wire.
enum class ReportState { kDraft = 1, kSigned, kPublished, kSuperseded };

// As in the proto: "DRAFT".
std::string_view NameOf(ReportState state);

struct ReportSignature {
  std::string signer;  // principal
  base::Timestamp time;
  base::Digest content_digest{};

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("signer", self.signer);
    visit("time", self.time);
    visit("content_digest", self.content_digest);
  }
  bool operator==(const ReportSignature&) const = default;
};

struct Publication {
  std::string publisher;  // principal
  base::Timestamp time;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("publisher", self.publisher);
    visit("time", self.time);
  }
  bool operator==(const Publication&) const = default;
};

// Claims by verdict.
struct VerdictCounts {
  int64_t proven = 0;
  int64_t refuted = 0;
  int64_t consistent = 0;
  int64_t undefined = 0;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("proven", self.proven);
    visit("refuted", self.refuted);
    visit("consistent", self.consistent);
    visit("undefined", self.undefined);
  }
  bool operator==(const VerdictCounts&) const = default;
};
VerdictCounts CountVerdicts(const ReportContent& content);

// How far it is, with what a list tells of its content.
struct Report {
  static constexpr std::string_view kKind = "report";
  static constexpr std::string_view kNamePattern = "reports/{}";

  std::string title;
  ReportState state = ReportState::kDraft;
  base::Digest content_digest{};
  VerdictCounts counts;
  DataOrigin origin = DataOrigin::kUnknown;
  std::string maker;  // principal
  std::optional<ReportSignature> signature;
  std::optional<Publication> publication;
  std::string superseded_by;  // id
  // Code of the district that holds all that it rests on: whoever reaches the whole of it sees the
  // report. "": it is seen with the whole tree only, as are those of before it was found.
  std::string division = {};

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("title", self.title);
    visit("state", self.state);
    visit("content_digest", self.content_digest);
    visit("counts", self.counts);
    visit("data_origin", self.origin);
    visit("maker", self.maker);
    visit("signature", self.signature);
    visit("publication", self.publication);
    visit("superseded_by", self.superseded_by);
    visit("division", self.division);
  }
  bool operator==(const Report&) const = default;
};

}  // namespace cobuild::assessment
