#include "services/cli/command.h"

#include <utility>

namespace cobuild::cli {
namespace {

Argument KnownAtArgument() {
  return Optional("known-at", "what was recorded by then: an instant (RFC 3339) or a position");
}

Argument DryRunArgument() { return Flag("dry-run", "checks everything, changes nothing"); }

}  // namespace

Argument Positional(std::string name, std::string description) {
  return {Argument::Kind::kPositional, std::move(name), std::move(description), true};
}

Argument Rest(std::string name, std::string description) {
  return {Argument::Kind::kRest, std::move(name), std::move(description)};
}

Argument Required(std::string name, std::string description) {
  return {Argument::Kind::kOption, std::move(name), std::move(description), true};
}

Argument Optional(std::string name, std::string description) {
  return {Argument::Kind::kOption, std::move(name), std::move(description)};
}

Argument List(std::string name, std::string description) {
  return {Argument::Kind::kList, std::move(name), std::move(description)};
}

Argument Flag(std::string name, std::string description) {
  return {Argument::Kind::kFlag, std::move(name), std::move(description)};
}

Argument OneOf(std::vector<std::string> values, Argument argument) {
  argument.values = std::move(values);
  return argument;
}

Argument OneOf(const google::protobuf::EnumDescriptor* type, Argument argument) {
  for (int i = 1; i < type->value_count(); ++i) {
    argument.values.push_back(type->value(i)->name());
  }
  return argument;
}

std::vector<Argument> With(std::vector<Argument> own, const std::vector<Argument>& shared) {
  own.insert(own.end(), shared.begin(), shared.end());
  return own;
}

std::vector<Argument> AsOfAndKnownAt() {
  return {Optional("as-of", "the day it is asked for, as 2011-12-31; default today in China"),
          KnownAtArgument()};
}

std::vector<Argument> KnownAtOnly() { return {KnownAtArgument()}; }

std::vector<Argument> DataOrigin() {
  return {OneOf(
      {"RECORDED", "EXAMPLE"},
      Optional("data-origin", "RECORDED (default) or EXAMPLE: facts made to show the system"))};
}

std::vector<Argument> DryRun() { return {DryRunArgument()}; }

std::vector<Argument> RequestId() {
  return {Optional("request-id", "makes a repetition safe; default a new one")};
}

std::vector<Argument> DryRunAndRequestId() { return With(DryRun(), RequestId()); }

std::vector<Argument> EncodingOption() {
  return {
      OneOf({"utf-8", "gb18030"}, Optional("encoding", "of the file: utf-8 (default) or gb18030"))};
}

std::vector<Argument> Limit() {
  return {Optional("limit", "rows at most, 1 to 100000; default 1000")};
}

}  // namespace cobuild::cli
