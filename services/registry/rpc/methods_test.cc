#include "services/registry/rpc/methods.h"

#include <gmock/gmock.h>

#include "cobuild/registry/v1/campaign.pb.h"
#include "cobuild/registry/v1/demonstration.pb.h"
#include "cobuild/registry/v1/division.pb.h"
#include "cobuild/registry/v1/election.pb.h"
#include "cobuild/registry/v1/leading_group.pb.h"
#include "cobuild/registry/v1/organization.pb.h"
#include "cobuild/registry/v1/pairing.pb.h"
#include "cobuild/registry/v1/perimeter.pb.h"
#include "cobuild/registry/v1/person.pb.h"
#include "cobuild/registry/v1/posting.pb.h"
#include "cobuild/registry/v1/principal.pb.h"
#include "cobuild/registry/v1/service_centre.pb.h"
#include "cobuild/registry/v1/village.pb.h"
#include "common/testing/method_table.h"

namespace cobuild::registry {
namespace {

TEST(Methods, EveryRpcHasItsRow) {
  EXPECT_THAT(
      test::CheckTable({v1::Division::descriptor()->file(), v1::Village::descriptor()->file(),
                        v1::Perimeter::descriptor()->file(), v1::Organization::descriptor()->file(),
                        v1::Pairing::descriptor()->file(), v1::Person::descriptor()->file(),
                        v1::Posting::descriptor()->file(), v1::LeadingGroup::descriptor()->file(),
                        v1::Election::descriptor()->file(), v1::ServiceCentre::descriptor()->file(),
                        v1::Campaign::descriptor()->file(), v1::Demonstration::descriptor()->file(),
                        v1::Principal::descriptor()->file()},
                       kMethods),
      ::testing::IsEmpty());
}

}  // namespace
}  // namespace cobuild::registry
