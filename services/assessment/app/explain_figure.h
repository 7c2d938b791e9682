#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "common/base/time.h"
#include "common/scope/reach.h"
#include "services/assessment/app/live_assessment.h"
#include "services/assessment/app/sources.h"
#include "services/assessment/domain/claim.h"
#include "services/assessment/domain/figure.h"

namespace cobuild::assessment {

struct ExplainFigureCommand {
  std::variant<std::string, FigureQuery> figure;  // id of a claim, or any figure
  std::optional<base::Timestamp> known_at;        // absent: the latest
  scope::Reach reach = {};                        // what the figure may rest on
};

// Where the parts of an explanation go, in order. What a method returns ends the explanation unless
// it is OK.
class Explanation {
 public:
  virtual ~Explanation() = default;
  virtual absl::Status Take(const Figure& figure) = 0;
  // Of the last figure; never empty.
  virtual absl::Status Take(const std::vector<Row>& rows) = 0;
  virtual absl::Status Take(const std::vector<JournalLine>& lines) = 0;
};

// The figure, then its rows and the lines under them; of a growth, the figure and then so for each
// of its two sums. Where there are lines, their sum is the sum of the rows. NOT_FOUND
// CLAIM_NOT_FOUND, NOT_FOUND CLAIM_UNDEFINED, then as EvaluateMetric.
absl::Status ExplainFigure(const LiveAssessment& live, Sources& sources,
                           const std::vector<Claim>& claims, const ExplainFigureCommand& command,
                           Explanation& explanation);

}  // namespace cobuild::assessment
