// What every message of a record has beside its facts.
#pragma once

#include "common/records/record.h"
#include "common/rpc/fields.h"

namespace cobuild::rpc {

// name, etag, position and record_time: all that there is of a kind which is corrected and never
// withdrawn.
template <class Facts, class Message>
void SetStanding(const records::Record<Facts>& record, Message& message) {
  message.set_name(records::NameOf<Facts>(record.id));
  message.set_etag(records::EtagOf(record.position));
  message.set_position(record.position);
  *message.mutable_record_time() = ToProto(record.record_time);
}

// The same and void_reason.
template <class Facts, class Message>
void SetRecorded(const records::Record<Facts>& record, Message& message) {
  SetStanding(record, message);
  message.set_void_reason(record.void_reason);
}

}  // namespace cobuild::rpc
