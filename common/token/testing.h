// Keys and tokens for tests, wrong ones too.
#pragma once

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "common/base/signature.h"
#include "common/base/time.h"
#include "common/token/base64url.h"
#include "common/token/issue.h"
#include "common/token/key_set.h"

namespace cobuild::token {

inline constexpr char kTestIssuer[] = "https://id.example";
inline constexpr char kTestAudience[] = "cobuild";

// What a right token of `subject` says: from `now` on, for an hour.
inline Claims TestClaims(base::Timestamp now, const std::string& subject = "li.si") {
  return {.issuer = kTestIssuer,
          .audiences = {kTestAudience},
          .subject = subject,
          .issued = now,
          .not_before = now,
          .expires = {now.micros + std::chrono::microseconds(std::chrono::hours(1)).count()}};
}

// header.claims, as it is signed.
inline std::string SignedText(std::string_view header, std::string_view claims) {
  return ToBase64Url(header) + "." + ToBase64Url(claims);
}

// A file of keys in the system's temporary folder; removed when destroyed.
class TestKeyFile {
 public:
  explicit TestKeyFile(const std::string& text = R"({"keys": []})") {
    static int made = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("cobuild-keys-" + std::to_string(::getpid()) + "-" + std::to_string(++made));
    Write(text);
  }
  ~TestKeyFile() {
    std::error_code ignored;  // one left behind in the temporary folder fails no test
    std::filesystem::remove(path_, ignored);
  }
  TestKeyFile(const TestKeyFile&) = delete;
  TestKeyFile& operator=(const TestKeyFile&) = delete;

  std::string path() const { return path_; }

  // Whole at once, as whoever changes keys should do it.
  void Write(const std::string& text) {
    text_ = text;
    const std::string draft = path_.string() + ".new";
    std::ofstream(draft) << text;
    std::filesystem::rename(draft, path_);
  }
  void Add(const base::VerifyingKey& key) { Write(WithKey(text_, key).value()); }
  void Remove(const base::VerifyingKey& key) { Write(WithoutKey(text_, key.Id()).value()); }

 private:
  std::filesystem::path path_;
  std::string text_;
};

}  // namespace cobuild::token
