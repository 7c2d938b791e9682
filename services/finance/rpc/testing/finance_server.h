// The service behind a real server in the test's process, over a store in memory.
#pragma once

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>

#include <memory>
#include <string>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "cobuild/finance/v1/claim.grpc.pb.h"
#include "cobuild/finance/v1/fund.grpc.pb.h"
#include "cobuild/finance/v1/income.grpc.pb.h"
#include "cobuild/finance/v1/investment.grpc.pb.h"
#include "cobuild/finance/v1/ledger.grpc.pb.h"
#include "cobuild/finance/v1/policy.grpc.pb.h"
#include "cobuild/finance/v1/release.grpc.pb.h"
#include "cobuild/finance/v1/verification.grpc.pb.h"
#include "common/base/clock.h"
#include "common/feed/commit_signal.h"
#include "common/feed/feed_and_audit.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"
#include "common/testing/fake_directory.h"
#include "common/testing/server.h"
#include "services/finance/app/read_ledgers.h"
#include "services/finance/engine/intake.h"
#include "services/finance/engine/ledger_places.h"
#include "services/finance/engine/poster.h"
#include "services/finance/rpc/feed_source.h"
#include "services/finance/store/memory/memory_store.h"

namespace cobuild::finance {

inline constexpr char kVillage[] = "420115002201";

// A message of its text form; the test fails when it is none.
template <class Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

class FinanceServerTest : public ::testing::Test {
 protected:
  // `directory`, which outlives the server, says who may do what; null: the fixture's own.
  explicit FinanceServerTest(const rpc::Directory* directory = nullptr);

  template <class Stub, class Req, class Resp>
  static absl::StatusOr<Resp> Call(Stub& stub,
                                   grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&,
                                                                Resp*),
                                   const Req& request) {
    const auto context = rpc::ContextFor(std::chrono::seconds(30), obs::NewTrace());
    Resp response;
    const grpc::Status status = (stub.*method)(context.get(), request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }
  // The same of a request in the text format.
  template <class Stub, class Req, class Resp>
  static absl::StatusOr<Resp> Send(Stub& stub,
                                   grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&,
                                                                Resp*),
                                   const std::string& request) {
    return Call(stub, method, Parse<Req>(request));
  }
  // Of "machine/test", which has every role.
  template <class Req, class Resp>
  absl::StatusOr<Resp> ToLedger(
      grpc::Status (v1::LedgerService::Stub::*method)(grpc::ClientContext*, const Req&, Resp*),
      const std::string& request) {
    return Send(*ledger_, method, request);
  }
  template <class Req, class Resp>
  absl::StatusOr<Resp> ToIncome(
      grpc::Status (v1::IncomeService::Stub::*method)(grpc::ClientContext*, const Req&, Resp*),
      const std::string& request) {
    return Send(*income_, method, request);
  }

  template <class Req, class Resp>
  absl::StatusOr<Resp> ToFunds(grpc::Status (v1::FundService::Stub::*method)(grpc::ClientContext*,
                                                                             const Req&, Resp*),
                               const std::string& request) {
    return Send(*funds_, method, request);
  }

  // Every role that there is, within the bound.
  void GrantEverything(const std::string& principal, const scope::Bound& bound);

  // A village's ledger, and "books" with the accounts x, y and capped, without a chart.
  void CreateBooks();
  int64_t HeadPosition() { return store_.reader().ReadHead()->position; }

  using LedgerStub = v1::LedgerService::Stub;
  using ReleaseStub = v1::ReleaseService::Stub;
  using ClaimStub = v1::ClaimService::Stub;
  using FundStub = v1::FundService::Stub;
  using IncomeStub = v1::IncomeService::Stub;
  using InvestmentStub = v1::InvestmentService::Stub;
  using PolicyStub = v1::PolicyService::Stub;
  using VerificationStub = v1::VerificationService::Stub;
  using FeedStub = feed::v1::FeedService::Stub;

  MemoryStore store_;
  base::SystemClock clock_;
  obs::Metrics registry_;
  PosterMetrics metrics_{registry_};
  feed::CommitSignal commits_;
  LiveRecords records_;
  Poster poster_{store_.MakeWriter(), records_, clock_, metrics_,
                 [this](int64_t head) { commits_.Advance(head); }};
  LedgerPlaces places_{store_.reader(), records_};
  FeedSource feed_source_{store_.reader(), commits_, places_, records_};
  feed::FeedAndAudit feed_and_audit_{feed_source_};
  Books books_{store_.reader(), places_};
  Intake intake_{poster_, places_, records_};
  test::FakeDirectory directory_;  // machine/test, /township and /checker have every role
  std::unique_ptr<test::TestServer> server_;
  std::unique_ptr<LedgerStub> ledger_;
  std::unique_ptr<ReleaseStub> releases_;
  std::unique_ptr<ClaimStub> claims_;
  std::unique_ptr<FundStub> funds_;
  std::unique_ptr<IncomeStub> income_;
  std::unique_ptr<InvestmentStub> investments_;
  std::unique_ptr<PolicyStub> policies_;
  std::unique_ptr<VerificationStub> verifications_;
  std::unique_ptr<FeedStub> feed_;
};

// "debit_account: ... amount: ..." of a transfer of `yuan` in "books" on 2011-06-01.
std::string EntryText(const std::string& id, const std::string& debit, const std::string& credit,
                      int64_t yuan);

}  // namespace cobuild::finance
