#include "tests/scenarios/attacks.h"

#include <google/protobuf/dynamic_message.h>

#include <functional>
#include <memory>
#include <set>

namespace cobuild::scenarios {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kDepth = 3;
constexpr size_t kTooLongBytes = 20'000;
constexpr size_t kTooLargeBytes = 5'000'000;

// Filled in by the service: what a client puts there is ignored, so it cannot be wrong.
const std::set<std::string> kOutputOnly = {
    // Of every resource.
    "name", "etag", "position", "record_time", "create_time", "void_reason",
    // Of accounts and ledgers.
    "debits", "credits", "closed",
    // Of funds, investments and incomes of households.
    "closed_years", "verification_state", "correction_reason",
    // Of projects.
    "state", "state_date", "submitted_date", "approved_date", "started_date", "completed_date",
    "accepted_date", "closed_date", "cancelled_date", "steps", "budget_total", "declared_total",
    // Of milestones and evidence.
    "progress_basis_points", "progress_date", "progress_note", "evidence_sha256", "size_bytes"};

// Set by the service as well, but only in these requests: elsewhere the same field is the client's.
const std::set<std::string> kIgnored = {"CreatePairingRequest pairing.end_date",
                                        "AssignPostingRequest posting.end_date",
                                        "CreateLeadingGroupRequest leading_group.dissolved_date",
                                        "UpdateLeadingGroupRequest leading_group.dissolved_date",
                                        "UpdateLeadingGroupRequest leading_group.division",
                                        "UpdateLeadingGroupRequest leading_group.established_date",
                                        "CorrectCentreWorkRequest centre_work.service_centre",
                                        "GrantRoleRequest grant.grantor",
                                        "GrantRoleRequest grant.predecessor",
                                        "GrantRoleRequest grant.end_reason",
                                        "CreateFundRequest fund.ledger",
                                        "UpdateFundRequest fund.ledger",
                                        "UpdateFundRequest fund.division",
                                        "UpdateFundRequest fund.data_origin",
                                        "CreateClaimRequest claim.maker",
                                        "CreateClaimRequest claim.checker",
                                        "CreateClaimRequest claim.payment_date",
                                        "CreateClaimRequest claim.reason",
                                        "CreateClaimRequest claim.data_origin",
                                        "AuthorizeReleaseRequest release.project",
                                        "AuthorizeReleaseRequest release.claim",
                                        "AuthorizeReleaseRequest release.revocation_reason",
                                        "RecordInvestmentRequest investment.transfer",
                                        "CreatePolicyRequest policy.adopted_date",
                                        "CreatePolicyRequest policy.document"};

using Wreck = std::function<void(Message&, const FieldDescriptor&)>;

// A message of type `root` in which only the leaf at `path` is set, by `wreck`.
class Builder {
 public:
  explicit Builder(const Descriptor& root) : root_(root) {}

  std::string Bytes(const std::vector<const FieldDescriptor*>& path, const Wreck& wreck) {
    std::unique_ptr<Message> message(factory_.GetPrototype(&root_)->New());
    Message* at = message.get();
    for (size_t i = 0; i + 1 < path.size(); ++i) at = Step(*at, *path[i]);
    wreck(*at, *path.back());
    return message->SerializePartialAsString();
  }

 private:
  Message* Step(Message& message, const FieldDescriptor& field) {
    const auto* reflection = message.GetReflection();
    return field.is_repeated() ? reflection->AddMessage(&message, &field)
                               : reflection->MutableMessage(&message, &field);
  }

  const Descriptor& root_;
  google::protobuf::DynamicMessageFactory factory_;
};

void SetText(Message& message, const FieldDescriptor& field, const std::string& text) {
  const auto* reflection = message.GetReflection();
  if (field.is_repeated()) {
    reflection->AddString(&message, &field, text);
  } else {
    reflection->SetString(&message, &field, text);
  }
}

void SetInteger(Message& message, const FieldDescriptor& field, int value) {
  const auto* reflection = message.GetReflection();
  if (field.is_repeated()) {
    reflection->AddInt32(&message, &field, value);
  } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
    reflection->SetInt32(&message, &field, value);
  } else {
    reflection->SetInt64(&message, &field, value);
  }
}

void SetEnum(Message& message, const FieldDescriptor& field) {
  const auto* reflection = message.GetReflection();
  if (field.is_repeated()) {
    reflection->AddEnumValue(&message, &field, 99);
  } else {
    reflection->SetEnumValue(&message, &field, 99);
  }
}

std::string PathName(const std::vector<const FieldDescriptor*>& path) {
  std::string name;
  for (const FieldDescriptor* field : path) {
    if (!name.empty()) name += ".";
    name += field->name();
    if (field->is_repeated()) name += "[0]";
  }
  return name;
}

class Collector {
 public:
  explicit Collector(const Descriptor& root) : root_(root), builder_(root) {}

  void Walk(const Descriptor& message, std::vector<const FieldDescriptor*> path) {
    for (int i = 0; i < message.field_count(); ++i) {
      const FieldDescriptor* field = message.field(i);
      const bool nested_output = !path.empty() && kOutputOnly.contains(field->name());
      if (nested_output) continue;
      path.push_back(field);
      if (!kIgnored.contains(root_.name() + " " + PathName(path))) Leaf(*field, path);
      path.pop_back();
    }
  }

  std::vector<Attack> Finish() && { return std::move(attacks_); }

 private:
  void Leaf(const FieldDescriptor& field, const std::vector<const FieldDescriptor*>& path) {
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        // Which field holds bad text is known to the parser only: any violation will do.
        Add(path, "not UTF-8", "", [](Message& m, auto& f) { SetText(m, f, "\xff\xfe"); });
        Add(path, "too long", PathName(path),
            [](Message& m, auto& f) { SetText(m, f, std::string(kTooLongBytes, 'x')); });
        break;
      case FieldDescriptor::CPPTYPE_INT32:
      case FieldDescriptor::CPPTYPE_INT64:
        Add(path, "negative", PathName(path), [](Message& m, auto& f) { SetInteger(m, f, -1); });
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        Add(path, "unknown enum", PathName(path), [](Message& m, auto& f) { SetEnum(m, f); });
        break;
      case FieldDescriptor::CPPTYPE_MESSAGE:
        Nested(*field.message_type(), path);
        break;
      default:
        break;
    }
  }

  void Nested(const Descriptor& type, std::vector<const FieldDescriptor*> path) {
    const std::string name = PathName(path);
    if (type.full_name() == "google.type.Money") {
      path.push_back(type.FindFieldByName("nanos"));
      Add(path, "finer than a fen", name, [](Message& m, auto& f) { SetInteger(m, f, 1); });
    } else if (type.full_name() == "google.type.Date") {
      path.push_back(type.FindFieldByName("month"));
      Add(path, "month 13", name, [](Message& m, auto& f) { SetInteger(m, f, 13); });
    } else if (type.full_name() == "google.protobuf.Timestamp") {
      path.push_back(type.FindFieldByName("nanos"));
      Add(path, "negative nanos", name, [](Message& m, auto& f) { SetInteger(m, f, -1); });
    } else if (path.size() < kDepth) {
      Walk(type, path);
    }
  }

  void Add(const std::vector<const FieldDescriptor*>& path, const std::string& label,
           const std::string& field, const Wreck& wreck) {
    attacks_.push_back({PathName(path) + " " + label, builder_.Bytes(path, wreck), field});
  }

  const Descriptor& root_;
  Builder builder_;
  std::vector<Attack> attacks_;
};

}  // namespace

std::vector<Attack> AttacksOn(const Descriptor& request) {
  Collector collector(request);
  collector.Walk(request, {});
  std::vector<Attack> attacks = std::move(collector).Finish();
  attacks.push_back({"a truncated field", std::string("\x0a\x7f", 2) + "x", ""});
  attacks.push_back({"a group that never ends", "\x0b", ""});
  return attacks;
}

std::string TooLarge() {
  // Field 1000, length-delimited, kTooLargeBytes long.
  std::string bytes("\xc2\x3e", 2);
  for (size_t size = kTooLargeBytes; size > 0; size >>= 7) {
    bytes.push_back(static_cast<char>((size & 0x7f) | (size > 0x7f ? 0x80 : 0)));
  }
  return bytes.append(kTooLargeBytes, 'x');
}

}  // namespace cobuild::scenarios
