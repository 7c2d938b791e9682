// The books that the finance scenarios post to: one ledger without a chart and its accounts.
#pragma once

#include <grpcpp/channel.h>

#include <cstdint>
#include <memory>
#include <random>
#include <string>

#include "absl/status/status.h"
#include "cobuild/finance/v1/ledger.grpc.pb.h"

namespace cobuild::load {

// Draws transfers between `accounts` accounts of one ledger, each with an id of its own. Not
// thread-safe.
class TransferSource {
 public:
  // `run` is part of every id, so that no two runs on one database meet.
  TransferSource(std::string ledger, int accounts, std::string run);

  void Fill(finance::v1::TransferEntry& entry);

  const std::string& ledger() const { return ledger_; }

 private:
  std::string AccountName(int number) const;

  const std::string ledger_;
  const int accounts_;
  const std::string run_;
  int64_t next_ = 0;
  std::mt19937_64 random_{1};
};

// Creates `ledger` with accounts "a0" to "a<accounts - 1>".
absl::Status CreateBooks(const std::shared_ptr<grpc::Channel>& channel, const std::string& ledger,
                         int accounts);

}  // namespace cobuild::load
