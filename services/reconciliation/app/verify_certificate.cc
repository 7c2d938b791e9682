#include "services/reconciliation/app/verify_certificate.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "common/base/status_macros.h"
#include "common/records/errors.h"
#include "services/reconciliation/domain/certificate.h"
#include "services/reconciliation/domain/errors.h"

namespace cobuild::reconciliation {
namespace {

struct KnownEnd {
  base::ChainEnd end;    // of the last certificate
  int64_t position = 0;  // up to which it is known
};

}  // namespace

absl::StatusOr<Verification> VerifyCertificate(const LiveReconciliation& live, Store& store,
                                               const base::VerifyingKey& key,
                                               const std::string& id) {
  COBUILD_ASSIGN_OR_RETURN(
      const KnownEnd known, live.Read([&](const Reconciliation& state) -> absl::StatusOr<KnownEnd> {
        if (!id.empty() && state.Of<Certificate>().Find(id, state.position()) == nullptr) {
          return records::NotFound(kCertificateNotFound, records::NameOf<Certificate>(id));
        }
        return KnownEnd{LastCertificate(state), state.position()};
      }));
  std::vector<base::Link> links;
  for (int64_t after = 0; after < known.position; after += records::kMaxRowsRead) {
    const int64_t upto = std::min(known.position, after + records::kMaxRowsRead);
    COBUILD_ASSIGN_OR_RETURN(const Rows rows, store.ReadRows(after, upto));
    for (const Record<AnyFacts>& record : rows.records) {
      const auto* certificate = std::get_if<Certificate>(&record.facts);
      if (certificate != nullptr) links.push_back(LinkOf(*certificate));
    }
  }
  return Verification{
      static_cast<int64_t>(links.size()),
      base::VerifyChain(kCertificateDomain, links, {.key = &key, .end = known.end})};
}

}  // namespace cobuild::reconciliation
