// What a service does for its audit trails beside serving.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/audit/checkpoint_writer.h"
#include "common/audit/mysql_refusal_log.h"
#include "common/audit/refusal_writer.h"
#include "common/audit/service.h"
#include "common/rpc/config.h"
#include "common/rpc/router.h"
#include "common/service/recurring.h"

namespace cobuild::service {

// From construction on refusals are written every second and checkpoints every minute; what waits
// is written when it is destroyed.
class Auditing {
 public:
  // Writes a first checkpoint. Its error, when that fails; NOT_FOUND or INVALID_ARGUMENT for the
  // key. All but `flags` outlive it.
  static absl::StatusOr<std::unique_ptr<Auditing>> Start(
      const std::string& service, const rpc::AuditFlags& flags, audit::Trail& changes,
      mysql::Database& database, const base::Clock& clock, obs::Metrics& metrics);

  audit::RefusalWriter& refusals() { return refusals_; }
  void RegisterAt(rpc::Router& router, audit::ChangesWithin changes_within);

 private:
  Auditing(const std::string& service, const std::string& folder, base::SigningKey key,
           audit::Trail& changes, mysql::Database& database, const base::Clock& clock,
           obs::Metrics& metrics);

  audit::MysqlRefusalLog log_;
  const audit::Trails trails_;
  audit::CheckpointWriter checkpoints_;
  audit::RefusalWriter refusals_;
  const Recurring write_refusals_;
  const Recurring write_checkpoints_;
};

}  // namespace cobuild::service
