// Figures and their parts between wire and domain.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "cobuild/assessment/v1/figure.pb.h"
#include "cobuild/assessment/v1/metric.pb.h"
#include "common/base/time.h"
#include "common/error/error.h"
#include "common/rpc/call.h"
#include "services/assessment/app/evaluate_metric.h"
#include "services/assessment/app/explain_figure.h"
#include "services/assessment/app/sources.h"
#include "services/assessment/domain/figure.h"

namespace cobuild::assessment {

// INVALID_ARGUMENT with every wrong field.
absl::StatusOr<EvaluateMetricCommand> FromProto(const v1::EvaluateMetricRequest& request,
                                                const rpc::Call& call);
absl::StatusOr<ExplainFigureCommand> FromProto(const v1::ExplainFigureRequest& request,
                                               const rpc::Call& call);

// The instant of a request's known_at. REQUIRED, OUT_OF_RANGE, and POSITION_NOT_ALLOWED: each
// service numbers its own.
template <class Req>
std::optional<base::Timestamp> KnownTimeOf(error::Violations& violations, const Req& request);

v1::Figure ToProto(const Figure& figure);
v1::SourcePositions ToProto(const Positions& positions);
v1::FigureRow ToProto(const Row& row);
v1::FigureLine ToProto(const JournalLine& line);

// Names a subject of which nothing is known in a message that keeps villages apart.
template <class Proto>
void AddMissing(const std::string& name, Proto& proto) {
  if (name.starts_with("villages/")) {
    proto.add_missing_villages(name);
  } else {
    proto.add_missing_subjects(name);
  }
}

// ---- implementation of the template ----

std::optional<base::Timestamp> RequiredKnownTime(error::Violations& violations,
                                                 const type::v1::KnownAt& known_at);

template <class Req>
std::optional<base::Timestamp> KnownTimeOf(error::Violations& violations, const Req& request) {
  return request.has_known_at() ? RequiredKnownTime(violations, request.known_at()) : std::nullopt;
}

}  // namespace cobuild::assessment
