#include "common/token/es256_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <string>

namespace cobuild::token {
namespace {

constexpr size_t kCoordinateBytes = 32;
constexpr size_t kSignatureBytes = 2 * kCoordinateBytes;

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Number = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using Numbers = std::unique_ptr<ECDSA_SIG, Freer<ECDSA_SIG_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;

const unsigned char* OctetsOf(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number NumberOf(std::string_view big_endian) {
  return Number(BN_bin2bn(OctetsOf(big_endian), static_cast<int>(big_endian.size()), nullptr));
}

// As OpenSSL reads signatures; empty when it has no memory for it.
std::string DerOf(std::string_view signature) {
  Number r = NumberOf(signature.substr(0, kCoordinateBytes));
  Number s = NumberOf(signature.substr(kCoordinateBytes));
  const Numbers numbers(ECDSA_SIG_new());
  if (r == nullptr || s == nullptr || numbers == nullptr) return "";
  ECDSA_SIG_set0(numbers.get(), r.release(), s.release());
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(numbers.get(), &der);
  if (size <= 0) return "";
  std::string bytes(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
  OPENSSL_free(der);
  return bytes;
}

bool IsOnTheCurve(EVP_PKEY* key) {
  const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
  return context != nullptr && EVP_PKEY_public_check(context.get()) == 1;
}

}  // namespace

absl::StatusOr<Es256Key> Es256Key::FromCoordinates(std::string_view x, std::string_view y) {
  if (x.size() != kCoordinateBytes || y.size() != kCoordinateBytes) {
    return absl::InvalidArgumentError("a coordinate of P-256 has 32 bytes");
  }
  std::string group = "P-256";
  std::string point = std::string("\x04").append(x).append(y);  // uncompressed
  const std::array<OSSL_PARAM, 3> parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size()),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* made = nullptr;
  if (context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1) {
    EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY,
                      const_cast<OSSL_PARAM*>(parameters.data()));  // OpenSSL only reads them
  }
  const std::shared_ptr<EVP_PKEY> key(made, EVP_PKEY_free);
  if (key == nullptr || !IsOnTheCurve(key.get())) {
    return absl::InvalidArgumentError("not a point of P-256");
  }
  return Es256Key(key);
}

bool Es256Key::Verifies(std::string_view bytes, std::string_view signature) const {
  if (signature.size() != kSignatureBytes) return false;
  const std::string der = DerOf(signature);
  const DigestContext context(EVP_MD_CTX_new());
  return !der.empty() && context != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
         EVP_DigestVerify(context.get(), OctetsOf(der), der.size(), OctetsOf(bytes),
                          bytes.size()) == 1;
}

}  // namespace cobuild::token
