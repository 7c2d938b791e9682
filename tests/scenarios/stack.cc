#include "tests/scenarios/stack.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "common/rpc/client.h"
#include "common/testing/thread_leaks.h"

namespace cobuild::scenarios {
namespace {

constexpr int kPollMs = 20;
constexpr int kPortBaseByHand = 29900;  // a test program started without ctest
constexpr std::chrono::seconds kReturnLimit{60};

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Given by each test's entry in CMakeLists.txt, so that programs run side by side.
int PortBase() {
  const char* given = std::getenv("COBUILD_SCENARIO_PORT_BASE");  // NOLINT: no thread yet
  return given == nullptr ? kPortBaseByHand : std::stoi(given);
}

// The parts of a stack's home that are not of one run. Holes in the database's files stay holes.
void CopyData(const std::string& from, const std::string& to) {
  std::vector<std::string> command = {"cp", "--archive"};
  for (const char* part : {"/database", "/secrets", "/tls"}) command.push_back(from + part);
  command.push_back(to);
  const Output copied = Run(command, {});
  if (copied.exit_code == 0) return;
  std::fputs(copied.err.c_str(), stderr);
  std::abort();
}

bool HoldsWithin(std::chrono::seconds limit, const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    ::poll(nullptr, 0, kPollMs);
  }
  return true;
}

}  // namespace

std::shared_ptr<grpc::Channel> ChannelWith(const std::string& address, const rpc::TlsFiles& tls) {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = Contents(tls.authorities);
  if (!tls.key.empty()) options.pem_private_key = Contents(tls.key);
  if (!tls.certificate.empty()) options.pem_cert_chain = Contents(tls.certificate);
  grpc::ChannelArguments arguments;
  arguments.SetMaxSendMessageSize(-1);
  arguments.SetSslTargetNameOverride("localhost");
  // Each channel connects for itself: a test must not get another's session.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  // What was killed is back in seconds; by default a channel would look for it minutes later.
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1'000);
  return grpc::CreateCustomChannel(address, grpc::SslCredentials(options), arguments);
}

bool IsLong() {
  return std::getenv("COBUILD_SCENARIO_LONG") != nullptr;  // NOLINT: nobody sets it meanwhile
}

Stack& Stack::Shared() {
  static Stack stack(PortBase());
  return stack;
}

Stack& Stack::WithExample() {
  const char* kept = std::getenv("COBUILD_SCENARIO_EXAMPLE");  // NOLINT: no thread yet
  static Stack stack(PortBase(), kept == nullptr ? "" : kept);
  static const Output load = stack.Load(1);
  if (load.exit_code != 0) {
    std::fputs((load.out + load.err).c_str(), stderr);
    std::abort();
  }
  return stack;
}

Stack::Stack(int port_base, const std::string& kept) : port_base_(port_base) {
  char name[] = "/tmp/cobuild-stack-XXXXXX";
  if (::mkdtemp(name) == nullptr) std::abort();
  home_ = name;
  environment_ = {"COBUILD_HOME=" + home_, "COBUILD_PORT_BASE=" + std::to_string(port_base_),
                  "COBUILD_RECONCILE_SCHEDULE=never",
                  std::string("COBUILD_BIN=" SCENARIO_PROGRAMS)};
  if (!kept.empty()) CopyData(kept, home_);
  Start();
}

Stack::~Stack() { Run({"deploy/run", "reset", "--yes"}, environment_); }

void Stack::Start() {
  const Output up = Run({"deploy/run", "up"}, environment_);
  if (up.exit_code == 0) return;
  std::fputs((up.out + up.err).c_str(), stderr);
  // No destructor runs after this, and what has started would hold its ports.
  Run({"deploy/run", "reset", "--yes"}, environment_);
  std::abort();
}

Output Stack::Load(int seed) {
  return Run({"deploy/run", "load", "--seed", std::to_string(seed)}, environment_);
}

Output Stack::LoadAgain(int seed) {
  std::filesystem::remove(home_ + "/database/example_seed");
  return Load(seed);
}

std::unique_ptr<grpc::ClientContext> Context(std::chrono::seconds limit) {
  return rpc::ContextFor(limit, obs::TraceContext{});
}

int64_t HeadOf(const std::shared_ptr<grpc::Channel>& channel) {
  const auto stub = feed::v1::FeedService::NewStub(channel);
  feed::v1::ListChangesRequest request;
  request.set_page_size(1);
  feed::v1::ListChangesResponse page;
  const auto context = Context();
  return stub->ListChanges(context.get(), request, &page).ok() ? page.head_position() : -1;
}

int64_t Stack::Head(const std::string& service) const { return HeadOf(Channel(service)); }

void Stack::Reset() {
  const Output reset = Run({"deploy/run", "reset", "--yes"}, environment_);
  EXPECT_EQ(reset.exit_code, 0) << reset.out << reset.err;
  Start();
}

void Stack::Keep(const std::string& folder) {
  const Output stop = Run({"deploy/run", "stop"}, environment_);
  ASSERT_EQ(stop.exit_code, 0) << stop.out << stop.err;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  CopyData(home_, folder);
}

Output Stack::Cli(const std::vector<std::string>& arguments) {
  std::vector<std::string> command = {"deploy/cobuild"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return Run(command, environment_);
}

nlohmann::json Stack::Json(const std::vector<std::string>& arguments) {
  const Output output = Cli(arguments);
  EXPECT_EQ(output.exit_code, 0) << output.err;
  if (output.exit_code != 0) return nullptr;
  return nlohmann::json::parse(output.out);
}

int Stack::Port(const std::string& service) const {
  const auto at = std::find(kServices.begin(), kServices.end(), service);
  return port_base_ + 1 + static_cast<int>(at - kServices.begin());
}

rpc::TlsFiles Stack::Credentials(const std::string& principal) const {
  const std::string folder = home_ + "/tls/" + principal;
  return {folder + "/certificate.pem", folder + "/key.pem", home_ + "/tls/ca.pem"};
}

std::shared_ptr<grpc::Channel> Stack::Channel(const std::string& service,
                                              const std::string& principal) const {
  return ChannelWith("127.0.0.1:" + std::to_string(Port(service)), Credentials(principal));
}

pid_t Stack::Pid(const std::string& service) const {
  const std::string pid = Contents(home_ + "/supervised/" + service + "/pid");
  return pid.empty() || ::kill(std::stoi(pid), 0) != 0 ? 0 : std::stoi(pid);
}

void Stack::Kill(const std::string& service) const {
  const pid_t pid = Pid(service);
  ASSERT_GT(pid, 0) << service << " does not run";
  ASSERT_EQ(::kill(pid, SIGKILL), 0);
}

void Stack::KillAndAwaitReturn(const std::string& service) {
  const pid_t before = Pid(service);
  Kill(service);
  EXPECT_TRUE(HoldsWithin(kReturnLimit,
                          [&] {
                            const pid_t now = Pid(service);
                            return now != 0 && now != before;
                          }))
      << service << " did not come back";
  EXPECT_TRUE(AwaitHealthy());
}

bool Stack::AwaitHealthy() {
  return std::all_of(kServices.begin(), kServices.end(), [this](const std::string& service) {
    return HoldsWithin(kReturnLimit, [&] { return Head(service) >= 0; });
  });
}

}  // namespace cobuild::scenarios
