// Where the registry's rows are kept: common/records/store.h, what came of each import, and
// personal data in sealed rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/digest.h"
#include "common/records/store.h"
#include "services/registry/domain/import.h"
#include "services/registry/domain/rows.h"
#include "services/registry/store/sealed_personal_data.h"

namespace cobuild::registry {

// What came of an import request. Kept apart from the feed's outcomes, since an import that changes
// nothing has no change of its own, and since a retry must tell the same counts.
struct KeptImport {
  std::string principal;
  std::string request_id;
  base::Digest digest{};
  ImportHeader header;
  int64_t rows_received = 0;
  int64_t rows_unchanged = 0;
  int64_t position = 0;

  bool operator==(const KeptImport&) const = default;
};

// One writing transaction.
class Writer : public records::Writer<Rows> {
 public:
  // nullopt when no import came under this id.
  virtual absl::StatusOr<std::optional<KeptImport>> FindImport(const std::string& principal,
                                                               const std::string& request_id) = 0;
  // ALREADY_EXISTS when one did.
  virtual absl::Status InsertImport(const KeptImport& import) = 0;

  // ALREADY_EXISTS when the person has a row at this position.
  virtual absl::Status InsertPersonalData(const SealedPersonalData& row) = 0;
  // Every row of the person; none is no error.
  virtual absl::Status ErasePersonalData(const std::string& person_id) = 0;
};

class Store : public records::Store<Rows, Writer> {
 public:
  // For each person the newest row at or before position `upto`, in the order of `person_ids`;
  // those who have none are left out.
  virtual absl::StatusOr<std::vector<SealedPersonalData>> ReadPersonalData(
      const std::vector<std::string>& person_ids, int64_t upto) = 0;
};
using records::kMaxRowsRead;

}  // namespace cobuild::registry
