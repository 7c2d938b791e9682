#include "services/cli/request_fields.h"

#include <gmock/gmock.h>

#include "cobuild/registry/v1/organization.pb.h"
#include "cobuild/registry/v1/pairing.pb.h"
#include "cobuild/registry/v1/perimeter.pb.h"
#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

using test::EqualsProto;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <class Request>
std::vector<std::string> Names() {
  std::vector<std::string> names;
  for (const RequestField& field : FieldsOf(*Request::descriptor()))
    names.push_back(field.argument);
  return names;
}

template <class Request>
Request Filled(Arguments& arguments) {
  Request request;
  FillRequest(FieldsOf(*Request::descriptor()), arguments, request);
  return request;
}

TEST(FieldsOf, TheRequestsOwnAndTheResources_WithoutWhatTheServiceSets) {
  EXPECT_THAT(
      Names<registry::v1::CreateOrganizationRequest>(),
      ElementsAre("organization-id", "name", "display-name", "kind", "division", "data-origin"));
  EXPECT_THAT(Names<registry::v1::EndPairingRequest>(), ElementsAre("name", "end-date", "etag"));
  EXPECT_THAT(Names<registry::v1::ListPairingsRequest>(),
              ElementsAre("village", "organization", "active-on", "known-at"));
}

TEST(ArgumentsOf, SaysWhatMayBeGiven) {
  const auto arguments = ArgumentsOf(FieldsOf(*registry::v1::CreatePerimeterRequest::descriptor()));
  const auto find = [&](const std::string& name) {
    return *std::ranges::find(arguments, name, &Argument::name);
  };
  EXPECT_EQ(find("include-prefixes").kind, Argument::Kind::kList);
  EXPECT_THAT(find("kinds").description, HasSubstr("VILLAGERS_COMMITTEE"));
  EXPECT_EQ(find("display-name").kind, Argument::Kind::kOption);
}

TEST(FillRequest, EveryKindOfValue) {
  Arguments pairing({{"pairing-id", {"p"}},
                     {"village", {"420115002202"}},
                     {"organization", {"organizations/water"}},
                     {"start-date", {"2010-01-01"}},
                     {"data-origin", {"example"}}});
  EXPECT_THAT(Filled<registry::v1::CreatePairingRequest>(pairing), EqualsProto(R"pb(
                pairing_id: 'p'
                pairing {
                  village: 'villages/420115002202'
                  organization: 'organizations/water'
                  start_date { year: 2010 month: 1 day: 1 }
                  data_origin: EXAMPLE
                })pb"));
  EXPECT_OK(pairing.Check());
  Arguments perimeter({{"include-prefixes", {"42", "43"}}, {"kinds", {"villagers-committee"}}});
  EXPECT_THAT(Filled<registry::v1::CreatePerimeterRequest>(perimeter),
              EqualsProto("perimeter { include_prefixes: '42' include_prefixes: '43' "
                          "kinds: VILLAGERS_COMMITTEE }"));
  Arguments list(Arguments::Given{{"known-at", {"7"}}});
  EXPECT_THAT(Filled<registry::v1::ListPairingsRequest>(list),
              EqualsProto("known_at { position: 7 }"));
}

TEST(FillRequest, NothingGiven_NothingSet) {
  Arguments nothing(Arguments::Given{});
  EXPECT_THAT(Filled<registry::v1::CreatePairingRequest>(nothing), EqualsProto(""));
}

TEST(FillRequest, WhatIsWrong_IsToldOfEveryArgument) {
  Arguments arguments({{"start-date", {"2010-02-30"}}, {"data-origin", {"made-up"}}});
  Filled<registry::v1::CreatePairingRequest>(arguments);
  const absl::Status status = arguments.Check();
  EXPECT_EQ(ExitCodeOf(status), kExitUsage);
  EXPECT_THAT(std::string(status.message()), HasSubstr("start-date is a day"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("data-origin is one of RECORDED, EXAMPLE"));
}

}  // namespace
}  // namespace cobuild::cli
