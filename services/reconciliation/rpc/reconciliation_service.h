// cobuild.reconciliation.v1.ReconciliationService.
#pragma once

#include "common/base/signature.h"
#include "common/rpc/router.h"
#include "services/reconciliation/app/live_reconciliation.h"
#include "services/reconciliation/app/run_reconciliation.h"

namespace cobuild::reconciliation {

// What the service is served from; all outlive the router.
struct ServiceParts {
  LiveReconciliation& live;
  Store& store;  // where certificates are verified
  Reconciler& reconciler;
  const base::VerifyingKey& key;
};

void RegisterReconciliationService(rpc::Router& router, const ServiceParts& parts);

}  // namespace cobuild::reconciliation
