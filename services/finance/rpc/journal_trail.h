// The journal as the audit trail of finance's changes: it says who, when, from where and what, and
// is chained (services/adr/0013-audit.md), so that no transfer has a second row.
#pragma once

#include <vector>

#include "common/audit/trail.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

class JournalTrail : public audit::Trail {
 public:
  // `reader` outlives it.
  explicit JournalTrail(Reader& reader) : reader_(reader) {}

  audit::Form form() const override { return audit::Form::kJournalEntry; }
  absl::StatusOr<base::ChainEnd> ReadHead() override;
  // Content digests are those of what the tables say now, not those that are stored: so whoever
  // checks the chain checks what it is about.
  absl::StatusOr<std::vector<audit::Record>> Read(int64_t after, int limit) override;

 private:
  Reader& reader_;
};

}  // namespace cobuild::finance
