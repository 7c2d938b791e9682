#include "common/testing/certificates.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace cobuild::test {
namespace {

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using File = std::unique_ptr<std::FILE, Freer<std::fclose>>;

constexpr long kLifetimeSeconds = 24 * 3600;

void Must(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("test certificates: ") + what);
}

Key NewKey() {
  Key key(EVP_EC_gen("P-256"));
  Must(key != nullptr, "no key");
  return key;
}

void AddExtension(X509& certificate, X509& issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  Must(extension != nullptr && X509_add_ext(&certificate, extension.get(), -1) == 1, "extension");
}

// A certificate for `key`, not signed yet.
Certificate Draft(EVP_PKEY& key, const std::string& common_name, long serial) {
  Certificate certificate(X509_new());
  Must(certificate != nullptr, "no certificate");
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kLifetimeSeconds);
  X509_set_pubkey(certificate.get(), &key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1,
                             0);
  return certificate;
}

void Write(const std::string& path, X509& certificate) {
  const File file(std::fopen(path.c_str(), "w"));
  Must(file != nullptr && PEM_write_X509(file.get(), &certificate) == 1, "cannot write");
}

void Write(const std::string& path, EVP_PKEY& key) {
  const File file(std::fopen(path.c_str(), "w"));
  Must(file != nullptr &&
           PEM_write_PrivateKey(file.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
       "cannot write");
}

}  // namespace

class Certificates::Authority {
 public:
  Authority() : key_(NewKey()), certificate_(Draft(*key_, "Cobuild test authority", 1)) {
    std::string folder = std::filesystem::temp_directory_path() / "cobuild-certificates-XXXXXX";
    Must(mkdtemp(folder.data()) != nullptr, "no folder");
    folder_ = folder;
    X509_set_issuer_name(certificate_.get(), X509_get_subject_name(certificate_.get()));
    AddExtension(*certificate_, *certificate_, NID_basic_constraints, "critical,CA:TRUE");
    Sign(*certificate_);
    Write(folder_ / "authority.pem", *certificate_);
  }

  ~Authority() {
    std::error_code ignored;  // a folder left behind in the temporary one fails no test
    std::filesystem::remove_all(folder_, ignored);
  }

  rpc::TlsFiles Issue(const std::string& alternative_names) {
    const Key key = NewKey();
    const long serial = ++last_serial_;
    const Certificate leaf = Draft(*key, "leaf", serial);
    X509_set_issuer_name(leaf.get(), X509_get_subject_name(certificate_.get()));
    AddExtension(*leaf, *certificate_, NID_basic_constraints, "critical,CA:FALSE");
    AddExtension(*leaf, *certificate_, NID_subject_alt_name, alternative_names);
    Sign(*leaf);
    const std::string stem = folder_ / std::to_string(serial);
    rpc::TlsFiles files{stem + ".pem", stem + ".key", folder_ / "authority.pem"};
    Write(files.certificate, *leaf);
    Write(files.key, *key);
    return files;
  }

 private:
  void Sign(X509& certificate) {
    Must(X509_sign(&certificate, key_.get(), EVP_sha256()) > 0, "cannot sign");
  }

  Key key_;
  Certificate certificate_;
  std::filesystem::path folder_;
  long last_serial_ = 1;
};

Certificates::Certificates() : authority_(std::make_unique<Authority>()) {}
Certificates::~Certificates() = default;

rpc::TlsFiles Certificates::ForServer() {
  return Issue("DNS:localhost,IP:127.0.0.1,URI:spiffe://cobuild/service/test");
}

rpc::TlsFiles Certificates::ForClient(const std::string& principal) {
  return Issue("URI:spiffe://cobuild/" + principal);
}

rpc::TlsFiles Certificates::Issue(const std::string& alternative_names) {
  return authority_->Issue(alternative_names);
}

}  // namespace cobuild::test
