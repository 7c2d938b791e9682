#include "common/testing/matrix_reply.h"

#include <fmt/format.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "common/error/error.h"

namespace cobuild::test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Elements of the response's lists, or -1 for a response that is one resource.
int RowsOf(const MatrixReply& reply) {
  int rows = -1;
  for (const auto& message : reply.messages) {
    const Descriptor& type = *message->GetDescriptor();
    if (!type.name().ends_with("Response")) continue;
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor* field = type.field(i);
      if (!field->is_repeated() || field->message_type() == nullptr) continue;
      rows = std::max(rows, 0) + message->GetReflection()->FieldSize(*message, field);
    }
  }
  return rows;
}

bool StartsWithAny(std::string_view line, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return line.starts_with(start); });
}

// Without the ids that a service made of its clock, as in "releases/01kb...".
std::string WithoutUlids(std::string text) {
  constexpr size_t kUlidCharacters = 26;
  const auto is_of_id = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); };
  for (size_t slash = text.find('/'); slash != std::string::npos;
       slash = text.find('/', slash + 1)) {
    size_t end = slash + 1;
    while (end < text.size() && is_of_id(text[end])) ++end;
    if (end - slash - 1 == kUlidCharacters) text.replace(slash + 1, kUlidCharacters, "ulid");
  }
  return text;
}

// See LearntFrom.
std::string WithoutTimes(const std::string& text) {
  std::istringstream lines(text);
  std::string kept;
  bool within_time = false;
  for (std::string line; std::getline(lines, line);) {
    const std::string_view bare = std::string_view(line).substr(line.find_first_not_of(' '));
    within_time =
        within_time || StartsWithAny(bare, {"record_time {", "create_time {", "generate_time {"});
    if (within_time) {
      within_time = bare != "}";
    } else if (StartsWithAny(line, {"position:", "head_position:", "through_position:",
                                    "head_number:", "head_digest:", "through_number:"})) {
      continue;
    } else {
      const bool is_made_of_them = StartsWithAny(bare, {"next_page_token:", "chain_digest:"});
      kept += is_made_of_them ? std::string(bare.substr(0, bare.find(':'))) : line;
      kept += '\n';
    }
  }
  return kept;
}

}  // namespace

std::string TextAt(const Message& message, const std::string& path) {
  const size_t dot = path.find('.');
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(path.substr(0, dot));
  if (field == nullptr) throw std::runtime_error("no field " + path);
  const auto* reflection = message.GetReflection();
  if (dot == std::string::npos) return reflection->GetString(message, field);
  if (field->is_repeated() && reflection->FieldSize(message, field) == 0) {
    throw std::runtime_error("nothing in " + path);
  }
  return TextAt(field->is_repeated() ? reflection->GetRepeatedMessage(message, field, 0)
                                     : reflection->GetMessage(message, field),
                path.substr(dot + 1));
}

std::string OutcomeOf(const MatrixReply& reply) {
  if (reply.status.ok()) {
    const int rows = RowsOf(reply);
    return rows < 0 ? "OK" : fmt::format("OK {}", rows);
  }
  const std::string code = absl::StatusCodeToString(reply.status.code());
  const std::string reason = error::ReasonOf(reply.status);
  return code == reason ? code : fmt::format("{} {}", code, reason);
}

std::string BytesOf(const MatrixReply& reply) {
  std::string bytes = reply.status.ToString();
  for (const auto& message : reply.messages) bytes += message->SerializeAsString();
  return bytes;
}

std::string LearntFrom(const MatrixReply& reply) {
  std::string learnt;
  google::protobuf::TextFormat::Printer printer;
  printer.SetExpandAny(true);
  for (const auto& message : reply.messages) {
    std::string text;
    printer.PrintToString(*message, &text);
    learnt += WithoutUlids(WithoutTimes(text)) + "--\n";
  }
  learnt += fmt::format("{} {}\n", absl::StatusCodeToString(reply.status.code()),
                        std::string(reply.status.message()));
  if (const auto detail = error::DetailOf(reply.status)) {
    learnt += detail->reason + "\n";
    for (const auto& [key, value] : detail->metadata) learnt += key + " " + value + "\n";
    for (const error::Violation& violation : detail->violations) {
      learnt += violation.field + " " + violation.reason + " " + violation.description + "\n";
    }
  }
  return learnt;
}

}  // namespace cobuild::test
