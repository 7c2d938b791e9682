#include "common/error/error.h"

#include <cstdint>
#include <utility>

#include "absl/strings/cord.h"

namespace cobuild::error {
namespace {

constexpr char kPayloadUrl[] = "cobuild/error.Detail";

// The payload is a flat list of length-framed strings: it never leaves the process.
void Append(std::string& out, std::string_view value) {
  const auto size = static_cast<uint32_t>(value.size());
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(size >> shift));
  out.append(value);
}

std::string Take(std::string_view& in) {
  uint32_t size = 0;
  for (int i = 0; i < 4; ++i) size = size << 8 | static_cast<uint8_t>(in[static_cast<size_t>(i)]);
  std::string value(in.substr(4, size));
  in.remove_prefix(4 + size);
  return value;
}

std::string Encode(const Detail& detail) {
  std::string out;
  Append(out, detail.reason);
  Append(out, std::to_string(detail.metadata.size()));
  for (const auto& [key, value] : detail.metadata) {
    Append(out, key);
    Append(out, value);
  }
  for (const Violation& violation : detail.violations) {
    Append(out, violation.field);
    Append(out, violation.reason);
    Append(out, violation.description);
  }
  return out;
}

Detail Decode(std::string_view in) {
  Detail detail;
  detail.reason = Take(in);
  for (int left = std::stoi(Take(in)); left > 0; --left) {
    std::string key = Take(in);
    detail.metadata[std::move(key)] = Take(in);
  }
  while (!in.empty()) {
    Violation& violation = detail.violations.emplace_back();
    violation.field = Take(in);
    violation.reason = Take(in);
    violation.description = Take(in);
  }
  return detail;
}

}  // namespace

absl::Status WithDetail(absl::StatusCode code, std::string_view message, const Detail& detail) {
  absl::Status status(code, absl::string_view(message.data(), message.size()));
  status.SetPayload(kPayloadUrl, absl::Cord(Encode(detail)));
  return status;
}

absl::Status Make(absl::StatusCode code, std::string_view reason, std::string_view message,
                  std::map<std::string, std::string> metadata) {
  return WithDetail(code, message, {std::string(reason), std::move(metadata), {}});
}

absl::Status Invalid(std::vector<Violation> violations) {
  std::string message = violations.front().field + ": " + violations.front().description;
  if (violations.size() > 1) {
    message += " (and " + std::to_string(violations.size() - 1) + " more)";
  }
  std::string reason = violations.front().reason;
  return WithDetail(absl::StatusCode::kInvalidArgument, message,
                    {std::move(reason), {}, std::move(violations)});
}

std::optional<Detail> DetailOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayloadUrl);
  if (!payload) return std::nullopt;
  return Decode(std::string(*payload));
}

std::string ReasonOf(const absl::Status& status) {
  const auto detail = DetailOf(status);
  return detail ? detail->reason : "";
}

void Violations::Add(std::string field, std::string reason, std::string description) {
  list_.push_back({std::move(field), std::move(reason), std::move(description)});
}

absl::Status Violations::Finish() && {
  return list_.empty() ? absl::OkStatus() : Invalid(std::move(list_));
}

}  // namespace cobuild::error
