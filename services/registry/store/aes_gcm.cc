#include "services/registry/store/aes_gcm.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

#include "absl/status/status.h"

namespace cobuild::registry {
namespace {

constexpr size_t kNonceBytes = 12;
constexpr size_t kTagBytes = 16;

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

const unsigned char* BytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* BytesOf(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
int LengthOf(std::string_view text) { return static_cast<int>(text.size()); }

}  // namespace

absl::StatusOr<SealedBytes> Encrypt(const AesKey& key, std::string_view associated,
                                    std::string_view plaintext) {
  SealedBytes sealed{std::string(kNonceBytes, '\0'), std::string(plaintext.size(), '\0')};
  std::string tag(kTagBytes, '\0');
  int length = 0;
  const Context context(EVP_CIPHER_CTX_new());
  const bool done =
      context != nullptr && RAND_bytes(BytesOf(sealed.nonce), kNonceBytes) == 1 &&
      EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(),
                         BytesOf(sealed.nonce)) == 1 &&
      EVP_EncryptUpdate(context.get(), nullptr, &length, BytesOf(associated),
                        LengthOf(associated)) == 1 &&
      EVP_EncryptUpdate(context.get(), BytesOf(sealed.ciphertext), &length, BytesOf(plaintext),
                        LengthOf(plaintext)) == 1 &&
      EVP_EncryptFinal_ex(context.get(), BytesOf(sealed.ciphertext) + length, &length) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, BytesOf(tag)) == 1;
  if (!done) return absl::InternalError("cannot encrypt");
  sealed.ciphertext += tag;
  return sealed;
}

std::optional<std::string> Decrypt(const AesKey& key, std::string_view associated,
                                   const SealedBytes& sealed) {
  if (sealed.nonce.size() != kNonceBytes || sealed.ciphertext.size() < kTagBytes) {
    return std::nullopt;
  }
  const std::string_view body =
      std::string_view(sealed.ciphertext).substr(0, sealed.ciphertext.size() - kTagBytes);
  std::string tag = sealed.ciphertext.substr(body.size());
  std::string plaintext(body.size(), '\0');
  int length = 0;
  const Context context(EVP_CIPHER_CTX_new());
  const bool is_whole =
      context != nullptr &&
      EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(),
                         BytesOf(std::string_view(sealed.nonce))) == 1 &&
      EVP_DecryptUpdate(context.get(), nullptr, &length, BytesOf(associated),
                        LengthOf(associated)) == 1 &&
      EVP_DecryptUpdate(context.get(), BytesOf(plaintext), &length, BytesOf(body),
                        LengthOf(body)) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, BytesOf(tag)) == 1 &&
      EVP_DecryptFinal_ex(context.get(), BytesOf(plaintext) + length, &length) == 1;
  if (!is_whole) return std::nullopt;
  return plaintext;
}

}  // namespace cobuild::registry
