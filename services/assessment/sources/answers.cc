#include "services/assessment/sources/answers.h"

#include <grpcpp/support/status.h>

#include <optional>

#include "common/base/digest.h"
#include "common/base/text.h"
#include "common/error/error.h"
#include "common/rpc/status.h"
#include "services/assessment/domain/errors.h"
#include "services/assessment/rpc/enums.h"

namespace cobuild::assessment {
namespace {

constexpr std::string_view kVillages = "villages/";
constexpr std::string_view kDivisions = "divisions/";
constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int32_t kNanosPerMicro = 1'000;

absl::StatusOr<std::string> CodeIn(std::string_view service, std::string_view name,
                                   std::string_view collection) {
  if (!name.starts_with(collection) || !base::IsDivisionCode(name.substr(collection.size()))) {
    return MalformedAnswer(service);
  }
  return std::string(name.substr(collection.size()));
}

}  // namespace

absl::Status Outcome(std::string_view service, const grpc::Status& status,
                     std::string_view expected) {
  if (status.ok()) return absl::OkStatus();
  absl::Status answer = rpc::FromGrpc(status);
  const std::string reason = error::ReasonOf(answer);
  if (absl::IsNotFound(answer) && !expected.empty() && reason == expected) return answer;
  return SourceUnavailable(service,
                           reason.empty() ? absl::StatusCodeToString(answer.code()) : reason);
}

absl::Status MalformedAnswer(std::string_view service) {
  return SourceUnavailable(service, "MALFORMED_ANSWER");
}

absl::StatusOr<std::string> VillageCode(std::string_view service, std::string_view name) {
  return CodeIn(service, name, kVillages);
}

absl::StatusOr<std::string> DivisionCode(std::string_view service, std::string_view name) {
  return CodeIn(service, name, kDivisions);
}

absl::StatusOr<DataOrigin> OriginOf(std::string_view service, type::v1::DataOrigin origin) {
  if (origin != type::v1::RECORDED && origin != type::v1::EXAMPLE) return MalformedAnswer(service);
  return FromProto(origin);
}

absl::StatusOr<money::Fen> AmountOf(std::string_view service, const google::type::Money& money) {
  const std::optional<money::Fen> amount = money::FromUnitsAndNanos(money.units(), money.nanos());
  if (money.currency_code() != "CNY" || !amount) return MalformedAnswer(service);
  return *amount;
}

bool IsNameIn(std::string_view name, std::string_view collection) {
  return name.starts_with(collection) && base::IsResourceId(name.substr(collection.size()));
}

bool IsSha256(std::string_view text) { return base::DigestFromHex(text).has_value(); }

base::Date DateOf(const google::type::Date& date) {
  return {date.year(), date.month(), date.day()};
}

base::Timestamp TimeOf(const google::protobuf::Timestamp& time) {
  return {time.seconds() * kMicrosPerSecond + time.nanos() / kNanosPerMicro};
}

}  // namespace cobuild::assessment
