#include "common/feed/convert_change.h"

#include <utility>

#include "common/rpc/fields.h"

namespace cobuild::feed {

v1::Change ToProto(const Change& change) {
  v1::Change proto;
  proto.set_position(change.position);
  proto.set_resource_name(change.resource_name);
  proto.set_actor(change.actor);
  *proto.mutable_record_time() = rpc::ToProto(change.record_time);
  proto.set_request_id(change.request_id);
  return proto;
}

v1::SnapshotResource SnapshotResourceAt(int64_t position, std::string resource_name) {
  v1::SnapshotResource resource;
  resource.set_position(position);
  resource.set_resource_name(std::move(resource_name));
  return resource;
}

}  // namespace cobuild::feed
