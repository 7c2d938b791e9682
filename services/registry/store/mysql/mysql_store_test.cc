#include "services/registry/store/mysql/mysql_store.h"

#include <gtest/gtest.h>

#include "services/registry/store/conformance.h"
#include "services/registry/store/mysql/testing/test_database.h"

namespace cobuild::registry {
namespace {

class TestedMysqlStore : public TestedStore {
 public:
  TestedMysqlStore() : database_(OpenTestDatabase(MakeSchema("registry"))), store_(*database_) {}
  Store& store() override { return store_; }

 private:
  std::unique_ptr<mysql::Database> database_;
  MysqlStore store_;
};

std::unique_ptr<TestedStore> MakeTestedStore() { return std::make_unique<TestedMysqlStore>(); }

INSTANTIATE_TEST_SUITE_P(Mysql, StoreConformance, ::testing::Values(&MakeTestedStore));

}  // namespace
}  // namespace cobuild::registry
