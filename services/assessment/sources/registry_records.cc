#include "services/assessment/sources/registry_records.h"

#include <vector>

#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "common/rpc/fields.h"
#include "services/assessment/sources/answers.h"
#include "services/assessment/sources/pages.h"

namespace cobuild::assessment {
namespace {

// What a posting says of its place: that somebody is there, or whether they have lodging.
Held HeldBy(const registry::v1::Posting& posting, Fact fact) {
  if (fact == Fact::kPosting) return Held::kYes;
  switch (posting.support().lodging()) {
    case registry::v1::LODGING_GIVEN:
      return Held::kYes;
    case registry::v1::NO_LODGING:
      return Held::kNo;
    default:
      return Held::kUnknown;
  }
}

}  // namespace

absl::StatusOr<std::vector<Item>> RegistryRecords::Read(const RecordQuery& query,
                                                        int64_t position) {
  switch (query.fact) {
    case Fact::kPosting:
    case Fact::kPostingLodging:
      return ReadPostings(query, position);
    case Fact::kLeadingGroup:
      return ReadLeadingGroups(query, position);
    case Fact::kSecretaryChange:
    case Fact::kYoungMembers:
    case Fact::kEducatedMembers:
      return ReadElections(query, position);
    case Fact::kCentreWork:
      return ReadCentreWorks(query, position);
    case Fact::kCentreInUse:
      return ReadCentres(query, position);
    case Fact::kVillageAcceptance:
      return ReadAcceptances(query, position);
    default:
      return absl::InternalError("not a fact of the registry");
  }
}

absl::StatusOr<std::vector<Item>> RegistryRecords::ReadPostings(const RecordQuery& query,
                                                                int64_t position) {
  registry::v1::ListPostingsRequest request;
  registry::v1::PostingRole role{};
  if (!registry::v1::PostingRole_Parse(query.qualifier, &role))
    return absl::InternalError("not a qualifier of the fact");
  request.set_role(role);
  *request.mutable_active_on() = rpc::ToProto(query.to);
  std::vector<Item> items;
  const auto list = [&](const registry::v1::ListPostingsRequest& asked,
                        registry::v1::ListPostingsResponse& page) {
    return stubs_.postings.ListPostings(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const registry::v1::ListPostingsResponse& page) -> absl::Status {
    for (const registry::v1::Posting& posting : page.postings()) {
      if (posting.village().empty()) continue;  // at a division
      Item item{.name = posting.name(), .held = HeldBy(posting, query.fact)};
      COBUILD_ASSIGN_OR_RETURN(item.village, VillageCode(kRegistry, posting.village()));
      COBUILD_ASSIGN_OR_RETURN(item.origin, OriginOf(kRegistry, posting.data_origin()));
      items.push_back(std::move(item));
    }
    return absl::OkStatus();
  };
  COBUILD_RETURN_IF_ERROR(
      (ReadPages<registry::v1::ListPostingsResponse>(kRegistry, position, request, list, take)));
  return items;
}

absl::StatusOr<std::vector<Item>> RegistryRecords::ReadLeadingGroups(const RecordQuery& query,
                                                                     int64_t position) {
  registry::v1::ListLeadingGroupsRequest request;
  *request.mutable_active_on() = rpc::ToProto(query.to);
  std::vector<Item> items;
  const auto list = [&](const registry::v1::ListLeadingGroupsRequest& asked,
                        registry::v1::ListLeadingGroupsResponse& page) {
    return stubs_.leading_groups.ListLeadingGroups(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const registry::v1::ListLeadingGroupsResponse& page) -> absl::Status {
    for (const registry::v1::LeadingGroup& group : page.leading_groups()) {
      // A group counts with its office, from the day on which that was set up.
      const bool office =
          group.has_office() && DateOf(group.office().established_date()) <= query.to;
      Item item{.name = group.name(),
                .display_name = group.display_name(),
                .held = office ? Held::kYes : Held::kNo};
      COBUILD_ASSIGN_OR_RETURN(item.division, DivisionCode(kRegistry, group.division()));
      COBUILD_ASSIGN_OR_RETURN(item.origin, OriginOf(kRegistry, group.data_origin()));
      items.push_back(std::move(item));
    }
    return absl::OkStatus();
  };
  COBUILD_RETURN_IF_ERROR((ReadPages<registry::v1::ListLeadingGroupsResponse>(
      kRegistry, position, request, list, take)));
  return items;
}

absl::StatusOr<registry::v1::Division> RegistryRecords::GetDivision(const std::string& name,
                                                                    base::Date as_of,
                                                                    int64_t position) {
  registry::v1::GetDivisionRequest request;
  request.set_name(name);
  *request.mutable_as_of() = rpc::ToProto(as_of);
  SetKnownAt({.time = std::nullopt, .position = position}, request);
  registry::v1::Division division;
  COBUILD_RETURN_IF_ERROR(
      Outcome(kRegistry,
              stubs_.divisions.GetDivision(rpc::ContextFor(call_).get(), request, &division), ""));
  return division;
}

absl::StatusOr<std::vector<District>> RegistryRecords::ReadDistricts(
    const std::vector<std::string>& townships, base::Date as_of, int64_t position) {
  std::vector<District> districts;
  std::vector<std::string> left = townships;
  // Every turn finds the district of one township and with it that of all its neighbours.
  while (!left.empty()) {
    COBUILD_ASSIGN_OR_RETURN(const registry::v1::Division township,
                             GetDivision("divisions/" + left.front(), as_of, position));
    COBUILD_ASSIGN_OR_RETURN(const registry::v1::Division district,
                             GetDivision(township.parent(), as_of, position));
    District found{.code = {}, .name = district.display_name()};
    COBUILD_ASSIGN_OR_RETURN(found.code, DivisionCode(kRegistry, district.name()));
    districts.push_back(std::move(found));
    left.erase(left.begin());  // also where the district does not list it
    registry::v1::ListDivisionsRequest request;
    request.set_parent(district.name());
    *request.mutable_as_of() = rpc::ToProto(as_of);
    const auto list = [&](const registry::v1::ListDivisionsRequest& asked,
                          registry::v1::ListDivisionsResponse& page) {
      return stubs_.divisions.ListDivisions(rpc::ContextFor(call_).get(), asked, &page);
    };
    const auto take = [&](const registry::v1::ListDivisionsResponse& page) -> absl::Status {
      for (const registry::v1::Division& child : page.divisions()) {
        COBUILD_ASSIGN_OR_RETURN(const std::string code, DivisionCode(kRegistry, child.name()));
        std::erase(left, code);
      }
      return absl::OkStatus();
    };
    COBUILD_RETURN_IF_ERROR(
        (ReadPages<registry::v1::ListDivisionsResponse>(kRegistry, position, request, list, take)));
  }
  return districts;
}

}  // namespace cobuild::assessment
