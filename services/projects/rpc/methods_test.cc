#include "services/projects/rpc/methods.h"

#include <gmock/gmock.h>

#include "cobuild/projects/v1/approval.pb.h"
#include "cobuild/projects/v1/evidence.pb.h"
#include "cobuild/projects/v1/milestone.pb.h"
#include "cobuild/projects/v1/model.pb.h"
#include "cobuild/projects/v1/procedure.pb.h"
#include "cobuild/projects/v1/project.pb.h"
#include "common/testing/method_table.h"
#include "services/projects/domain/names.h"

namespace cobuild::projects {
namespace {

TEST(Methods, EveryRpcHasItsRow) {
  EXPECT_THAT(
      test::CheckTable({v1::Project::descriptor()->file(), v1::Model::descriptor()->file(),
                        v1::Procedure::descriptor()->file(), v1::Approval::descriptor()->file(),
                        v1::Evidence::descriptor()->file(), v1::Milestone::descriptor()->file()},
                       kMethods),
      ::testing::IsEmpty());
}

// The domain spells the values of our enums as the contract does.
template <class Ours>
void ExpectNamesOf(const google::protobuf::EnumDescriptor& theirs) {
  for (int i = 1; i < theirs.value_count(); ++i) {
    EXPECT_EQ(NameOf(static_cast<Ours>(theirs.value(i)->number())), theirs.value(i)->name());
  }
}

TEST(Names, AreTheContracts) {
  ExpectNamesOf<ProjectCategory>(*v1::ProjectCategory_descriptor());
  ExpectNamesOf<ProjectState>(*v1::ProjectState_descriptor());
  ExpectNamesOf<ProjectAction>(*v1::ProjectAction_descriptor());
  ExpectNamesOf<DevelopmentModel>(*v1::DevelopmentModel_descriptor());
}

}  // namespace
}  // namespace cobuild::projects
