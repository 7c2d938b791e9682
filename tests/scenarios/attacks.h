// Malformed requests for any RPC, made from its descriptor: what a broken or hostile client sends.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

namespace cobuild::scenarios {

struct Attack {
  std::string label;  // "page_size negative"
  std::string bytes;  // the request on the wire
  std::string field;  // path that a violation must name; empty: any
};

// One attack for each scalar, enum, money and date of the request, three messages deep: unknown
// enum, negative number, too long text, text that is not UTF-8, money finer than a fen, a month 13;
// then bytes that do not parse. Fields that the service fills in itself (position, record_time,
// ...) are left out: their values are ignored.
std::vector<Attack> AttacksOn(const google::protobuf::Descriptor& request);

// A request of 5 MB, whatever the message: an unknown field carries the weight.
std::string TooLarge();

}  // namespace cobuild::scenarios
