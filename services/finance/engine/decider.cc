#include "services/finance/engine/decider.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "services/finance/domain/errors.h"

namespace cobuild::finance {
namespace {

void ClearStamp(int64_t head, Stamp& stamp) {
  if (stamp.position > head) stamp = Stamp{.actor = stamp.actor};
}

void ClearAccount(int64_t head, Account& account) {
  if (account.opened_position > head) account.opened_position = 0;
  if (account.closed_position > head) account.closed_position = 0;
}

void ClearRecord(int64_t head, AnyRecord& record) {
  if (record.position <= head) return;
  record.position = 0;
  record.record_time = {};
}

// For an answer that only says what would be: clears where and when, unless it is recorded.
void ClearUnrecorded(int64_t head, Outcome& outcome) {
  if (auto* stamp = std::get_if<Stamp>(&outcome)) ClearStamp(head, *stamp);
  if (auto* account = std::get_if<Account>(&outcome)) ClearAccount(head, *account);
  if (auto* transfer = std::get_if<PostedTransfer>(&outcome)) ClearStamp(head, transfer->posted);
  if (auto* income = std::get_if<Income>(&outcome)) ClearStamp(head, income->recorded);
  if (auto* record = std::get_if<AnyRecord>(&outcome)) ClearRecord(head, *record);
}

}  // namespace

Decider::Decider(Book& book, const Head& head, base::Timestamp now, UnitSource& source,
                 bool look_up_ids)
    : book_(book), head_(head), now_(now), source_(source), look_up_ids_(look_up_ids) {}

Results Decider::Decide(const Submission& submission) {
  submission_ = &submission;
  if (!submission.validate_only) return DecideAll(submission, book_);
  Book trial(&book_);
  const size_t mark = entries_.size();
  Results results = DecideAll(submission, trial);
  const int64_t recorded = head_.position + static_cast<int64_t>(mark);
  for (absl::StatusOr<Outcome>& result : results) {
    if (result.ok()) ClearUnrecorded(recorded, *result);
  }
  entries_.erase(entries_.begin() + static_cast<ptrdiff_t>(mark), entries_.end());
  return results;
}

Results Decider::DecideAll(const Submission& submission, Book& book) {
  Results results;
  results.reserve(submission.items.size());
  for (size_t first = 0; first < submission.items.size(); first = results.size()) {
    size_t last = first;
    while (submission.items[last].linked && last + 1 < submission.items.size()) ++last;
    const Item& item = submission.items[first];
    if (first == last && MostEntriesOf(item.command) == 1) {
      results.push_back(Decide(item, book));
    } else {
      DecideChain(submission, first, last + 1, book, results);
    }
  }
  return results;
}

absl::StatusOr<Outcome> Decider::Decide(const Item& item, Book& book) {
  if (!item.refused.ok()) return item.refused;
  return std::visit([&](const auto& command) { return Decide(command, book); }, item.command);
}

void Decider::DecideChain(const Submission& submission, size_t first, size_t last, Book& book,
                          Results& results) {
  Book trial(&book);
  const size_t mark = entries_.size();
  for (size_t index = first; index < last; ++index) {
    absl::StatusOr<Outcome> result = Decide(submission.items[index], trial);
    if (!result.ok()) {
      results.resize(first);
      results.resize(last, errors::LinkedTransferRefused());
      results[index] = std::move(result);
      entries_.erase(entries_.begin() + static_cast<ptrdiff_t>(mark), entries_.end());
      return;
    }
    results.push_back(std::move(result));
  }
  std::move(trial).MergeInto(book);
}

const Stamp& Decider::Append(Content content, References references) {
  const base::Timestamp last = entries_.empty() ? head_.time : entries_.back().stamp.time;
  Stamp stamp{NextPosition(), NextTime(last, now_), submission_->actor};
  Entry& entry = entries_.emplace_back();
  entry.stamp = std::move(stamp);
  entry.peer = submission_->peer;
  entry.content = std::move(content);
  entry.references = references;
  entry.content_digest = DigestOf(entry.content);
  return entry.stamp;
}

int64_t Decider::NextPosition() const {
  return head_.position + static_cast<int64_t>(entries_.size()) + 1;
}

Batch Decider::TakeBatch() {
  Batch batch{.before = head_, .entries = std::move(entries_), .balances = {}};
  base::Digest link = head_.digest;
  for (Entry& entry : batch.entries) {
    link = ChainDigestOf(link, entry);
    entry.chain_digest = link;
  }
  for (const auto& [key, account] : book_.accounts()) {
    batch.balances.push_back({account.number(), account.debits, account.credits});
  }
  std::sort(batch.balances.begin(), batch.balances.end(),
            [](const Balance& a, const Balance& b) { return a.account < b.account; });
  return batch;
}

}  // namespace cobuild::finance
