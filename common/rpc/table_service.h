// One gRPC service made of routes. It stands in for the generated base class, whose typed handlers
// parse on gRPC's few threads and answer malformed bytes with UNIMPLEMENTED and no reason; here the
// pipeline gets the bytes.
#pragma once

#include <grpcpp/impl/service_type.h>

#include <deque>
#include <string>

#include "common/rpc/pipeline.h"

namespace cobuild::rpc {

class TableService final : public grpc::Service {
 public:
  // Serves `endpoint` under its full name. Both arguments outlive the service.
  void Serve(const Pipeline& pipeline, Endpoint& endpoint);

 private:
  std::deque<std::string> paths_;  // gRPC keeps pointers to the names
};

}  // namespace cobuild::rpc
