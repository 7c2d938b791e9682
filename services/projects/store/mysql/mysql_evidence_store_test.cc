#include "services/projects/store/mysql/mysql_evidence_store.h"

#include "services/projects/store/evidence_conformance.h"
#include "services/projects/store/mysql/testing/test_database.h"

namespace cobuild::projects {
namespace {

class TestedMysqlStore : public TestedEvidenceStore {
 public:
  TestedMysqlStore() : database_(OpenTestDatabase(MakeSchema("evidence"))), store_(*database_) {}
  EvidenceStore& store() override { return store_; }

 private:
  std::unique_ptr<mysql::Database> database_;
  MysqlEvidenceStore store_;
};

std::unique_ptr<TestedEvidenceStore> MakeTestedStore() {
  return std::make_unique<TestedMysqlStore>();
}

INSTANTIATE_TEST_SUITE_P(Mysql, EvidenceConformance, ::testing::Values(&MakeTestedStore));

}  // namespace
}  // namespace cobuild::projects
