#include "services/cli/output/json.h"

#include <google/protobuf/any.pb.h>
#include <google/protobuf/timestamp.pb.h>

#include <memory>

#include "common/base/time.h"
#include "google/type/date.pb.h"
#include "google/type/money.pb.h"

namespace cobuild::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

Json OfTimestamp(const google::protobuf::Timestamp& time) {
  return base::FormatTimestamp({time.seconds() * 1'000'000 + time.nanos() / 1'000});
}

Json OfDate(const google::type::Date& date) {
  return base::FormatDate({date.year(), date.month(), date.day()});
}

// All decimals that the two parts hold, two at least: nothing is rounded.
Json OfMoney(const google::type::Money& amount) {
  const bool negative = amount.units() < 0 || amount.nanos() < 0;
  std::string units = std::to_string(amount.units());
  if (negative && amount.units() == 0) units.insert(0, 1, '-');
  std::string decimals = std::to_string(1'000'000'000 + std::abs(amount.nanos())).substr(1);
  while (decimals.size() > 2 && decimals.back() == '0') decimals.pop_back();
  return units + "." + decimals;
}

// What the Any holds with its type; types that are not linked in show their type alone.
Json OfAny(const google::protobuf::Any& any) {
  const std::string type = any.type_url().substr(any.type_url().rfind('/') + 1);
  Json json = {{"@type", type}};
  const auto* descriptor = any.GetDescriptor()->file()->pool()->FindMessageTypeByName(type);
  if (descriptor == nullptr) return json;
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  const std::unique_ptr<Message> held(factory->GetPrototype(descriptor)->New());
  if (held->ParseFromString(any.value())) json.update(ToJson(*held));
  return json;
}

// Field `i` of the message, or of its list when `index` is not negative.
Json OfValue(const Message& message, const FieldDescriptor* field, int index) {
  const auto& reflection = *message.GetReflection();
  const bool one = index < 0;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return one ? reflection.GetString(message, field)
                 : reflection.GetRepeatedString(message, field, index);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ToJson(one ? reflection.GetMessage(message, field)
                        : reflection.GetRepeatedMessage(message, field, index));
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int number = one ? reflection.GetEnumValue(message, field)
                             : reflection.GetRepeatedEnumValue(message, field, index);
      if (number == 0) return nullptr;  // "not given" in every enum of the contract
      const auto* value = field->enum_type()->FindValueByNumber(number);
      return value == nullptr ? Json(number) : Json(value->name());
    }
    case FieldDescriptor::CPPTYPE_INT32:
      return one ? reflection.GetInt32(message, field)
                 : reflection.GetRepeatedInt32(message, field, index);
    case FieldDescriptor::CPPTYPE_INT64:
      return one ? reflection.GetInt64(message, field)
                 : reflection.GetRepeatedInt64(message, field, index);
    case FieldDescriptor::CPPTYPE_BOOL:
      return one ? reflection.GetBool(message, field)
                 : reflection.GetRepeatedBool(message, field, index);
    default:  // the contract uses no other type
      return nullptr;
  }
}

Json OfField(const Message& message, const FieldDescriptor* field) {
  const auto& reflection = *message.GetReflection();
  if (!field->is_repeated()) {
    const bool absent = field->has_presence() && !reflection.HasField(message, field);
    return absent ? Json(nullptr) : OfValue(message, field, -1);
  }
  Json list = Json::array();
  for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
    list.push_back(OfValue(message, field, i));
  }
  return list;
}

}  // namespace

Json ToJson(const Message& message) {
  using google::protobuf::DynamicCastToGenerated;
  if (const auto* time = DynamicCastToGenerated<google::protobuf::Timestamp>(&message)) {
    return OfTimestamp(*time);
  }
  if (const auto* date = DynamicCastToGenerated<google::type::Date>(&message)) return OfDate(*date);
  if (const auto* amount = DynamicCastToGenerated<google::type::Money>(&message)) {
    return OfMoney(*amount);
  }
  if (const auto* any = DynamicCastToGenerated<google::protobuf::Any>(&message)) return OfAny(*any);
  Json json = Json::object();
  const auto* descriptor = message.GetDescriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    json[descriptor->field(i)->name()] = OfField(message, descriptor->field(i));
  }
  return json;
}

std::string Dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string DumpLine(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string CellText(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return DumpLine(value);
  std::string text;
  for (const Json& element : value) text += (text.empty() ? "" : ", ") + CellText(element);
  return text;
}

}  // namespace cobuild::cli
