// What a command was given, read as the values that requests hold. Whatever is wrong is collected,
// so that a command builds its request first and asks Check() once.
#pragma once

#include <google/protobuf/generated_enum_reflection.h>
#include <google/protobuf/message.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "cobuild/type/v1/read.pb.h"
#include "common/error/error.h"
#include "google/type/date.pb.h"
#include "google/type/money.pb.h"
#include "services/cli/import_file.h"

namespace cobuild::cli {

class Arguments {
 public:
  // By name as in Argument::name; a flag that is set has the value "".
  using Given = std::map<std::string, std::vector<std::string>, std::less<>>;

  explicit Arguments(Given given) : given_(std::move(given)) {}

  const Given& given() const { return given_; }
  bool Has(std::string_view name) const { return given_.contains(name); }
  // "" when not given.
  std::string Text(std::string_view name) const;
  std::vector<std::string> Texts(std::string_view name) const;

  // `fallback` when not given.
  int64_t Integer(std::string_view name, int64_t low, int64_t high, int64_t fallback = 0);
  // "2011-12-31"
  google::type::Date Date(std::string_view name);
  // "49000" or "49000.00", in yuan.
  google::type::Money Money(std::string_view name);
  // An instant or a position.
  type::v1::KnownAt KnownAt(std::string_view name);
  // By name, in any case and with - for _: "hollow-economy". Zero when not given.
  template <class E>
  E Enum(std::string_view name);
  template <class E>
  std::vector<E> Enums(std::string_view name);
  // "villages/{code}" for a 12-digit code or that name itself; "" when not given.
  std::string Name(std::string_view name, std::string_view collection) const;
  std::vector<std::string> Names(std::string_view name, std::string_view collection) const;

  // One value of an argument, as `text` says it; the argument is named when it is wrong.
  int64_t IntegerOf(std::string_view name, const std::string& text, int64_t low, int64_t high);
  google::type::Date DateOf(std::string_view name, const std::string& text);
  google::type::Money MoneyOf(std::string_view name, const std::string& text);
  // The number of a value by its name, in any case and with - for _.
  int EnumNumber(std::string_view name, const std::string& text,
                 const google::protobuf::EnumDescriptor& type);
  // A message as protobuf's JSON.
  void JsonOf(std::string_view name, const std::string& text, google::protobuf::Message& message);
  void Wrong(std::string_view name, std::string_view what, std::string_view text);

  // OK, or a usage error with everything that was wrong.
  absl::Status Check() const;

 private:
  Given given_;
  std::string problems_;
};

// "villages/{code}" for a bare id in the collection; names, and any text without a collection, are
// left as they are.
std::string FullName(const std::string& text, std::string_view collection);

// Reads that are dated set both fields where they were given.
template <class Request>
void SetKnownAt(Arguments& arguments, Request& request) {
  if (arguments.Has("known-at")) *request.mutable_known_at() = arguments.KnownAt("known-at");
}
template <class Request>
void SetAsOfAndKnownAt(Arguments& arguments, Request& request) {
  if (arguments.Has("as-of")) *request.mutable_as_of() = arguments.Date("as-of");
  SetKnownAt(arguments, request);
}

// What --encoding says; UTF-8 when not given.
Encoding EncodingOf(Arguments& arguments);

// What --data-origin says; RECORDED when not given.
type::v1::DataOrigin DataOriginOf(Arguments& arguments);

template <class E>
E Arguments::Enum(std::string_view name) {
  if (!Has(name)) return E{};
  return static_cast<E>(EnumNumber(name, Text(name), *google::protobuf::GetEnumDescriptor<E>()));
}

template <class E>
std::vector<E> Arguments::Enums(std::string_view name) {
  std::vector<E> values;
  for (const std::string& text : Texts(name)) {
    values.push_back(
        static_cast<E>(EnumNumber(name, text, *google::protobuf::GetEnumDescriptor<E>())));
  }
  return values;
}

}  // namespace cobuild::cli
