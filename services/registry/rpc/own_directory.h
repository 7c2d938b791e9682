// Who may do what at the registry itself: by what it has recorded, as it stands at each call.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>

#include "common/rpc/directory.h"
#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

class OwnDirectory : public rpc::Directory {
 public:
  // `live` outlives it.
  explicit OwnDirectory(const LiveRegistry& live) : live_(live) {}

  // Always OK. A grant is known as soon as the call that recorded it is answered.
  absl::StatusOr<std::shared_ptr<const rpc::Principal>> Find(std::string_view name,
                                                             base::Timestamp now) const override;

 private:
  // The one that was made last, as long as it is of that day and no division has changed since.
  std::shared_ptr<const scope::Tree> TreeOn(const base::Date& day) const;

  const LiveRegistry& live_;
  mutable std::mutex mutex_;
  // Guarded by mutex_.
  mutable std::shared_ptr<const scope::Tree> tree_;
  mutable int64_t tree_position_ = 0;
  mutable base::Date tree_day_;
};

}  // namespace cobuild::registry
