#include <gmock/gmock.h>
#include <google/protobuf/wrappers.pb.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "cobuild/feed/v1/feed.pb.h"
#include "services/cli/output/json.h"
#include "services/cli/served_program.h"

namespace cobuild::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr rpc::Method kListChanges = ReadMethod("cobuild.feed.v1.FeedService/ListChanges");
constexpr rpc::Method kListSnapshot = ReadMethod("cobuild.feed.v1.FeedService/ListSnapshot");
constexpr rpc::Method kWatchChanges =
    ReadMethod("cobuild.feed.v1.FeedService/WatchChanges", rpc::Lane::kWatch);

TEST_F(Program, FeedList_GoesOnFromTheLastPosition) {
  Serve([](rpc::Router& router) {
    router.Unary<feed::v1::ListChangesRequest, feed::v1::ListChangesResponse>(
        kListChanges, [](rpc::Call&, const feed::v1::ListChangesRequest& request) {
          feed::v1::ListChangesResponse page;
          page.set_head_position(2500);
          for (int64_t i = request.after_position() + 1;
               i <= 2500 && page.changes_size() < request.page_size(); ++i) {
            page.add_changes()->set_position(i);
            page.set_through_position(i);
          }
          return page;
        });
  });
  EXPECT_EQ(
      Run({"feed", "list", "finance", "--after", "100", "--limit", "5000", "--format", "json"}), 0)
      << err_.str();
  const Json changes = Json::parse(out_.str());
  ASSERT_EQ(changes.size(), 2400U);
  EXPECT_EQ(changes[0].at("position"), 101);
  EXPECT_EQ(Run({"feed", "list", "gateway"}), 2);
}

TEST_F(Program, FeedWatch_TimeoutGiven_PrintsALineAChangeAndEndsWell) {
  Serve([](rpc::Router& router) {
    router.ServerStream<feed::v1::WatchChangesRequest, feed::v1::WatchChangesResponse>(
        kWatchChanges, [](rpc::Call&, const feed::v1::WatchChangesRequest& request,
                          rpc::StreamWriter<feed::v1::WatchChangesResponse>& writer) {
          feed::v1::WatchChangesResponse response;
          response.add_changes()->set_position(request.after_position() + 1);
          response.add_changes()->set_position(request.after_position() + 2);
          response.set_through_position(request.after_position() + 2);
          writer.Write(response);
          return absl::DeadlineExceededError("");
        });
  });
  EXPECT_EQ(
      Run({"feed", "watch", "registry", "--after", "7", "--timeout", "5", "--format", "json"}), 0)
      << err_.str();
  std::istringstream lines(out_.str());
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(Json::parse(line).at("position"), 8);
  std::getline(lines, line);
  EXPECT_EQ(Json::parse(line).at("position"), 9);
}

TEST_F(Program, FeedList_OfATypeByItsShortName_AsksForItAndGoesOnFromWhereItWasLookedAt) {
  std::vector<int64_t> asked;
  Serve([&asked](rpc::Router& router) {
    router.Unary<feed::v1::ListChangesRequest, feed::v1::ListChangesResponse>(
        kListChanges, [&asked](rpc::Call&, const feed::v1::ListChangesRequest& request) {
          EXPECT_THAT(request.resource_types(),
                      ElementsAre("cobuild.registry.v1.Pairing", "cobuild.x.v1.Other"));
          asked.push_back(request.after_position());
          feed::v1::ListChangesResponse page;
          page.set_head_position(20'000);
          page.set_through_position(request.after_position() + 10'000);
          return page;
        });
  });
  EXPECT_EQ(Run({"feed", "list", "registry", "--type", "Pairing", "--type", "cobuild.x.v1.Other"}),
            0)
      << err_.str();
  EXPECT_THAT(asked, ElementsAre(0, 10'000));
}

template <class Resource>
void Set(Resource& resource, int64_t position, const std::string& name, const std::string& value) {
  google::protobuf::StringValue text;
  text.set_value(value);
  resource.set_position(position);
  resource.set_resource_name(name);
  resource.mutable_resource()->PackFrom(text);
}

// Positions 1 to 3: a, b and a again; `held` is what the snapshot says of a. A change that comes
// later is on the feed's page too. A bounded caller no longer reaches b.
void AddFeed(rpc::Router& router, const std::string& held, bool bounded = false) {
  router.Unary<feed::v1::ListSnapshotRequest, feed::v1::ListSnapshotResponse>(
      kListSnapshot, [held, bounded](rpc::Call&, const feed::v1::ListSnapshotRequest& request) {
        feed::v1::ListSnapshotResponse page;
        page.set_position(3);
        page.set_bounded(bounded);
        if (request.page_token().empty()) {
          if (!bounded) Set(*page.add_resources(), 2, "texts/b", "1");
          page.set_next_page_token("next");
        } else {
          Set(*page.add_resources(), 3, "texts/a", held);
        }
        return page;
      });
  router.Unary<feed::v1::ListChangesRequest, feed::v1::ListChangesResponse>(
      kListChanges, [](rpc::Call&, const feed::v1::ListChangesRequest& request) {
        feed::v1::ListChangesResponse page;
        page.set_head_position(4);
        if (request.after_position() == 0) {
          Set(*page.add_changes(), 1, "texts/a", "1");
          Set(*page.add_changes(), 2, "texts/b", "1");
          page.set_through_position(2);
        } else {
          Set(*page.add_changes(), 3, "texts/a", "2");
          Set(*page.add_changes(), 4, "texts/c", "1");
          page.set_through_position(4);
        }
        return page;
      });
}

TEST_F(Program, FeedVerify_ReplayMakesTheSnapshot_SaysSoByDigest) {
  Serve([](rpc::Router& router) { AddFeed(router, "2"); });
  EXPECT_EQ(Run({"feed", "verify", "registry", "--format", "json"}), 0) << err_.str();
  const Json result = Json::parse(out_.str());
  EXPECT_EQ(result.at("position"), 3);
  EXPECT_EQ(result.at("resources"), 2);
  EXPECT_EQ(result.at("digest"), result.at("replayed_digest"));
}

TEST_F(Program, FeedVerify_StateThatTheFeedDoesNotMake_LeavesWithOneAndNamesIt) {
  Serve([](rpc::Router& router) { AddFeed(router, "1"); });
  EXPECT_EQ(Run({"feed", "verify", "registry", "--format", "json"}), 1);
  EXPECT_THAT(Json::parse(out_.str()).at("differences"), ElementsAre("texts/a"));
  EXPECT_THAT(err_.str(), HasSubstr("replayed"));
}

TEST_F(Program, FeedVerify_BoundedCaller_ComparesWhatItReachesAndSaysSo) {
  Serve([](rpc::Router& router) { AddFeed(router, "2", /*bounded=*/true); });
  EXPECT_EQ(Run({"feed", "verify", "registry", "--format", "json"}), 0) << err_.str();
  EXPECT_EQ(Json::parse(out_.str()).at("resources"), 1);
  EXPECT_THAT(err_.str(), HasSubstr("1 resources of the feed have left them"));
}

TEST_F(Program, FeedVerify_BoundedCallerWhoseFeedDiffers_LeavesWithOne) {
  Serve([](rpc::Router& router) { AddFeed(router, "1", /*bounded=*/true); });
  EXPECT_EQ(Run({"feed", "verify", "registry", "--format", "json"}), 1);
  EXPECT_THAT(Json::parse(out_.str()).at("differences"), ElementsAre("texts/a"));
}

TEST_F(Program, FeedSnapshot_PrintsEveryPage) {
  Serve([](rpc::Router& router) { AddFeed(router, "2"); });
  EXPECT_EQ(Run({"feed", "snapshot", "registry", "--format", "csv"}), 0) << err_.str();
  EXPECT_EQ(out_.str(), "position,resource_name\n2,texts/b\n3,texts/a\n");
}

}  // namespace
}  // namespace cobuild::cli
