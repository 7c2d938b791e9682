#include "common/token/key_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/token/base64url.h"
#include "common/token/strict_json.h"

namespace cobuild::token {
namespace {

using nlohmann::json;

constexpr size_t kMostKeys = 100;
constexpr size_t kMostIdBytes = 128;
constexpr int kIndent = 2;

absl::Status Wrong(std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("keys: {}", what));
}

absl::StatusOr<json> ListOf(std::string_view jwks) {
  std::optional<json> document = ParseStrictly(jwks);
  if (!document || !document->is_object()) return Wrong("not a JSON object");
  const auto list = document->find("keys");
  if (list == document->end() || !list->is_array()) return Wrong("needs a list \"keys\"");
  if (list->size() > kMostKeys) return Wrong(fmt::format("more than {}", kMostKeys));
  const auto is_object = [](const json& entry) { return entry.is_object(); };
  if (!std::all_of(list->begin(), list->end(), is_object)) return Wrong("each key is an object");
  return *list;
}

bool Is(const json& entry, const char* member, std::string_view value) {
  return TextOf(entry, member) == value;
}

// Which of them is ours to use; the algorithm may be named and must be the kind's then.
bool IsEdDsa(const json& entry) {
  return Is(entry, "kty", "OKP") && Is(entry, "crv", "Ed25519") &&
         entry.value("alg", json("EdDSA")) == "EdDSA";
}
bool IsEs256(const json& entry) {
  return Is(entry, "kty", "EC") && Is(entry, "crv", "P-256") &&
         entry.value("alg", json("ES256")) == "ES256";
}
bool IsForSignatures(const json& entry) { return entry.value("use", json("sig")) == "sig"; }

absl::StatusOr<Key> KeyOf(const json& entry) {
  if (entry.contains("d")) return Wrong("a private key does not belong here");
  const auto bytes = [&entry](const char* member) {
    return FromBase64Url(TextOf(entry, member).value_or("")).value_or("");
  };
  if (IsEdDsa(entry)) {
    COBUILD_ASSIGN_OR_RETURN(base::VerifyingKey key, base::VerifyingKey::FromRaw(bytes("x")));
    return Key(std::move(key));
  }
  COBUILD_ASSIGN_OR_RETURN(Es256Key key, Es256Key::FromCoordinates(bytes("x"), bytes("y")));
  return Key(std::move(key));
}

std::string TextOfKeys(json list) { return json{{"keys", std::move(list)}}.dump(kIndent) + "\n"; }

}  // namespace

std::string_view AlgorithmOf(const Key& key) {
  return std::holds_alternative<Es256Key>(key) ? "ES256" : "EdDSA";
}

bool Verifies(const Key& key, std::string_view bytes, std::string_view signature) {
  return std::visit([&](const auto& one) { return one.Verifies(bytes, signature); }, key);
}

absl::StatusOr<KeySet> ParseKeySet(std::string_view jwks) {
  COBUILD_ASSIGN_OR_RETURN(const json list, ListOf(jwks));
  KeySet set;
  for (const json& entry : list) {
    if (!IsForSignatures(entry) || !(IsEdDsa(entry) || IsEs256(entry))) {
      ++set.passed_over;
      continue;
    }
    const std::string id = TextOf(entry, "kid").value_or("");
    if (id.empty() || id.size() > kMostIdBytes)
      return Wrong("each has a \"kid\" of 1 to 128 bytes");
    absl::StatusOr<Key> key = KeyOf(entry);
    if (!key.ok()) return Wrong(fmt::format("{}: {}", id, key.status().message().data()));
    if (!set.keys.emplace(id, *std::move(key)).second) return Wrong(id + " is there twice");
  }
  return set;
}

absl::StatusOr<std::string> WithKey(std::string_view jwks, const base::VerifyingKey& key) {
  json list = json::array();
  if (!jwks.empty()) {
    COBUILD_ASSIGN_OR_RETURN(list, ListOf(jwks));
  }
  const bool is_there = std::any_of(
      list.begin(), list.end(), [&key](const json& entry) { return Is(entry, "kid", key.Id()); });
  if (is_there) return absl::AlreadyExistsError("the key is there already");
  list.push_back({{"kty", "OKP"},
                  {"crv", "Ed25519"},
                  {"alg", "EdDSA"},
                  {"use", "sig"},
                  {"kid", key.Id()},
                  {"x", ToBase64Url(key.Raw())}});
  std::string text = TextOfKeys(std::move(list));
  COBUILD_RETURN_IF_ERROR(ParseKeySet(text).status());
  return text;
}

absl::StatusOr<std::string> WithoutKey(std::string_view jwks, std::string_view id) {
  COBUILD_ASSIGN_OR_RETURN(json list, ListOf(jwks));
  const auto found = std::find_if(list.begin(), list.end(),
                                  [id](const json& entry) { return Is(entry, "kid", id); });
  if (found == list.end()) return absl::NotFoundError("there is no key of this id");
  list.erase(found);
  return TextOfKeys(std::move(list));
}

}  // namespace cobuild::token
