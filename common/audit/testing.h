// Trails for tests.
#pragma once

#include <string>
#include <vector>

#include "common/audit/record.h"

namespace cobuild::audit {

// A change by one of several people, or so many refusals, that differs from its neighbours in
// everything; not yet chained.
inline Record ExampleRecord(Form form, int64_t number) {
  const std::string text = std::to_string(number);
  Record record;
  record.number = number;
  record.record_time = {1'330'000'000'000'000 + number * 1'001};
  record.actor = "machine/office-" + std::to_string(number % 7);
  record.peer = "ipv4:127.0.0.1:" + std::to_string(20'000 + number);
  record.method = "cobuild.registry.v1.VillageService/OpenCategory";
  record.resource_name = "villages/" + text;
  record.request_id = "request-" + text;
  if (form == Form::kChange) record.command_digest = base::Sha256("command " + text);
  if (form == Form::kJournalEntry) record.content_digest = base::Sha256("content " + text);
  if (form == Form::kRefusal) {
    record.code = "FAILED_PRECONDITION";
    record.reason = "CATEGORY_ALREADY_OPEN";
    record.trace_id = "0123456789abcdef0123456789abcdef";
    record.count = 1 + number % 3;
    record.first_time = {record.record_time.micros - 999};
  }
  return record;
}

// Records 1 to `count`, chained.
inline std::vector<Record> ExampleTrail(Form form, int count) {
  std::vector<Record> records;
  base::ChainEnd last;
  for (int number = 1; number <= count; ++number) {
    records.push_back(ExampleRecord(form, number));
    Chain(form, last, records.back());
  }
  return records;
}

}  // namespace cobuild::audit
