#include "services/finance/app/read_investments.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "common/base/status_macros.h"
#include "services/finance/app/read_verifications.h"
#include "services/finance/domain/names.h"

namespace cobuild::finance {
namespace {

void AddInvestments(const RecordState& state, const scope::Reach& reach, const std::string& project,
                    int64_t position, std::vector<InvestmentLine>& lines) {
  const records::Shelf<Investment>& shelf = state.Of<Investment>();
  shelf.VisitKeyAfter(project, "", position, [&](const records::Record<Investment>& investment) {
    if (!records::IsSeen(state, investment, reach)) return true;
    AddLines(*shelf.StatesOf(investment.id), position, lines);
    return true;
  });
}

void AddCash(const RecordState& state, const scope::Reach& reach, const std::string& project,
             int64_t position, std::vector<InvestmentLine>& lines) {
  const records::Shelf<Claim>& claims = state.Of<Claim>();
  const auto add = [&](const records::Record<Claim>& claim) {
    if (!records::IsSeen(state, claim, reach)) return true;
    std::vector<const records::Record<FundMovement>*> movements;
    const auto collect = [&](const records::Record<FundMovement>& movement) {
      movements.push_back(&movement);
      return true;
    };
    state.Of<FundMovement>().VisitKeyAfter(ClaimName(claim.id), "", position, collect);
    std::sort(movements.begin(), movements.end(),
              [](const auto* a, const auto* b) { return a->position < b->position; });
    AddLines(*claims.StatesOf(claim.id), movements, position, lines);
    return true;
  };
  claims.VisitKeyAfter(ProjectName(project), "", position, add);
}

// In order of position.
std::vector<InvestmentLine> LinesOf(const RecordState& state, const InvestmentSummaryQuery& query,
                                    const std::string& project, int64_t position) {
  std::vector<InvestmentLine> lines;
  AddInvestments(state, query.reach, project, position, lines);
  AddCash(state, query.reach, project, position, lines);
  std::erase_if(lines,
                [&](const InvestmentLine& line) { return line.effective_date > query.as_of; });
  std::sort(lines.begin(), lines.end(), [](const InvestmentLine& a, const InvestmentLine& b) {
    return std::tie(a.position, a.ordinal) < std::tie(b.position, b.ordinal);
  });
  return lines;
}

InvestmentSummary::Row SumOf(std::string project, const std::vector<InvestmentLine>& lines) {
  InvestmentSummary::Row row;
  row.project = std::move(project);
  std::map<std::pair<InvestmentKind, std::string>, InvestmentSummary::Part> parts;
  for (const InvestmentLine& line : lines) {
    InvestmentSummary::Part& part = parts[{line.kind, line.source}];
    part.kind = line.kind;
    part.source = line.source;
    part.amount_fen += line.signed_amount.value;
    ++part.line_count;
    row.amount_fen += line.signed_amount.value;
    ++row.line_count;
    if (line.origin == DataOrigin::kExample) row.origin = DataOrigin::kExample;
  }
  for (auto& [key, part] : parts) row.parts.push_back(std::move(part));
  return row;
}

VerificationCounts CheckedOf(const RecordState& state, const InvestmentSummaryQuery& query,
                             const std::string& project, int64_t position) {
  VerificationCounts counts;
  state.Of<Investment>().VisitKeyAfter(
      project, "", position, [&](const records::Record<Investment>& investment) {
        if (investment.facts.effective_date > query.as_of) return true;
        if (!records::IsSeen(state, investment, query.reach)) return true;
        Count(StateOfFact(state, InvestmentName(investment.id), investment.position, position),
              counts);
        return true;
      });
  return counts;
}

// The rows without their transfers.
absl::StatusOr<InvestmentLinePage> PageOf(const LiveRecords& records,
                                          const InvestmentSummaryQuery& query,
                                          const InvestmentLineKey& after, int size) {
  return records.Read([&](const RecordState& state) -> absl::StatusOr<InvestmentLinePage> {
    InvestmentLinePage page;
    COBUILD_ASSIGN_OR_RETURN(page.position, state.PositionOf(query.known_at));
    for (const std::string& project : query.projects) {
      if (project < after.project) continue;
      for (InvestmentLine& line : LinesOf(state, query, project, page.position)) {
        if (std::tie(project, line.position, line.ordinal) <=
            std::tie(after.project, after.position, after.ordinal)) {
          continue;
        }
        page.is_last = page.rows.size() < static_cast<size_t>(size);
        if (!page.is_last) return page;
        page.rows.push_back({project, std::move(line), {}});
      }
    }
    return page;
  });
}

}  // namespace

absl::StatusOr<records::Record<Investment>> GetInvestment(const LiveRecords& records,
                                                          const records::GetQuery& query) {
  return records::GetRecord<Investment>(records, query, "INVESTMENT_NOT_FOUND");
}

absl::StatusOr<records::Page<Investment>> ListInvestments(const LiveRecords& records,
                                                          const ListInvestmentsQuery& query) {
  return records::ListRecords<Investment>(records, query.list, [&](const Investment& investment) {
    return !query.kind || investment.kind == *query.kind;
  });
}

absl::StatusOr<InvestmentSummary> SummarizeInvestments(const LiveRecords& records,
                                                       const InvestmentSummaryQuery& query) {
  return records.Read([&](const RecordState& state) -> absl::StatusOr<InvestmentSummary> {
    InvestmentSummary summary;
    COBUILD_ASSIGN_OR_RETURN(summary.position, state.PositionOf(query.known_at));
    for (const std::string& project : query.projects) {
      const auto lines = LinesOf(state, query, project, summary.position);
      if (lines.empty()) continue;
      summary.rows.push_back(SumOf(project, lines));
      summary.rows.back().verification = CheckedOf(state, query, project, summary.position);
      summary.total_fen += summary.rows.back().amount_fen;
    }
    return summary;
  });
}

absl::StatusOr<InvestmentLinePage> ListInvestmentLines(const LiveRecords& records, Reader& reader,
                                                       const InvestmentSummaryQuery& query,
                                                       const InvestmentLineKey& after, int size) {
  COBUILD_ASSIGN_OR_RETURN(InvestmentLinePage page, PageOf(records, query, after, size));
  std::vector<Key> keys;
  for (const auto& row : page.rows) keys.push_back({row.line.ledger, row.line.transfer});
  COBUILD_ASSIGN_OR_RETURN(std::vector<PostedTransfer> found, reader.FindTransfers(keys));
  std::map<Key, PostedTransfer> by_key;
  for (PostedTransfer& transfer : found) {
    by_key[{transfer.transfer.ledger, transfer.transfer.id}] = std::move(transfer);
  }
  for (auto& row : page.rows) {
    const auto transfer = by_key.find({row.line.ledger, row.line.transfer});
    if (transfer == by_key.end()) {
      return absl::InternalError(TransferName(row.line.ledger, row.line.transfer) +
                                 " is not in the journal");
    }
    row.transfer = transfer->second;
  }
  return page;
}

}  // namespace cobuild::finance
