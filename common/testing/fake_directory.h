// Who may do what, as a test says it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/directory.h"

namespace cobuild::test {

// 420000 Hubei, 420100 Wuhan; districts 420115 and 420116; townships 420115001 and 420115002,
// 420116001; two villages in each. Every code has 12 digits.
inline std::shared_ptr<const scope::Tree> ExampleTree() {
  static const auto tree = std::make_shared<const scope::Tree>(
      std::vector<scope::Node>{{"420000000000", ""},
                               {"420100000000", "420000000000"},
                               {"420115000000", "420100000000"},
                               {"420116000000", "420100000000"},
                               {"420115001000", "420115000000"},
                               {"420115002000", "420115000000"},
                               {"420116001000", "420116000000"},
                               {"420115001201", "420115001000"},
                               {"420115001202", "420115001000"},
                               {"420115002201", "420115002000"},
                               {"420115002202", "420115002000"},
                               {"420116001201", "420116001000"},
                               {"420116001202", "420116001000"}},
      std::vector<scope::Succession>{});
  return tree;
}

// Thread-safe. Whoever is not named is a stranger.
class FakeDirectory : public rpc::Directory {
 public:
  explicit FakeDirectory(std::shared_ptr<const scope::Tree> tree = ExampleTree())
      : tree_(std::move(tree)) {}

  // Beside what the principal has.
  void Grant(const std::string& principal, const std::string& role, scope::Bound bound) {
    const std::lock_guard lock(mutex_);
    grants_[principal].push_back({role, std::move(bound)});
  }
  void Revoke(const std::string& principal) {
    const std::lock_guard lock(mutex_);
    grants_.erase(principal);
  }
  void SetTree(std::shared_ptr<const scope::Tree> tree) {
    const std::lock_guard lock(mutex_);
    tree_ = std::move(tree);
  }
  // Nobody is found from now on; OK to end that.
  void Fail(const absl::Status& failure) {
    const std::lock_guard lock(mutex_);
    failure_ = failure;
  }

  absl::StatusOr<std::shared_ptr<const rpc::Principal>> Find(std::string_view name,
                                                             base::Timestamp) const override {
    const std::lock_guard lock(mutex_);
    if (!failure_.ok()) return failure_;
    const auto found = grants_.find(name);
    return std::make_shared<const rpc::Principal>(
        rpc::Principal{.name = std::string(name),
                       .grants = found == grants_.end() ? std::vector<rpc::Grant>() : found->second,
                       .tree = tree_});
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<rpc::Grant>, std::less<>> grants_;
  std::shared_ptr<const scope::Tree> tree_;
  absl::Status failure_;
};

}  // namespace cobuild::test
