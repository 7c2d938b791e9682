#include "common/base/ulid.h"

#include <openssl/rand.h>

#include <array>
#include <cstdlib>

namespace cobuild::base {

std::string NewUlid(Timestamp now) {
  constexpr char kAlphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford's base 32
  std::array<unsigned char, 16> bytes;
  const auto millis = static_cast<uint64_t>(now.micros / 1'000);
  for (int i = 0; i < 6; ++i) bytes[static_cast<size_t>(i)] = (millis >> (40 - 8 * i)) & 0xff;
  // Without randomness ids would collide: there is nothing sensible to go on with.
  if (RAND_bytes(bytes.data() + 6, 10) != 1) std::abort();
  __extension__ typedef unsigned __int128 Bits128;
  Bits128 value = 0;
  for (const unsigned char byte : bytes) value = (value << 8) | byte;
  std::string id(26, '0');
  for (size_t i = 26; i-- > 0; value >>= 5) id[i] = kAlphabet[static_cast<size_t>(value & 31)];
  return id;
}

}  // namespace cobuild::base
