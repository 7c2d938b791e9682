#include "services/finance/domain/entry.h"

#include <algorithm>

#include "common/records/fields.h"

namespace cobuild::finance {
namespace {

using base::DigestBuilder;

// Each kind has its own domain, so that no entry can pass for one of another kind.
DigestBuilder Frame(const LedgerCreated& created) {
  DigestBuilder digest("cobuild.finance.ledger_created");
  digest.Add(created.facts.id)
      .Add(created.facts.display_name)
      .Add(created.facts.village)
      .Add(IdOf(created.facts.chart));
  return digest;
}

void Add(DigestBuilder& digest, const AccountFacts& facts) {
  digest.Add(facts.ledger)
      .Add(facts.id)
      .Add(facts.display_name)
      .Add(facts.code)
      .Add(static_cast<int64_t>(facts.normal_side))
      .Add(static_cast<int64_t>(facts.limit));
}

DigestBuilder Frame(const AccountOpened& opened) {
  DigestBuilder digest("cobuild.finance.account_opened");
  Add(digest, opened.facts);
  return digest;
}

DigestBuilder Frame(const AccountClosed& closed) {
  DigestBuilder digest("cobuild.finance.account_closed");
  Add(digest, closed.facts);
  digest.Add(closed.turnover.value);
  return digest;
}

DigestBuilder Frame(const Transfer& transfer) {
  DigestBuilder digest("cobuild.finance.transfer");
  digest.Add(transfer.ledger)
      .Add(transfer.id)
      .Add(transfer.debit_account)
      .Add(transfer.credit_account)
      .Add(transfer.amount.value)
      .Add(int64_t{transfer.effective_date.year})
      .Add(int64_t{transfer.effective_date.month})
      .Add(int64_t{transfer.effective_date.day})
      .Add(transfer.description)
      .Add(transfer.reverses);
  return digest;
}

DigestBuilder Frame(const IncomeRecorded& recorded) {
  const IncomeFacts& facts = recorded.facts;
  DigestBuilder digest("cobuild.finance.income_recorded");
  digest.Add(facts.key.village)
      .Add(int64_t{facts.key.year})
      .Add(static_cast<int64_t>(facts.key.category))
      .Add(facts.amount.value)
      .Add(facts.source)
      .Add(static_cast<int64_t>(facts.origin))
      .Add(facts.transfer)
      .Add(facts.correction_reason)
      .Add(facts.request.key)
      .Add(facts.request.content);
  return digest;
}

DigestBuilder Frame(const RecordStated& stated) {
  DigestBuilder digest("cobuild.finance.record_stated");
  std::visit(
      [&]<class Facts>(const Facts& facts) {
        digest.Add(Facts::kKind).Add(stated.record.id);
        records::FieldDigest visit(digest);
        Facts::VisitFields(facts, visit);
      },
      stated.record.facts);
  digest.Add(stated.record.void_reason).Add(int64_t{stated.request.has_value()});
  if (stated.request) digest.Add(stated.request->key).Add(stated.request->content);
  return digest;
}

}  // namespace

base::Digest DigestOf(const Content& content) {
  return std::visit([](const auto& kind) { return Frame(kind).Finish(); }, content);
}

base::Digest ChainDigestOf(const base::Digest& before, const Entry& entry) {
  DigestBuilder digest("cobuild.finance.chain");
  digest.Add(before)
      .Add(entry.content_digest)
      .Add(entry.stamp.position)
      .Add(entry.stamp.time.micros)
      .Add(entry.stamp.actor)
      .Add(entry.request_id);
  if (!entry.peer.empty()) digest.Add(entry.peer);
  return digest.Finish();
}

base::Timestamp NextTime(base::Timestamp last, base::Timestamp now) {
  return std::max(now, base::Timestamp{last.micros + 1});
}

bool Follows(const Head& last, const Entry& entry, std::string& problem) {
  if (entry.stamp.position != last.position + 1) {
    problem = "the entry is missing";
  } else if (entry.stamp.time <= last.time) {
    problem = "its time is not after that of the entry before";
  } else if (DigestOf(entry.content) != entry.content_digest) {
    problem = "its content differs from its digest";
  } else if (ChainDigestOf(last.digest, entry) != entry.chain_digest) {
    problem = "its chained digest does not follow from the entry before";
  } else {
    return true;
  }
  return false;
}

}  // namespace cobuild::finance
