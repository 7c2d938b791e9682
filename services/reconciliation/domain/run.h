// What reconciliation records: runs, breaks and certificates. Enums are stored by their numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/digest.h"
#include "common/base/signed_chain.h"
#include "common/base/time.h"
#include "common/records/record.h"
#include "common/records/shelf.h"
#include "common/records/standing.h"
#include "common/records/state.h"
#include "services/reconciliation/domain/comparison.h"

namespace cobuild::reconciliation {

using records::Record;

// Numbered as on the wire.
enum class RunMode {
  kIncremental = 1,  // what changed since the last run
  kFull = 2,         // everything, read anew from the first change of each feed
};

// One check in a run.
struct CheckResult {
  std::string check;
  Result result = Result::kNotCompared;
  std::string reason;     // why it was not compared
  int64_t compared = 0;   // places that were looked at
  int64_t broken = 0;     // differences that are breaks
  int64_t in_flight = 0;  // differences that are TIMING
  base::Digest digest{};

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("check", self.check);
    visit("result", self.result);
    visit("reason", self.reason);
    visit("compared", self.compared);
    visit("broken", self.broken);
    visit("in_flight", self.in_flight);
    visit("digest", self.digest);
  }
  bool operator==(const CheckResult&) const = default;
};

// A run that has ended; one that was cut off leaves nothing.
struct Run {
  static constexpr std::string_view kKind = "run";
  static constexpr std::string_view kNamePattern = "runs/{}";

  RunMode mode = RunMode::kIncremental;
  std::string requester;  // principal
  base::Timestamp start_time;
  base::Timestamp finish_time;
  // Up to which position of each source; 0: nothing of it.
  int64_t registry = 0;
  int64_t finance = 0;
  int64_t projects = 0;
  int64_t assessment = 0;
  std::vector<CheckResult> checks;
  int64_t opened = 0;  // breaks
  int64_t closed = 0;
  std::string certificate;  // id
  int64_t lease_token = 0;  // under which it was recorded: rises from run to run

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("mode", self.mode);
    visit("requester", self.requester);
    visit("start_time", self.start_time);
    visit("finish_time", self.finish_time);
    visit("registry", self.registry);
    visit("finance", self.finance);
    visit("projects", self.projects);
    visit("assessment", self.assessment);
    visit("checks", self.checks);
    visit("opened", self.opened);
    visit("closed", self.closed);
    visit("certificate", self.certificate);
    visit("lease_token", self.lease_token);
  }
  bool operator==(const Run&) const = default;
};

// Numbered as on the wire.
enum class BreakState {
  kOpen = 1,
  kAcknowledged = 2,  // somebody looks after it
  kWaived = 3,        // two people have said that it may stay
  kClosed = 4,        // a run has found that it is gone
};

struct Acknowledgement {
  std::string principal;
  base::Timestamp time;
  std::string note;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("principal", self.principal);
    visit("time", self.time);
    visit("note", self.note);
  }
  bool operator==(const Acknowledgement&) const = default;
};

struct Waiver {
  std::string maker;
  std::string reason;
  std::string approver;  // who is asked, and is never the maker
  base::Timestamp proposed;
  std::optional<base::Timestamp> approved;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("maker", self.maker);
    visit("reason", self.reason);
    visit("approver", self.approver);
    visit("proposed", self.proposed);
    visit("approved", self.approved);
  }
  bool operator==(const Waiver&) const = default;
};

struct Break {
  static constexpr std::string_view kKind = "break";
  static constexpr std::string_view kNamePattern = "breaks/{}";

  std::string check;
  BreakClass break_class = BreakClass::kMissing;
  std::string place;
  std::string subject;
  std::string left;
  std::string right;
  BreakState state = BreakState::kOpen;
  base::Timestamp opened;
  std::string opened_by;  // run
  std::optional<base::Timestamp> closed;
  std::string closed_by;  // run; "" while it is there
  std::string owner;      // principal; "" before it is acknowledged
  std::optional<Acknowledgement> acknowledgement;
  std::optional<Waiver> waiver;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("check", self.check);
    visit("class", self.break_class);
    visit("place", self.place);
    visit("subject", self.subject);
    visit("left", self.left);
    visit("right", self.right);
    visit("state", self.state);
    visit("opened", self.opened);
    visit("opened_by", self.opened_by);
    visit("closed", self.closed);
    visit("closed_by", self.closed_by);
    visit("owner", self.owner);
    visit("acknowledgement", self.acknowledgement);
    visit("waiver", self.waiver);
  }
  bool operator==(const Break&) const = default;
};

// A link of the chain of certificates (common/base/signed_chain.h), whose number is its id.
struct Certificate {
  static constexpr std::string_view kKind = "certificate";
  static constexpr std::string_view kNamePattern = "certificates/{}";

  int64_t number = 0;
  std::string run;      // id
  std::string content;  // lines of text
  base::Digest previous{};
  base::Digest digest{};
  std::string signature;  // 128 hexadecimal digits
  std::string key_id;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("number", self.number);
    visit("run", self.run);
    visit("content", self.content);
    visit("previous", self.previous);
    visit("digest", self.digest);
    visit("signature", self.signature);
    visit("key_id", self.key_id);
  }
  bool operator==(const Certificate&) const = default;
};

using Shelves = records::Shelves<Run, Break, Certificate>;
using AnyFacts = Shelves::Any;
using Rows = records::Rows<AnyFacts>;
using Reconciliation = records::State<Shelves>;

// The one break that a difference is, whenever it is found.
std::string BreakIdOf(const Check& check, const Difference& difference);

// Calls `visit(const Record<Break>&)` with each that is not closed.
template <class Visit>
void ForEachOpenBreak(const Reconciliation& state, Visit visit) {
  state.Of<Break>().VisitAfter("", state.position(), [&](const Record<Break>& record) {
    if (record.facts.state != BreakState::kClosed) visit(record);
    return true;
  });
}

}  // namespace cobuild::reconciliation
