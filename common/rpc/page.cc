#include "common/rpc/page.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>

#include "absl/strings/escaping.h"
#include "common/base/digest.h"

namespace cobuild::rpc {
namespace {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 1000;
constexpr size_t kDigestBytes = 16;
constexpr size_t kMaxTokenBytes = 1024;

// Equal messages give equal bytes, whatever the order of their map entries.
std::string DeterministicBytes(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  out.SetSerializationDeterministic(true);
  message.SerializePartialToCodedStream(&out);
  out.Trim();
  return bytes;
}

}  // namespace

int PageSize(error::Violations& violations, int page_size) {
  if (page_size < 0) {
    violations.Add("page_size", "NEGATIVE_PAGE_SIZE", "must not be negative");
  }
  return page_size == 0 ? kDefaultPageSize : std::min(page_size, kMaxPageSize);
}

std::string EncodePageToken(const google::protobuf::Message& binding, std::string_view last_key) {
  const base::Digest digest = base::DigestBuilder("cobuild.page_token.v1")
                                  .Add(binding.GetTypeName())
                                  .Add(DeterministicBytes(binding))
                                  .Add(last_key)
                                  .Finish();
  std::string token = base::ToBytes(digest).substr(0, kDigestBytes);
  token.append(last_key);
  return absl::WebSafeBase64Escape(token);
}

std::string DecodePageToken(error::Violations& violations, const google::protobuf::Message& binding,
                            std::string_view token) {
  std::string decoded;
  std::string last_key;
  if (token.size() <= kMaxTokenBytes &&
      absl::WebSafeBase64Unescape(absl::string_view(token.data(), token.size()), &decoded) &&
      decoded.size() > kDigestBytes) {
    last_key = decoded.substr(kDigestBytes);
  }
  // Encoding again compares the digest, and refuses other spellings of the same bytes.
  if (last_key.empty() || EncodePageToken(binding, last_key) != token) {
    violations.Add("page_token", "PAGE_TOKEN_INVALID",
                   "must come from the response before, with the same other fields");
  }
  return last_key;
}

}  // namespace cobuild::rpc
