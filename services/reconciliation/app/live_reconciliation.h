// What reconciliation records in memory, kept up with the store: what every read is answered from
// and every rule decides on.
#pragma once

#include "common/records/live.h"
#include "services/reconciliation/domain/run.h"
#include "services/reconciliation/store/store.h"

namespace cobuild::reconciliation {

using records::ChangeRequest;
using LiveReconciliation = records::Live<Reconciliation, Store>;

}  // namespace cobuild::reconciliation
