#include "common/base/signed_chain.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace cobuild::base {
namespace {

constexpr std::string_view kLinkLine = "chain: ";

Digest LinkDigest(std::string_view domain, const Link& link) {
  return DigestBuilder(domain).Add(link.number).Add(link.previous).Add(link.content).Finish();
}

// Whether the link by itself is one that was made.
bool IsWhole(std::string_view domain, const Link& link, const VerifyingKey* key) {
  return link.digest == LinkDigest(domain, link) &&
         (key == nullptr || key->Verifies(ToBytes(link.digest), link.signature));
}

bool Follows(const Link& link, const ChainEnd& end) {
  return link.number == end.number + 1 && link.previous == end.digest;
}

// What is wrong with the first link of `rest`, which does not follow `end` or is not whole.
ChainFault::Kind Judge(std::string_view domain, std::span<const Link> rest, const ChainEnd& end,
                       const VerifyingKey* key) {
  const Link& link = rest.front();
  const auto continues = [&](const Link& later) {
    return Follows(later, end) && IsWhole(domain, later, key);
  };
  const bool goes_on_later = std::any_of(rest.begin() + 1, rest.end(), continues);
  if (!IsWhole(domain, link, key)) {
    return rest.size() > 1 && continues(rest[1]) ? ChainFault::Kind::kInserted
                                                 : ChainFault::Kind::kChanged;
  }
  if (link.number <= end.number) return ChainFault::Kind::kInserted;  // a second time
  if (link.number > end.number + 1) {
    return goes_on_later ? ChainFault::Kind::kSwapped : ChainFault::Kind::kMissing;
  }
  // Whole by itself, of the right number, and made after another link than the one before it.
  return goes_on_later ? ChainFault::Kind::kInserted : ChainFault::Kind::kChanged;
}

std::string HexOf(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    hex.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
    hex.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
  }
  return hex;
}

std::string LineOf(const Link& link) {
  return std::string(kLinkLine) + std::to_string(link.number) + " " + ToHex(link.previous) + " " +
         ToHex(link.digest) + " " + (link.signature.empty() ? "-" : HexOf(link.signature)) + "\n";
}

// The part of `text` up to the next blank, or to the end.
std::string_view NextWord(std::string_view& text) {
  const size_t blank = text.find(' ');
  const std::string_view word = text.substr(0, blank);
  text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
  return word;
}

// Bytes of pairs of digits, each half of the 64 of a signature; "" for what is no signature.
std::string SignatureFrom(std::string_view hex) {
  if (hex.size() != 2 * kSignatureBytes) return "";
  const auto first = DigestFromHex(hex.substr(0, kSignatureBytes));
  const auto second = DigestFromHex(hex.substr(kSignatureBytes));
  return first && second ? ToBytes(*first) + ToBytes(*second) : "";
}

Link LinkFrom(std::string_view content, std::string_view line) {
  Link link;
  link.content = content;
  std::string_view rest = line.substr(kLinkLine.size(), line.size() - kLinkLine.size() - 1);
  const std::string_view number = NextWord(rest);
  std::from_chars(number.data(), number.data() + number.size(), link.number);
  link.previous = DigestFromHex(NextWord(rest)).value_or(Digest{});
  link.digest = DigestFromHex(NextWord(rest)).value_or(Digest{});
  link.signature = SignatureFrom(rest);
  return link;
}

// One that is never whole: no digest is all zero.
Link Unreadable(std::string_view text) {
  return {.number = 0, .content = std::string(text), .previous = {}, .digest = {}, .signature = ""};
}

}  // namespace

Link NextLink(std::string_view domain, const ChainEnd& end, std::string content,
              const SigningKey* key) {
  Link link{.number = end.number + 1,
            .content = std::move(content),
            .previous = end.digest,
            .digest = {},
            .signature = ""};
  link.digest = LinkDigest(domain, link);
  if (key != nullptr) link.signature = key->Sign(ToBytes(link.digest));
  return link;
}

std::string_view NameOf(ChainFault::Kind kind) {
  switch (kind) {
    case ChainFault::Kind::kChanged:
      return "CHANGED";
    case ChainFault::Kind::kMissing:
      return "MISSING";
    case ChainFault::Kind::kInserted:
      return "INSERTED";
    case ChainFault::Kind::kSwapped:
      return "SWAPPED";
  }
  return "";
}

std::optional<ChainFault> VerifyChain(std::string_view domain, std::span<const Link> links,
                                      const ChainCheck& check) {
  ChainEnd end = check.start;
  for (size_t i = 0; i < links.size(); ++i) {
    if (!Follows(links[i], end) || !IsWhole(domain, links[i], check.key)) {
      return ChainFault{Judge(domain, links.subspan(i), end, check.key), end.number + 1, i};
    }
    end = EndOf(links[i]);
    if (check.end && check.end->number == end.number && *check.end != end) {
      return ChainFault{ChainFault::Kind::kChanged, end.number, i};
    }
  }
  if (check.end && check.end->number > end.number) {
    return ChainFault{ChainFault::Kind::kMissing, end.number + 1, links.size()};
  }
  return std::nullopt;
}

std::string ToText(std::span<const Link> links) {
  std::string text;
  for (const Link& link : links) text += link.content + LineOf(link);
  return text;
}

std::vector<Link> LinksFromText(std::string_view text) {
  std::vector<Link> links;
  size_t content = 0;  // where the link under way begins
  for (size_t line = 0; line < text.size();) {
    const size_t newline = text.find('\n', line);
    const size_t next = newline == std::string_view::npos ? text.size() : newline + 1;
    const std::string_view words = text.substr(line, next - line);
    if (words.starts_with(kLinkLine)) {
      Link link = LinkFrom(text.substr(content, line - content), words);
      links.push_back(LineOf(link) == words ? std::move(link)
                                            : Unreadable(text.substr(content, next - content)));
      content = next;
    }
    line = next;
  }
  if (content < text.size()) links.push_back(Unreadable(text.substr(content)));
  return links;
}

}  // namespace cobuild::base
