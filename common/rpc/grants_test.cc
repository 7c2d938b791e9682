#include "common/rpc/grants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/rpc/roles.h"

namespace cobuild::rpc {
namespace {

using ::testing::HasSubstr;

TEST(MatchesTest, Patterns_AreMatchedPartByPart) {
  struct Row {
    std::string_view pattern;
    std::string_view permission;
    bool matches;
  };
  constexpr Row kRows[] = {
      {"finance.transfers.post", "finance.transfers.post", true},
      {"finance.transfers.post", "finance.transfers.postpone", false},
      {"finance.transfers.post", "finance.transfers", false},
      {"finance.transfers", "finance.transfers.post", false},
      {"finance.*", "finance.transfers.post", true},
      {"finance.*", "finance", false},
      {"finance.*", "finances.transfers.post", false},
      {"*.*.read", "registry.villages.read", true},
      {"*.*.read", "registry.villages.update", false},
      {"*.*.read", "registry.read", false},
      {"registry.*.read", "registry.villages.read", true},
      {"registry.*.read", "registry.villages.people.read", false},
      {"", "", true},
      {"", "finance", false},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Matches(row.pattern, row.permission), row.matches)
        << row.pattern << " against " << row.permission;
  }
}

TEST(RolesTest, SecurityAdmin_HasGrantsAndNothingElse) {
  EXPECT_TRUE(RoleAllows("SECURITY_ADMIN", "registry.principals.grant"));
  EXPECT_FALSE(RoleAllows("SECURITY_ADMIN", "registry.villages.read"));
}

TEST(RolesTest, GrantsAreSecurityAdminsAlone) {
  for (const std::string& role : RoleNames()) {
    for (const char* verb : {"create", "grant", "revoke", "hand_over"}) {
      EXPECT_EQ(RoleAllows(role, "registry.principals." + std::string(verb)),
                role == "SECURITY_ADMIN")
          << role << " " << verb;
    }
  }
  EXPECT_TRUE(RoleAllows("DISTRICT_ADMIN", "registry.villages.categorise"));
  EXPECT_TRUE(RoleAllows("DISTRICT_ADMIN", "registry.principals.read"));
}

TEST(RolesTest, NobodyMayCreateAndReviewVouchers) {
  for (const std::string& role : RoleNames()) {
    EXPECT_FALSE(RoleAllows(role, "finance.vouchers.create") &&
                 RoleAllows(role, "finance.vouchers.review"))
        << role;
  }
}

TEST(RolesTest, UnknownRole_AllowsNothing) {
  EXPECT_FALSE(IsRole("ADMIN"));
  EXPECT_FALSE(RoleAllows("ADMIN", "registry.villages.read"));
}

TEST(GrantsTest, Principal_HasThePermissionsOfItsRoles) {
  const auto grants = Grants::FromJson(
      R"({"principals":[{"name":"service/assessment","roles":["SERVICE","AUDITOR"]}]})");
  ASSERT_TRUE(grants.ok()) << grants.status();
  const auto principal = grants->Find("service/assessment", {});
  ASSERT_TRUE(principal.ok());
  EXPECT_TRUE(Allows(**principal, "finance.income.read"));
  EXPECT_TRUE(ReachOf(**principal, "finance.journal.verify").everything());
  EXPECT_FALSE(Allows(**principal, "finance.transfers.post"));
  EXPECT_TRUE(grants->Holds("service/assessment"));
}

TEST(GrantsTest, Stranger_HasItsNameAndNoGrant) {
  const auto grants = Grants::FromJson(R"({"principals":[]})");
  ASSERT_TRUE(grants.ok()) << grants.status();
  const auto stranger = grants->Find("service/other", {});
  ASSERT_TRUE(stranger.ok());
  EXPECT_EQ((*stranger)->name, "service/other");
  EXPECT_TRUE((*stranger)->grants.empty());
  EXPECT_FALSE(grants->Holds("service/other"));
}

TEST(GrantsTest, WholeTree_MayBeNamed) {
  EXPECT_TRUE(Grants::FromJson(
                  R"({"principals":[{"name":"machine/cli","roles":["AUDITOR"],"division":"*"}]})")
                  .ok());
}

TEST(GrantsTest, WhatIsNotUnderstood_IsAnErrorThatNamesIt) {
  struct Row {
    std::string_view json;
    std::string_view named;
  };
  constexpr Row kRows[] = {
      {R"(not json)", "not a JSON object"},
      {R"([])", "not a JSON object"},
      {R"({})", "principals"},
      {R"({"principals":[],"version":1})", "version"},
      {R"({"principals":[7]})", "object"},
      {R"({"principals":[{"roles":["AUDITOR"]}]})", "without a name"},
      {R"({"principals":[{"name":"cli","roles":["AUDITOR"]}]})", "<kind>/<name>"},
      {R"({"principals":[{"name":"machine/a b","roles":["AUDITOR"]}]})", "<kind>/<name>"},
      {R"({"principals":[{"name":"machine/cli"}]})", "roles"},
      {R"({"principals":[{"name":"machine/cli","roles":[]}]})", "roles"},
      {R"({"principals":[{"name":"machine/cli","roles":["ADMIN"]}]})", "ADMIN"},
      {R"({"principals":[{"name":"machine/cli","roles":[3]}]})", "unknown role 3"},
      {R"({"principals":[{"name":"machine/cli","roles":["AUDITOR"],"expires":1}]})", "expires"},
      {R"({"principals":[{"name":"machine/cli","roles":["AUDITOR"],"division":"420115000000"}]})",
       "division"},
      {R"({"principals":[{"name":"machine/cli","roles":["AUDITOR"]},
                         {"name":"machine/cli","roles":["SERVICE"]}]})",
       "twice"},
  };
  for (const Row& row : kRows) {
    const auto grants = Grants::FromJson(row.json);
    EXPECT_EQ(grants.status().code(), absl::StatusCode::kInvalidArgument) << row.json;
    EXPECT_THAT(std::string(grants.status().message()), HasSubstr(std::string(row.named)));
  }
}

TEST(GrantsTest, MissingFile_IsNotFound) {
  EXPECT_EQ(Grants::FromFile("/nowhere/grants.json").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace cobuild::rpc
