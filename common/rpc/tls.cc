#include "common/rpc/tls.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "common/base/status_macros.h"

namespace cobuild::rpc {
namespace {

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file || content.empty()) {
    return absl::InvalidArgumentError(fmt::format("\"{}\" cannot be read or is empty", path));
  }
  return content;
}

}  // namespace

absl::StatusOr<TlsFiles> ReadTlsFiles(const TlsFiles& files) {
  TlsFiles contents;
  COBUILD_ASSIGN_OR_RETURN(contents.certificate, ReadFile(files.certificate));
  COBUILD_ASSIGN_OR_RETURN(contents.key, ReadFile(files.key));
  COBUILD_ASSIGN_OR_RETURN(contents.authorities, ReadFile(files.authorities));
  return contents;
}

}  // namespace cobuild::rpc
