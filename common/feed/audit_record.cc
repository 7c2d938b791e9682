#include "common/feed/audit_record.h"

namespace cobuild::feed {
namespace {

constexpr size_t kMostPeerCharacters = 64;

}  // namespace

std::vector<audit::Record> RecordsOf(const Request& request, base::Timestamp record_time,
                                     const std::vector<std::string>& resource_names,
                                     base::ChainEnd& last) {
  audit::Record record;
  record.record_time = record_time;
  record.actor = request.principal;
  record.peer = audit::Shortened(request.peer, kMostPeerCharacters);
  record.method = request.method;
  record.request_id = request.id;
  record.command_digest = request.digest;
  std::vector<audit::Record> records;
  records.reserve(resource_names.size());
  for (const std::string& name : resource_names) {
    record.resource_name = name;
    audit::Chain(audit::Form::kChange, last, record);
    records.push_back(record);
  }
  return records;
}

Change ChangeOf(const audit::Record& record) {
  return {record.number, record.resource_name, record.actor, record.record_time, record.request_id};
}

}  // namespace cobuild::feed
