// Villages and their episodes between the wire and the domain. Every FromProto reports all wrong
// fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/village.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/read_villages.h"
#include "services/registry/domain/decide_category.h"

namespace cobuild::registry {

absl::StatusOr<GetVillageQuery> FromProto(const v1::GetVillageRequest& request,
                                          const rpc::Call& call);
absl::StatusOr<BatchGetVillagesQuery> FromProto(const v1::BatchGetVillagesRequest& request,
                                                const rpc::Call& call);
absl::StatusOr<ListVillagesQuery> FromProto(const v1::ListVillagesRequest& request,
                                            const rpc::Call& call);
absl::StatusOr<OpenCategoryCommand> FromProto(const v1::OpenCategoryRequest& request);
absl::StatusOr<GraduateCategoryCommand> FromProto(const v1::GraduateCategoryRequest& request);
absl::StatusOr<ListCategoryEpisodesQuery> FromProto(const v1::ListCategoryEpisodesRequest& request,
                                                    const rpc::Call& call);

v1::Village ToProto(const Village& village);
v1::BatchGetVillagesResponse ToProto(const std::vector<Village>& villages);
v1::ListVillagesResponse ToProto(const VillagePage& page, const v1::ListVillagesRequest& request);
v1::CategoryEpisode ToProto(const Episode& episode);
v1::ListCategoryEpisodesResponse ToProto(const EpisodePage& page,
                                         const v1::ListCategoryEpisodesRequest& request);

}  // namespace cobuild::registry
