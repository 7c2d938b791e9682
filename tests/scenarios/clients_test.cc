// The clients in other languages (clients/), as people would start them: logged in as a person who
// reaches one township.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/base/signature.h"
#include "common/base/time.h"
#include "common/token/issue.h"
#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {
namespace {

// 山坡街道, where the person administers, and how codes of what is there begin.
constexpr char kTownship[] = "divisions/420115010000";
constexpr char kWithinTownship[] = "/420115010";
constexpr char kOtherTownship[] = "divisions/420115002000";  // 金口街道

void RunAsSecurity(Stack& stack, std::vector<std::string> command) {
  const rpc::TlsFiles tls = stack.Credentials("machine/security");
  command.insert(command.end(), {"--cert", tls.certificate, "--key", tls.key});
  const Output output = stack.Cli(command);
  EXPECT_EQ(output.exit_code, 0) << output.err;
}

void GrantTownship(Stack& stack) {
  const base::Date today = base::BusinessDay(base::SystemClock().Now());
  RunAsSecurity(stack, {"principal", "create", "person/li.si", "--display-name", "山坡街道办事处"});
  RunAsSecurity(stack,
                {"grant", "create", "li-shanpo", "--principal", "person/li.si", "--role",
                 "DISTRICT_ADMIN", "--division", kTownship, "--start-date", base::FormatDate(today),
                 "--end-date", base::FormatDate({today.year + 1, 12, 31}), "--reason", "任命"});
}

// Where `cobuild login` has kept the token of person/li.si, to whom the township is granted.
std::string LogIn(Stack& stack) {
  GrantTownship(stack);
  const Output issued = scenarios::Run({"deploy/run", "token", "li.si"}, stack.environment());
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
  const std::string handed_out = stack.home() + "/li.si.token";
  std::ofstream(handed_out) << issued.out;
  const std::string kept = stack.home() + "/li.si/token";
  std::vector<std::string> environment = stack.environment();
  environment.push_back("COBUILD_TOKEN_FILE=" + kept);
  const Output login =
      scenarios::Run({"deploy/cobuild", "login", "--token-file", handed_out}, environment);
  EXPECT_EQ(login.exit_code, 0) << login.err;
  return kept;
}

const std::string& TokenFile(Stack& stack) {
  static const std::string kept = LogIn(stack);
  return kept;
}

// A token as those of the stack, which ended an hour ago.
std::string ExpiredTokenFile(const Stack& stack) {
  const auto key = base::SigningKey::FromFile(stack.home() + "/secrets/token_key.pem");
  EXPECT_TRUE(key.ok()) << key.status();
  const int64_t hour_micros = std::chrono::microseconds(std::chrono::hours(1)).count();
  const int64_t now_micros = base::SystemClock().Now().micros;
  const base::Timestamp issued{now_micros - 2 * hour_micros};
  const std::string place = stack.home() + "/expired.token";
  std::ofstream(place) << token::Issue(*key, {.issuer = "cobuild.local",
                                              .audiences = {"cobuild"},
                                              .subject = "li.si",
                                              .issued = issued,
                                              .not_before = issued,
                                              .expires = {now_micros - hour_micros}});
  using std::filesystem::perms;
  std::filesystem::permissions(place, perms::owner_read | perms::owner_write);
  return place;
}

struct Client {
  std::string name;
  std::vector<std::string> command;
};

class Clients : public ::testing::TestWithParam<Client> {
 protected:
  // With the certificate of machine/cli, which reaches everything, and the token of that file; with
  // "" it is the machine that calls.
  Output RunWith(const std::string& token_file, const std::vector<std::string>& words) {
    const rpc::TlsFiles tls = stack_.Credentials("machine/cli");
    std::vector<std::string> command = GetParam().command;
    command.insert(command.end(), words.begin(), words.end());
    return scenarios::Run(command,
                          {"COBUILD_REGISTRY=localhost:" + std::to_string(stack_.Port("registry")),
                           "COBUILD_CA=" + tls.authorities, "COBUILD_CERT=" + tls.certificate,
                           "COBUILD_KEY=" + tls.key, "COBUILD_TOKEN_FILE=" + token_file});
  }

  // The lines that it prints for the person; the test fails when it does not leave with 0, or takes
  // itself for another.
  std::vector<std::string> LinesOf(const std::vector<std::string>& words) {
    const Output output = RunWith(token_file_, words);
    EXPECT_EQ(output.exit_code, 0) << output.err;
    EXPECT_NE(output.err.find(std::string("person/li.si: DISTRICT_ADMIN at ") + kTownship + "\n"),
              std::string::npos)
        << output.err;
    std::vector<std::string> lines;
    std::istringstream text(output.out);
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
  }

  std::vector<std::string> Create(const std::string& id, const std::string& request_id) {
    return LinesOf({"create", id, "农业技术推广站", kTownship, request_id});
  }

  const std::string id_ = "of-" + GetParam().name;
  Stack& stack_ = Stack::WithExample();
  const std::string token_file_ = TokenFile(stack_);
};

TEST_P(Clients, PageAList_GetsAllOfWhatThePersonReachesAndNothingElse) {
  const auto villages =
      stack_.Json({"village", "list", "--perimeter", "jiangxia-programme", "--format", "json"});
  EXPECT_EQ(villages.size(), 277U);
  std::vector<std::string> expected;
  for (const auto& village : villages) {
    if (village.at("township") == kTownship) expected.push_back(village.at("name"));
  }
  EXPECT_GT(expected.size(), 20U);  // more than a page
  EXPECT_EQ(LinesOf({"villages", "perimeters/jiangxia-programme"}), expected);
}

TEST_P(Clients, FollowAFeed_GetsEveryChangeWithinReachInOrder) {
  // Resources whose names tell where they are.
  const auto changes = stack_.Json({"feed", "list", "registry", "--type", "Division", "--type",
                                    "CategoryEpisode", "--limit", "10000", "--format", "json"});
  std::vector<std::string> expected;
  for (const auto& change : changes) {
    const std::string name = change.at("resource_name");
    if (name.find(kWithinTownship) == std::string::npos) continue;
    expected.push_back(change.at("position").dump() + " " + name);
  }
  EXPECT_GE(expected.size(), 48U);  // the township and its villages, at least
  EXPECT_LT(expected.size(), changes.size());
  EXPECT_EQ(LinesOf({"follow", "0", std::to_string(expected.size()), "cobuild.registry.v1.Division",
                     "cobuild.registry.v1.CategoryEpisode"}),
            expected);
}

TEST_P(Clients, RetryAChange_GetsTheFirstOutcomeWhateverHappenedMeanwhile) {
  const int64_t before = stack_.Head("registry");
  auto followed = std::async(std::launch::async, [this, before] {
    return LinesOf({"follow", std::to_string(before), "2"});
  });
  const std::vector<std::string> first = Create(id_, "retry-" + id_);
  EXPECT_EQ(first, (std::vector{std::to_string(before + 1) + " organizations/" + id_}));
  EXPECT_EQ(Create(id_, "retry-" + id_), first);
  // The service dies; the client, which is started at once, waits for it.
  stack_.Kill("registry");
  EXPECT_EQ(Create(id_, "retry-" + id_), first);
  EXPECT_EQ(stack_.Head("registry"), before + 1);
  // What others do elsewhere the person is not told of. A machine has no token: its certificate is
  // enough.
  const Output elsewhere =
      RunWith("", {"create", id_ + "-2", "市农业局", kOtherTownship, "elsewhere-" + id_});
  EXPECT_EQ(elsewhere.out, std::to_string(before + 2) + " organizations/" + id_ + "-2\n");
  EXPECT_NE(elsewhere.err.find("machine/cli: "), std::string::npos) << elsewhere.err;
  // The one that follows has waited for the service too.
  const std::vector<std::string> second = Create(id_ + "-3", "second-" + id_);
  EXPECT_EQ(second, (std::vector{std::to_string(before + 3) + " organizations/" + id_ + "-3"}));
  EXPECT_EQ(followed.get(), (std::vector{first.at(0), second.at(0)}));
}

TEST_P(Clients, Refusal_IsToldByNameAndNotRetried) {
  const Output refused =
      RunWith(token_file_, {"create", id_ + "-4", "市农业局", kOtherTownship, "refused-" + id_});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.err.find("PERMISSION_DENIED OUT_OF_SCOPE: "), std::string::npos) << refused.err;
}

TEST_P(Clients, TokenThatHasExpired_IsToldWithWhatToDo) {
  const Output refused = RunWith(ExpiredTokenFile(stack_), {"follow", "0", "1"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(refused.out, "");
  EXPECT_NE(refused.err.find("UNAUTHENTICATED TOKEN_EXPIRED: "), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("log in again"), std::string::npos) << refused.err;
}

INSTANTIATE_TEST_SUITE_P(Languages, Clients,
                         ::testing::Values(Client{"python",
                                                  {"/usr/bin/python3", "clients/python/client.py"}},
                                           Client{"node", {"node", "clients/node/client.js"}}),
                         [](const auto& client) { return client.param.name; });

}  // namespace
}  // namespace cobuild::scenarios
