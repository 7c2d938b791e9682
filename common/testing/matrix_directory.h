// Who calls in a scope matrix (scope_matrix.h), and the tree that the bounds are of.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/directory.h"

namespace cobuild::test {

// How a caller's one grant lies to the row that it asks about.
struct MatrixRelation {
  std::string name;
  scope::Bound bound;
  bool reaches_row = false;

  std::string Principal() const { return "person/matrix-" + name; }
};

// In the order of the tables; scope_matrix.h says what each is.
const std::vector<MatrixRelation>& MatrixRelations();

// The principal of each relation has one role, within its bound; all others have every role on the
// whole tree. Thread-safe. The pipeline asks it with every call, so that a certificate for each
// relation serves for every role.
class MatrixDirectory : public rpc::Directory {
 public:
  MatrixDirectory();

  // What the relations' principals have from now on.
  void Give(const std::string& role);

  absl::StatusOr<std::shared_ptr<const rpc::Principal>> Find(std::string_view name,
                                                             base::Timestamp now) const override;

 private:
  const std::shared_ptr<const scope::Tree> tree_;
  mutable std::mutex mutex_;
  std::string role_;
};

}  // namespace cobuild::test
