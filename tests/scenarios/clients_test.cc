// The clients in other languages (clients/), as people would start them.
#include <gtest/gtest.h>

#include <future>
#include <sstream>
#include <string>
#include <vector>

#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {
namespace {

struct Client {
  std::string name;
  std::vector<std::string> command;
};

class Clients : public ::testing::TestWithParam<Client> {
 protected:
  Output RunAs(const std::string& principal, const std::vector<std::string>& words) {
    const rpc::TlsFiles tls = stack_.Credentials(principal);
    std::vector<std::string> command = GetParam().command;
    command.insert(command.end(), words.begin(), words.end());
    return scenarios::Run(command,
                          {"COBUILD_REGISTRY=localhost:" + std::to_string(stack_.Port("registry")),
                           "COBUILD_CA=" + tls.authorities, "COBUILD_CERT=" + tls.certificate,
                           "COBUILD_KEY=" + tls.key});
  }

  // The lines that it prints; the test fails when it does not leave with 0.
  std::vector<std::string> LinesOf(const std::vector<std::string>& words) {
    const Output output = RunAs("machine/cli", words);
    EXPECT_EQ(output.exit_code, 0) << output.err;
    std::vector<std::string> lines;
    std::istringstream text(output.out);
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
  }

  std::vector<std::string> Create(const std::string& id, const std::string& request_id) {
    return LinesOf({"create", id, "市农业局", request_id});
  }

  const std::string id_ = "of-" + GetParam().name;
  Stack& stack_ = Stack::WithExample();
};

TEST_P(Clients, PageAList_GetsAllOfIt) {
  const auto villages =
      stack_.Json({"village", "list", "--perimeter", "jiangxia-programme", "--format", "json"});
  std::vector<std::string> expected;
  for (const auto& village : villages) expected.push_back(village.at("name"));
  EXPECT_EQ(expected.size(), 277U);
  EXPECT_EQ(LinesOf({"villages", "perimeters/jiangxia-programme"}), expected);
}

TEST_P(Clients, FollowAFeed_GetsEveryChangeInOrder) {
  const std::vector<std::string> changes = LinesOf({"follow", "0", "300"});
  ASSERT_EQ(changes.size(), 300U);
  for (size_t i = 0; i < changes.size(); ++i) {
    EXPECT_EQ(changes[i].rfind(std::to_string(i + 1) + " ", 0), 0U) << changes[i];
  }
  const auto perimeters = LinesOf({"follow", "0", "1", "cobuild.registry.v1.Perimeter"});
  ASSERT_EQ(perimeters.size(), 1U);
  EXPECT_NE(perimeters[0].find(" perimeters/"), std::string::npos);
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
  // So did the one that follows.
  const std::vector<std::string> second = Create(id_ + "-2", "second-" + id_);
  EXPECT_EQ(followed.get(), (std::vector{first.at(0), second.at(0)}));
}

TEST_P(Clients, Refusal_IsToldByNameAndNotRetried) {
  const Output refused = RunAs("machine/reviewer", {"create", id_ + "-3", "市农业局", "r"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.err.find("PERMISSION_DENIED"), std::string::npos) << refused.err;
  const Output reused = RunAs("machine/cli", {"create", id_ + "-4", "市农业局", "retry-" + id_});
  EXPECT_EQ(reused.exit_code, 1);
  EXPECT_NE(reused.err.find("INVALID_ARGUMENT"), std::string::npos) << reused.err;
}

INSTANTIATE_TEST_SUITE_P(Languages, Clients,
                         ::testing::Values(Client{"python",
                                                  {"/usr/bin/python3", "clients/python/client.py"}},
                                           Client{"node", {"node", "clients/node/client.js"}}),
                         [](const auto& client) { return client.param.name; });

}  // namespace
}  // namespace cobuild::scenarios
