#include "common/base/signature.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "common/base/digest.h"

namespace cobuild::base {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

const unsigned char* OctetsOf(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Bio ReaderOf(std::string_view pem) {
  return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

std::shared_ptr<EVP_PKEY> Owned(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

std::string TextOf(const Bio& written) {
  char* text = nullptr;
  const long size =  // NOLINT(google-runtime-int): OpenSSL's
      BIO_get_mem_data(written.get(), &text);
  return {text, static_cast<size_t>(size)};
}

bool IsEd25519(const std::shared_ptr<EVP_PKEY>& key) {
  return key != nullptr && EVP_PKEY_id(key.get()) == EVP_PKEY_ED25519;
}

}  // namespace

absl::StatusOr<VerifyingKey> VerifyingKey::FromPem(std::string_view pem) {
  const Bio reader = ReaderOf(pem);
  auto key = Owned(PEM_read_bio_PUBKEY(reader.get(), nullptr, nullptr, nullptr));
  if (!IsEd25519(key)) return absl::InvalidArgumentError("not a public Ed25519 key in PEM");
  return VerifyingKey(std::move(key));
}

bool VerifyingKey::Verifies(std::string_view bytes, std::string_view signature) const {
  const Context context(EVP_MD_CTX_new());
  return signature.size() == kSignatureBytes && context != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
         EVP_DigestVerify(context.get(), OctetsOf(signature), signature.size(), OctetsOf(bytes),
                          bytes.size()) == 1;
}

absl::StatusOr<VerifyingKey> VerifyingKey::FromRaw(std::string_view bytes) {
  if (bytes.size() != kVerifyingKeyBytes) {
    return absl::InvalidArgumentError("a public Ed25519 key has 32 bytes");
  }
  auto key =
      Owned(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, OctetsOf(bytes), bytes.size()));
  if (!IsEd25519(key)) return absl::InvalidArgumentError("not a public Ed25519 key");
  return VerifyingKey(std::move(key));
}

std::string VerifyingKey::Raw() const {
  std::array<unsigned char, kVerifyingKeyBytes> raw{};
  size_t size = raw.size();
  EVP_PKEY_get_raw_public_key(key_.get(), raw.data(), &size);
  return {reinterpret_cast<const char*>(raw.data()), size};
}

std::string VerifyingKey::Id() const { return ToHex(Sha256(Raw())).substr(0, 16); }

std::string VerifyingKey::Pem() const {
  const Bio writer(BIO_new(BIO_s_mem()));
  PEM_write_bio_PUBKEY(writer.get(), key_.get());
  return TextOf(writer);
}

absl::StatusOr<SigningKey> SigningKey::FromPem(std::string_view pem) {
  const Bio reader = ReaderOf(pem);
  auto key = Owned(PEM_read_bio_PrivateKey(reader.get(), nullptr, nullptr, nullptr));
  if (!IsEd25519(key)) return absl::InvalidArgumentError("not a private Ed25519 key in PEM");
  return SigningKey(std::move(key));
}

absl::StatusOr<SigningKey> SigningKey::FromFile(const std::string& path) {
  std::ifstream file(path);
  std::stringstream content;
  if (!(content << file.rdbuf())) return absl::NotFoundError("cannot read the key in " + path);
  return FromPem(content.str());
}

SigningKey SigningKey::New() {
  auto key = Owned(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  if (!IsEd25519(key)) throw std::runtime_error("cannot make a key");
  return SigningKey(std::move(key));
}

std::string SigningKey::Pem() const {
  const Bio writer(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(writer.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return TextOf(writer);
}

std::string SigningKey::Sign(std::string_view bytes) const {
  std::string signature(kSignatureBytes, '\0');
  size_t size = signature.size();
  const Context context(EVP_MD_CTX_new());
  const bool done =
      context != nullptr &&
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     OctetsOf(bytes), bytes.size()) == 1;
  if (!done || size != kSignatureBytes) throw std::runtime_error("cannot sign");
  return signature;
}

}  // namespace cobuild::base
