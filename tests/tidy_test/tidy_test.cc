// Our own source keeps the house rules, and each rule finds what it is for.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/tidy_test/rules.h"

namespace cobuild::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<SourceFile>& OurSource() {
  static const std::vector<SourceFile> files = ReadTree(".");
  return files;
}

void ExpectKept(Rule rule) {
  std::string violations;
  for (const SourceFile& file : OurSource()) {
    for (const Finding& finding : rule(file)) {
      violations += fmt::format("\n{}:{}: {}", finding.path, finding.line, finding.advice);
    }
  }
  EXPECT_TRUE(violations.empty()) << violations;
}

// The advice for a file of that path and text.
std::vector<std::string> AdviceOn(Rule rule, const std::string& path, std::string_view text) {
  std::vector<std::string> advice;
  for (const Finding& finding : rule(MakeSource(path, text))) advice.push_back(finding.advice);
  return advice;
}

std::vector<std::string> AdviceOnInclude(const std::string& path, const std::string& include) {
  return AdviceOn(CheckIncludes, path, "#include \"" + include + "\"\n");
}

TEST(OurSource, IsFoundFromTheProjectRoot) { EXPECT_GT(OurSource().size(), 100); }
TEST(OurSource, KeepsIncludes) { ExpectKept(CheckIncludes); }
TEST(OurSource, KeepsFromBannedCode) { ExpectKept(CheckBannedCode); }
TEST(OurSource, IsFinished) { ExpectKept(CheckUnfinished); }
TEST(OurSource, KeepsMoneyExact) { ExpectKept(CheckMoney); }
TEST(OurSource, NamesClasses) { ExpectKept(CheckClassNames); }
TEST(OurSource, KeepsShape) { ExpectKept(CheckShape); }
TEST(OurSource, MigratesWithSharedSql) { ExpectKept(CheckMigration); }

struct IncludeCase {
  const char* path;
  const char* include;
  const char* advice;  // part of it
};

class RefusedInclude : public ::testing::TestWithParam<IncludeCase> {};

TEST_P(RefusedInclude, IsFound) {
  EXPECT_THAT(AdviceOnInclude(GetParam().path, GetParam().include),
              ElementsAre(HasSubstr(GetParam().advice)));
}

INSTANTIATE_TEST_SUITE_P(
    CheckIncludes, RefusedInclude,
    ::testing::Values(
        IncludeCase{"services/a/domain/x.h", "common/base/clock.h", "no clock"},
        IncludeCase{"services/a/domain/x.h", "common/obs/log.h", "common/ only base"},
        IncludeCase{"services/a/domain/x.cc", "cobuild/a/v1/a.pb.h", "never sees the wire"},
        IncludeCase{"services/a/domain/x.cc", "google/protobuf/message.h", "never sees the wire"},
        IncludeCase{"services/a/domain/x.cc", "services/a/store/store.h", "not from store"},
        IncludeCase{"services/a/store/store.h", "common/mysql/session.h", "common/ only base"},
        IncludeCase{"services/a/store/memory/x.h", "services/a/app/x.h", "not from app"},
        IncludeCase{"services/a/store/mysql/x.cc", "services/a/app/x.h", "not from app"},
        IncludeCase{"services/a/store/mysql/x.cc", "grpcpp/server.h", "never sees the wire"},
        IncludeCase{"services/a/app/x.cc", "services/a/store/mysql/s.h", "not from store/mysql"},
        IncludeCase{"services/a/app/x.cc", "services/a/rpc/convert.h", "not from rpc"},
        IncludeCase{"services/a/app/x.cc", "common/rpc/call.h", "common/ only base"},
        IncludeCase{"services/a/rpc/x.cc", "services/a/store/mysql/s.h", "not from store/mysql"},
        IncludeCase{"services/a/main.cc", "services/b/app/x.h", "another program's code"},
        IncludeCase{"services/a/app/x.cc", "services/cli/connection.h", "another program's code"},
        IncludeCase{"services/a/x_test.cc", "services/registry/app/x.h", "another program's code"},
        IncludeCase{"services/a/x_test.cc", "services/b/rpc/testing/x.h", "another program's code"},
        IncludeCase{"deploy/examples/e/main.cc", "services/a/app/x.h", "another program's code"},
        IncludeCase{"deploy/examples/e/main.cc", "services/a/rpc/testing/x.h", "another program's"},
        IncludeCase{"deploy/examples/e/x_test.cc", "services/a/app/x.h", "another program's code"},
        IncludeCase{"common/rpc/x.h", "services/a/app/x.h", "common knows no service"},
        IncludeCase{"common/mysql/session.h", "cppconn/driver.h", "inside common/mysql/*.cc"},
        IncludeCase{"services/a/store/mysql/x.cc", "cppconn/driver.h", "inside common/mysql"}));

TEST(CheckIncludes, AllowsWhatTheTableAllows) {
  const std::vector<std::pair<std::string, std::string>> allowed = {
      {"services/a/domain/x.cc", "common/money/money.h"},
      {"services/a/store/store.h", "services/a/domain/x.h"},
      {"services/a/store/mysql/x.cc", "common/mysql/session.h"},
      {"services/a/app/x.cc", "services/a/store/store.h"},
      {"services/a/rpc/x.cc", "cobuild/a/v1/a.pb.h"},
      {"services/a/main.cc", "services/a/store/mysql/s.h"},
      {"services/a/main.cc", "services/registry/client/client.h"},
      {"deploy/examples/e/main.cc", "services/cli/connection.h"},
      {"deploy/examples/e/x_test.cc", "services/a/rpc/testing/server.h"},
      {"services/a/app/x_test.cc", "services/a/store/memory/s.h"},
      {"common/mysql/session.cc", "cppconn/driver.h"},
  };
  for (const auto& [path, include] : allowed) {
    EXPECT_THAT(AdviceOnInclude(path, include), IsEmpty()) << path << " includes " << include;
  }
}

TEST(CheckIncludes, FindingHoldsFileLineAndInclude) {
  const SourceFile file = MakeSource("common/a/x.h", "#pragma once\n\n#include <cppconn/a.h>\n");
  EXPECT_THAT(CheckIncludes(file),
              ElementsAre(Finding{"common/a/x.h", 3,
                                  "cppconn/a.h: the SQL driver stays inside common/mysql/*.cc: "
                                  "use common/mysql/session.h"}));
}

TEST(CheckBannedCode, FindsDriverTransactions) {
  for (const char* line : {"c->commit();", "c.rollback();", "c->setAutoCommit(false);"}) {
    EXPECT_THAT(AdviceOn(CheckBannedCode, "common/mysql/x.cc", line),
                ElementsAre(HasSubstr("throws away its errors")))
        << line;
  }
}

TEST(CheckBannedCode, FindsSleeps) {
  for (const char* line : {"std::this_thread::sleep_for(1s);", "usleep(10);",
                           "std::this_thread::sleep_until(t);", "nanosleep(&t, nullptr);"}) {
    EXPECT_THAT(AdviceOn(CheckBannedCode, "tests/x_test.cc", line),
                ElementsAre(HasSubstr("wait for a condition")))
        << line;
  }
}

TEST(CheckBannedCode, FindsClientContextsWithoutDeadlineInServers) {
  for (const char* line : {"grpc::ClientContext context;", "new grpc::ClientContext();",
                           "std::make_unique<grpc::ClientContext>();"}) {
    EXPECT_THAT(AdviceOn(CheckBannedCode, "services/a/rpc/x.cc", line),
                ElementsAre(HasSubstr("no deadline")))
        << line;
    EXPECT_THAT(AdviceOn(CheckBannedCode, "services/cli/x.cc", line), IsEmpty()) << line;
    EXPECT_THAT(AdviceOn(CheckBannedCode, "common/rpc/client.cc", line), IsEmpty()) << line;
  }
  EXPECT_THAT(AdviceOn(CheckBannedCode, "services/a/rpc/x.cc", "void F(grpc::ClientContext& c);"),
              IsEmpty());
}

TEST(CheckBannedCode, ReadsNeitherCommentsNorLiterals) {
  EXPECT_THAT(AdviceOn(CheckBannedCode, "common/a/x.cc",
                       "// never usleep( here\n"
                       "/* nor\n sleep_for */\n"
                       "const char* a = \"c->commit() \\\" usleep\";\n"
                       "const char* b = R\"sql(x.rollback() \")sql\";\n"),
              IsEmpty());
}

TEST(CheckBannedCode, ReadsWhatFollowsCommentsAndLiterals) {
  EXPECT_THAT(AdviceOn(CheckBannedCode, "common/a/x.cc",
                       "int a = 10'000; char q = '\"'; usleep(1);  // \"\n"
                       "std::string s = \"//\"; usleep(2);\n"
                       "auto r = R\"(\")\"; usleep(3);\n"),
              testing::SizeIs(3));
}

TEST(CheckUnfinished, FindsMarksInCommentsAndSql) {
  for (const char* mark : {"TO"
                           "DO",
                           "FIX"
                           "ME",
                           "XX"
                           "X"}) {
    const std::string comment = std::string("-- ") + mark + ": later";
    EXPECT_THAT(AdviceOn(CheckUnfinished, "a.sql", comment), ElementsAre(HasSubstr("finish it")));
    EXPECT_THAT(AdviceOn(CheckUnfinished, "a.cc", comment), ElementsAre(HasSubstr("finish it")));
  }
  EXPECT_THAT(AdviceOn(CheckUnfinished, "a.cc", "// MASTODON"), IsEmpty());
}

TEST(CheckMoney, FindsFloatingPoint) {
  for (const char* path :
       {"common/money/x.h", "services/finance/app/x.cc", "services/assessment/domain/x.cc"}) {
    EXPECT_THAT(AdviceOn(CheckMoney, path, "double share = 0.5;"),
                ElementsAre(HasSubstr("int64 fen")))
        << path;
    EXPECT_THAT(AdviceOn(CheckMoney, path, "float share;"), ElementsAre(HasSubstr("int64 fen")));
  }
  EXPECT_THAT(AdviceOn(CheckMoney, "common/obs/metrics.h", "double seconds;"), IsEmpty());
  EXPECT_THAT(AdviceOn(CheckMoney, "common/money/x.h", "// never a double"), IsEmpty());
}

TEST(CheckClassNames, FindsNamesThatSayNothing) {
  for (const char* name : {"SessionManager", "Helper", "StringUtil", "LoadProcess", "FileHandle"}) {
    EXPECT_THAT(AdviceOn(CheckClassNames, "a.h", fmt::format("class {} {{", name)),
                ElementsAre(HasSubstr("say what it does")));
    EXPECT_THAT(AdviceOn(CheckClassNames, "a.h", fmt::format("struct {} {{", name)),
                ElementsAre(HasSubstr("say what it does")));
  }
  EXPECT_THAT(AdviceOn(CheckClassNames, "a.h", "class Processor {"), IsEmpty());
}

TEST(CheckShape, FindsLongFiles) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "\n";
  EXPECT_THAT(AdviceOn(CheckShape, "a.cc", text), IsEmpty());
  EXPECT_THAT(AdviceOn(CheckShape, "a.cc", text + "\n"), ElementsAre(HasSubstr("401 lines")));
}

TEST(CheckShape, FindsLongLinesCountedInCharacters) {
  EXPECT_THAT(AdviceOn(CheckShape, "a.cc", std::string(100, 'x')), IsEmpty());
  EXPECT_THAT(AdviceOn(CheckShape, "a.cc", std::string(101, 'x')),
              ElementsAre(HasSubstr("101 columns")));
  std::string villages;
  for (int i = 0; i < 50; ++i) villages += "村";
  EXPECT_THAT(AdviceOn(CheckShape, "a.cc", "// " + villages), IsEmpty());
}

TEST(CheckShape, FindsHeadersWithoutGuardOrWithUsing) {
  EXPECT_THAT(AdviceOn(CheckShape, "a.h", "int a;\n"), ElementsAre(HasSubstr("#pragma once")));
  EXPECT_THAT(AdviceOn(CheckShape, "a.h", "#pragma once\nusing namespace std;\n"),
              ElementsAre(HasSubstr("reaches all")));
  EXPECT_THAT(AdviceOn(CheckShape, "a.cc", "using namespace cobuild;\n"), IsEmpty());
}

TEST(CheckMigration, FindsSqlThatOnlyOneDatabaseKnows) {
  for (const char* statement :
       {"INSERT INTO t VALUES (1) RETURNING id;", "CREATE SEQUENCE s;", "id UUID NOT NULL,",
        "WITH SYSTEM VERSIONING;", "CREATE OR REPLACE TABLE t (", "ADD COLUMN IF NOT EXISTS a INT;",
        "SET max_statement_time = 3;", "  rank INT NOT NULL,", "INSERT INTO t VALUES (1) AS new ON",
        "SELECT a->'$.b'", "SELECT 1 FOR SHARE;", "COLLATE utf8mb4_0900_ai_ci",
        "KEY by_sum ((a + b))", "amount DOUBLE NOT NULL,"}) {
    EXPECT_THAT(AdviceOn(CheckMigration, "migrations/0001_a.sql", statement), testing::SizeIs(1))
        << statement;
  }
}

TEST(CheckMigration, ReadsNoComments) {
  EXPECT_THAT(AdviceOn(CheckMigration, "0001_a.sql", "-- no RETURNING here\nid INT -- rank\n"),
              IsEmpty());
}

}  // namespace
}  // namespace cobuild::tidy
