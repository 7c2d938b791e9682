// The records of the journal in memory: every state of every one, and which request each answers.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "common/base/known_at.h"
#include "common/records/timeline.h"
#include "common/scope/places.h"
#include "services/finance/domain/entry.h"
#include "services/finance/domain/records.h"

namespace cobuild::finance {

// A request that was done, with the record that answers it.
struct AnsweredRequest {
  RequestClaim request;
  AnyRecord record;
};

class RecordState {
 public:
  // In order of position, each once, with its stamp.
  void Add(RecordStated stated);
  // Reads see what was recorded up to here; never goes back.
  void Advance(int64_t head) { head_ = head; }
  void Clear();

  // The journal's head as far as this is known here.
  int64_t position() const { return head_; }
  // The last position whose record is here.
  int64_t loaded() const { return timeline_.loaded(); }

  // What was known then. INVALID_ARGUMENT OUT_OF_RANGE of known_at.position for one beyond the
  // head.
  absl::StatusOr<int64_t> PositionOf(const base::KnownAt& known_at) const;

  template <class Facts>
  const records::Shelf<Facts>& Of() const {
    return shelves_.Of<Facts>();
  }
  // Where a record is (domain/places.h). A movement is where its fund is, a verification where its
  // fact is; a policy is nowhere in particular.
  scope::Places PlacesOf(std::string_view id, const Fund& facts) const;
  scope::Places PlacesOf(std::string_view id, const FundMovement& facts) const;
  scope::Places PlacesOf(std::string_view id, const Release& facts) const;
  scope::Places PlacesOf(std::string_view id, const Claim& facts) const;
  scope::Places PlacesOf(std::string_view id, const Investment& facts) const;
  scope::Places PlacesOf(std::string_view id, const Policy& facts) const;
  scope::Places PlacesOf(std::string_view id, const HouseholdIncome& facts) const;
  scope::Places PlacesOf(std::string_view id, const Verification& facts) const;

  // The latest state of a record; `kind` is the index in AnyFacts.
  std::optional<AnyRecord> Find(size_t kind, const std::string& id) const;
  std::optional<AnsweredRequest> FindRequest(const base::Digest& request_key) const;

 private:
  struct DigestHash {
    size_t operator()(const base::Digest& digest) const {
      size_t hash = 0;
      std::memcpy(&hash, digest.data(), sizeof(hash));
      return hash;
    }
  };
  struct Answer {
    base::Digest content;
    size_t kind;
    std::string id;
    int64_t position;
  };

  std::optional<AnyRecord> FindAt(size_t kind, const std::string& id, int64_t position) const;

  RecordShelves shelves_;
  records::Timeline timeline_;  // of records alone: transfers leave no trace here
  std::unordered_map<base::Digest, Answer, DigestHash> answers_;
  std::atomic<int64_t> head_{0};  // so that a commit without records needs no lock
};

}  // namespace cobuild::finance
