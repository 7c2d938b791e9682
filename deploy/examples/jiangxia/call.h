// A call that the load makes, and calls that come one after the other.
#pragma once

#include <google/protobuf/message.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/cli/connection.h"

namespace cobuild::jiangxia {

// Who calls. Whoever proposes never decides, and whoever claims never approves, so there are
// several; each has a certificate of its own.
enum class Caller {
  kOffice,  // the district office, which also keeps the books
  kVillageOfficer,
  kResidentTeam,
  kTownshipLeader,
  kDepartmentReviewer,
  kLeadingGroup,
  kFinanceReviewer,
};
inline constexpr std::array kCallers = {
    Caller::kOffice,         Caller::kVillageOfficer,     Caller::kResidentTeam,
    Caller::kTownshipLeader, Caller::kDepartmentReviewer, Caller::kLeadingGroup,
    Caller::kFinanceReviewer};

// "machine/cli", as its certificate and its grant name it.
std::string_view PrincipalOf(Caller caller);

// A text field of the answer before, which a request repeats: "claim.release" is the release of its
// claim.
struct Taken {
  std::string from;
  std::string to;
};

struct Call {
  std::string what;  // it is counted under; empty: it changes nothing
  Caller caller;
  cli::Service service;
  std::string method;  // "cobuild.projects.v1.ProjectService/CreateProject"
  // The request; of a client stream all its messages.
  std::vector<std::shared_ptr<const google::protobuf::Message>> messages;
  std::optional<Taken> taken = std::nullopt;  // into the first message
};

// Each call is made when the one before has been answered.
using Chain = std::vector<Call>;

template <class Request>
std::vector<std::shared_ptr<const google::protobuf::Message>> OneMessage(Request request) {
  return {std::make_shared<const Request>(std::move(request))};
}

// The text field at `path`, as "claim.release". The path exists.
std::string TextAt(const google::protobuf::Message& message, std::string_view path);
void SetTextAt(google::protobuf::Message& message, std::string_view path, const std::string& text);

// The field `position`, which every answer has.
int64_t PositionOf(const google::protobuf::Message& answer);

}  // namespace cobuild::jiangxia
