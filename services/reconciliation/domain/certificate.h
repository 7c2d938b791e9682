// Certificates: what a run compared, up to which positions, and what came of it, as signed text.
#pragma once

#include <string>

#include "services/reconciliation/domain/run.h"

namespace cobuild::reconciliation {

// Certificates are links of this chain, and no other text is.
inline constexpr char kCertificateDomain[] = "cobuild.reconciliation.certificate.v1";

// "00000017", which sorts as the numbers do.
std::string CertificateId(int64_t number);

// The last certificate's; before the first when there is none.
base::ChainEnd LastCertificate(const Reconciliation& state);

// What a certificate says, line by line; README.md describes it.
std::string CertificateText(int64_t number, const std::string& run_id, const Run& run);

Certificate MakeCertificate(const base::ChainEnd& last, const std::string& run_id, const Run& run,
                            const base::SigningKey& key);

base::Link LinkOf(const Certificate& certificate);
// As ToText gives it: what `cobuild reconcile verify` reads.
std::string TextOf(const Certificate& certificate);

}  // namespace cobuild::reconciliation
