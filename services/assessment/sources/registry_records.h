// What the registry records of villages and divisions: who is posted, who leads, who was elected,
// what was built and accepted. For the time of one call.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/division.grpc.pb.h"
#include "cobuild/registry/v1/election.grpc.pb.h"
#include "cobuild/registry/v1/leading_group.grpc.pb.h"
#include "cobuild/registry/v1/posting.grpc.pb.h"
#include "cobuild/registry/v1/service_centre.grpc.pb.h"
#include "cobuild/registry/v1/village.grpc.pb.h"
#include "common/rpc/call.h"
#include "services/assessment/app/records.h"
#include "services/assessment/domain/item.h"

namespace cobuild::assessment {

// Of the services that keep the records.
struct RegistryRecordStubs {
  registry::v1::CommitteeService::StubInterface& elections;
  registry::v1::DivisionService::StubInterface& divisions;
  registry::v1::LeadingGroupService::StubInterface& leading_groups;
  registry::v1::PostingService::StubInterface& postings;
  registry::v1::ServiceCentreService::StubInterface& centres;
  registry::v1::VillageService::StubInterface& villages;
};

// Contracts as Sources.
class RegistryRecords {
 public:
  // All of it outlives the client; `call` gives deadline and trace.
  RegistryRecords(const RegistryRecordStubs& stubs, const rpc::Call& call)
      : stubs_(stubs), call_(call) {}

  absl::StatusOr<std::vector<Item>> Read(const RecordQuery& query, int64_t position);
  absl::StatusOr<std::vector<District>> ReadDistricts(const std::vector<std::string>& townships,
                                                      base::Date as_of, int64_t position);

 private:
  absl::StatusOr<std::vector<Item>> ReadPostings(const RecordQuery& query, int64_t position);
  absl::StatusOr<std::vector<Item>> ReadLeadingGroups(const RecordQuery& query, int64_t position);
  absl::StatusOr<std::vector<Item>> ReadElections(const RecordQuery& query, int64_t position);
  absl::StatusOr<std::vector<Item>> ReadCentreWorks(const RecordQuery& query, int64_t position);
  absl::StatusOr<std::vector<Item>> ReadCentres(const RecordQuery& query, int64_t position);
  absl::StatusOr<std::vector<Item>> ReadAcceptances(const RecordQuery& query, int64_t position);
  absl::StatusOr<registry::v1::Division> GetDivision(const std::string& name, base::Date as_of,
                                                     int64_t position);

  RegistryRecordStubs stubs_;
  const rpc::Call& call_;
};

}  // namespace cobuild::assessment
