#include "common/rpc/page.h"

#include <gtest/gtest.h>

#include "cobuild/registry/v1/division.pb.h"

namespace cobuild::rpc {
namespace {

using error::Violations;
using registry::v1::ListDivisionsRequest;

ListDivisionsRequest Request(const std::string& parent) {
  ListDivisionsRequest request;
  request.set_parent(parent);
  request.mutable_as_of()->set_year(2012);
  return request;
}

// The reason for refusing `request`, or "" with the page in `page`.
template <class Req>
std::string ReasonFor(const Req& request, Page& page) {
  Violations violations;
  page = PageOf(violations, request);
  return error::ReasonOf(std::move(violations).Finish());
}

TEST(PageSize, DefaultAndMaximum) {
  Violations violations;
  EXPECT_EQ(PageSize(violations, 0), 50);
  EXPECT_EQ(PageSize(violations, 1), 1);
  EXPECT_EQ(PageSize(violations, 1000), 1000);
  EXPECT_EQ(PageSize(violations, 1001), 1000);
  EXPECT_TRUE(violations.empty());
  PageSize(violations, -1);
  EXPECT_EQ(error::ReasonOf(std::move(violations).Finish()), "NEGATIVE_PAGE_SIZE");
}

TEST(PageToken, OwnTokenGivesTheLastKeyWhateverThePageSize) {
  ListDivisionsRequest request = Request("divisions/420115000000");
  request.set_page_size(7);
  request.set_page_token(NextPageToken(request, "420115002201"));
  request.set_page_size(9);
  Page page;
  EXPECT_EQ(ReasonFor(request, page), "");
  EXPECT_EQ(page.after, "420115002201");
  EXPECT_EQ(page.size, 9);
}

TEST(PageToken, TokenOfTheNextPageDoesNotDependOnTheTokenBefore) {
  ListDivisionsRequest request = Request("");
  const std::string from_first = NextPageToken(request, "b");
  request.set_page_token(NextPageToken(request, "a"));
  EXPECT_EQ(NextPageToken(request, "b"), from_first);
}

TEST(PageToken, AbsentStartsAtTheBeginning) {
  Page page;
  EXPECT_EQ(ReasonFor(Request(""), page), "");
  EXPECT_EQ(page.after, "");
}

TEST(PageToken, OtherFieldsChangedIsRefused) {
  ListDivisionsRequest request = Request("divisions/420115001000");
  request.set_page_token(NextPageToken(Request("divisions/420115000000"), "420115002201"));
  Page page;
  EXPECT_EQ(ReasonFor(request, page), "PAGE_TOKEN_INVALID");
}

TEST(PageToken, TokenOfAnotherMethodIsRefused) {
  registry::v1::SearchDivisionsRequest request;
  request.set_page_token(NextPageToken(ListDivisionsRequest(), "420115002201"));
  Page page;
  EXPECT_EQ(ReasonFor(request, page), "PAGE_TOKEN_INVALID");
}

TEST(PageToken, EveryAlteredCharacterIsRefused) {
  ListDivisionsRequest request = Request("");
  const std::string token = NextPageToken(request, "420115002201");
  for (size_t i = 0; i < token.size(); ++i) {
    std::string altered = token;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    request.set_page_token(altered);
    Page page;
    EXPECT_EQ(ReasonFor(request, page), "PAGE_TOKEN_INVALID") << i;
  }
}

TEST(PageToken, OtherSpellingsAreRefused) {
  ListDivisionsRequest request = Request("");
  const std::string token = NextPageToken(request, "k");
  for (const std::string& bad :
       {token + "=", token + " ", token.substr(1), std::string("!"), std::string(4000, 'A')}) {
    request.set_page_token(bad);
    Page page;
    EXPECT_EQ(ReasonFor(request, page), "PAGE_TOKEN_INVALID") << bad;
  }
}

}  // namespace
}  // namespace cobuild::rpc
