#include "common/feed/forget_requests.h"

#include "common/base/status_macros.h"
#include "common/feed/mysql_log.h"
#include "common/mysql/database.h"

namespace cobuild::feed {
namespace {

constexpr int kRequestsAtOnce = 1'000;

}  // namespace

absl::Status ForgetOldRequests(mysql::Database& database, base::Timestamp now) {
  int64_t forgotten = kRequestsAtOnce;
  while (forgotten == kRequestsAtOnce) {
    COBUILD_ASSIGN_OR_RETURN(forgotten, database.ReadWrite([&](mysql::Session& session) {
      return PurgeRequests(session, now, kRequestsAtOnce);
    }));
  }
  return absl::OkStatus();
}

}  // namespace cobuild::feed
