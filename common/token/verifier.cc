#include "common/token/verifier.h"

#include "common/base/status_macros.h"
#include "common/token/claims.h"
#include "common/token/compact.h"
#include "common/token/errors.h"

namespace cobuild::token {
namespace {

constexpr size_t kMostVerified = 10'000;  // tokens; some 2 MB

// Before any key is looked for, so that what no key can have signed makes nobody read the file.
bool IsAlgorithmOfOurs(std::string_view algorithm) {
  return algorithm == "EdDSA" || algorithm == "ES256";
}

}  // namespace

absl::StatusOr<std::unique_ptr<Verifier>> Verifier::Create(Accepted accepted, base::Timestamp now) {
  if (accepted.issuer.empty() || accepted.audience.empty()) {
    return absl::InvalidArgumentError("tokens need an issuer and an audience");
  }
  COBUILD_ASSIGN_OR_RETURN(KeyFile file, KeyFile::Open(accepted.keys_file, now));
  return std::unique_ptr<Verifier>(new Verifier(std::move(accepted), std::move(file)));
}

Verifier::Verifier(Accepted accepted, KeyFile file)
    : accepted_(std::move(accepted)),
      file_(std::move(file)),
      verified_with_(file_.keys()),
      verified_(kMostVerified) {}

absl::StatusOr<std::string> Verifier::Verify(std::string_view token, base::Timestamp now) {
  if (token.size() > kMostTokenBytes) return errors::Malformed("it is longer than 8 KiB");
  const base::Digest digest = base::Sha256(token);
  std::shared_ptr<const KeySet> keys;
  {
    const std::lock_guard lock(mutex_);
    keys = KeysLocked(now);
    if (auto principal = verified_.Find(digest, now)) return *std::move(principal);
  }
  COBUILD_ASSIGN_OR_RETURN(const Compact compact, ParseCompact(token));
  if (!IsAlgorithmOfOurs(compact.algorithm)) return errors::Algorithm();
  COBUILD_ASSIGN_OR_RETURN(const Key key, FindKey(compact.key_id, now, keys));
  if (compact.algorithm != AlgorithmOf(key)) return errors::Algorithm();
  if (!Verifies(key, compact.signed_text, compact.signature)) return errors::Signature();
  COBUILD_ASSIGN_OR_RETURN(const Claims claims, ParseClaims(compact.claims));
  COBUILD_RETURN_IF_ERROR(CheckClaims(claims, accepted_.issuer, accepted_.audience, now));

  std::string principal = PrincipalOf(claims.subject);
  const std::lock_guard lock(mutex_);
  // Not when the keys were changed meanwhile: the key may be one of those that are gone.
  if (keys == verified_with_) {
    verified_.Add(digest, {principal, BeginOf(claims), EndOf(claims)});
  }
  return principal;
}

std::shared_ptr<const KeySet> Verifier::KeysLocked(base::Timestamp now) {
  file_.Refresh(now);
  if (file_.keys() != verified_with_) {
    verified_.Clear();
    verified_with_ = file_.keys();
  }
  return verified_with_;
}

absl::StatusOr<Key> Verifier::FindKey(const std::string& id, base::Timestamp now,
                                      std::shared_ptr<const KeySet>& keys) {
  auto found = keys->keys.find(id);
  if (found == keys->keys.end()) {
    const std::lock_guard lock(mutex_);
    file_.LookAgain(now);
    keys = KeysLocked(now);
    found = keys->keys.find(id);
  }
  if (found == keys->keys.end()) return errors::KeyUnknown();
  return found->second;
}

}  // namespace cobuild::token
