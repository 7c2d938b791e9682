#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "common/audit/checkpoint_writer.h"
#include "common/audit/convert_record.h"
#include "common/audit/memory_trail.h"
#include "common/audit/methods.h"
#include "common/audit/service.h"
#include "common/audit/testing.h"
#include "common/base/clock.h"
#include "common/testing/status_matchers.h"
#include "services/cli/output/json.h"
#include "services/cli/served_program.h"

namespace cobuild::cli {
namespace {

using audit::Form;
using audit::Record;
using testing::HasSubstr;

// Made for this test alone.
constexpr char kKey[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n"
    "-----END PRIVATE KEY-----\n";

// A service whose trail of changes is what a test makes of it.
class AuditProgram : public Program {
 public:
  ~AuditProgram() override { std::filesystem::remove_all(folder_); }

 protected:
  AuditProgram() {
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ + "/public.pem") << key_.Public().Pem();
  }

  void ServeTrail(std::vector<Record> changes, Form form = Form::kChange) {
    changes_ = std::make_unique<audit::MemoryTrail>(form, std::move(changes));
    Serve([this](rpc::Router& router) {
      audit::RegisterAuditService(
          router, audit::Trails{*changes_, refusals_},
          [](int64_t, int, const scope::Reach&) { return std::vector<int64_t>(); });
    });
  }
  // Signs what is served now.
  void WriteCheckpoint() {
    const audit::Trails trails{*changes_, refusals_};
    EXPECT_OK(audit::CheckpointWriter("registry", trails, clock_, key_, folder_).Write());
  }
  int Verify() {
    return Run({"audit", "verify", "registry", "--checkpoints", folder_, "--public-key",
                folder_ + "/public.pem", "--format", "json"});
  }

  const std::string folder_ = ::testing::TempDir() + "/program_audit_test";
  const base::SigningKey key_ = base::SigningKey::FromPem(kKey).value();
  base::SystemClock clock_;
  audit::MemoryRefusalLog refusals_;
  std::unique_ptr<audit::MemoryTrail> changes_;
};

TEST_F(AuditProgram, Verify_TrailsThatHold_PrintsUpToWhereAndLeavesWithZero) {
  ASSERT_OK(refusals_.Append({audit::ExampleRecord(Form::kRefusal, 1)}));
  ServeTrail(audit::ExampleTrail(Form::kChange, 1'500));
  WriteCheckpoint();
  EXPECT_EQ(Verify(), 0) << err_.str();
  const Json rows = Json::parse(out_.str());
  EXPECT_EQ(rows[0].at("last_number"), 1'500);
  EXPECT_EQ(rows[0].at("checkpoints"), 1);
  EXPECT_EQ(rows[1].at("trail"), "refusals");
  EXPECT_EQ(rows[1].at("last_number"), 1);
  EXPECT_EQ(rows[1].at("checkpoints"), 1);
}

TEST_F(AuditProgram, Verify_AlteredRecord_NamesItAndLeavesWithOne) {
  std::vector<Record> changes = audit::ExampleTrail(Form::kChange, 20);
  changes[6].peer = "ipv4:10.0.0.1:1";
  ServeTrail(changes);
  EXPECT_EQ(Run({"audit", "verify", "registry"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("the trail of changes does not hold at record 7"));
  EXPECT_THAT(err_.str(), HasSubstr("without --checkpoints"));
}

TEST_F(AuditProgram, Verify_TrailCutOff_IsFoundByTheCheckpoint) {
  std::vector<Record> changes = audit::ExampleTrail(Form::kChange, 20);
  ServeTrail(changes);
  WriteCheckpoint();
  changes.resize(12);
  ServeTrail(changes);
  EXPECT_EQ(Run({"audit", "verify", "registry"}), 0);
  EXPECT_EQ(Verify(), 1);
  EXPECT_THAT(err_.str(), HasSubstr("at record 13"));
  EXPECT_EQ(Json::parse(out_.str())[0].at("first_broken_number"), 13);
}

TEST_F(AuditProgram, Verify_WholeTrailMadeAnew_IsFoundByTheCheckpoint) {
  ServeTrail(audit::ExampleTrail(Form::kChange, 20));
  WriteCheckpoint();
  std::vector<Record> changes = audit::ExampleTrail(Form::kChange, 25);
  changes[0].actor = "machine/somebody-else";
  base::ChainEnd last;
  for (Record& record : changes) audit::Chain(Form::kChange, last, record);
  ServeTrail(changes);
  EXPECT_EQ(Verify(), 1);
  EXPECT_THAT(err_.str(), HasSubstr("at record 20"));
}

TEST_F(AuditProgram, Verify_CheckpointNobodySigned_IsNotTrusted) {
  ServeTrail(audit::ExampleTrail(Form::kChange, 20));
  std::ofstream(folder_ + "/registry-changes-2011-12-31.txt") << "made up\n";
  EXPECT_EQ(Verify(), 25);
  EXPECT_THAT(err_.str(), HasSubstr("line 1"));
}

TEST_F(AuditProgram, Verify_OfFinance_TakesTheJournalsDigests) {
  ServeTrail(audit::ExampleTrail(Form::kJournalEntry, 5), Form::kJournalEntry);
  EXPECT_EQ(Run({"audit", "verify", "finance", "--trail", "changes"}), 0) << err_.str();
  // Another service cannot pass off its records so.
  EXPECT_EQ(Run({"audit", "verify", "registry", "--trail", "changes"}), 1);
}

TEST_F(AuditProgram, Verify_HalfAKeyOrAWrongWord_IsAUsageError) {
  ServeTrail({});
  EXPECT_EQ(Run({"audit", "verify", "registry", "--checkpoints", folder_}), 2);
  EXPECT_EQ(Run({"audit", "verify", "registry", "--trail", "both"}), 2);
  EXPECT_EQ(Run({"audit", "verify", "nobody"}), 2);
}

TEST_F(AuditProgram, List_OfRefusals_ShowsHowOftenAndWhy) {
  ASSERT_OK(refusals_.Append({audit::ExampleRecord(Form::kRefusal, 1)}));
  ServeTrail(audit::ExampleTrail(Form::kChange, 3));
  EXPECT_EQ(Run({"audit", "list", "registry", "--trail", "refusals"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("CATEGORY_ALREADY_OPEN"));
  EXPECT_EQ(Run({"audit", "list", "registry", "--after", "1", "--limit", "1"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("villages/2"));
  EXPECT_THAT(err_.str(), HasSubstr("there are more"));
  EXPECT_EQ(Run({"audit", "get", "registry", "trails/changes/records/2"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("villages/2"));
  EXPECT_EQ(Run({"audit", "get", "registry", "trails/changes/records/4"}), 15);
}

// The trail of changes of 9 records to whoever reads the seventh alone.
void AddPartOfATrail(rpc::Router& router) {
  router.Unary<audit::v1::ListRecordsRequest, audit::v1::ListRecordsResponse>(
      audit::kListRecords, [](rpc::Call&, const audit::v1::ListRecordsRequest& request) {
        audit::v1::ListRecordsResponse page;
        page.set_bounded(true);
        page.set_head_number(9);
        page.set_through_number(request.after_number() < 5 ? 5 : 9);
        if (request.after_number() == 5) {
          *page.add_records() = audit::ToProto(audit::TrailKind::kChanges, Form::kChange,
                                               audit::ExampleRecord(Form::kChange, 7));
        }
        return page;
      });
}

TEST_F(AuditProgram, List_OfAPart_LooksOnThroughPagesWithoutARecord) {
  Serve(AddPartOfATrail);
  EXPECT_EQ(Run({"audit", "list", "registry"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("villages/7"));
  EXPECT_EQ(err_.str(), "");
}

TEST_F(AuditProgram, Verify_OfAPart_SaysThatAChainIsCheckedWhole) {
  Serve(AddPartOfATrail);
  EXPECT_EQ(Run({"audit", "verify", "registry", "--trail", "changes"}), 17);
  EXPECT_THAT(err_.str(), HasSubstr("a chain is checked whole"));
}

}  // namespace
}  // namespace cobuild::cli
