#include "common/rpc/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "common/obs/log.h"

namespace cobuild::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ConfigTest : public ::testing::Test {
 public:
  ~ConfigTest() override { std::filesystem::remove(password_file_); }

 protected:
  ConfigTest() : password_file_(::testing::TempDir() + "/config_test_password") {
    std::ofstream(password_file_) << "hunter2";
  }

  std::vector<std::string> Database() const {
    return {"--database-url",           "tcp://127.0.0.1:3306", "--database-user",   "registry",
            "--database-password-file", password_file_,         "--database-schema", "registry"};
  }

  std::vector<std::string> Serve() const {
    std::vector<std::string> words = {"serve",         "--listen",      "127.0.0.1:7101",
                                      "--certificate", "c.pem",         "--key",
                                      "k.pem",         "--authorities", "a.pem",
                                      "--grants",      "g.json",        "--audit-checkpoints",
                                      "checkpoints",   "--audit-key",   "audit.pem"};
    const auto database = Database();
    words.insert(words.end(), database.begin(), database.end());
    return words;
  }

  static std::variant<ServiceFlags, int> Parse(const std::vector<std::string>& words,
                                               const std::vector<ExtraFlag>& extras = {}) {
    std::vector<const char*> argv = {"registry"};
    for (const std::string& word : words) argv.push_back(word.c_str());
    return ParseServiceFlags("registry", extras, static_cast<int>(argv.size()), argv.data());
  }

  const std::string password_file_;
};

TEST_F(ConfigTest, Serve_ReadsEveryFlag) {
  auto words = Serve();
  for (const char* word : {"--read-workers", "3", "--write-calls", "99", "--drain-timeout-s", "7",
                           "--reflection", "--metrics-port", "9101", "--finance-address", "x:1",
                           "--token-keys-file", "keys.json", "--token-issuer", "https://id"}) {
    words.emplace_back(word);
  }
  const auto parsed = Parse(words, {{"finance-address", "address of finance", ""}});
  ASSERT_TRUE(std::holds_alternative<ServiceFlags>(parsed));
  const auto& flags = std::get<ServiceFlags>(parsed);
  EXPECT_EQ(flags.command, ServiceFlags::Command::kServe);
  EXPECT_EQ(flags.server.listen_address, "127.0.0.1:7101");
  EXPECT_EQ(flags.server.tls.authorities, "a.pem");
  EXPECT_EQ(flags.server.read.workers, 3);
  EXPECT_EQ(flags.server.write.calls, 99);
  EXPECT_EQ(flags.server.drain_timeout, std::chrono::seconds(7));
  EXPECT_TRUE(flags.server.reflection);
  EXPECT_EQ(flags.metrics_port, 9101);
  EXPECT_EQ(flags.audit.checkpoint_folder, "checkpoints");
  EXPECT_EQ(flags.audit.key_file, "audit.pem");
  EXPECT_EQ(flags.tokens.keys_file, "keys.json");
  EXPECT_EQ(flags.tokens.issuer, "https://id");
  EXPECT_EQ(flags.tokens.audience, "cobuild");
  EXPECT_EQ(flags.database.schema, "registry");
  EXPECT_EQ(flags.extras.at("finance-address"), "x:1");
}

TEST_F(ConfigTest, Migrate_NeedsTheDatabaseOnly) {
  auto words = Database();
  words.insert(words.begin(), "migrate");
  const auto parsed = Parse(words);
  ASSERT_TRUE(std::holds_alternative<ServiceFlags>(parsed));
  EXPECT_EQ(std::get<ServiceFlags>(parsed).command, ServiceFlags::Command::kMigrate);
}

TEST_F(ConfigTest, ExtraFlagNotGiven_HasItsFallback) {
  const auto parsed = Parse(Serve(), {{"pace", "rows a second", "100"}});
  ASSERT_TRUE(std::holds_alternative<ServiceFlags>(parsed));
  EXPECT_EQ(std::get<ServiceFlags>(parsed).extras.at("pace"), "100");
}

TEST_F(ConfigTest, WhatIsWrong_EndsTheProgramWithAnError) {
  const auto with = [&](std::initializer_list<const char*> more) {
    auto words = Serve();
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  for (const auto& words : {std::vector<std::string>{},
                            {"serve"},
                            {"start"},
                            with({"--reed-calls", "3"}),
                            with({"--read-calls", "many"}),
                            with({"--metrics-port", "70000"}),
                            with({"--token-keys-file", "keys.json"}),
                            with({"--token-issuer", "https://id"})}) {
    const auto parsed = Parse(words);
    ASSERT_TRUE(std::holds_alternative<int>(parsed)) << ::testing::PrintToString(words);
    EXPECT_NE(std::get<int>(parsed), 0);
  }
}

TEST_F(ConfigTest, RequiredExtraFlag_IsAsked) {
  EXPECT_TRUE(std::holds_alternative<int>(Parse(Serve(), {{"finance-address", "address", ""}})));
}

TEST_F(ConfigTest, Help_EndsTheProgramWithoutAnError) {
  const auto parsed = Parse({"--help"});
  ASSERT_TRUE(std::holds_alternative<int>(parsed));
  EXPECT_EQ(std::get<int>(parsed), 0);
}

TEST_F(ConfigTest, LogOfTheConfiguration_HoldsNoSecret) {
  const auto parsed = Parse(Serve());
  std::string line;
  const obs::LogCapture capture([&](std::string_view text) { line += text; });
  LogConfiguration("registry", std::get<ServiceFlags>(parsed));
  EXPECT_THAT(line, HasSubstr("\"listen\":\"127.0.0.1:7101\""));
  EXPECT_THAT(line, Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace cobuild::rpc
