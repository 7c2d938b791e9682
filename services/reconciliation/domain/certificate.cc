#include "services/reconciliation/domain/certificate.h"

#include <fmt/format.h>

#include <utility>

namespace cobuild::reconciliation {
namespace {

std::string HexOf(const std::string& bytes) {
  std::string hex;
  for (const char byte : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return hex;
}

std::string BytesOf(const std::string& hex) {
  const auto first = base::DigestFromHex(hex.substr(0, hex.size() / 2));
  const auto second = base::DigestFromHex(hex.substr(hex.size() / 2));
  return first && second ? base::ToBytes(*first) + base::ToBytes(*second) : "";
}

}  // namespace

std::string CertificateId(int64_t number) { return fmt::format("{:08}", number); }

base::ChainEnd LastCertificate(const Reconciliation& state) {
  base::ChainEnd last;
  state.Of<Certificate>().VisitAfter("", state.position(), [&](const Record<Certificate>& record) {
    last = {record.facts.number, record.facts.digest};
    return true;
  });
  return last;
}

std::string CertificateText(int64_t number, const std::string& run_id, const Run& run) {
  std::string text = fmt::format(
      "cobuild reconciliation certificate\n"
      "number: {}\n"
      "run: runs/{}\n"
      "mode: {}\n"
      "start: {}\n"
      "finish: {}\n",
      number, run_id, run.mode == RunMode::kFull ? "FULL" : "INCREMENTAL",
      base::FormatTimestamp(run.start_time), base::FormatTimestamp(run.finish_time));
  text += fmt::format("positions: registry {} finance {} projects {} assessment {}\n", run.registry,
                      run.finance, run.projects, run.assessment);
  for (const CheckResult& check : run.checks) {
    text += fmt::format("check {}: {} compared {} breaks {} in flight {} digest {}\n", check.check,
                        NameOf(check.result), check.compared, check.broken, check.in_flight,
                        base::ToHex(check.digest));
  }
  return text + fmt::format("breaks: opened {} closed {}\n", run.opened, run.closed);
}

Certificate MakeCertificate(const base::ChainEnd& last, const std::string& run_id, const Run& run,
                            const base::SigningKey& key) {
  base::Link link =
      base::NextLink(kCertificateDomain, last, CertificateText(last.number + 1, run_id, run), &key);
  return {.number = link.number,
          .run = run_id,
          .content = std::move(link.content),
          .previous = link.previous,
          .digest = link.digest,
          .signature = HexOf(link.signature),
          .key_id = key.Public().Id()};
}

base::Link LinkOf(const Certificate& certificate) {
  return {.number = certificate.number,
          .content = certificate.content,
          .previous = certificate.previous,
          .digest = certificate.digest,
          .signature = BytesOf(certificate.signature)};
}

std::string TextOf(const Certificate& certificate) {
  const base::Link link = LinkOf(certificate);
  return base::ToText({&link, 1});
}

}  // namespace cobuild::reconciliation
