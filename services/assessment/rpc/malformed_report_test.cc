// Every RPC of reports with requests that are wrong: field and reason are named, nothing is stored.
#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/assessment/rpc/testing/assessment_server.h"

namespace cobuild::assessment {
namespace {

using test::HasViolation;

struct Malformed {
  const char* rpc;
  const char* name;
  std::string request;
  const char* field;
  const char* reason;
};

std::string NameOf(const ::testing::TestParamInfo<Malformed>& malformed) {
  return std::string(malformed.param.rpc) + malformed.param.name;
}

class ReportMalformed : public AssessmentServerTest,
                        public ::testing::WithParamInterface<Malformed> {
 protected:
  template <class Req, class Resp>
  absl::Status Try(grpc::Status (v1::ReportService::Stub::*method)(grpc::ClientContext*, const Req&,
                                                                   Resp*)) {
    return Call(reports(), method, Parse<Req>(GetParam().request)).status();
  }

  absl::Status Send() {
    using Stub = v1::ReportService::Stub;
    const std::string rpc = GetParam().rpc;
    if (rpc == "Generate") return Try(&Stub::GenerateProgrammeReport);
    if (rpc == "Create") return Try(&Stub::CreateReport);
    if (rpc == "Get") return Try(&Stub::GetReport);
    if (rpc == "List") return Try(&Stub::ListReports);
    if (rpc == "Sign") return Try(&Stub::SignReport);
    if (rpc == "Publish") return Try(&Stub::PublishReport);
    if (rpc == "Supersede") return Try(&Stub::SupersedeReport);
    return Try(&Stub::CompareReports);
  }
};

TEST_P(ReportMalformed, IsRefusedByNameAndStoresNothing) {
  EXPECT_STATUS(Send(), HasViolation(GetParam().field, GetParam().reason));
  EXPECT_EQ(store_.ReadHead()->position, 0);
}

const std::string kLong(65, 'r');

INSTANTIATE_TEST_SUITE_P(
    Fields, ReportMalformed,
    ::testing::Values(
        Malformed{"Generate", "KnownAtPosition", "known_at { position: 0 }", "known_at.position",
                  "POSITION_NOT_ALLOWED"},
        Malformed{"Generate", "KnownAtNothing", "known_at { }", "known_at", "REQUIRED"},
        Malformed{"Generate", "KnownAtWithNegativeNanos", "known_at { time { nanos: -1 } }",
                  "known_at.time", "OUT_OF_RANGE"},
        Malformed{"Generate", "NegativeRegistry", "positions { registry: -1 }",
                  "positions.registry", "OUT_OF_RANGE"},
        Malformed{"Generate", "NegativeFinance", "positions { finance: -1 }", "positions.finance",
                  "OUT_OF_RANGE"},
        Malformed{"Generate", "NegativeProjects", "positions { projects: -1 }",
                  "positions.projects", "OUT_OF_RANGE"},
        Malformed{"Generate", "NegativeMetrics", "positions { } metrics_position: -1",
                  "metrics_position", "OUT_OF_RANGE"},
        Malformed{"Generate", "PositionsBesideKnownAt",
                  "positions { } known_at { time { seconds: 1 } }", "positions", "NOT_APPLICABLE"},
        Malformed{"Generate", "MetricsWithoutPositions", "metrics_position: 1", "metrics_position",
                  "NOT_APPLICABLE"},
        Malformed{"Create", "IdInCapitals", "report_id: 'Y'", "report_id", "MALFORMED"},
        Malformed{"Create", "NoTitle", "", "title", "REQUIRED"},
        Malformed{"Create", "TitleTooLong", "title: '" + std::string(201, 'x') + "'", "title",
                  "TOO_LONG"},
        Malformed{"Create", "KnownAtPosition", "known_at { position: 7 }", "known_at.position",
                  "POSITION_NOT_ALLOWED"},
        Malformed{"Create", "NegativePosition", "positions { registry: -1 }", "positions.registry",
                  "OUT_OF_RANGE"},
        Malformed{"Create", "NoRequestId", "title: 't'", "request_id", "REQUIRED"},
        Malformed{"Create", "RequestIdTooLong", "title: 't' request_id: '" + kLong + "'",
                  "request_id", "TOO_LONG"},
        Malformed{"Get", "NoName", "", "name", "REQUIRED"},
        Malformed{"Get", "OtherCollection", "name: 'metrics/a'", "name", "MALFORMED"},
        Malformed{"Get", "NegativeKnownAt", "name: 'reports/a' known_at { position: -1 }",
                  "known_at.position", "OUT_OF_RANGE"},
        Malformed{"Get", "KnownAtAheadOfTheHead", "name: 'reports/a' known_at { position: 1 }",
                  "known_at.position", "OUT_OF_RANGE"},
        Malformed{"List", "UnknownState", "state: 9", "state", "UNKNOWN_ENUM"},
        Malformed{"List", "NegativePage", "page_size: -1", "page_size", "NEGATIVE_PAGE_SIZE"},
        Malformed{"List", "MadeUpToken", "page_token: 'abc'", "page_token", "PAGE_TOKEN_INVALID"},
        Malformed{"Sign", "NoName", "", "name", "REQUIRED"},
        Malformed{"Sign", "NoDigest", "name: 'reports/a'", "content_digest", "REQUIRED"},
        Malformed{"Sign", "DigestInCapitals", "content_digest: '" + std::string(64, 'A') + "'",
                  "content_digest", "MALFORMED"},
        Malformed{"Sign", "EtagTooLong", "etag: '" + kLong + "'", "etag", "TOO_LONG"},
        Malformed{"Sign", "NoRequestId", "name: 'reports/a'", "request_id", "REQUIRED"},
        Malformed{"Publish", "NoName", "", "name", "REQUIRED"},
        Malformed{"Publish", "EtagTooLong", "etag: '" + kLong + "'", "etag", "TOO_LONG"},
        Malformed{"Publish", "NoRequestId", "name: 'reports/a'", "request_id", "REQUIRED"},
        Malformed{"Supersede", "NoName", "", "name", "REQUIRED"},
        Malformed{"Supersede", "NoSuccessor", "name: 'reports/a'", "successor", "REQUIRED"},
        Malformed{"Supersede", "Itself", "name: 'reports/a' successor: 'reports/a'", "successor",
                  "SAME_REPORT"},
        Malformed{"Supersede", "NoRequestId", "name: 'reports/a'", "request_id", "REQUIRED"},
        Malformed{"Compare", "NoBase", "", "base", "REQUIRED"},
        Malformed{"Compare", "MalformedOther", "base: 'reports/a' other: 'b'", "other",
                  "MALFORMED"},
        Malformed{"Compare", "KnownAtPosition", "known_at { position: 1 }", "known_at.position",
                  "POSITION_NOT_ALLOWED"},
        Malformed{"Compare", "KnownAtWithOther",
                  "base: 'reports/a' other: 'reports/b' known_at { time { seconds: 1 } }",
                  "known_at", "NOT_APPLICABLE"}),
    NameOf);

}  // namespace
}  // namespace cobuild::assessment
