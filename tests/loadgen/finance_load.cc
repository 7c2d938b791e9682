#include "tests/loadgen/finance_load.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "common/rpc/client.h"
#include "common/rpc/status.h"

namespace cobuild::load {
namespace {

using SteadyClock = std::chrono::steady_clock;
using finance::v1::LedgerService;

constexpr std::chrono::seconds kPatience{30};

// What all callers of a run share.
class Run {
 public:
  Run(TransferSource& source, const Load& load)
      : source_(source),
        counted_from_(SteadyClock::now() + load.warm_up),
        counted_to_(counted_from_ + load.duration),
        running_(load.in_flight) {}

  bool IsOver() const { return SteadyClock::now() >= counted_to_; }

  void Fill(finance::v1::TransferEntry& entry) {
    const std::lock_guard lock(mutex_);
    source_.Fill(entry);
  }

  // A call is answered; false when the caller is to stop.
  bool Count(SteadyClock::time_point sent, int transfers, const absl::Status& status) {
    const auto now = SteadyClock::now();
    const std::lock_guard lock(mutex_);
    if (!status.ok()) failure_ = status;
    if (status.ok() && now >= counted_from_ && now < counted_to_) {
      result_.transfers += transfers;
      result_.call_durations.push_back(
          std::chrono::duration_cast<std::chrono::microseconds>(now - sent));
    }
    return failure_.ok() && now < counted_to_;
  }

  void Leave() {
    const std::lock_guard lock(mutex_);
    if (--running_ == 0) ended_.notify_all();
  }

  absl::StatusOr<LoadResult> Wait() {
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [this] { return running_ == 0; });
    if (!failure_.ok()) return failure_;
    return std::move(result_);
  }

 private:
  TransferSource& source_;
  const SteadyClock::time_point counted_from_;
  const SteadyClock::time_point counted_to_;
  std::mutex mutex_;
  std::condition_variable ended_;
  int running_;
  absl::Status failure_;
  LoadResult result_;
};

// One call at a time, the next as soon as the last is answered.
class Caller {
 public:
  Caller(std::unique_ptr<LedgerService::Stub> stub, Run& run, int transfers)
      : stub_(std::move(stub)), run_(run), transfers_(transfers) {}

  void Start() {
    context_ = rpc::ContextFor(kPatience, trace_);
    sent_ = SteadyClock::now();
    if (transfers_ == 1) {
      run_.Fill(*request_.mutable_transfer());
      stub_->async()->PostTransfer(context_.get(), &request_, &response_,
                                   [this](const grpc::Status& status) { End(status); });
      return;
    }
    batch_request_.clear_transfers();
    for (int i = 0; i < transfers_; ++i) run_.Fill(*batch_request_.add_transfers());
    sent_ = SteadyClock::now();
    stub_->async()->PostTransfers(context_.get(), &batch_request_, &batch_response_,
                                  [this](const grpc::Status& status) { End(status); });
  }

 private:
  void End(const grpc::Status& status) {
    absl::Status outcome = rpc::FromGrpc(status);
    for (const auto& result : batch_response_.results()) {
      if (result.has_error()) outcome = rpc::FromProto(result.error());
    }
    if (run_.Count(sent_, transfers_, outcome)) {
      Start();
    } else {
      run_.Leave();
    }
  }

  const std::unique_ptr<LedgerService::Stub> stub_;
  Run& run_;
  const int transfers_;
  const obs::TraceContext trace_ = obs::NewTrace();
  std::unique_ptr<grpc::ClientContext> context_;
  SteadyClock::time_point sent_;
  finance::v1::PostTransferRequest request_;
  finance::v1::Transfer response_;
  finance::v1::PostTransfersRequest batch_request_;
  finance::v1::PostTransfersResponse batch_response_;
};

}  // namespace

absl::StatusOr<LoadResult> PostTransfers(
    const std::vector<std::shared_ptr<grpc::Channel>>& channels, TransferSource& source,
    const Load& load) {
  Run run(source, load);
  std::vector<std::unique_ptr<Caller>> callers;
  for (int i = 0; i < load.in_flight; ++i) {
    const auto& channel = channels[static_cast<size_t>(i) % channels.size()];
    callers.push_back(
        std::make_unique<Caller>(LedgerService::NewStub(channel), run, load.transfers_per_call));
  }
  for (const auto& caller : callers) caller->Start();
  return run.Wait();
}

}  // namespace cobuild::load
