// VerifyCertificate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/base/signed_chain.h"
#include "services/reconciliation/app/live_reconciliation.h"

namespace cobuild::reconciliation {

struct Verification {
  int64_t checked = 0;  // certificates
  std::optional<base::ChainFault> fault;
};

// Reads every certificate from the store, and not from memory, and verifies the chain from the
// first one to the one that memory has last. CERTIFICATE_NOT_FOUND when memory has none of `id`; ""
// asks for none.
absl::StatusOr<Verification> VerifyCertificate(const LiveReconciliation& live, Store& store,
                                               const base::VerifyingKey& key,
                                               const std::string& id);

}  // namespace cobuild::reconciliation
