#include "common/service/auditing.h"

#include <chrono>
#include <utility>

#include "common/base/status_macros.h"

namespace cobuild::service {
namespace {

constexpr std::chrono::seconds kRefusalInterval(1);
constexpr std::chrono::minutes kCheckpointInterval(1);

}  // namespace

absl::StatusOr<std::unique_ptr<Auditing>> Auditing::Start(
    const std::string& service, const rpc::AuditFlags& flags, audit::Trail& changes,
    mysql::Database& database, const base::Clock& clock, obs::Metrics& metrics) {
  COBUILD_ASSIGN_OR_RETURN(base::SigningKey key, base::SigningKey::FromFile(flags.key_file));
  std::unique_ptr<Auditing> auditing(new Auditing(service, flags.checkpoint_folder, std::move(key),
                                                  changes, database, clock, metrics));
  COBUILD_RETURN_IF_ERROR(auditing->checkpoints_.Write());
  return auditing;
}

Auditing::Auditing(const std::string& service, const std::string& folder, base::SigningKey key,
                   audit::Trail& changes, mysql::Database& database, const base::Clock& clock,
                   obs::Metrics& metrics)
    : log_(database),
      trails_{changes, log_},
      checkpoints_(service, trails_, clock, std::move(key), folder),
      refusals_(log_, clock, metrics),
      write_refusals_("write refusals", kRefusalInterval, [this] { return refusals_.Flush(); }),
      write_checkpoints_("write checkpoints", kCheckpointInterval,
                         [this] { return checkpoints_.Write(); }) {}

void Auditing::RegisterAt(rpc::Router& router, audit::ChangesWithin changes_within) {
  audit::RegisterAuditService(router, trails_, std::move(changes_within));
}

}  // namespace cobuild::service
