#include "tests/tidy_test/source_file.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>

namespace cobuild::tidy {
namespace {

constexpr std::string_view kOurFolders[] = {"common", "deploy", "services", "tests"};

std::vector<std::string> SplitLines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Length of the comment or literal that `text` begins with; 0 when it begins with neither.
size_t HiddenLength(std::string_view text) {
  const auto through = [text](std::string_view end, size_t from) {
    const size_t at = text.find(end, from);
    return at == std::string_view::npos ? text.size() : at + end.size();
  };
  if (text.starts_with("//")) return std::min(text.find('\n'), text.size());
  if (text.starts_with("/*")) return through("*/", 2);
  if (text.starts_with("R\"")) {
    const size_t open = std::min(text.find('('), text.size());
    return through(")" + std::string(text.substr(2, open - 2)) + "\"", open);
  }
  if (text.front() != '"' && text.front() != '\'') return 0;
  size_t end = 1;
  while (end < text.size() && text[end] != text.front() && text[end] != '\n') {
    end += text[end] == '\\' ? 2 : 1;
  }
  return std::min(end + 1, text.size());
}

// Blanks comments and literals, line breaks excepted.
std::string BlankCommentsAndLiterals(std::string_view text) {
  std::string code(text);
  for (size_t at = 0; at < text.size();) {
    // The quote of 10'000 begins nothing.
    const bool splits_digits =
        text[at] == '\'' && at > 0 && std::isxdigit(static_cast<unsigned char>(text[at - 1])) != 0;
    const size_t length = splits_digits ? 0 : HiddenLength(text.substr(at));
    std::replace_if(
        code.begin() + at, code.begin() + at + length, [](char c) { return c != '\n'; }, ' ');
    at += std::max<size_t>(length, 1);
  }
  return code;
}

bool EndsWithAny(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [path](std::string_view ending) { return path.ends_with(ending); });
}

}  // namespace

bool IsHeader(const SourceFile& file) { return file.path.ends_with(".h"); }
bool IsCpp(const SourceFile& file) { return EndsWithAny(file.path, {".h", ".cc"}); }
bool IsSql(const SourceFile& file) { return file.path.ends_with(".sql"); }

bool IsTest(const SourceFile& file) {
  return EndsWithAny(file.path, {"_test.cc", "conformance.cc", "conformance.h", "_fixture.h"}) ||
         file.path.find("testing/") != std::string::npos || file.path.starts_with("tests/");
}

SourceFile MakeSource(std::string path, std::string_view text) {
  SourceFile file{.path = std::move(path), .lines = SplitLines(text), .code = {}};
  if (IsCpp(file)) file.code = SplitLines(BlankCommentsAndLiterals(text));
  return file;
}

std::vector<SourceFile> ReadTree(const std::filesystem::path& root) {
  std::vector<SourceFile> files;
  for (const std::string_view folder : kOurFolders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const std::string path = entry.path().lexically_relative(root).generic_string();
      if (!entry.is_regular_file() || !EndsWithAny(path, {".h", ".cc", ".sql"})) continue;
      std::ifstream stream(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(stream),
                             std::istreambuf_iterator<char>()};
      files.push_back(MakeSource(path, text));
    }
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

}  // namespace cobuild::tidy
