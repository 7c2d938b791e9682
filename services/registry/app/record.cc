#include "services/registry/app/record.h"

#include "common/base/status_macros.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<Rows> ReplayOrRecord(LiveRegistry& live, const ChangeRequest& change,
                                    const Decision& decide, Writer& writer,
                                    const feed::Head& head) {
  COBUILD_ASSIGN_OR_RETURN(const auto outcome, writer.log().FindOutcome(change.request));
  if (outcome) return writer.ReadRows(outcome->position - 1, outcome->position);
  COBUILD_ASSIGN_OR_RETURN(Rows rows, live.Read(decide));
  if (change.validate_only) return rows;
  COBUILD_RETURN_IF_ERROR(InsertAndPublish(writer, head, change, rows));
  return rows;
}

}  // namespace

absl::Status InsertAndPublish(Writer& writer, const feed::Head& head, const ChangeRequest& change,
                              Rows& rows) {
  Number(rows, head.position);
  COBUILD_RETURN_IF_ERROR(writer.InsertRows(rows));
  COBUILD_ASSIGN_OR_RETURN(const feed::Head published,
                           writer.log().Publish(change.request, change.now, NamesOf(rows)));
  SetRecordTime(rows, published.record_time);
  return absl::OkStatus();
}

absl::StatusOr<Rows> Record(LiveRegistry& live, const ChangeRequest& change,
                            const Decision& decide) {
  Rows recorded;
  COBUILD_RETURN_IF_ERROR(
      live.Write([&](Writer& writer, const feed::Head& head) -> absl::StatusOr<Rows> {
        COBUILD_ASSIGN_OR_RETURN(recorded, ReplayOrRecord(live, change, decide, writer, head));
        return recorded;
      }));
  return recorded;
}

}  // namespace cobuild::registry
