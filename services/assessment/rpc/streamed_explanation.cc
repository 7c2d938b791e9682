#include "services/assessment/rpc/streamed_explanation.h"

#include <algorithm>
#include <span>

#include "common/base/status_macros.h"
#include "services/assessment/rpc/convert_figure.h"

namespace cobuild::assessment {
namespace {

constexpr size_t kPartsPerMessage = 256;

// Calls `write` with the parts in order, at most kPartsPerMessage at a time.
template <class Part, class Write>
absl::Status InMessages(const std::vector<Part>& parts, const Write& write) {
  for (std::span<const Part> rest(parts); !rest.empty();) {
    const size_t count = std::min(rest.size(), kPartsPerMessage);
    COBUILD_RETURN_IF_ERROR(write(rest.first(count)));
    rest = rest.subspan(count);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status StreamedExplanation::Write(const v1::ExplainFigureResponse& response) {
  return writer_.Write(response) ? absl::OkStatus() : absl::CancelledError("nobody reads on");
}

absl::Status StreamedExplanation::Take(const Figure& figure) {
  v1::ExplainFigureResponse response;
  *response.mutable_figure() = ToProto(figure);
  return Write(response);
}

absl::Status StreamedExplanation::Take(const std::vector<Row>& rows) {
  return InMessages(rows, [this](std::span<const Row> some) {
    v1::ExplainFigureResponse response;
    for (const Row& row : some) *response.mutable_rows()->add_rows() = ToProto(row);
    return Write(response);
  });
}

absl::Status StreamedExplanation::Take(const std::vector<IncomeLine>& lines) {
  return InMessages(lines, [this](std::span<const IncomeLine> some) {
    v1::ExplainFigureResponse response;
    for (const IncomeLine& line : some) *response.mutable_lines()->add_lines() = ToProto(line);
    return Write(response);
  });
}

}  // namespace cobuild::assessment
