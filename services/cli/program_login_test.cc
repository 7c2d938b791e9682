// A person's token: kept, sent, refused and forgotten; and the commands that issue one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "cobuild/registry/v1/principal.pb.h"
#include "common/base/clock.h"
#include "common/token/testing.h"
#include "common/token/verifier.h"
#include "services/cli/output/json.h"
#include "services/cli/served_program.h"

namespace cobuild::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr rpc::Method kGetSelf = ReadMethod("cobuild.registry.v1.PrincipalService/GetSelf");

constexpr char kGrants[] = R"({"principals":[{"name":"person/li.si","roles":["MUNICIPAL_VIEWER"]},)"
                           R"({"name":"machine/test","roles":["MUNICIPAL_VIEWER"]}]})";

// A registry that tells its caller's name, one grant of li.si's, and takes the tokens of one key.
class Login : public Program {
 public:
  ~Login() override {
    server_.reset();  // before the verifier that it uses
    std::filesystem::remove_all(folder_);
  }

 protected:
  Login() : folder_(testing::TempDir() + "cobuild_login_test") {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    Serve(
        [](rpc::Router& router) {
          router.Unary<registry::v1::GetSelfRequest, registry::v1::Self>(
              kGetSelf, [](rpc::Call& call, const registry::v1::GetSelfRequest&) {
                registry::v1::Self self;
                self.set_principal(call.principal().name);
                if (self.principal() != "person/li.si") return self;
                registry::v1::SelfGrant& grant = *self.add_grants();
                grant.set_role("MUNICIPAL_VIEWER");
                grant.mutable_scope()->set_division("divisions/420115010000");
                grant.mutable_end_date()->set_year(2027);
                grant.mutable_end_date()->set_month(3);
                grant.mutable_end_date()->set_day(1);
                return self;
              });
        },
        {.grants_json = kGrants, .tokens = verifier_.get()});
    settings_.token_file = kept();
  }

  std::string kept() const { return folder_ + "/config/cobuild/token"; }
  std::string File(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ + "/" + name) << text;
    return folder_ + "/" + name;
  }
  std::string TokenOf(const std::string& subject, std::chrono::seconds age = {}) const {
    const std::chrono::microseconds earlier = age;
    return token::Issue(
        key_, token::TestClaims({base::SystemClock().Now().micros - earlier.count()}, subject));
  }
  int LogIn(const std::string& token) {
    return Run({"login", "--token-file", File("token.txt", token + "\n"), "--format", "json"});
  }
  std::string Principal() {
    EXPECT_EQ(Run({"whoami", "--format", "json"}), 0) << err_.str();
    return Json::parse(out_.str()).at("principal");
  }

  const std::string folder_;
  const base::SigningKey key_ = base::SigningKey::New();
  token::TestKeyFile keys_{token::WithKey("", key_.Public()).value()};
  const std::unique_ptr<token::Verifier> verifier_ =
      token::Verifier::Create({token::kTestIssuer, token::kTestAudience, keys_.path()},
                              base::SystemClock().Now())
          .value();
};

TEST_F(Login, AcceptedToken_IsKeptForItsOwnerAloneAndSentFromThenOn) {
  EXPECT_EQ(Principal(), "machine/test");
  ASSERT_EQ(LogIn(TokenOf("li.si")), 0) << err_.str();
  const Json told = Json::parse(out_.str());
  EXPECT_EQ(told.at("principal"), "person/li.si");
  EXPECT_TRUE(told.at("until").get<std::string>().ends_with("Z"));
  struct stat status {};
  ASSERT_EQ(stat(kept().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(Principal(), "person/li.si");
}

TEST_F(Login, RefusedToken_IsNotKept) {
  ASSERT_EQ(LogIn(TokenOf("li.si")), 0);
  EXPECT_EQ(LogIn(TokenOf("wang.wu", std::chrono::hours(2))), 26);
  EXPECT_THAT(err_.str(), HasSubstr("TOKEN_EXPIRED"));
  EXPECT_THAT(err_.str(), HasSubstr("log in again"));
  EXPECT_EQ(Principal(), "person/li.si");
}

TEST_F(Login, WhatIsNoToken_IsAWrongFile) {
  for (const char* text : {"", "nonsense", "a.b.c", "two words"}) {
    EXPECT_EQ(LogIn(text), 2) << text;
  }
  EXPECT_FALSE(std::filesystem::exists(kept()));
}

TEST_F(Login, KeptTokenThatExpired_SaysToLogInAgain) {
  ASSERT_EQ(LogIn(TokenOf("li.si")), 0);
  std::ofstream(kept()) << TokenOf("li.si", std::chrono::hours(2)) << "\n";
  EXPECT_EQ(Run({"whoami"}), 26);
  EXPECT_THAT(err_.str(), HasSubstr("log in again"));
}

TEST_F(Login, KeptTokenThatOthersMayRead_IsNotSent) {
  ASSERT_EQ(LogIn(TokenOf("li.si")), 0);
  std::filesystem::permissions(kept(), std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  EXPECT_EQ(Run({"whoami"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("others may read"));
}

TEST_F(Login, Logout_ForgetsTheTokenAndMayBeRepeated) {
  ASSERT_EQ(LogIn(TokenOf("li.si")), 0);
  EXPECT_EQ(Run({"logout"}), 0);
  EXPECT_EQ(Principal(), "machine/test");
  EXPECT_EQ(Run({"logout"}), 0);
  EXPECT_THAT(err_.str(), HasSubstr("no token was kept"));
}

TEST_F(Login, WithoutAPlaceForTokens_IsUsage) {
  settings_.token_file = "";
  EXPECT_EQ(LogIn(TokenOf("li.si")), 2);
  EXPECT_EQ(Run({"logout"}), 2);
  EXPECT_EQ(Principal(), "machine/test");
}

TEST_F(Login, WhoAmI_ListsGrantsWithTheirScopeAndTerm) {
  ASSERT_EQ(LogIn(TokenOf("li.si")), 0);
  ASSERT_EQ(Run({"whoami"}), 0) << err_.str();
  for (const char* part :
       {"person/li.si\n", "MUNICIPAL_VIEWER", "divisions/420115010000", "2027-03-01"}) {
    EXPECT_THAT(out_.str(), HasSubstr(part));
  }
  ASSERT_EQ(Run({"logout"}), 0);
  ASSERT_EQ(Run({"whoami"}), 0);
  EXPECT_THAT(err_.str(), HasSubstr("nothing is granted to machine/test"));
}

TEST_F(Login, IssuedToken_LogsIn) {
  const std::string key = File("key.pem", key_.Pem());
  ASSERT_EQ(Run({"token", "issue", "--signing-key", key, "--subject", "li.si", "--issuer",
                 token::kTestIssuer}),
            0)
      << err_.str();
  std::string token = out_.str();
  token.pop_back();  // the line's end
  EXPECT_EQ(LogIn(token), 0) << err_.str();
  EXPECT_EQ(Principal(), "person/li.si");
  EXPECT_EQ(Run({"token", "issue", "--signing-key", key, "--subject", "Li Si"}), 2);
  EXPECT_EQ(Run({"token", "issue", "--signing-key", key, "--subject", "a", "--minutes", "1441"}),
            2);
  EXPECT_EQ(Run({"token", "issue", "--signing-key", File("no.pem", "x"), "--subject", "a"}), 2);
}

TEST_F(Login, Keys_AreMadeListedAndRemoved) {
  const std::string list = folder_ + "/keys.json";
  const auto ids = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"token", "keys", list, "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_EQ(Run(words), 0) << err_.str();
    std::vector<std::string> found;
    for (const Json& row : Json::parse(out_.str())) found.push_back(row.at("id"));
    return found;
  };
  const std::vector<std::string> first = ids({"--new", folder_ + "/first.pem"});
  ASSERT_EQ(first.size(), 1U);
  struct stat status {};
  ASSERT_EQ(stat((folder_ + "/first.pem").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(ids({"--add", File("public.pem", key_.Public().Pem())}).size(), 2U);
  EXPECT_THAT(ids({"--remove", first.front()}), testing::ElementsAre(key_.Public().Id()));
  EXPECT_THAT(ids({}), testing::ElementsAre(key_.Public().Id()));
  // A key is never written over, and a list that is none stays as it is.
  EXPECT_EQ(Run({"token", "keys", list, "--new", folder_ + "/first.pem"}), 2);
  EXPECT_EQ(Run({"token", "keys", list, "--remove", "none"}), 2);
  EXPECT_EQ(Run({"token", "keys", list, "--remove", "a", "--new", "b"}), 2);
  EXPECT_EQ(Run({"token", "keys", File("broken.json", "{"), "--new", folder_ + "/second.pem"}), 2);
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/second.pem"));
}

}  // namespace
}  // namespace cobuild::cli
