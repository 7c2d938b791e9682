#include "services/assessment/rpc/streamed_explanation.h"

#include <algorithm>
#include <span>

#include "common/base/status_macros.h"
#include "services/assessment/rpc/convert_figure.h"

namespace cobuild::assessment {
namespace {

constexpr size_t kPartsPerMessage = 256;
// Names and digests in the parts of one message, unless a single part has more: a message stays far
// below 4 MiB.
constexpr size_t kNamesPerMessage = 8192;

size_t NamesIn(const Row& row) { return row.facts.size() + row.evidence.size(); }
size_t NamesIn(const JournalLine& line) { return line.evidence.size(); }

// How many of the parts go into the next message.
template <class Part>
size_t NextCount(std::span<const Part> parts) {
  size_t count = 1;
  size_t names = NamesIn(parts[0]);
  while (count < std::min(parts.size(), kPartsPerMessage)) {
    names += NamesIn(parts[count]);
    if (names > kNamesPerMessage) break;
    ++count;
  }
  return count;
}

// Calls `write` with the parts in order, as many at a time as a message takes.
template <class Part, class Write>
absl::Status InMessages(const std::vector<Part>& parts, const Write& write) {
  for (std::span<const Part> rest(parts); !rest.empty();) {
    const size_t count = NextCount(rest);
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

absl::Status StreamedExplanation::Take(const std::vector<JournalLine>& lines) {
  return InMessages(lines, [this](std::span<const JournalLine> some) {
    v1::ExplainFigureResponse response;
    for (const JournalLine& line : some) *response.mutable_lines()->add_lines() = ToProto(line);
    return Write(response);
  });
}

}  // namespace cobuild::assessment
