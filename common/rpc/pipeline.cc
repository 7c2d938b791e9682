#include "common/rpc/pipeline.h"

#include "common/rpc/status.h"

namespace cobuild::rpc {

void CodeCounters::Count(absl::StatusCode code) {
  const size_t index = static_cast<size_t>(code) < kCodes
                           ? static_cast<size_t>(code)
                           : static_cast<size_t>(absl::StatusCode::kUnknown);
  std::call_once(made_[index], [&] {
    const auto known = static_cast<absl::StatusCode>(index);
    counters_[index] = metrics_.MakeCounter("cobuild_rpc_requests_total", "Calls by outcome.",
                                            {{"method", std::string(method_.name)},
                                             {"lane", std::string(NameOf(method_.lane))},
                                             {"code", absl::StatusCodeToString(known)}});
  });
  counters_[index]->Increment();
}

Endpoint::Endpoint(const Route& served, WorkerLane* worker_lane, obs::Metrics& metrics)
    : route(served),
      method(*served.method),
      lane(worker_lane),
      domain(DomainOf(ServiceOf(method))),
      outcomes(method, metrics),
      duration(metrics.MakeHistogram(
          "cobuild_rpc_duration_seconds", "From a call's arrival to its answer.",
          {{"method", std::string(method.name)}}, obs::DurationBounds())) {}

Pipeline::Pipeline(const ServerOptions& options, const ServerParts& parts)
    : parts_(parts),
      write_timeout_(options.write_timeout),
      read_(Lane::kRead, options.read.workers, options.read.calls, parts.on_worker_start,
            parts.on_worker_exit, parts.metrics),
      write_(Lane::kWrite, options.write.workers, options.write.calls, parts.on_worker_start,
             parts.on_worker_exit, parts.metrics),
      watch_(Lane::kWatch, options.watches, options.watches, parts.on_worker_start,
             parts.on_worker_exit, parts.metrics) {
  for (const Route& route : parts.router.routes()) {
    endpoints_.emplace_back(route, LaneOf(route.method->lane), parts.metrics);
  }
}

void Pipeline::StopLanes() {
  read_.Stop();
  write_.Stop();
  watch_.Stop();
}

WorkerLane* Pipeline::LaneOf(Lane lane) {
  switch (lane) {
    case Lane::kInline:
      return nullptr;
    case Lane::kRead:
      return &read_;
    case Lane::kWrite:
      return &write_;
    case Lane::kWatch:
      return &watch_;
  }
  return nullptr;
}

}  // namespace cobuild::rpc
