// The only place where personal data are encrypted and read again. What is stored, in memory or in
// a database, are sealed rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/digest.h"
#include "services/registry/domain/personal_data.h"
#include "services/registry/store/aes_gcm.h"
#include "services/registry/store/sealed_personal_data.h"

namespace cobuild::registry {

// Thread-safe: it does not change.
class PersonalDataSealer {
 public:
  // Secrets of 64 hexadecimal digits, one a line, 1 to 10: the first seals, all of them open. So a
  // secret is replaced by putting a new one above it. INVALID_ARGUMENT, which does not tell them.
  static absl::StatusOr<PersonalDataSealer> FromText(std::string_view secrets);
  // As FromText; NOT_FOUND when the file cannot be read.
  static absl::StatusOr<PersonalDataSealer> FromFile(const std::string& path);

  // For a person's state at a position: the row opens as no other's.
  absl::StatusOr<SealedPersonalData> Seal(const std::string& person_id, int64_t position,
                                          const PersonalData& data) const;
  // DATA_LOSS PERSONAL_DATA_UNREADABLE for a row that was altered or belongs to another person or
  // position, and for one of a secret that is not there.
  absl::StatusOr<PersonalData> Open(const SealedPersonalData& row) const;

  // Tells data apart, and cannot be tried out by whoever lacks the secret, as a bare digest of a
  // phone number could.
  base::Digest DigestOf(const PersonalData& data) const;

 private:
  // What follows from one secret: a key for each use, and an id that does not betray it.
  struct Key {
    std::string id;
    AesKey sealing;
    base::Digest digesting;
  };

  explicit PersonalDataSealer(std::vector<Key> keys) : keys_(std::move(keys)) {}
  static Key KeyFrom(const base::Digest& secret);

  std::vector<Key> keys_;
};

}  // namespace cobuild::registry
