#include "services/cli/arguments.h"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include "common/base/time.h"
#include "common/money/money.h"
#include "common/rpc/fields.h"
#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

std::optional<int64_t> ParseInteger(std::string_view text) {
  int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string EnumName(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return c == '-' ? '_' : static_cast<char>(std::toupper(c));
  });
  return text;
}

}  // namespace

std::string FullName(const std::string& text, std::string_view collection) {
  // The id of a principal is the one with a slash of its own: "person/li.si".
  const bool is_id = collection == "principals" ? !text.starts_with("principals/")
                                                : text.find('/') == std::string::npos;
  const bool bare = !text.empty() && !collection.empty() && is_id;
  return bare ? fmt::format("{}/{}", collection, text) : text;
}

std::string Arguments::Text(std::string_view name) const {
  const auto found = given_.find(name);
  return found == given_.end() || found->second.empty() ? "" : found->second.front();
}

std::vector<std::string> Arguments::Texts(std::string_view name) const {
  const auto found = given_.find(name);
  return found == given_.end() ? std::vector<std::string>{} : found->second;
}

int64_t Arguments::Integer(std::string_view name, int64_t low, int64_t high, int64_t fallback) {
  return Has(name) ? IntegerOf(name, Text(name), low, high) : fallback;
}

int64_t Arguments::IntegerOf(std::string_view name, const std::string& text, int64_t low,
                             int64_t high) {
  const auto value = ParseInteger(text);
  if (value && low <= *value && *value <= high) return *value;
  Wrong(name, fmt::format("is a whole number from {} to {}", low, high), text);
  return 0;
}

google::type::Date Arguments::Date(std::string_view name) {
  return Has(name) ? DateOf(name, Text(name)) : google::type::Date();
}

google::type::Date Arguments::DateOf(std::string_view name, const std::string& text) {
  if (const auto date = base::ParseDate(text)) return rpc::ToProto(*date);
  Wrong(name, "is a day as 2011-12-31", text);
  return {};
}

google::type::Money Arguments::Money(std::string_view name) {
  return Has(name) ? MoneyOf(name, Text(name)) : google::type::Money();
}

google::type::Money Arguments::MoneyOf(std::string_view name, const std::string& text) {
  if (const auto amount = money::Parse(text)) return rpc::ToProto(*amount);
  Wrong(name, "is an amount in yuan as 49000.00, with two decimals at most", text);
  return {};
}

type::v1::KnownAt Arguments::KnownAt(std::string_view name) {
  type::v1::KnownAt known_at;
  if (!Has(name)) return known_at;
  const std::string text = Text(name);
  const auto position = ParseInteger(text);
  const auto time = base::ParseTimestamp(text);
  if (position && *position >= 0) {
    known_at.set_position(*position);
  } else if (time) {
    *known_at.mutable_time() = rpc::ToProto(*time);
  } else {
    Wrong(name, "is an instant as 2012-03-14T08:00:00Z, or a position", text);
  }
  return known_at;
}

std::string Arguments::Name(std::string_view name, std::string_view collection) const {
  return FullName(Text(name), collection);
}

std::vector<std::string> Arguments::Names(std::string_view name,
                                          std::string_view collection) const {
  std::vector<std::string> names = Texts(name);
  for (std::string& each : names) each = FullName(each, collection);
  return names;
}

absl::Status Arguments::Check() const {
  return problems_.empty() ? absl::OkStatus() : UsageError(problems_);
}

int Arguments::EnumNumber(std::string_view name, const std::string& text,
                          const google::protobuf::EnumDescriptor& type) {
  const auto* value = type.FindValueByName(EnumName(text));
  if (value != nullptr && value->number() != 0) return value->number();
  std::string known;
  for (int i = 1; i < type.value_count(); ++i) {
    known += (known.empty() ? "" : ", ") + type.value(i)->name();
  }
  Wrong(name, "is one of " + known, text);
  return 0;
}

void Arguments::JsonOf(std::string_view name, const std::string& text,
                       google::protobuf::Message& message) {
  const auto status = google::protobuf::util::JsonStringToMessage(text, &message);
  if (!status.ok()) Wrong(name, "is a " + message.GetDescriptor()->name() + " as JSON", text);
}

void Arguments::Wrong(std::string_view name, std::string_view what, std::string_view text) {
  problems_ += fmt::format("{}{} {}, not \"{}\"", problems_.empty() ? "" : "; ", name, what, text);
}

Encoding EncodingOf(Arguments& arguments) {
  const std::string text = arguments.Has("encoding") ? arguments.Text("encoding") : "utf-8";
  if (text != "utf-8" && text != "gb18030") {
    arguments.Wrong("encoding", "is utf-8 or gb18030", text);
  }
  return text == "gb18030" ? Encoding::kGb18030 : Encoding::kUtf8;
}

type::v1::DataOrigin DataOriginOf(Arguments& arguments) {
  return arguments.Has("data-origin") ? arguments.Enum<type::v1::DataOrigin>("data-origin")
                                      : type::v1::DataOrigin::RECORDED;
}

}  // namespace cobuild::cli
