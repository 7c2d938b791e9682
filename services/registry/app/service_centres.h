// The use cases of service centres and of the works on them, named as their RPCs.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/scope.h"
#include "services/registry/domain/summarize_centres.h"

namespace cobuild::registry {

struct CreateServiceCentreCommand {
  std::string id;  // "" for one that is made up
  ServiceCentre facts;
};

struct UpdateServiceCentreCommand {
  std::string id;
  ServiceCentre facts;
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideCreateServiceCentre and its like.
absl::StatusOr<Record<ServiceCentre>> CreateServiceCentre(
    LiveRegistry& live, ChangeRequest change, const CreateServiceCentreCommand& command);
absl::StatusOr<Record<ServiceCentre>> UpdateServiceCentre(
    LiveRegistry& live, ChangeRequest change, const UpdateServiceCentreCommand& command);
absl::StatusOr<Record<ServiceCentre>> DeleteServiceCentre(LiveRegistry& live, ChangeRequest change,
                                                          const records::VoidCommand& command);

// SERVICE_CENTRE_NOT_FOUND
absl::StatusOr<Record<ServiceCentre>> GetServiceCentre(const LiveRegistry& live,
                                                       const records::GetQuery& query);

struct ListServiceCentresQuery {
  records::ListQuery list;   // its key is the village's name
  std::string village_code;  // "" for all
  std::optional<base::Date> in_use_on;
};

absl::StatusOr<records::Page<ServiceCentre>> ListServiceCentres(
    const LiveRegistry& live, const ListServiceCentresQuery& query);

struct SummarizeServiceCentresQuery {
  ScopeQuery over;
  base::Date in_use_on;
};

// What VillagesOf refuses.
absl::StatusOr<CentreSummary> SummarizeServiceCentres(const LiveRegistry& live,
                                                      const SummarizeServiceCentresQuery& query);

struct RecordCentreWorkCommand {
  std::string id;  // "" for one that is made up
  CentreWork facts;
};

struct CorrectCentreWorkCommand {
  std::string id;
  CentreWork facts;  // with the reason
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideRecordCentreWork and its like.
absl::StatusOr<Record<CentreWork>> RecordCentreWork(LiveRegistry& live, ChangeRequest change,
                                                    const RecordCentreWorkCommand& command);
absl::StatusOr<Record<CentreWork>> CorrectCentreWork(LiveRegistry& live, ChangeRequest change,
                                                     const CorrectCentreWorkCommand& command);
absl::StatusOr<Record<CentreWork>> VoidCentreWork(LiveRegistry& live, ChangeRequest change,
                                                  const records::VoidCommand& command);

struct ListCentreWorksQuery {
  records::ListQuery list;  // its key is the centre's name
  std::optional<CentreWorkKind> kind;
};

absl::StatusOr<records::Page<CentreWork>> ListCentreWorks(const LiveRegistry& live,
                                                          const ListCentreWorksQuery& query);

struct SummarizeCentreWorksQuery {
  ScopeQuery over;
  Days days;  // both given
};

// What VillagesOf refuses.
absl::StatusOr<WorkSummary> SummarizeCentreWorks(const LiveRegistry& live,
                                                 const SummarizeCentreWorksQuery& query);

}  // namespace cobuild::registry
