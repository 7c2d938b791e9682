// What the registry records of villages: elections, centres and acceptances.
#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "common/rpc/fields.h"
#include "services/assessment/sources/answers.h"
#include "services/assessment/sources/pages.h"
#include "services/assessment/sources/registry_records.h"

namespace cobuild::assessment {
namespace {

// The parts and wholes of one village's committees, before or after by the fact's own side.
Item ElectionItem(const registry::v1::ElectionSummaryRow& row, const RecordQuery& query,
                  std::string village) {
  const registry::v1::ElectionCounts& counts = row.counts();
  Item item{.name = row.village() + "/elections/" + query.qualifier, .village = std::move(village)};
  if (query.fact == Fact::kSecretaryChange) {
    item.held = counts.secretaries_changed() > 0 ? Held::kYes : Held::kNo;
    return item;
  }
  const bool young = query.fact == Fact::kYoungMembers;
  item.value = {young ? counts.aged_35_or_under_after() : counts.senior_secondary_or_above_after(),
                counts.members_after()};
  item.before = {
      young ? counts.aged_35_or_under_before() : counts.senior_secondary_or_above_before(),
      counts.members_before()};
  return item;
}

// Works of the kind that the qualifier names.
int32_t WorksOf(const registry::v1::CentreWorkSummaryRow& row, const std::string& kind) {
  if (kind == "NEW") return row.new_works();
  if (kind == "REPAIR") return row.repair_works();
  return row.reconstruction_extension_works();
}

}  // namespace

absl::StatusOr<std::vector<Item>> RegistryRecords::ReadElections(const RecordQuery& query,
                                                                 int64_t position) {
  registry::v1::SummarizeElectionsRequest request;
  request.mutable_scope()->set_perimeter("perimeters/" + query.perimeter);
  *request.mutable_scope()->mutable_as_of() = rpc::ToProto(query.as_of);
  request.set_round(query.qualifier);
  SetKnownAt({.time = std::nullopt, .position = position}, request);
  registry::v1::SummarizeElectionsResponse response;
  COBUILD_RETURN_IF_ERROR(Outcome(
      kRegistry,
      stubs_.elections.SummarizeElections(rpc::ContextFor(call_).get(), request, &response), ""));
  const bool counts_members = query.fact != Fact::kSecretaryChange;
  std::vector<Item> items;
  for (const registry::v1::ElectionSummaryRow& row : response.rows()) {
    COBUILD_ASSIGN_OR_RETURN(std::string village, VillageCode(kRegistry, row.village()));
    Item item = ElectionItem(row, query, std::move(village));
    // An election that elected nobody breaks the registry's contract.
    if (counts_members && item.value.denominator <= 0) return MalformedAnswer(kRegistry);
    COBUILD_ASSIGN_OR_RETURN(item.origin, OriginOf(kRegistry, row.data_origin()));
    items.push_back(std::move(item));
  }
  return items;
}

absl::StatusOr<std::vector<Item>> RegistryRecords::ReadCentreWorks(const RecordQuery& query,
                                                                   int64_t position) {
  registry::v1::SummarizeCentreWorksRequest request;
  request.mutable_scope()->set_perimeter("perimeters/" + query.perimeter);
  *request.mutable_scope()->mutable_as_of() = rpc::ToProto(query.as_of);
  *request.mutable_from_date() = rpc::ToProto(query.from);
  *request.mutable_to_date() = rpc::ToProto(query.to);
  SetKnownAt({.time = std::nullopt, .position = position}, request);
  registry::v1::SummarizeCentreWorksResponse response;
  COBUILD_RETURN_IF_ERROR(Outcome(
      kRegistry,
      stubs_.centres.SummarizeCentreWorks(rpc::ContextFor(call_).get(), request, &response), ""));
  std::vector<Item> items;
  for (const registry::v1::CentreWorkSummaryRow& row : response.rows()) {
    if (WorksOf(row, query.qualifier) == 0) continue;
    Item item{.name = row.service_centre()};
    COBUILD_ASSIGN_OR_RETURN(item.village, VillageCode(kRegistry, row.village()));
    COBUILD_ASSIGN_OR_RETURN(item.origin, OriginOf(kRegistry, row.data_origin()));
    items.push_back(std::move(item));
  }
  return items;
}

absl::StatusOr<std::vector<Item>> RegistryRecords::ReadCentres(const RecordQuery& query,
                                                               int64_t position) {
  registry::v1::ListServiceCentresRequest request;
  *request.mutable_in_use_on() = rpc::ToProto(query.to);
  std::vector<Item> items;
  const auto list = [&](const registry::v1::ListServiceCentresRequest& asked,
                        registry::v1::ListServiceCentresResponse& page) {
    return stubs_.centres.ListServiceCentres(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const registry::v1::ListServiceCentresResponse& page) -> absl::Status {
    for (const registry::v1::ServiceCentre& centre : page.service_centres()) {
      Item item{.name = centre.name(), .display_name = centre.display_name()};
      COBUILD_ASSIGN_OR_RETURN(item.village, VillageCode(kRegistry, centre.village()));
      COBUILD_ASSIGN_OR_RETURN(item.origin, OriginOf(kRegistry, centre.data_origin()));
      items.push_back(std::move(item));
    }
    return absl::OkStatus();
  };
  COBUILD_RETURN_IF_ERROR((ReadPages<registry::v1::ListServiceCentresResponse>(
      kRegistry, position, request, list, take)));
  return items;
}

absl::StatusOr<std::vector<Item>> RegistryRecords::ReadAcceptances(const RecordQuery& query,
                                                                   int64_t position) {
  registry::v1::ListVillageAcceptancesRequest request;
  registry::v1::AcceptanceLevel level{};
  if (!registry::v1::AcceptanceLevel_Parse("ACCEPTANCE_LEVEL_" + query.qualifier, &level)) {
    return absl::InternalError("not a qualifier of the fact");
  }
  request.set_level(level);
  *request.mutable_from_date() = rpc::ToProto(query.from);
  *request.mutable_to_date() = rpc::ToProto(query.to);
  std::vector<Item> items;
  const auto list = [&](const registry::v1::ListVillageAcceptancesRequest& asked,
                        registry::v1::ListVillageAcceptancesResponse& page) {
    return stubs_.villages.ListVillageAcceptances(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const registry::v1::ListVillageAcceptancesResponse& page) -> absl::Status {
    for (const registry::v1::VillageAcceptance& acceptance : page.acceptances()) {
      Item item{
          .name = acceptance.name(),
          .display_name = acceptance.subject(),
          .held = acceptance.result() == registry::v1::ACCEPTANCE_PASSED ? Held::kYes : Held::kNo};
      COBUILD_ASSIGN_OR_RETURN(item.village, VillageCode(kRegistry, acceptance.village()));
      COBUILD_ASSIGN_OR_RETURN(item.origin, OriginOf(kRegistry, acceptance.data_origin()));
      items.push_back(std::move(item));
    }
    return absl::OkStatus();
  };
  COBUILD_RETURN_IF_ERROR((ReadPages<registry::v1::ListVillageAcceptancesResponse>(
      kRegistry, position, request, list, take)));
  return items;
}

}  // namespace cobuild::assessment
