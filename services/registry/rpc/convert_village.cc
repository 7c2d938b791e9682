#include "services/registry/rpc/convert_village.h"

#include <utility>

#include "common/base/status_macros.h"
#include "services/registry/domain/names.h"
#include "services/registry/rpc/convert_request.h"

namespace cobuild::registry {
namespace {

constexpr int kMaxBatch = 1'000;

// The domain's numbers are the proto's.
static_assert(static_cast<int>(Category::kWeakOrganisation) == v1::WEAK_ORGANISATION);
static_assert(static_cast<int>(Category::kHollowEconomy) == v1::HOLLOW_ECONOMY);
static_assert(static_cast<int>(DataOrigin::kRecorded) == type::v1::RECORDED);
static_assert(static_cast<int>(DataOrigin::kExample) == type::v1::EXAMPLE);

std::optional<Category> CategoryOf(error::Violations& violations, v1::VillageCategory category) {
  rpc::OptionalEnum(violations, "category", category);
  if (category == v1::VILLAGE_CATEGORY_UNSPECIFIED) return std::nullopt;
  return static_cast<Category>(category);
}

}  // namespace

absl::StatusOr<GetVillageQuery> FromProto(const v1::GetVillageRequest& request,
                                          const rpc::Call& call) {
  error::Violations violations;
  GetVillageQuery query;
  query.code = rpc::RequiredCodeName(violations, "name", request.name(), "villages");
  query.at = ReadAtOf(violations, request, call.received());
  query.reach = call.reach();
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<BatchGetVillagesQuery> FromProto(const v1::BatchGetVillagesRequest& request,
                                                const rpc::Call& call) {
  error::Violations violations;
  BatchGetVillagesQuery query;
  rpc::RequireSome(violations, "names", request.names_size(), kMaxBatch);
  for (int i = 0; i < request.names_size(); ++i) {
    query.codes.push_back(rpc::RequiredCodeName(violations, rpc::ElementOf("names", i),
                                                request.names(i), "villages"));
  }
  query.at = ReadAtOf(violations, request, call.received());
  query.reach = call.reach();
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<ListVillagesQuery> FromProto(const v1::ListVillagesRequest& request,
                                            const rpc::Call& call) {
  error::Violations violations;
  ListVillagesQuery query;
  query.division_code =
      rpc::OptionalCodeName(violations, "division", request.division(), "divisions");
  query.category = CategoryOf(violations, request.category());
  query.perimeter_id =
      rpc::OptionalIdName(violations, "perimeter", request.perimeter(), "perimeters");
  query.at = ReadAtOf(violations, request, call.received());
  query.reach = call.reach();
  query.range = RangeOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<OpenCategoryCommand> FromProto(const v1::OpenCategoryRequest& request) {
  error::Violations violations;
  OpenCategoryCommand command;
  command.village_code =
      rpc::RequiredCodeName(violations, "village", request.village(), "villages");
  command.category =
      static_cast<Category>(rpc::RequiredEnum(violations, "category", request.category()));
  command.entered_date = rpc::RequiredDate(violations, "entered_date", request.entered_date());
  command.basis = rpc::RequiredText(violations, "basis", request.basis(), rpc::kMaxBasisCharacters);
  rpc::RequiredRequestId(violations, request.request_id());
  command.data_origin =
      static_cast<DataOrigin>(rpc::RequiredEnum(violations, "data_origin", request.data_origin()));
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<GraduateCategoryCommand> FromProto(const v1::GraduateCategoryRequest& request) {
  error::Violations violations;
  GraduateCategoryCommand command;
  command.village_code =
      rpc::RequiredCodeName(violations, "village", request.village(), "villages");
  command.graduated_date =
      rpc::RequiredDate(violations, "graduated_date", request.graduated_date());
  command.evidence =
      rpc::RequiredText(violations, "evidence", request.evidence(), rpc::kMaxBasisCharacters);
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListCategoryEpisodesQuery> FromProto(const v1::ListCategoryEpisodesRequest& request,
                                                    const rpc::Call& call) {
  error::Violations violations;
  ListCategoryEpisodesQuery query;
  query.filter.village_code =
      rpc::OptionalCodeName(violations, "village", request.village(), "villages");
  query.filter.category = CategoryOf(violations, request.category());
  query.filter.open_on = rpc::OptionalDate(violations, "open_on", request.open_on());
  query.filter.reach = call.reach();
  query.known_at = rpc::KnownAtOf(violations, request);
  query.range = RangeOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::Village ToProto(const Village& village) {
  v1::Village proto;
  proto.set_name(VillageName(village.code));
  proto.set_division(DivisionName(village.code));
  proto.set_display_name(village.name);
  proto.set_kind(static_cast<v1::DivisionKind>(village.kind));
  if (!village.township_code.empty()) proto.set_township(DivisionName(village.township_code));
  proto.set_township_display_name(village.township_name);
  if (village.category) proto.set_category(static_cast<v1::VillageCategory>(*village.category));
  return proto;
}

v1::BatchGetVillagesResponse ToProto(const std::vector<Village>& villages) {
  v1::BatchGetVillagesResponse response;
  for (const Village& village : villages) *response.add_villages() = ToProto(village);
  return response;
}

v1::ListVillagesResponse ToProto(const VillagePage& page, const v1::ListVillagesRequest& request) {
  v1::ListVillagesResponse response;
  for (const Village& village : page.villages) *response.add_villages() = ToProto(village);
  if (!page.is_last) {
    response.set_next_page_token(rpc::NextPageToken(request, page.villages.back().code));
  }
  response.set_total_size(page.total);
  return response;
}

v1::CategoryEpisode ToProto(const Episode& episode) {
  v1::CategoryEpisode proto;
  proto.set_name(EpisodeName(episode.village_code, episode.entered_date));
  proto.set_village(VillageName(episode.village_code));
  proto.set_category(static_cast<v1::VillageCategory>(episode.category));
  *proto.mutable_entered_date() = rpc::ToProto(episode.entered_date);
  proto.set_basis(episode.basis);
  if (episode.graduated_date) {
    *proto.mutable_graduated_date() = rpc::ToProto(*episode.graduated_date);
  }
  proto.set_evidence(episode.evidence);
  proto.set_position(episode.position);
  *proto.mutable_record_time() = rpc::ToProto(episode.record_time);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(episode.data_origin));
  return proto;
}

v1::ListCategoryEpisodesResponse ToProto(const EpisodePage& page,
                                         const v1::ListCategoryEpisodesRequest& request) {
  v1::ListCategoryEpisodesResponse response;
  for (const Episode& episode : page.episodes) *response.add_episodes() = ToProto(episode);
  if (!page.is_last) {
    const Episode& last = page.episodes.back();
    response.set_next_page_token(
        rpc::NextPageToken(request, EpisodeKey(last.village_code, last.entered_date)));
  }
  return response;
}

}  // namespace cobuild::registry
