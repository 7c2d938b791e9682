#include "services/projects/rpc/milestone_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/projects/rpc/convert_milestone.h"
#include "services/projects/rpc/convert_release.h"
#include "services/projects/rpc/convert_request.h"
#include "services/projects/rpc/methods.h"

namespace cobuild::projects {
namespace {

absl::StatusOr<v1::Milestone> HandleCreateMilestone(LiveProjects& live, rpc::Call& call,
                                                    const v1::CreateMilestoneRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreateMilestoneCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Milestone> milestone,
                           CreateMilestone(live, ChangeOf(call, request), command));
  return ToProto(milestone);
}

absl::StatusOr<v1::Milestone> HandleGetMilestone(LiveProjects& live, rpc::Call& call,
                                                 const v1::GetMilestoneRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query,
                           rpc::GetQueryOf<Milestone>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Milestone> milestone, GetMilestone(live, query));
  return ToProto(milestone);
}

absl::StatusOr<v1::ListMilestonesResponse> HandleListMilestones(
    LiveProjects& live, rpc::Call& call, const v1::ListMilestonesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::ListQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Milestone> page, ListMilestones(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::Milestone> HandleUpdateMilestone(LiveProjects& live, rpc::Call& call,
                                                    const v1::UpdateMilestoneRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const UpdateMilestoneCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Milestone> milestone,
                           UpdateMilestone(live, ChangeOf(call, request), command));
  return ToProto(milestone);
}

absl::StatusOr<v1::Milestone> HandleDeleteMilestone(LiveProjects& live, rpc::Call& call,
                                                    const v1::DeleteMilestoneRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command,
                           rpc::VoidCommandOf<Milestone>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Milestone> milestone,
                           DeleteMilestone(live, ChangeOf(call, request), command));
  return ToProto(milestone);
}

absl::StatusOr<v1::Milestone> HandleReportProgress(LiveProjects& live, rpc::Call& call,
                                                   const v1::ReportProgressRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ReportProgressCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Milestone> milestone,
                           ReportProgress(live, ChangeOf(call, request), command));
  return ToProto(milestone);
}

absl::StatusOr<v1::Release> HandleAcceptMilestone(LiveProjects& live, rpc::Call& call,
                                                  const v1::AcceptMilestoneRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const AcceptMilestoneCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Release> release,
                           AcceptMilestone(live, ChangeOf(call, request), command));
  return ToProto(release);
}

absl::StatusOr<v1::ListReleasesResponse> HandleListReleases(
    LiveProjects& live, rpc::Call& call, const v1::ListReleasesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListReleasesQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Release> page, ListReleases(live, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterMilestoneService(rpc::Router& router, LiveProjects& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::CreateMilestoneRequest, v1::Milestone>(kCreateMilestone,
                                                          with(HandleCreateMilestone));
  router.Unary<v1::GetMilestoneRequest, v1::Milestone>(kGetMilestone, with(HandleGetMilestone));
  router.Unary<v1::ListMilestonesRequest, v1::ListMilestonesResponse>(kListMilestones,
                                                                      with(HandleListMilestones));
  router.Unary<v1::UpdateMilestoneRequest, v1::Milestone>(kUpdateMilestone,
                                                          with(HandleUpdateMilestone));
  router.Unary<v1::DeleteMilestoneRequest, v1::Milestone>(kDeleteMilestone,
                                                          with(HandleDeleteMilestone));
  router.Unary<v1::ReportProgressRequest, v1::Milestone>(kReportProgress,
                                                         with(HandleReportProgress));
  router.Unary<v1::AcceptMilestoneRequest, v1::Release>(kAcceptMilestone,
                                                        with(HandleAcceptMilestone));
  router.Unary<v1::ListReleasesRequest, v1::ListReleasesResponse>(kListReleases,
                                                                  with(HandleListReleases));
}

}  // namespace cobuild::projects
