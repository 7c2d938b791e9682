#include "services/cli/rpc_command.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/reflection.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <stdexcept>
#include <utility>

#include "common/base/status_macros.h"
#include "services/cli/pages.h"
#include "services/cli/request_fields.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// What is known of the RPC before a word is typed.
struct Shape {
  const MethodDescriptor* method;
  std::vector<RequestField> fields;
  const FieldDescriptor* page_size;      // null unless it is a list by pages
  const FieldDescriptor* request_id;     // null unless it is a change
  const FieldDescriptor* validate_only;  // null unless it can be checked without a change
  const FieldDescriptor* rows;           // of a list's response
};

std::string Upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

const MethodDescriptor& MethodOf(const RpcCommand& rpc) {
  const size_t slash = rpc.method.find('/');
  const auto* service = rpc.contract->FindServiceByName(rpc.method.substr(0, slash));
  const auto* method =
      service == nullptr ? nullptr : service->FindMethodByName(rpc.method.substr(slash + 1));
  if (method == nullptr) throw std::logic_error("no such RPC in the contract: " + rpc.method);
  return *method;
}

std::string FullNameOf(const RpcCommand& rpc) { return rpc.contract->package() + "." + rpc.method; }

const FieldDescriptor* RowsOf(const Descriptor& response) {
  for (int i = 0; i < response.field_count(); ++i) {
    const FieldDescriptor* field = response.field(i);
    if (field->is_repeated() && field->message_type() != nullptr) return field;
  }
  return nullptr;
}

bool IsPositional(const RpcCommand& rpc, const RequestField& field) {
  return std::ranges::find(rpc.positional, field.argument) != rpc.positional.end();
}

// Positional arguments are named in capitals. The name of a resource that is yet to be created is
// the service's to give.
Shape ShapeOf(const RpcCommand& rpc) {
  const MethodDescriptor& method = MethodOf(rpc);
  const Descriptor& request = *method.input_type();
  Shape shape{&method,
              FieldsOf(request),
              request.FindFieldByName("page_size"),
              request.FindFieldByName("request_id"),
              request.FindFieldByName("validate_only"),
              RowsOf(*method.output_type())};
  std::erase_if(shape.fields, [&](const RequestField& field) {
    return field.path.size() > 1 && field.argument == "name" && !IsPositional(rpc, field);
  });
  for (RequestField& field : shape.fields) {
    if (IsPositional(rpc, field)) field.argument = Upper(field.argument);
  }
  return shape;
}

// Those of `positional` first, in its order.
std::vector<Argument> ArgumentsFor(const RpcCommand& rpc, const Shape& shape) {
  std::vector<Argument> arguments;
  const std::vector<Argument> all = ArgumentsOf(shape.fields);
  for (const std::string& name : rpc.positional) {
    const auto found = std::ranges::find(all, Upper(name), &Argument::name);
    if (found == all.end()) throw std::logic_error(rpc.method + " has no field " + name);
    arguments.push_back(*found);
    arguments.back().kind = Argument::Kind::kPositional;
    arguments.back().required = true;
    if (name == "name") {
      arguments.back().description =
          rpc.collection.empty() ? "its full name" : "id in " + rpc.collection;
    }
  }
  for (const Argument& argument : all) {
    const auto same = [&](const Argument& other) { return other.name == argument.name; };
    if (std::ranges::none_of(arguments, same)) arguments.push_back(argument);
  }
  if (shape.page_size != nullptr) arguments = With(std::move(arguments), Limit());
  if (shape.validate_only != nullptr) arguments = With(std::move(arguments), DryRun());
  if (shape.request_id != nullptr) arguments = With(std::move(arguments), RequestId());
  return arguments;
}

std::unique_ptr<Message> New(const Descriptor& type) {
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  return std::unique_ptr<Message>(factory->GetPrototype(&type)->New());
}

std::string TextOf(const Message& message, std::string_view field) {
  const auto* descriptor = message.GetDescriptor()->FindFieldByName(std::string(field));
  return message.GetReflection()->GetString(message, descriptor);
}

void AddRows(const Message& response, const Shape& shape, std::vector<Json>& rows) {
  const auto found = response.GetReflection()->GetRepeatedFieldRef<Message>(response, shape.rows);
  for (const Message& row : found) rows.push_back(ToJson(row));
}

absl::Status List(const RpcCommand& rpc, const Shape& shape, Message& request, Arguments& arguments,
                  Session& session) {
  const int64_t limit = arguments.Integer("limit", 1, 100'000, 1000);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  std::vector<Json> rows;
  std::string token;
  const auto& reflection = *request.GetReflection();
  do {
    const int64_t left = limit - static_cast<int64_t>(rows.size());
    reflection.SetInt32(&request, shape.page_size,
                        static_cast<int32_t>(std::min<int64_t>(left, kMaxPageSize)));
    reflection.SetString(&request, request.GetDescriptor()->FindFieldByName("page_token"), token);
    const auto page = New(*shape.method->output_type());
    COBUILD_RETURN_IF_ERROR(session.CallNamed(rpc.service, FullNameOf(rpc), request, *page));
    AddRows(*page, shape, rows);
    token = TextOf(*page, "next_page_token");
    if (!token.empty()) session.ShowProgress("rows", rows.size(), 0);
  } while (!token.empty() && static_cast<int64_t>(rows.size()) < limit);
  session.Print(rows);
  if (!token.empty()) session.notes() << "there are more than " << limit << ": raise --limit\n";
  return absl::OkStatus();
}

absl::Status CallOnce(const RpcCommand& rpc, const Shape& shape, Message& request,
                      Arguments& arguments, Session& session) {
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  const auto response = New(*shape.method->output_type());
  COBUILD_RETURN_IF_ERROR(session.CallNamed(rpc.service, FullNameOf(rpc), request, *response));
  if (rpc.columns.empty()) {
    session.Print(*response);
  } else {
    std::vector<Json> rows;
    AddRows(*response, shape, rows);
    session.Print(rows);
  }
  return absl::OkStatus();
}

// An id at NAME or --names stands for the name of its collection, and facts are RECORDED unless it
// is said that they are not.
Arguments::Given Completed(const RpcCommand& rpc, const Shape& shape, Arguments::Given given) {
  for (const char* argument : {"NAME", "names"}) {
    const auto name = given.find(argument);
    if (name == given.end()) continue;
    for (std::string& text : name->second) text = FullName(text, rpc.collection);
  }
  const bool states_facts = std::ranges::any_of(
      shape.fields, [](const RequestField& field) { return field.argument == "data-origin"; });
  if (states_facts) given.try_emplace("data-origin", std::vector<std::string>{"RECORDED"});
  return given;
}

absl::Status Run(const RpcCommand& rpc, const Shape& shape, const Arguments& typed,
                 Session& session) {
  Arguments arguments(Completed(rpc, shape, typed.given()));
  const auto request = New(*shape.method->input_type());
  FillRequest(shape.fields, arguments, *request);
  const auto& reflection = *request->GetReflection();
  if (shape.request_id != nullptr) {
    reflection.SetString(request.get(), shape.request_id, session.RequestId(arguments));
  }
  if (shape.validate_only != nullptr) {
    reflection.SetBool(request.get(), shape.validate_only, arguments.Has("dry-run"));
  }
  return shape.page_size != nullptr ? List(rpc, shape, *request, arguments, session)
                                    : CallOnce(rpc, shape, *request, arguments, session);
}

bool IsNumber(const FieldDescriptor& field) {
  const bool money =
      field.message_type() != nullptr && field.message_type()->full_name() == "google.type.Money";
  return !field.is_repeated() && (money || field.cpp_type() == FieldDescriptor::CPPTYPE_INT32 ||
                                  field.cpp_type() == FieldDescriptor::CPPTYPE_INT64);
}

// Numbers to the right, and the origin of facts whether asked or not.
std::vector<Column> ColumnsOf(std::vector<Column> columns, const Shape& shape) {
  if (columns.empty()) return columns;
  if (shape.rows == nullptr) throw std::logic_error(shape.method->full_name() + " has no rows");
  const Descriptor& row = *shape.rows->message_type();
  for (Column& column : columns) {
    const FieldDescriptor* field = row.FindFieldByName(column.key);
    if (field != nullptr && IsNumber(*field)) column.align = Column::Align::kRight;
  }
  const bool told = row.FindFieldByName("data_origin") != nullptr;
  const bool shown = std::ranges::find(columns, "data_origin", &Column::key) != columns.end();
  if (told && !shown) columns.push_back({"data_origin", "ORIGIN"});
  return columns;
}

// With what is given by place and the first two other fields.
std::string ExampleFor(const RpcCommand& rpc, const Shape& shape) {
  constexpr size_t kFieldsShown = 2;
  std::string example = rpc.noun + " " + rpc.verb;
  for (const std::string& name : rpc.positional) {
    const auto field = std::ranges::find(shape.fields, Upper(name), &RequestField::argument);
    const bool text = field->leaf().cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    example += " " + (text ? rpc.noun + "-1" : ExampleOf(*field).back());
  }
  size_t shown = 0;
  for (const RequestField& field : shape.fields) {
    const bool given = std::ranges::any_of(
        rpc.positional, [&](const auto& name) { return Upper(name) == field.argument; });
    if (given || field.argument == "etag" || shown == kFieldsShown) continue;
    const std::vector<std::string> words = ExampleOf(field);
    for (const std::string& word : words) example += " " + word;
    shown += words.empty() ? 0 : 1;
  }
  return example;
}

}  // namespace

Command CommandOf(RpcCommand rpc) {
  Shape shape = ShapeOf(rpc);
  rpc.columns = ColumnsOf(std::move(rpc.columns), shape);
  Command command{.noun = rpc.noun,
                  .verb = rpc.verb,
                  .description = rpc.description,
                  .arguments = ArgumentsFor(rpc, shape),
                  .run = nullptr,
                  .calls = {FullNameOf(rpc)},
                  .columns = rpc.columns,
                  .example = ExampleFor(rpc, shape)};
  command.run = [rpc = std::move(rpc), shape = std::move(shape)](Arguments& arguments,
                                                                 Session& session) {
    return Run(rpc, shape, arguments, session);
  };
  return command;
}

}  // namespace cobuild::cli
