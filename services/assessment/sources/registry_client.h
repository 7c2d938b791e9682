// The registry's facts, for the time of one call.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/perimeter.grpc.pb.h"
#include "cobuild/registry/v1/village.grpc.pb.h"
#include "common/rpc/call.h"
#include "services/assessment/app/sources.h"

namespace cobuild::assessment {

// Contracts as Sources.
class RegistryClient {
 public:
  using PerimeterStub = registry::v1::PerimeterService::StubInterface;
  using VillageStub = registry::v1::VillageService::StubInterface;

  // All of it outlives the client; `call` gives deadline and trace.
  RegistryClient(PerimeterStub& perimeters, VillageStub& villages, const rpc::Call& call)
      : perimeters_(perimeters), villages_(villages), call_(call) {}

  absl::StatusOr<int64_t> Position(const std::string& perimeter,
                                   std::optional<base::Timestamp> time);
  absl::StatusOr<Subjects> ReadPerimeter(const std::string& perimeter, base::Date as_of,
                                         int64_t position);
  absl::StatusOr<std::vector<Episode>> ReadEpisodes(base::Date open_on, int64_t position);

 private:
  // Whether the perimeter is an example; it never changes, so that it is asked once.
  absl::StatusOr<DataOrigin> OriginOfPerimeter(const std::string& perimeter);
  absl::StatusOr<registry::v1::ListPerimeterVillagesResponse> List(
      const registry::v1::ListPerimeterVillagesRequest& request, const std::string& perimeter);

  PerimeterStub& perimeters_;
  VillageStub& villages_;
  const rpc::Call& call_;
  std::map<std::string, DataOrigin> origins_;
};

}  // namespace cobuild::assessment
