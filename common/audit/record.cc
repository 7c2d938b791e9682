#include "common/audit/record.h"

#include "common/base/text.h"

namespace cobuild::audit {
namespace {

using base::DigestBuilder;

base::Digest ContentDigestOf(Form form, const Record& record) {
  switch (form) {
    case Form::kChange:
      return DigestBuilder("cobuild.audit.change@1")
          .Add(record.peer)
          .Add(record.method)
          .Add(record.resource_name)
          .Add(record.command_digest)
          .Finish();
    case Form::kRefusal:
      return DigestBuilder("cobuild.audit.refusal@1")
          .Add(record.peer)
          .Add(record.method)
          .Add(record.resource_name)
          .Add(record.code)
          .Add(record.reason)
          .Add(record.trace_id)
          .Add(record.count)
          .Add(record.first_time.micros)
          .Finish();
    case Form::kJournalEntry:
      break;
  }
  return record.content_digest;
}

}  // namespace

std::string_view NameOf(TrailKind kind) {
  return kind == TrailKind::kChanges ? "changes" : "refusals";
}

std::optional<TrailKind> FindTrailKind(std::string_view name) {
  for (const TrailKind kind : {TrailKind::kChanges, TrailKind::kRefusals}) {
    if (NameOf(kind) == name) return kind;
  }
  return std::nullopt;
}

base::Digest ChainDigestOf(Form form, const base::Digest& before, const Record& record) {
  const bool is_entry = form == Form::kJournalEntry;
  DigestBuilder digest(is_entry ? "cobuild.finance.chain" : "cobuild.audit.chain@1");
  digest.Add(before)
      .Add(ContentDigestOf(form, record))
      .Add(record.number)
      .Add(record.record_time.micros)
      .Add(record.actor)
      .Add(record.request_id);
  // Entries of before the journal told it have none, and their digests stay what they were.
  if (is_entry && !record.peer.empty()) digest.Add(record.peer);
  return digest.Finish();
}

void Chain(Form form, base::ChainEnd& last, Record& record) {
  record.number = last.number + 1;
  record.chain_digest = ChainDigestOf(form, last.digest, record);
  last = {record.number, record.chain_digest};
}

std::string Shortened(std::string_view text, size_t most) {
  if (!base::IsValidUtf8(text)) return "(not UTF-8)";
  size_t characters = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (begins && characters++ == most) return std::string(text.substr(0, i));
  }
  return std::string(text);
}

}  // namespace cobuild::audit
