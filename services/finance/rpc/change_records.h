// From a call that changes records to the poster and back.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "common/rpc/call.h"
#include "services/finance/domain/command.h"
#include "services/finance/rpc/submit.h"

namespace cobuild::finance {

// `decide(const RequestClaim&, Standing&)` gives the unit; `content` is the digest of all that is
// asked for; `within` is what the caller must reach, nullptr for everything.
template <class Decide>
Submission ChangeOf(const rpc::Call& call, std::string request_id, const base::Digest& content,
                    bool validate_only, Within within, Decide decide) {
  const RequestClaim claim =
      ClaimOf(call.principal().name, call.method().name, std::move(request_id), content);
  return SubmissionOf(ChangeRecords{claim,
                                    [claim, decide = std::move(decide)](Standing& standing) {
                                      return decide(claim, standing);
                                    },
                                    std::move(within)},
                      validate_only);
}

// Answers the call with the unit's last record.
template <class Facts, class Resp>
void SubmitRecord(Intake& intake, rpc::Call& call, absl::StatusOr<Submission> submission,
                  rpc::Reply<Resp> reply) {
  SubmitOne(intake, call, std::move(submission), std::move(reply),
            [](const Outcome& outcome) -> absl::StatusOr<Resp> {
              return ToProto(records::Narrow<Facts>(std::get<AnyRecord>(outcome)));
            });
}

}  // namespace cobuild::finance
