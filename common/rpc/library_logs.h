// gRPC and protobuf write to stderr in forms of their own; this makes their lines ours.
#pragma once

namespace cobuild::rpc {

// From now on, for the whole process. Lines below warning are dropped.
void SendLibraryLogsToOurs();

}  // namespace cobuild::rpc
