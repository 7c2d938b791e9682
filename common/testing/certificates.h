// Throw-away certificates for tests: an authority of its own, and leaves for servers and clients,
// as PEM files.
#pragma once

#include <memory>
#include <string>

#include "common/rpc/server.h"

namespace cobuild::test {

class Certificates {
 public:
  // A new authority in a new folder below the system's temporary one; removed when destroyed.
  Certificates();
  ~Certificates();
  Certificates(const Certificates&) = delete;
  Certificates& operator=(const Certificates&) = delete;

  // A certificate for "localhost" and 127.0.0.1, and who may connect to it: this authority's.
  rpc::TlsFiles ForServer();
  // A certificate for spiffe://cobuild/<principal>, as "machine/test".
  rpc::TlsFiles ForClient(const std::string& principal);
  // A certificate for any alternative names, as OpenSSL's configuration writes them:
  // "DNS:localhost,URI:spiffe://..."
  rpc::TlsFiles Issue(const std::string& alternative_names);

 private:
  class Authority;
  std::unique_ptr<Authority> authority_;
};

}  // namespace cobuild::test
