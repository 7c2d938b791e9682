#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "cobuild/audit/v1/audit.grpc.pb.h"
#include "common/audit/chain_check.h"
#include "common/audit/checkpoint_files.h"
#include "common/audit/convert_record.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/session.h"
#include "services/cli/text_file.h"

namespace cobuild::cli {
namespace {

using audit::TrailKind;

constexpr int kRecordsPerPage = 1'000;

audit::Form FormOf(Service service, TrailKind trail) {
  if (trail == TrailKind::kRefusals) return audit::Form::kRefusal;
  return service == Service::kFinance ? audit::Form::kJournalEntry : audit::Form::kChange;
}

// Those that --trail names; both when it is not given.
absl::StatusOr<std::vector<TrailKind>> TrailsOf(const Arguments& arguments) {
  if (!arguments.Has("trail")) return std::vector{TrailKind::kChanges, TrailKind::kRefusals};
  const auto kind = audit::FindTrailKind(arguments.Text("trail"));
  if (!kind) return UsageError("--trail is changes or refusals");
  return std::vector{*kind};
}

std::vector<Column> RecordColumns() {
  return {{"number", "NUMBER", Column::Align::kRight},
          {"record_time", "RECORDED"},
          {"actor", "ACTOR"},
          {"peer", "PEER"},
          {"method", "METHOD"},
          {"resource_name", "RESOURCE"},
          {"request_id", "REQUEST"},
          {"refusal.code", "CODE"},
          {"refusal.reason", "REASON"},
          {"refusal.count", "COUNT", Column::Align::kRight}};
}

std::vector<Column> TrailColumns() {
  return {{"trail", "TRAIL"},
          {"last_number", "HOLDS UP TO", Column::Align::kRight},
          {"digest", "DIGEST"},
          {"checkpoints", "CHECKPOINTS", Column::Align::kRight},
          {"unchained", "UNCHAINED", Column::Align::kRight},
          {"first_broken_number", "BROKEN AT", Column::Align::kRight},
          {"problem", "PROBLEM"}};
}

absl::Status ListRecords(Arguments& arguments, Session& session) {
  audit::v1::ListRecordsRequest request;
  request.set_after_number(arguments.Integer("after", 0, INT64_MAX));
  int64_t left = arguments.Integer("limit", 1, 100'000, 1000);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const Service service, ServiceNamed(arguments.Text("SERVICE")));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<TrailKind> trails, TrailsOf(arguments));
  request.set_parent(audit::TrailName(trails.front()));
  std::vector<Json> rows;
  bool more = true;
  while (more && left > 0) {
    request.set_page_size(static_cast<int>(std::min<int64_t>(left, kRecordsPerPage)));
    COBUILD_ASSIGN_OR_RETURN(
        const audit::v1::ListRecordsResponse page,
        session.Call(service, &audit::v1::AuditService::Stub::ListRecords, request));
    for (const audit::v1::Record& record : page.records()) rows.push_back(ToJson(record));
    left -= page.records_size();
    more = page.through_number() > request.after_number() &&
           page.through_number() < page.head_number();
    request.set_after_number(page.through_number());
  }
  session.Print(rows);
  if (more) {
    session.notes() << "there are more: raise --limit or continue with --after "
                    << request.after_number() << "\n";
  }
  return absl::OkStatus();
}

absl::Status GetRecord(Arguments& arguments, Session& session) {
  audit::v1::GetRecordRequest request;
  request.set_name(arguments.Text("NAME"));
  COBUILD_ASSIGN_OR_RETURN(const Service service, ServiceNamed(arguments.Text("SERVICE")));
  return session.CallAndPrint(arguments, service, &audit::v1::AuditService::Stub::GetRecord,
                              request);
}

// What a trail is compared with beside itself.
struct Kept {
  std::string folder;
  std::optional<base::VerifyingKey> key;
};

absl::StatusOr<Kept> KeptOf(const Arguments& arguments) {
  if (arguments.Has("checkpoints") != arguments.Has("public-key")) {
    return UsageError("--checkpoints and --public-key go together");
  }
  if (!arguments.Has("checkpoints")) return Kept();
  COBUILD_ASSIGN_OR_RETURN(const std::string pem, ReadTextFile(arguments.Text("public-key")));
  const auto key = base::VerifyingKey::FromPem(pem);
  if (!key.ok()) return UsageError(fmt::format("--public-key: {}", key.status().message().data()));
  return Kept{arguments.Text("checkpoints"), *key};
}

// One trail, as its service lists it, recomputed here.
class TrailReading {
 public:
  TrailReading(Service service, TrailKind trail, std::vector<audit::Checkpoint> checkpoints)
      : service_(service),
        trail_(trail),
        form_(FormOf(service, trail)),
        chain_(form_, {}),
        checkpoints_(std::move(checkpoints)) {}

  absl::Status ReadAll(Session& session) {
    audit::v1::ListRecordsRequest request;
    request.set_parent(audit::TrailName(trail_));
    request.set_page_size(kRecordsPerPage);
    while (!broken_) {
      request.set_after_number(chain_.last().number);
      COBUILD_ASSIGN_OR_RETURN(
          const audit::v1::ListRecordsResponse page,
          session.Call(service_, &audit::v1::AuditService::Stub::ListRecords, request));
      if (page.bounded()) {
        return absl::PermissionDeniedError(
            fmt::format("only a part of {} is within your grants, and a chain is checked whole",
                        audit::TrailName(trail_)));
      }
      for (const audit::v1::Record& record : page.records()) {
        if (!Take(record)) break;
      }
      if (page.records().empty()) {
        CheckEnd(page);
        break;
      }
    }
    return absl::OkStatus();
  }

  const std::optional<audit::Break>& broken() const { return broken_; }

  Json Row() const {
    Json row = {{"trail", std::string(audit::NameOf(trail_))},
                {"last_number", chain_.last().number},
                {"digest", base::ToHex(chain_.last().digest)},
                {"checkpoints", checkpoints_.agreed()},
                {"unchained", chain_.unchained()},
                {"first_broken_number", nullptr},
                {"problem", nullptr}};
    if (broken_) {
      row["first_broken_number"] = broken_->number;
      row["problem"] = broken_->problem;
    }
    return row;
  }

 private:
  bool Take(const audit::v1::Record& proto) {
    const absl::StatusOr<audit::Record> record = audit::FromProto(trail_, form_, proto);
    if (!record.ok()) {
      broken_ = {chain_.last().number + 1, std::string(record.status().message())};
    } else if (!chain_.Take(*record)) {
      broken_ = chain_.broken();
    } else if (!checkpoints_.Take(chain_.last())) {
      broken_ = checkpoints_.broken();
    }
    return !broken_;
  }

  void CheckEnd(const audit::v1::ListRecordsResponse& page) {
    const base::ChainEnd& last = chain_.last();
    if (!checkpoints_.End(last)) {
      broken_ = checkpoints_.broken();
    } else if (page.head_number() != last.number) {
      broken_ = {last.number + 1, fmt::format("the trail ends at {}, and its head says {}",
                                              last.number, page.head_number())};
    } else if (page.head_digest() != base::ToHex(last.digest)) {
      broken_ = {last.number, "the trail's head names another digest"};
    }
  }

  const Service service_;
  const TrailKind trail_;
  const audit::Form form_;
  audit::ChainCheck chain_;
  audit::CheckpointCheck checkpoints_;
  std::optional<audit::Break> broken_;
};

absl::Status VerifyTrail(Arguments& arguments, Session& session) {
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const Service service, ServiceNamed(arguments.Text("SERVICE")));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<TrailKind> trails, TrailsOf(arguments));
  COBUILD_ASSIGN_OR_RETURN(const Kept kept, KeptOf(arguments));
  std::vector<Json> rows;
  std::string problems;
  for (const TrailKind trail : trails) {
    std::vector<audit::Checkpoint> checkpoints;
    if (kept.key) {
      COBUILD_ASSIGN_OR_RETURN(
          checkpoints,
          audit::ReadCheckpoints(kept.folder, std::string(NameOf(service)), trail, *kept.key));
    }
    TrailReading reading(service, trail, std::move(checkpoints));
    COBUILD_RETURN_IF_ERROR(reading.ReadAll(session));
    rows.push_back(reading.Row());
    if (!reading.broken()) continue;
    problems += fmt::format("{}the trail of {} does not hold at record {}: {}",
                            problems.empty() ? "" : "; ", audit::NameOf(trail),
                            reading.broken()->number, reading.broken()->problem);
  }
  session.Print(rows);
  if (!kept.key) {
    session.notes() << "without --checkpoints and --public-key a trail that was cut off or wholly "
                       "rewritten is not noticed\n";
  }
  return problems.empty() ? absl::OkStatus() : AnswerIsNo(problems);
}

}  // namespace

std::vector<Command> AuditCommands() {
  const Argument service =
      OneOf({"registry", "finance", "assessment", "projects", "reconciliation"},
            Positional("SERVICE", "registry, finance, assessment, projects or reconciliation"));
  const std::vector<std::string> trails = {"changes", "refusals"};
  return {
      {"audit",
       "list",
       "who did what, when and from where",
       With({service, OneOf(trails, Optional("trail", "changes (default) or refusals")),
             Optional("after", "records after this number; default 0")},
            Limit()),
       ListRecords,
       {"cobuild.audit.v1.AuditService/ListRecords"},
       RecordColumns(),
       "audit list registry --trail refusals"},
      {"audit",
       "get",
       "one record of a trail",
       {service, Positional("NAME", "as trails/changes/records/4711")},
       GetRecord,
       {"cobuild.audit.v1.AuditService/GetRecord"},
       {},
       "audit get registry trails/changes/records/4711"},
      {"audit",
       "verify",
       "recomputes the audit trails and compares them with checkpoints",
       {service, OneOf(trails, Optional("trail", "changes or refusals; default both")),
        Optional("checkpoints", "folder of the service's signed checkpoints, or a copy of it"),
        Optional("public-key", "PEM file of the key that signed them")},
       VerifyTrail,
       {"cobuild.audit.v1.AuditService/ListRecords"},
       TrailColumns(),
       "audit verify registry --checkpoints checkpoints --public-key public.pem"},
  };
}

}  // namespace cobuild::cli
