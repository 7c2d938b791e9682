// A migrated schema on the test program's own server.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string_view>
#include <utility>

#include "common/mysql/database.h"
#include "common/mysql/migrations.h"
#include "common/testing/private_database.h"
#include "common/testing/status_matchers.h"
#include "services/projects/store/mysql/mysql_store.h"

namespace cobuild::projects {

// Creates the schema anew; gives the account of a server, so that tests also show which privileges
// the store needs.
inline mysql::Options MakeSchema(std::string_view name) {
  auto& server = test::PrivateDatabase::Shared();
  const mysql::Options owner = server.CreateSchema(name);
  EXPECT_OK(mysql::Migrate(owner, SchemaMigrations()));
  return server.ServerAccount(owner);
}

inline std::unique_ptr<mysql::Database> OpenTestDatabase(const mysql::Options& options) {
  absl::StatusOr<std::unique_ptr<mysql::Database>> database = mysql::Database::Create(options);
  EXPECT_OK(database);
  return *std::move(database);
}

}  // namespace cobuild::projects
