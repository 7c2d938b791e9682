#include "common/testing/matrix_directory.h"

#include <algorithm>
#include <utility>

#include "common/rpc/roles.h"

namespace cobuild::test {
namespace {

// Where the row is, and what is around it. All in one city.
constexpr char kCity[] = "420100000000";
constexpr char kDistrict[] = "420115000000";
constexpr char kTownship[] = "420115002000";
constexpr char kRowVillage[] = "420115002201";
constexpr char kBelowRow[] = "420115002291";  // in this tree alone
constexpr char kSibling[] = "420115002202";
constexpr char kOtherDistrict[] = "420116000000";

std::shared_ptr<const scope::Tree> MatrixTree() {
  return std::make_shared<const scope::Tree>(
      std::vector<scope::Node>{{"420000000000", ""},
                               {kCity, "420000000000"},
                               {kDistrict, kCity},
                               {kOtherDistrict, kCity},
                               {kTownship, kDistrict},
                               {"420116001000", kOtherDistrict},
                               {kRowVillage, kTownship},
                               {kBelowRow, kRowVillage},
                               {kSibling, kTownship},
                               {"420116001201", "420116001000"}},
      std::vector<scope::Succession>{});
}

}  // namespace

const std::vector<MatrixRelation>& MatrixRelations() {
  using scope::Bound;
  static const std::vector<MatrixRelation> relations = {
      {"whole", Bound::WholeTree(), true},
      {"own", Bound::Division(kRowVillage), true},
      {"parent", Bound::Division(kTownship), true},
      {"child", Bound::Division(kBelowRow), false},
      {"sibling", Bound::Division(kSibling), false},
      {"district", Bound::Division(kOtherDistrict), false},
      {"organization", Bound::Organization("water"), true},
      {"elsewhere", Bound::Organization("roads"), false}};
  return relations;
}

MatrixDirectory::MatrixDirectory() : tree_(MatrixTree()) {}

void MatrixDirectory::Give(const std::string& role) {
  const std::lock_guard lock(mutex_);
  role_ = role;
}

absl::StatusOr<std::shared_ptr<const rpc::Principal>> MatrixDirectory::Find(std::string_view name,
                                                                            base::Timestamp) const {
  rpc::Principal found{.name = std::string(name), .grants = {}, .tree = tree_};
  const auto& relations = MatrixRelations();
  const auto relation = std::find_if(relations.begin(), relations.end(),
                                     [&](const auto& known) { return known.Principal() == name; });
  if (relation == relations.end()) {
    for (const std::string& role : rpc::RoleNames()) {
      found.grants.push_back({role, scope::Bound::WholeTree()});
    }
  } else {
    const std::lock_guard lock(mutex_);
    found.grants.push_back({role_, relation->bound});
  }
  return std::make_shared<const rpc::Principal>(std::move(found));
}

}  // namespace cobuild::test
