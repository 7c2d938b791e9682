#include "services/finance/rpc/feed_source.h"

#include <algorithm>
#include <string>
#include <variant>

#include "common/base/status_macros.h"
#include "common/feed/convert_change.h"
#include "common/records/message_names.h"
#include "common/records/places.h"
#include "services/finance/domain/names.h"
#include "services/finance/rpc/convert_claim.h"
#include "services/finance/rpc/convert_fund.h"
#include "services/finance/rpc/convert_household_income.h"
#include "services/finance/rpc/convert_income.h"
#include "services/finance/rpc/convert_investment.h"
#include "services/finance/rpc/convert_ledger.h"
#include "services/finance/rpc/convert_policy.h"
#include "services/finance/rpc/convert_transfer.h"
#include "services/finance/rpc/convert_verification.h"

namespace cobuild::finance {
namespace {

// What a kind of entry changed: its name, the id that makes its request safe to repeat, and how it
// was afterwards.
struct Image {
  std::string name;
  std::string request_id;
  google::protobuf::Any resource;
};

template <class Message>
Image ImageOf(std::string request_id, const Message& message) {
  Image image{message.name(), std::move(request_id), {}};
  image.resource.PackFrom(message);
  return image;
}

Image ImageOf(const Entry& entry, const LedgerCreated& created) {
  return ImageOf(created.facts.id, ToProto(Ledger{created.facts, entry.stamp}));
}

Image ImageOf(const Entry& entry, const AccountOpened& opened) {
  Account account;
  account.facts = opened.facts;
  account.opened_position = entry.stamp.position;
  return ImageOf(opened.facts.id, ToProto(account));
}

Image ImageOf(const Entry& entry, const AccountClosed& closed) {
  Account account;
  account.facts = closed.facts;
  account.is_closed = true;
  account.closed_position = entry.stamp.position;
  account.debits = closed.turnover;
  account.credits = closed.turnover;
  return ImageOf(closed.facts.id, ToProto(account));
}

Image ImageOf(const Entry& entry, const Transfer& transfer) {
  return ImageOf(transfer.id, ToProto(PostedTransfer{transfer, entry.stamp}));
}

Image ImageOf(const Entry& entry, const IncomeRecorded& recorded) {
  return ImageOf(entry.request_id, ToProto(Income{recorded.facts, entry.stamp}));
}

Image ImageOf(const Entry& entry, const RecordStated& stated) {
  AnyRecord record = stated.record;
  record.position = entry.stamp.position;
  record.record_time = entry.stamp.time;
  return std::visit(
      [&]<class Facts>(const Facts&) {
        return ImageOf(entry.request_id, ToProto(records::Narrow<Facts>(record)));
      },
      record.facts);
}

Image ImageOf(const Entry& entry) {
  return std::visit([&](const auto& content) { return ImageOf(entry, content); }, entry.content);
}

}  // namespace

feed::v1::Change ChangeOf(const Entry& entry) {
  Image image = ImageOf(entry);
  feed::v1::Change change =
      feed::ToProto({.position = entry.stamp.position,
                     .resource_name = std::move(image.name),
                     .actor = entry.stamp.actor,
                     .record_time = entry.stamp.time,
                     .request_id = entry.request_id.empty() ? image.request_id : entry.request_id});
  *change.mutable_resource() = std::move(image.resource);
  return change;
}

std::vector<std::string> FeedSource::ResourceTypes() const {
  std::vector<std::string> types =
      records::MessageNamesOf<AnyFacts>([](const auto& record) { return ToProto(record); });
  for (const auto* type : {v1::Ledger::descriptor(), v1::Account::descriptor(),
                           v1::Transfer::descriptor(), v1::VillageIncome::descriptor()}) {
    types.push_back(type->full_name());
  }
  return types;
}

absl::StatusOr<feed::Head> FeedSource::ReadHead() {
  COBUILD_ASSIGN_OR_RETURN(const Head head, reader_.ReadHead());
  return feed::Head{head.position, head.time};
}

absl::Status FeedSource::CatchUpTo(const scope::Reach& reach, const std::vector<Entry>& entries) {
  if (reach.everything() || entries.empty()) return absl::OkStatus();
  const int64_t known = records_.Read([](const RecordState& state) { return state.position(); });
  return known < entries.back().stamp.position ? records_.CatchUp(reader_) : absl::OkStatus();
}

absl::StatusOr<bool> FeedSource::Sees(const scope::Reach& reach, const Entry& entry) {
  if (reach.everything()) return true;
  if (const auto* created = std::get_if<LedgerCreated>(&entry.content)) {
    return places_.Sees(reach, created->facts.id);
  }
  if (const auto* opened = std::get_if<AccountOpened>(&entry.content)) {
    return places_.Sees(reach, opened->facts.ledger);
  }
  if (const auto* closed = std::get_if<AccountClosed>(&entry.content)) {
    return places_.Sees(reach, closed->facts.ledger);
  }
  if (const auto* transfer = std::get_if<Transfer>(&entry.content)) {
    return places_.Sees(reach, transfer->ledger);
  }
  if (const auto* recorded = std::get_if<IncomeRecorded>(&entry.content)) {
    return reach.HasDivision(recorded->facts.key.village);
  }
  const AnyRecord& record = std::get<RecordStated>(entry.content).record;
  return records_.Read(
      [&](const RecordState& state) { return records::IsSeen(state, record, reach); });
}

absl::StatusOr<std::vector<feed::v1::Change>> FeedSource::List(int64_t after, int limit,
                                                               const scope::Reach& reach) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Entry> entries, reader_.ListEntries(after, limit));
  COBUILD_RETURN_IF_ERROR(CatchUpTo(reach, entries));
  std::vector<feed::v1::Change> changes;
  changes.reserve(entries.size());
  for (const Entry& entry : entries) {
    COBUILD_ASSIGN_OR_RETURN(const bool seen, Sees(reach, entry));
    if (seen) {
      changes.push_back(ChangeOf(entry));
    } else {
      changes.emplace_back().set_position(entry.stamp.position);
    }
  }
  return changes;
}

absl::StatusOr<std::vector<feed::v1::SnapshotResource>> FeedSource::ListStanding(
    int64_t after, int64_t upto, int64_t position, const scope::Reach& reach) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Entry> entries,
                           reader_.ListEntries(after, static_cast<int>(upto - after)));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<int64_t> replaced,
                           reader_.ListReplaced(after, upto, position));
  COBUILD_RETURN_IF_ERROR(CatchUpTo(reach, entries));
  std::vector<feed::v1::SnapshotResource> standing;
  for (const Entry& entry : entries) {
    const int64_t at = entry.stamp.position;
    if (std::binary_search(replaced.begin(), replaced.end(), at)) continue;
    COBUILD_ASSIGN_OR_RETURN(const bool seen, Sees(reach, entry));
    if (!seen) continue;
    Image image = ImageOf(entry);
    standing.push_back(feed::SnapshotResourceAt(at, std::move(image.name)));
    *standing.back().mutable_resource() = std::move(image.resource);
  }
  return standing;
}

}  // namespace cobuild::finance
