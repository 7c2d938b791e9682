#include "services/registry/app/service_centres.h"

#include "services/registry/app/summarize.h"
#include "services/registry/domain/decide_service_centre.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Record<ServiceCentre>> CreateServiceCentre(
    LiveRegistry& live, ChangeRequest change, const CreateServiceCentreCommand& command) {
  change.request.digest =
      records::DigestOf("registry.create_service_centre.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<ServiceCentre>(live, change, [&](const Registry& registry) {
    return DecideCreateServiceCentre(registry, change.reach, id, command.facts);
  });
}

absl::StatusOr<Record<ServiceCentre>> UpdateServiceCentre(
    LiveRegistry& live, ChangeRequest change, const UpdateServiceCentreCommand& command) {
  change.request.digest = records::DigestOf("registry.update_service_centre.v1",
                                            command.id + "/" + command.etag, command.facts);
  return records::RecordOne<ServiceCentre>(
      live, change, records::Names<ServiceCentre>{command.id, kServiceCentreNotFound},
      [&](const Registry& registry) {
        return DecideUpdateServiceCentre(registry, change.reach, command.id, command.etag,
                                         command.facts);
      });
}

absl::StatusOr<Record<ServiceCentre>> DeleteServiceCentre(LiveRegistry& live, ChangeRequest change,
                                                          const records::VoidCommand& command) {
  change.request.digest = DigestOf("registry.delete_service_centre.v1", command);
  return records::RecordOne<ServiceCentre>(
      live, change, records::Names<ServiceCentre>{command.id, kServiceCentreNotFound},
      [&](const Registry& registry) {
        return DecideDeleteServiceCentre(registry, command.id, command.etag, command.reason);
      });
}

absl::StatusOr<Record<ServiceCentre>> GetServiceCentre(const LiveRegistry& live,
                                                       const records::GetQuery& query) {
  return records::GetRecord<ServiceCentre>(live, query, kServiceCentreNotFound);
}

absl::StatusOr<records::Page<ServiceCentre>> ListServiceCentres(
    const LiveRegistry& live, const ListServiceCentresQuery& query) {
  return records::ListRecords<ServiceCentre>(live, query.list, [&](const ServiceCentre& facts) {
    return (query.village_code.empty() || facts.village_code == query.village_code) &&
           (!query.in_use_on || facts.IsInUseOn(*query.in_use_on));
  });
}

absl::StatusOr<CentreSummary> SummarizeServiceCentres(const LiveRegistry& live,
                                                      const SummarizeServiceCentresQuery& query) {
  return SummarizeOver<CentreSummary>(
      live, query.over,
      [&](const Registry& registry, const std::vector<std::string>& village_codes,
          int64_t position) {
        return SummarizeServiceCentres(registry, query.in_use_on, village_codes, position);
      });
}

absl::StatusOr<Record<CentreWork>> RecordCentreWork(LiveRegistry& live, ChangeRequest change,
                                                    const RecordCentreWorkCommand& command) {
  change.request.digest =
      records::DigestOf("registry.record_centre_work.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<CentreWork>(live, change, [&](const Registry& registry) {
    return DecideRecordCentreWork(registry, change.reach, id, command.facts);
  });
}

absl::StatusOr<Record<CentreWork>> CorrectCentreWork(LiveRegistry& live, ChangeRequest change,
                                                     const CorrectCentreWorkCommand& command) {
  change.request.digest = records::DigestOf("registry.correct_centre_work.v1",
                                            command.id + "/" + command.etag, command.facts);
  return records::RecordOne<CentreWork>(
      live, change, records::Names<CentreWork>{command.id, kCentreWorkNotFound},
      [&](const Registry& registry) {
        return DecideCorrectCentreWork(registry, command.id, command.etag, command.facts);
      });
}

absl::StatusOr<Record<CentreWork>> VoidCentreWork(LiveRegistry& live, ChangeRequest change,
                                                  const records::VoidCommand& command) {
  change.request.digest = DigestOf("registry.void_centre_work.v1", command);
  return records::RecordOne<CentreWork>(
      live, change, records::Names<CentreWork>{command.id, kCentreWorkNotFound},
      [&](const Registry& registry) {
        return DecideVoidCentreWork(registry, command.id, command.etag, command.reason);
      });
}

absl::StatusOr<records::Page<CentreWork>> ListCentreWorks(const LiveRegistry& live,
                                                          const ListCentreWorksQuery& query) {
  return records::ListRecords<CentreWork>(live, query.list, [&](const CentreWork& facts) {
    return !query.kind || facts.kind == *query.kind;
  });
}

absl::StatusOr<WorkSummary> SummarizeCentreWorks(const LiveRegistry& live,
                                                 const SummarizeCentreWorksQuery& query) {
  return SummarizeOver<WorkSummary>(
      live, query.over,
      [&](const Registry& registry, const std::vector<std::string>& village_codes,
          int64_t position) {
        return SummarizeCentreWorks(registry, query.days, village_codes, position);
      });
}

}  // namespace cobuild::registry
