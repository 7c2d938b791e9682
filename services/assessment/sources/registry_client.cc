#include "services/assessment/sources/registry_client.h"

#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "common/rpc/fields.h"
#include "services/assessment/domain/errors.h"
#include "services/assessment/rpc/enums.h"
#include "services/assessment/sources/answers.h"

namespace cobuild::assessment {
namespace {

constexpr std::string_view kPerimeterNotFound = "PERIMETER_NOT_FOUND";

absl::StatusOr<Village> ToVillage(const registry::v1::Village& proto) {
  COBUILD_ASSIGN_OR_RETURN(std::string code, VillageCode(kRegistry, proto.name()));
  COBUILD_ASSIGN_OR_RETURN(std::string township, DivisionCode(kRegistry, proto.township()));
  return Village{.code = std::move(code),
                 .name = proto.display_name(),
                 .township_name = proto.township_display_name(),
                 .township = std::move(township)};
}

absl::StatusOr<Episode> ToEpisode(const registry::v1::CategoryEpisode& proto) {
  COBUILD_ASSIGN_OR_RETURN(std::string village, VillageCode(kRegistry, proto.village()));
  COBUILD_ASSIGN_OR_RETURN(const DataOrigin origin, OriginOf(kRegistry, proto.data_origin()));
  const bool known = registry::v1::VillageCategory_IsValid(proto.category()) &&
                     proto.category() != registry::v1::VILLAGE_CATEGORY_UNSPECIFIED;
  if (!known) return MalformedAnswer(kRegistry);
  return Episode{std::move(village), FromProto(proto.category()), origin};
}

}  // namespace

absl::StatusOr<registry::v1::ListPerimeterVillagesResponse> RegistryClient::List(
    const registry::v1::ListPerimeterVillagesRequest& request, const std::string& perimeter) {
  registry::v1::ListPerimeterVillagesResponse response;
  const absl::Status outcome =
      Outcome(kRegistry,
              perimeters_.ListPerimeterVillages(rpc::ContextFor(call_).get(), request, &response),
              kPerimeterNotFound);
  if (absl::IsNotFound(outcome)) return PerimeterNotFound(perimeter);
  COBUILD_RETURN_IF_ERROR(outcome);
  return response;
}

absl::StatusOr<int64_t> RegistryClient::Position(const std::string& perimeter,
                                                 std::optional<base::Timestamp> time) {
  registry::v1::ListPerimeterVillagesRequest request;
  request.set_name("perimeters/" + perimeter);
  request.set_page_size(1);
  SetKnownAt({.time = time, .position = std::nullopt}, request);
  COBUILD_ASSIGN_OR_RETURN(const auto response, List(request, perimeter));
  return response.position();
}

absl::StatusOr<DataOrigin> RegistryClient::OriginOfPerimeter(const std::string& perimeter) {
  if (const auto known = origins_.find(perimeter); known != origins_.end()) return known->second;
  registry::v1::GetPerimeterRequest request;
  request.set_name("perimeters/" + perimeter);
  registry::v1::Perimeter response;
  const absl::Status outcome =
      Outcome(kRegistry, perimeters_.GetPerimeter(rpc::ContextFor(call_).get(), request, &response),
              kPerimeterNotFound);
  if (absl::IsNotFound(outcome)) return PerimeterNotFound(perimeter);
  COBUILD_RETURN_IF_ERROR(outcome);
  COBUILD_ASSIGN_OR_RETURN(const DataOrigin origin, OriginOf(kRegistry, response.data_origin()));
  origins_.emplace(perimeter, origin);
  return origin;
}

absl::StatusOr<Subjects> RegistryClient::ReadPerimeter(const std::string& perimeter,
                                                       base::Date as_of, int64_t position) {
  Subjects subjects;
  COBUILD_ASSIGN_OR_RETURN(subjects.origin, OriginOfPerimeter(perimeter));
  registry::v1::ListPerimeterVillagesRequest request;
  request.set_name("perimeters/" + perimeter);
  *request.mutable_as_of() = rpc::ToProto(as_of);
  SetKnownAt({.time = std::nullopt, .position = position}, request);
  request.set_page_size(kPageSize);
  while (true) {
    COBUILD_ASSIGN_OR_RETURN(const auto response, List(request, perimeter));
    if (response.total_size() > kMaxVillages) return TooManyVillages(perimeter);
    for (const registry::v1::Village& proto : response.villages()) {
      COBUILD_ASSIGN_OR_RETURN(Village village, ToVillage(proto));
      subjects.villages.push_back(std::move(village));
    }
    // A page that never ends would ask for ever: what was told cannot be exceeded.
    const int64_t left = response.total_size() - std::ssize(subjects.villages);
    if (left == 0 && response.next_page_token().empty()) return subjects;
    if (left <= 0 || response.villages().empty()) return MalformedAnswer(kRegistry);
    request.set_page_token(response.next_page_token());
  }
}

absl::StatusOr<std::vector<Episode>> RegistryClient::ReadEpisodes(base::Date open_on,
                                                                  int64_t position) {
  registry::v1::ListCategoryEpisodesRequest request;
  *request.mutable_open_on() = rpc::ToProto(open_on);
  SetKnownAt({.time = std::nullopt, .position = position}, request);
  request.set_page_size(kPageSize);
  std::vector<Episode> episodes;
  for (int page = 0; page < kMaxPages; ++page) {
    registry::v1::ListCategoryEpisodesResponse response;
    COBUILD_RETURN_IF_ERROR(Outcome(
        kRegistry, villages_.ListCategoryEpisodes(rpc::ContextFor(call_).get(), request, &response),
        ""));
    for (const registry::v1::CategoryEpisode& proto : response.episodes()) {
      COBUILD_ASSIGN_OR_RETURN(Episode episode, ToEpisode(proto));
      episodes.push_back(std::move(episode));
    }
    if (response.next_page_token().empty()) return episodes;
    request.set_page_token(response.next_page_token());
  }
  return SourceUnavailable(kRegistry, "TOO_MANY_PAGES");
}

}  // namespace cobuild::assessment
