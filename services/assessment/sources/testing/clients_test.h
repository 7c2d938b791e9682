// The clients of registry, finance and projects against a server whose answers a test sets.
#pragma once

#include <gmock/gmock.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/error/error.h"
#include "common/rpc/fields.h"
#include "common/testing/status_matchers.h"
#include "services/assessment/rpc/methods.h"
#include "services/assessment/sources/remote_sources.h"
#include "services/assessment/sources/testing/peer_server.h"

namespace cobuild::assessment {

inline constexpr base::Date kDay{2011, 12, 31};
inline constexpr int64_t kPosition = 99;
inline const std::vector<std::string> kVillages = {"420115001201", "420115001202"};

inline std::string CodeAt(int index) { return std::to_string(420115001000 + index); }

inline absl::Status NotFound(std::string_view reason) {
  return error::Make(absl::StatusCode::kNotFound, reason, "not there");
}

// A page of `total` rows numbered from 0: `add` appends row i to the response. Tokens are the next
// row's number.
template <class Req, class Resp, class Add>
Resp PageOf(const Req& request, int total, const Add& add) {
  Resp response;
  int next = request.page_token().empty() ? 0 : std::stoi(request.page_token());
  for (int rows = 0; next < total && rows < request.page_size(); ++rows) add(response, next++);
  if (next < total) response.set_next_page_token(std::to_string(next));
  return response;
}

class ClientsTest : public ::testing::Test {
 protected:
  ClientsTest()
      : channel_(peers_.Channel()),
        services_(channel_, channel_, channel_),
        sources_(services_.For(call_)) {
    peers_.get_perimeter = [](const auto&) {
      registry::v1::Perimeter perimeter;
      perimeter.set_data_origin(type::v1::EXAMPLE);
      return perimeter;
    };
  }

  // The registry has a perimeter of `total` villages, at position 7.
  void ServePerimeter(int total) {
    peers_.list_perimeter_villages = [this, total](const auto& request) {
      last_list_ = request;
      using Response = registry::v1::ListPerimeterVillagesResponse;
      auto response = PageOf<registry::v1::ListPerimeterVillagesRequest, Response>(
          request, total, [](Response& page, int i) {
            registry::v1::Village& village = *page.add_villages();
            village.set_name("villages/" + CodeAt(i));
            village.set_display_name("村" + std::to_string(i));
            village.set_township("divisions/420115001000");
            village.set_township_display_name("乡");
          });
      response.set_total_size(total);
      response.set_position(7);
      return response;
    };
  }

  static void AddEpisode(registry::v1::ListCategoryEpisodesResponse& page, int i) {
    registry::v1::CategoryEpisode& episode = *page.add_episodes();
    episode.set_village("villages/" + CodeAt(i));
    episode.set_category(registry::v1::HOLLOW_ECONOMY);
    episode.set_data_origin(type::v1::RECORDED);
  }

  static finance::v1::SummarizeIncomeResponse Summary() {
    finance::v1::SummarizeIncomeResponse response;
    finance::v1::IncomeRow& row = *response.add_rows();
    row.set_village("villages/420115001202");
    *row.mutable_amount() = rpc::ToProto(money::Fen{4'900'050});
    row.set_data_origin(type::v1::EXAMPLE);
    return response;
  }

  static void AddLine(finance::v1::ListIncomeLinesResponse& page, int i) {
    finance::v1::IncomeLine& line = *page.add_lines();
    line.set_village("villages/420115001201");
    *line.mutable_signed_amount() = rpc::ToProto(money::Fen{-i});
    *line.mutable_transfer()->mutable_amount() = rpc::ToProto(money::Fen{i});
    line.mutable_transfer()->set_position(i + 1);
  }

  absl::StatusOr<Incomes> Summarize() {
    return sources_->SummarizeIncome(kVillages, 2011, "gross@1", 42);
  }

  // Every line, or how the reading ended.
  absl::StatusOr<std::vector<JournalLine>> ReadLines() {
    std::vector<JournalLine> lines;
    const absl::Status status = sources_->ReadIncomeLines(
        kVillages, 2011, "gross@1", 99, [&](std::vector<JournalLine> page) {
          lines.insert(lines.end(), page.begin(), page.end());
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    return lines;
  }

  void ExpectUnavailable(const absl::Status& status, const std::string& service,
                         const std::string& cause) {
    EXPECT_STATUS(status, test::Refuses(absl::StatusCode::kUnavailable, "SOURCE_UNAVAILABLE"));
    const auto detail = error::DetailOf(status);
    ASSERT_TRUE(detail.has_value());
    EXPECT_EQ(detail->metadata.at("service"), service);
    EXPECT_EQ(detail->metadata.at("cause"), cause);
  }

  PeerServer peers_;
  registry::v1::ListPerimeterVillagesRequest last_list_;
  const rpc::Principal principal_{"machine/test", {}};
  const obs::TraceContext trace_ = obs::NewTrace();
  const rpc::Call call_{kGenerateProgrammeReport, principal_,
                        std::chrono::steady_clock::now() + std::chrono::seconds(20),
                        base::Timestamp{}, trace_};
  const std::shared_ptr<grpc::Channel> channel_;
  RemoteServices services_;
  const std::unique_ptr<Sources> sources_;
};

}  // namespace cobuild::assessment
