// A chain of byte strings: each link has the digest of the one before it, so that none can be
// changed, taken out, put in or moved without the links after it showing it. A link may be signed;
// then nobody without the key can make the chain anew from some place on.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/digest.h"
#include "common/base/signature.h"

namespace cobuild::base {

// Up to where a chain is known: what is kept elsewhere, and measured against later.
struct ChainEnd {
  int64_t number = 0;  // 0: before the first link
  Digest digest{};     // all zero before the first link
  bool operator==(const ChainEnd&) const = default;
};

struct Link {
  int64_t number = 0;  // from 1
  std::string content;
  Digest previous{};      // digest of the link before it; all zero for the first
  Digest digest{};        // over domain, number, previous and content
  std::string signature;  // of the digest's 32 bytes; empty: not signed
  bool operator==(const Link&) const = default;
};

inline ChainEnd EndOf(const Link& link) { return {link.number, link.digest}; }

// The link after `end`. `domain` separates chains: a link of one is none of another. `key` may be
// null.
Link NextLink(std::string_view domain, const ChainEnd& end, std::string content,
              const SigningKey* key);

// The first thing that is wrong with a chain.
struct ChainFault {
  enum class Kind {
    kChanged,   // the link's content, number, digest or signature is not what was made
    kMissing,   // the link is not there
    kInserted,  // something stands there that was never made, or a second time
    kSwapped,   // the link stands further back
  };
  Kind kind = Kind::kChanged;
  int64_t number = 0;  // of the link that is wrong: from 1, as it should be numbered
  size_t index = 0;    // place in what was given; its size where the end is missing
  bool operator==(const ChainFault&) const = default;
};

// "CHANGED", "MISSING", "INSERTED", "SWAPPED".
std::string_view NameOf(ChainFault::Kind kind);

struct ChainCheck {
  ChainEnd start = {};  // what comes before the links that are given
  const VerifyingKey* key =
      nullptr;                       // null: signatures are not looked at; else each link needs one
  std::optional<ChainEnd> end = {};  // a link that must be among them: shows that the end is there
};

// nullopt when the links follow `start` as they were made, and reach `end`.
std::optional<ChainFault> VerifyChain(std::string_view domain, std::span<const Link> links,
                                      const ChainCheck& check);

// Links as text: each content, which is lines, then a line "chain: {number} {previous} {digest}
// {signature or -}" in hexadecimal. No line of a content begins with "chain: ".
std::string ToText(std::span<const Link> links);
// Strictly what ToText gives. What is not such a link comes as one that VerifyChain finds changed,
// so that no byte of the text goes unchecked.
std::vector<Link> LinksFromText(std::string_view text);

}  // namespace cobuild::base
