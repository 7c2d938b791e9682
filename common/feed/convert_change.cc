#include "common/feed/convert_change.h"

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

}  // namespace cobuild::feed
