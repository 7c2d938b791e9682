#include "services/cli/request_fields.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace cobuild::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::array kOfTheCall = {"request_id", "validate_only", "page_size", "page_token"};
constexpr std::array kSetByTheService = {"etag",       "position", "record_time", "void_reason",
                                         "end_reason", "grantor",  "predecessor"};

template <class Names>
bool Contains(const Names& names, const FieldDescriptor& field) {
  return std::ranges::find(names, field.name()) != names.end();
}

// Messages that are one value.
bool IsValue(const Descriptor& type) {
  return type.full_name() == "google.type.Date" || type.full_name() == "google.type.Money" ||
         type.full_name() == "cobuild.type.v1.KnownAt" ||
         type.full_name() == "cobuild.assessment.v1.SourcePositions";
}

bool IsResource(const FieldDescriptor& field) {
  return field.message_type() != nullptr && !field.is_repeated() && !IsValue(*field.message_type());
}

// Messages of a resource that are short enough to be said beside it.
bool StandsBeside(const FieldDescriptor& field) {
  return field.message_type() != nullptr &&
         field.message_type()->full_name() == "cobuild.registry.v1.GrantScope";
}

// Fields that name a resource of another kind, by which an id becomes a name. A `name` is its own
// resource's, which differs from request to request: it is given in full.
std::string_view CollectionOf(const FieldDescriptor& field) {
  static const std::map<std::string, std::string_view, std::less<>> collections = {
      {"village", "villages"},
      {"villages", "villages"},
      {"lead_village", "villages"},
      {"division", "divisions"},
      {"divisions", "divisions"},
      {"organization", "organizations"},
      {"sponsor", "organizations"},
      {"person", "people"},
      {"principal", "principals"},
      {"from", "principals"},
      {"to", "principals"},
      {"grants", "grants"},
      {"project", "projects"},
      {"perimeter", "perimeters"},
      {"fund", "funds"},
      {"campaign", "campaigns"},
      {"successor", "reports"},
      {"service_centre", "serviceCentres"}};
  const auto found = collections.find(field.name());
  return found == collections.end() ? "" : found->second;
}

std::string ArgumentOf(const FieldDescriptor& field) {
  std::string name = field.name();
  std::ranges::replace(name, '_', '-');
  return name;
}

std::string DescribeEnum(const EnumDescriptor& type) {
  std::string values;
  for (int i = 1; i < type.value_count(); ++i) {
    values += (values.empty() ? "" : ", ") + type.value(i)->name();
  }
  return values;
}

std::string Describe(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      return DescribeEnum(*field.enum_type());
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      const std::string& type = field.message_type()->name();
      if (type == "Date") return "a day, as 2011-12-31";
      if (type == "Money") return "yuan, as 49000.00";
      if (type == "KnownAt") return "an instant (RFC 3339) or a position";
      return type + " as JSON";
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      return "that it is so";
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string_view collection = CollectionOf(field);
      if (field.name() == "etag") return "of the state that was read; default whatever stands";
      return collection.empty() ? "text" : "id in " + std::string(collection);
    }
    default:
      return "a whole number";
  }
}

// Sets or adds the one value that `text` says.
class FieldSetter {
 public:
  FieldSetter(const RequestField& field, Arguments& arguments, Message& message)
      : field_(field), leaf_(field.leaf()), arguments_(arguments), message_(message) {}

  void SetAll() {
    if (leaf_.is_repeated()) {
      for (const std::string& text : arguments_.Texts(field_.argument)) Set(text);
    } else {
      Set(arguments_.Text(field_.argument));
    }
  }

 private:
  void Set(const std::string& text) {
    const auto& reflection = *message_.GetReflection();
    switch (leaf_.cpp_type()) {
      case FieldDescriptor::CPPTYPE_ENUM:
        return Put(&google::protobuf::Reflection::SetEnumValue,
                   &google::protobuf::Reflection::AddEnumValue,
                   arguments_.EnumNumber(field_.argument, text, *leaf_.enum_type()));
      case FieldDescriptor::CPPTYPE_STRING: {
        const std::string value = FullName(text, CollectionOf(leaf_));
        leaf_.is_repeated() ? reflection.AddString(&message_, &leaf_, value)
                            : reflection.SetString(&message_, &leaf_, value);
        return;
      }
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection.SetBool(&message_, &leaf_, true);
      case FieldDescriptor::CPPTYPE_INT32:
        return Put(&google::protobuf::Reflection::SetInt32, &google::protobuf::Reflection::AddInt32,
                   static_cast<int32_t>(
                       arguments_.IntegerOf(field_.argument, text, INT32_MIN, INT32_MAX)));
      case FieldDescriptor::CPPTYPE_INT64:
        return Put(&google::protobuf::Reflection::SetInt64, &google::protobuf::Reflection::AddInt64,
                   arguments_.IntegerOf(field_.argument, text, INT64_MIN, INT64_MAX));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return SetMessage(text, leaf_.is_repeated()
                                    ? *reflection.AddMessage(&message_, &leaf_)
                                    : *reflection.MutableMessage(&message_, &leaf_));
      default:
        arguments_.Wrong(field_.argument, "is of a type that the command line does not know", text);
    }
  }

  template <class Setter, class Adder, class Value>
  void Put(Setter setter, Adder adder, Value value) {
    const auto& reflection = *message_.GetReflection();
    leaf_.is_repeated() ? (reflection.*adder)(&message_, &leaf_, value)
                        : (reflection.*setter)(&message_, &leaf_, value);
  }

  void SetMessage(const std::string& text, Message& value) {
    const std::string& type = leaf_.message_type()->full_name();
    if (type == "google.type.Date") {
      value.CopyFrom(arguments_.DateOf(field_.argument, text));
    } else if (type == "google.type.Money") {
      value.CopyFrom(arguments_.MoneyOf(field_.argument, text));
    } else if (type == "cobuild.type.v1.KnownAt") {
      value.CopyFrom(arguments_.KnownAt(field_.argument));
    } else {
      arguments_.JsonOf(field_.argument, text, value);
    }
  }

  const RequestField& field_;
  const FieldDescriptor& leaf_;
  Arguments& arguments_;
  Message& message_;
};

}  // namespace

std::vector<RequestField> FieldsOf(const Descriptor& request) {
  std::vector<RequestField> fields;
  for (int i = 0; i < request.field_count(); ++i) {
    const FieldDescriptor& field = *request.field(i);
    if (Contains(kOfTheCall, field)) continue;
    if (!IsResource(field)) {
      fields.push_back({{&field}, ArgumentOf(field)});
      continue;
    }
    const Descriptor& resource = *field.message_type();
    for (int j = 0; j < resource.field_count(); ++j) {
      const FieldDescriptor& inner = *resource.field(j);
      if (StandsBeside(inner)) {
        for (int k = 0; k < inner.message_type()->field_count(); ++k) {
          const FieldDescriptor& innermost = *inner.message_type()->field(k);
          fields.push_back({{&field, &inner, &innermost}, ArgumentOf(innermost)});
        }
      } else if (!Contains(kSetByTheService, inner)) {
        fields.push_back({{&field, &inner}, ArgumentOf(inner)});
      }
    }
  }
  return fields;
}

std::vector<Argument> ArgumentsOf(const std::vector<RequestField>& fields) {
  std::vector<Argument> arguments;
  for (const RequestField& field : fields) {
    const FieldDescriptor& leaf = field.leaf();
    const std::string description = Describe(leaf);
    Argument argument = leaf.is_repeated() ? List(field.argument, description)
                        : leaf.cpp_type() == FieldDescriptor::CPPTYPE_BOOL
                            ? Flag(field.argument, description)
                            : Optional(field.argument, description);
    if (leaf.enum_type() != nullptr) argument = OneOf(leaf.enum_type(), std::move(argument));
    arguments.push_back(std::move(argument));
  }
  return arguments;
}

std::vector<std::string> ExampleOf(const RequestField& field) {
  const FieldDescriptor& leaf = field.leaf();
  const std::string option = "--" + field.argument;
  switch (leaf.cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      return {option, leaf.enum_type()->value(1)->name()};
    case FieldDescriptor::CPPTYPE_BOOL:
      return {option};
    case FieldDescriptor::CPPTYPE_STRING:
      if (leaf.name().ends_with("digest") || leaf.name().ends_with("sha256")) return {};
      return {option, CollectionOf(leaf) == "villages" ? "420115010201" : leaf.name() + "-1"};
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      const std::string& type = leaf.message_type()->name();
      if (type == "Date") return {option, "2011-12-31"};
      if (type == "Money") return {option, "49000.00"};
      if (type == "KnownAt") return {option, "2012-03-14T00:00:00Z"};
      return {};
    }
    default:
      return {option, leaf.name().ends_with("year") ? "2011" : "1"};
  }
}

void FillRequest(const std::vector<RequestField>& fields, Arguments& arguments, Message& request) {
  for (const RequestField& field : fields) {
    if (!arguments.Has(field.argument)) continue;
    Message* message = &request;
    for (size_t i = 0; i + 1 < field.path.size(); ++i) {
      message = message->GetReflection()->MutableMessage(message, field.path[i]);
    }
    FieldSetter(field, arguments, *message).SetAll();
  }
}

}  // namespace cobuild::cli
