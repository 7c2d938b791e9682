// What was verified is remembered, for a signature costs a hundred times what looking it up does.
#pragma once

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <unordered_map>

#include "common/base/digest.h"
#include "common/base/time.h"

namespace cobuild::token {

// Holds at most `capacity` tokens, those that were used last among them. The caller sees to it that
// one thread at a time is in it.
class VerifiedTokens {
 public:
  struct Entry {
    std::string principal;
    base::Timestamp begin;  // valid from it on
    base::Timestamp end;    // no longer valid from it on
  };

  // `capacity` is at least 2.
  explicit VerifiedTokens(size_t capacity) : half_(capacity / 2) {}

  // Whose token of this digest is; nullopt when it is not remembered, or not valid at `now`.
  std::optional<std::string> Find(const base::Digest& digest, base::Timestamp now);
  void Add(const base::Digest& digest, Entry entry);
  void Clear();

 private:
  struct Hash {
    size_t operator()(const base::Digest& digest) const {
      size_t first_bytes = 0;  // as good as random already
      std::memcpy(&first_bytes, digest.data(), sizeof(first_bytes));
      return first_bytes;
    }
  };
  using Generation = std::unordered_map<base::Digest, Entry, Hash>;

  // Once the younger one is full it becomes the older, and what was not used since is forgotten.
  const size_t half_;
  Generation younger_;
  Generation older_;
};

}  // namespace cobuild::token
