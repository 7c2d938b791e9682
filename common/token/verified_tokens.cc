#include "common/token/verified_tokens.h"

#include <utility>

namespace cobuild::token {

std::optional<std::string> VerifiedTokens::Find(const base::Digest& digest, base::Timestamp now) {
  auto found = younger_.find(digest);
  if (found == younger_.end()) {
    auto older = older_.extract(digest);
    if (older.empty()) return std::nullopt;
    Add(digest, std::move(older.mapped()));
    found = younger_.find(digest);
  }
  const Entry& entry = found->second;
  if (now < entry.begin || now >= entry.end) return std::nullopt;
  return entry.principal;
}

void VerifiedTokens::Add(const base::Digest& digest, Entry entry) {
  if (younger_.size() >= half_) {
    older_ = std::move(younger_);
    younger_.clear();
  }
  younger_.insert_or_assign(digest, std::move(entry));
}

void VerifiedTokens::Clear() {
  younger_.clear();
  older_.clear();
}

}  // namespace cobuild::token
