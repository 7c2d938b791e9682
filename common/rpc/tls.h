// The files that prove who we are and tell whom we believe.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace cobuild::rpc {

// PEM files: our own certificate (chain) and key, and the authorities whose certificates we accept
// from the other side.
struct TlsFiles {
  std::string certificate;
  std::string key;
  std::string authorities;
};

// What is in the files, in the same places. INVALID_ARGUMENT for one that cannot be read or is
// empty.
absl::StatusOr<TlsFiles> ReadTlsFiles(const TlsFiles& files);

}  // namespace cobuild::rpc
