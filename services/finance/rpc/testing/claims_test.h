// Tests that need claims: a fund with money for a project, and a release.
#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>

#include "common/testing/status_matchers.h"
#include "services/finance/rpc/testing/finance_server.h"

namespace cobuild::finance {

inline constexpr char kDay[] = "effective_date { year: 2011 month: 5 day: 1 }";

// A fund with 100 yuan committed in 2011 to projects/p, and a release "r1" of 40.
class ClaimsTest : public FinanceServerTest {
 protected:
  ClaimsTest() {
    CreateBooks();
    EXPECT_OK(Send(*funds_, &FundStub::CreateFund,
                   "fund_id: 'agri' fund { display_name: 'd' division: 'divisions/420115000000' "
                   "purpose: 'p' data_origin: EXAMPLE } request_id: 'c'"));
    EXPECT_OK(Move(&FundStub::Appropriate, "source: 's'"));
    EXPECT_OK(Move(&FundStub::Allocate, "project: 'projects/p'"));
    EXPECT_OK(Move(&FundStub::Commit, "project: 'projects/p'"));
    EXPECT_OK(Authorize("r1", 40));
  }

  template <class Method>
  absl::Status Move(Method method, const std::string& more) {
    return Send(*funds_, method,
                fmt::format("name: 'funds/agri' fiscal_year: 2011 amount {{ currency_code: 'CNY' "
                            "units: 100 }} basis: 'b' {} request_id: 'm{}' {}",
                            kDay, ++requests_, more))
        .status();
  }
  absl::StatusOr<v1::Release> Authorize(const std::string& id, int64_t yuan,
                                        const std::string& project = "p") {
    return Send(
        *releases_, &ReleaseStub::AuthorizeRelease,
        fmt::format("release_id: '{}' release {{ milestone: 'projects/{}/milestones/m' cap "
                    "{{ currency_code: 'CNY' units: {} }} dossier_digest: '{}' data_origin: "
                    "EXAMPLE }} request_id: 'a{}'",
                    id, project, yuan, std::string(64, 'a'), ++requests_));
  }
  absl::StatusOr<v1::Release> Revoke(const std::string& id) {
    return Send(*releases_, &ReleaseStub::RevokeRelease,
                fmt::format("name: 'releases/{}' reason: '撤' request_id: 'v{}'", id, ++requests_));
  }
  absl::StatusOr<v1::Claim> Create(const std::string& id, int64_t yuan,
                                   const std::string& release = "r1",
                                   const std::string& instalment = "START") {
    return Send(
        *claims_, &ClaimStub::CreateClaim,
        fmt::format("claim_id: '{}' claim {{ fund: 'funds/agri' fiscal_year: 2011 project: "
                    "'projects/p' village: 'villages/{}' release: 'releases/{}' "
                    "instalment: {} amount {{ currency_code: 'CNY' units: {} }} "
                    "voucher_digests: '{}' }} request_id: 'k{}'",
                    id, kVillage, release, instalment, yuan, std::string(64, 'b'), ++requests_));
  }
  // By another than the maker.
  absl::StatusOr<v1::Claim> Approve(const std::string& id) {
    const auto checker = v1::ClaimService::NewStub(server_->ChannelAs("machine/checker"));
    return Send(*checker, &ClaimStub::ApproveClaim, Step(id, ""));
  }
  template <class Method>
  absl::StatusOr<v1::Claim> Do(Method method, const std::string& id,
                               const std::string& more = kDay) {
    return Send(*claims_, method, Step(id, more));
  }
  std::string Step(const std::string& id, const std::string& more) {
    return fmt::format("name: 'claims/{}' request_id: 's{}' {}", id, ++requests_, more);
  }
  // A claim of `yuan` that may be paid.
  void Approved(const std::string& id, int64_t yuan, const std::string& release = "r1",
                const std::string& instalment = "START") {
    ASSERT_OK(Create(id, yuan, release, instalment));
    ASSERT_OK(Approve(id));
  }
  absl::StatusOr<v1::Claim> Pay(const std::string& id) { return Do(&ClaimStub::PayClaim, id); }
  v1::Release ReleaseOf(const std::string& id) {
    const auto listed = Send(*releases_, &ReleaseStub::ListReleases, "project: 'projects/p'");
    for (const v1::Release& release : listed->releases()) {
      if (release.name() == "releases/" + id) return release;
    }
    return {};
  }
  int64_t Paid() {
    const auto position = Send(*funds_, &FundStub::GetFundPosition, "name: 'funds/agri'");
    return position->years(0).paid().units();
  }
  // Debits less credits of an account of the village, in yuan.
  int64_t InVillage(const std::string& account) {
    const auto found = store_.reader().FindAccount({kVillage, account});
    EXPECT_TRUE(found.ok() && found->has_value()) << account;
    return ((*found)->debits.value - (*found)->credits.value) / 100;
  }
  void CloseYear() {
    ASSERT_OK(Send(*funds_, &FundStub::CloseFiscalYear,
                   "name: 'funds/agri' fiscal_year: 2011 request_id: 'close'"));
  }

  int requests_ = 0;
};

}  // namespace cobuild::finance
