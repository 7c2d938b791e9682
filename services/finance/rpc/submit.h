// From a call to the poster and back.
#pragma once

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/rpc/reply.h"
#include "services/finance/engine/intake.h"
#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// One command by itself; actor, deadline and done are left to Submit.
inline Submission SubmissionOf(Command command, bool validate_only) {
  Submission submission;
  submission.items.push_back({std::move(command), false});
  submission.validate_only = validate_only;
  return submission;
}

// Hands `submission` to the poster, as far as the caller reaches what it is about; it answers the
// call with what `to_response` makes of the results, or refuses it.
template <class Resp, class ToResponse>
void Submit(Intake& intake, rpc::Call& call, absl::StatusOr<Submission> submission,
            rpc::Reply<Resp> reply, ToResponse to_response) {
  if (!submission.ok()) return reply(submission.status());
  submission->actor = call.principal().name;
  submission->peer = call.peer().substr(0, 64);
  submission->deadline = call.deadline();
  // std::function must be copyable, a Reply is not.
  submission->done = [reply = std::make_shared<rpc::Reply<Resp>>(std::move(reply)),
                      to_response = std::move(to_response)](absl::StatusOr<Results> results) {
    if (!results.ok()) return (*reply)(results.status());
    (*reply)(to_response(*std::move(results)));
  };
  intake.Submit(call.reach(), *std::move(submission));
}

// The same for a submission of one item: `to_response` takes its outcome.
template <class Resp, class ToResponse>
void SubmitOne(Intake& intake, rpc::Call& call, absl::StatusOr<Submission> submission,
               rpc::Reply<Resp> reply, ToResponse to_response) {
  Submit(intake, call, std::move(submission), std::move(reply),
         [to_response = std::move(to_response)](Results results) -> absl::StatusOr<Resp> {
           if (!results[0].ok()) return results[0].status();
           return to_response(*results[0]);
         });
}

}  // namespace cobuild::finance
