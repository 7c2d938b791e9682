// A row of personal data as it is stored.
#pragma once

#include <cstdint>
#include <string>

namespace cobuild::registry {

struct SealedPersonalData {
  std::string person_id;
  int64_t position = 0;  // of the person's state that brought them
  std::string key_id;
  std::string nonce;
  std::string ciphertext;

  bool operator==(const SealedPersonalData&) const = default;
};

}  // namespace cobuild::registry
