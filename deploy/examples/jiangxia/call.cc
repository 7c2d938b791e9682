#include "deploy/examples/jiangxia/call.h"

namespace cobuild::jiangxia {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* FieldOf(const Message& message, std::string_view name) {
  return message.GetDescriptor()->FindFieldByName(std::string(name));
}

}  // namespace

std::string_view PrincipalOf(Caller caller) {
  switch (caller) {
    case Caller::kOffice:
      return "machine/cli";
    case Caller::kVillageOfficer:
      return "machine/village-officer";
    case Caller::kResidentTeam:
      return "machine/resident-team";
    case Caller::kTownshipLeader:
      return "machine/township-leader";
    case Caller::kDepartmentReviewer:
      return "machine/department-reviewer";
    case Caller::kLeadingGroup:
      return "machine/leading-group";
    case Caller::kFinanceReviewer:
      return "machine/reviewer";
  }
  return "";
}

std::string TextAt(const Message& message, std::string_view path) {
  const size_t dot = path.find('.');
  const FieldDescriptor* field = FieldOf(message, path.substr(0, dot));
  const auto* reflection = message.GetReflection();
  if (dot == std::string_view::npos) return reflection->GetString(message, field);
  return TextAt(reflection->GetMessage(message, field), path.substr(dot + 1));
}

void SetTextAt(Message& message, std::string_view path, const std::string& text) {
  const size_t dot = path.find('.');
  const FieldDescriptor* field = FieldOf(message, path.substr(0, dot));
  const auto* reflection = message.GetReflection();
  if (dot == std::string_view::npos) {
    reflection->SetString(&message, field, text);
  } else {
    SetTextAt(*reflection->MutableMessage(&message, field), path.substr(dot + 1), text);
  }
}

int64_t PositionOf(const Message& answer) {
  return answer.GetReflection()->GetInt64(answer, FieldOf(answer, "position"));
}

}  // namespace cobuild::jiangxia
