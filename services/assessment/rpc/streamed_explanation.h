// An explanation as a stream of messages.
#pragma once

#include <vector>

#include "cobuild/assessment/v1/metric.pb.h"
#include "common/rpc/stream.h"
#include "services/assessment/app/explain_figure.h"

namespace cobuild::assessment {

// CANCELLED as soon as nobody reads on.
class StreamedExplanation : public Explanation {
 public:
  // `writer` outlives it.
  explicit StreamedExplanation(rpc::StreamWriter<v1::ExplainFigureResponse>& writer)
      : writer_(writer) {}

  absl::Status Take(const Figure& figure) override;
  absl::Status Take(const std::vector<Row>& rows) override;
  absl::Status Take(const std::vector<JournalLine>& lines) override;

 private:
  absl::Status Write(const v1::ExplainFigureResponse& response);

  rpc::StreamWriter<v1::ExplainFigureResponse>& writer_;
};

}  // namespace cobuild::assessment
