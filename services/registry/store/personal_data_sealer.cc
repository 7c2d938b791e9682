#include "services/registry/store/personal_data_sealer.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "common/base/status_macros.h"
#include "common/records/json.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

constexpr size_t kMaxSecrets = 10;
constexpr size_t kKeyIdDigits = 16;

base::Digest Hmac(const base::Digest& key, std::string_view text) {
  base::Digest digest{};
  unsigned int length = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
  return digest;
}

// A row belongs to one person, one position and one key.
std::string AssociatedWith(const SealedPersonalData& row) {
  return base::ToBytes(base::DigestBuilder("registry.personal_data.v1")
                           .Add(row.person_id)
                           .Add(row.position)
                           .Add(row.key_id)
                           .Finish());
}

}  // namespace

absl::StatusOr<PersonalDataSealer> PersonalDataSealer::FromText(std::string_view secrets) {
  std::istringstream lines{std::string(secrets)};
  std::vector<Key> keys;
  for (std::string line; std::getline(lines, line);) {
    const auto secret = base::DigestFromHex(line);
    if (!secret || keys.size() == kMaxSecrets) {
      return absl::InvalidArgumentError(
          "the secrets of personal data are 1 to 10 lines of 64 hexadecimal digits");
    }
    keys.push_back(KeyFrom(*secret));
  }
  if (keys.empty()) return absl::InvalidArgumentError("there is no secret for personal data");
  return PersonalDataSealer(std::move(keys));
}

absl::StatusOr<PersonalDataSealer> PersonalDataSealer::FromFile(const std::string& path) {
  std::ifstream file(path);
  std::stringstream content;
  if (!(content << file.rdbuf())) {
    return absl::NotFoundError("cannot read the secret of personal data in " + path);
  }
  return FromText(content.str());
}

PersonalDataSealer::Key PersonalDataSealer::KeyFrom(const base::Digest& secret) {
  return {base::ToHex(Hmac(secret, "key id")).substr(0, kKeyIdDigits), Hmac(secret, "seal"),
          Hmac(secret, "digest")};
}

absl::StatusOr<SealedPersonalData> PersonalDataSealer::Seal(const std::string& person_id,
                                                            int64_t position,
                                                            const PersonalData& data) const {
  const Key& key = keys_.front();
  SealedPersonalData row{person_id, position, key.id, "", ""};
  COBUILD_ASSIGN_OR_RETURN(SealedBytes sealed,
                           Encrypt(key.sealing, AssociatedWith(row), records::BodyOf(data)));
  row.nonce = std::move(sealed.nonce);
  row.ciphertext = std::move(sealed.ciphertext);
  return row;
}

absl::StatusOr<PersonalData> PersonalDataSealer::Open(const SealedPersonalData& row) const {
  const auto key = std::find_if(keys_.begin(), keys_.end(),
                                [&](const Key& known) { return known.id == row.key_id; });
  if (key == keys_.end()) return PersonalDataUnreadable(row.person_id);
  const auto body = Decrypt(key->sealing, AssociatedWith(row), {row.nonce, row.ciphertext});
  if (!body) return PersonalDataUnreadable(row.person_id);
  return records::FromBody<PersonalData>(*body);
}

base::Digest PersonalDataSealer::DigestOf(const PersonalData& data) const {
  return Hmac(keys_.front().digesting,
              base::ToBytes(records::DigestOf("registry.personal_data.v1", "", data)));
}

}  // namespace cobuild::registry
