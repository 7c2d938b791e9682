// Tokens of people: JWTs of one issuer, for one audience, signed by a key of a file.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "common/base/digest.h"
#include "common/base/time.h"
#include "common/token/key_file.h"
#include "common/token/verified_tokens.h"

namespace cobuild::token {

struct Accepted {
  std::string issuer;     // exactly what `iss` says
  std::string audience;   // among what `aud` says
  std::string keys_file;  // a JWKS (key_set.h); nothing is ever fetched
};

// Thread-safe. Signatures are checked outside its lock.
class Verifier {
 public:
  // Reads the keys: INVALID_ARGUMENT or NOT_FOUND when that fails, INVALID_ARGUMENT without an
  // issuer or an audience.
  static absl::StatusOr<std::unique_ptr<Verifier>> Create(Accepted accepted, base::Timestamp now);

  // The principal whose token it is, as "person/li.si". In this order (errors.h): TOKEN_MALFORMED,
  // TOKEN_ALGORITHM (none of ours), TOKEN_KEY_UNKNOWN, TOKEN_ALGORITHM (not that of the key),
  // TOKEN_SIGNATURE, TOKEN_MALFORMED (the claims), and what CheckClaims says of them.
  //
  // A key that is taken from the file stops its tokens within a second, also those that were
  // verified before.
  absl::StatusOr<std::string> Verify(std::string_view token, base::Timestamp now);

 private:
  Verifier(Accepted accepted, KeyFile file);

  // The keys as they are now; what was verified with others is forgotten.
  std::shared_ptr<const KeySet> KeysLocked(base::Timestamp now);
  absl::StatusOr<Key> FindKey(const std::string& id, base::Timestamp now,
                              std::shared_ptr<const KeySet>& keys);

  const Accepted accepted_;
  std::mutex mutex_;  // guards what follows
  KeyFile file_;
  std::shared_ptr<const KeySet> verified_with_;
  VerifiedTokens verified_;
};

}  // namespace cobuild::token
