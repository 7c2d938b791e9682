// Villages and their episodes between the wire and the domain. Every FromProto reports all wrong
// fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/village.pb.h"
#include "services/registry/app/read_villages.h"
#include "services/registry/domain/decide_category.h"

namespace cobuild::registry {

// `now`: when the call arrived, for as_of.
absl::StatusOr<GetVillageQuery> FromProto(const v1::GetVillageRequest& request,
                                          base::Timestamp now);
absl::StatusOr<BatchGetVillagesQuery> FromProto(const v1::BatchGetVillagesRequest& request,
                                                base::Timestamp now);
absl::StatusOr<ListVillagesQuery> FromProto(const v1::ListVillagesRequest& request,
                                            base::Timestamp now);
absl::StatusOr<OpenCategoryCommand> FromProto(const v1::OpenCategoryRequest& request);
absl::StatusOr<GraduateCategoryCommand> FromProto(const v1::GraduateCategoryRequest& request);
absl::StatusOr<ListCategoryEpisodesQuery> FromProto(const v1::ListCategoryEpisodesRequest& request);

v1::Village ToProto(const Village& village);
v1::BatchGetVillagesResponse ToProto(const std::vector<Village>& villages);
v1::ListVillagesResponse ToProto(const VillagePage& page, const v1::ListVillagesRequest& request);
v1::CategoryEpisode ToProto(const Episode& episode);
v1::ListCategoryEpisodesResponse ToProto(const EpisodePage& page,
                                         const v1::ListCategoryEpisodesRequest& request);

}  // namespace cobuild::registry
