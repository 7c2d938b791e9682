#include "services/cli/import_file.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <optional>

#include "common/base/text.h"
#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

constexpr size_t kMaxListed = 1000;
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kGb18030Mark = "\x84\x31\x95\x33";
constexpr std::string_view kZipMark = "PK\x03\x04";

// The C library's converter knows GB18030 with its four-byte characters, and refuses what is not of
// it. It lets more pass as UTF-8 than Unicode does, so that is judged by our own rule.
class Decoder {
 public:
  explicit Decoder(Encoding encoding)
      : converter_(encoding == Encoding::kUtf8 ? None() : iconv_open("UTF-8", "GB18030")),
        ok_(encoding == Encoding::kUtf8 || converter_ != None()) {}
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() {
    if (converter_ != None()) iconv_close(converter_);
  }

  // Whether this system has the encoding.
  bool ok() const { return ok_; }

  // Nullopt when `bytes` are not wholly of the encoding.
  std::optional<std::string> Decode(std::string bytes) {
    std::optional<std::string> text =
        converter_ == None() ? std::move(bytes) : Convert(std::move(bytes));
    return text && base::IsValidUtf8(*text) ? text : std::nullopt;
  }

 private:
  // What iconv_open gives when it has no converter.
  static iconv_t None() { return reinterpret_cast<iconv_t>(-1); }

  std::optional<std::string> Convert(std::string bytes) {
    // Two bytes of GB18030 become three of UTF-8 at most.
    std::string text(bytes.size() * 2, '\0');
    char* from = bytes.data();
    char* to = text.data();
    size_t from_left = bytes.size();
    size_t to_left = text.size();
    iconv(converter_, nullptr, nullptr, nullptr, nullptr);
    const size_t converted = iconv(converter_, &from, &from_left, &to, &to_left);
    if (converted == static_cast<size_t>(-1) || from_left > 0) return std::nullopt;
    text.resize(text.size() - to_left);
    return text;
  }

  iconv_t converter_;
  bool ok_;
};

absl::StatusOr<std::string_view> WithoutMark(std::string_view bytes, Encoding encoding) {
  if (bytes.starts_with(kZipMark)) {
    return UsageError("this is a workbook: save it as CSV in UTF-8");
  }
  if (encoding == Encoding::kGb18030) {
    if (bytes.starts_with(kUtf8Mark)) {
      return UsageError("the file begins with the mark of UTF-8: leave --encoding out");
    }
    if (bytes.starts_with(kGb18030Mark)) bytes.remove_prefix(kGb18030Mark.size());
  }
  return bytes;
}

// False when a cell is wrong. No byte of a longer character of either encoding is a comma, a quote
// or a line end, so cells are told apart before they are decoded, and a wrong byte has its cell.
bool DecodeCells(Decoder& decoder, Encoding encoding, const std::vector<std::string>& titles,
                 CsvLine& line, CellProblems& problems) {
  bool right = true;
  for (size_t i = 0; i < line.cells.size(); ++i) {
    if (auto text = decoder.Decode(line.cells[i])) {
      line.cells[i] = *std::move(text);
      continue;
    }
    const std::string_view title = i < titles.size() ? titles[i] : std::string_view();
    problems.AddCell(line.number, i, title,
                     encoding == Encoding::kUtf8
                         ? "is not UTF-8; a file of GB18030 is read with --encoding gb18030"
                         : "is not GB18030; a file of UTF-8 is read without --encoding");
    right = false;
  }
  return right;
}

}  // namespace

void CellProblems::AddCell(int line, size_t column, std::string_view title, std::string_view what) {
  Add(fmt::format("line {}, column {} ({}): {}", line, column + 1, title, what));
}

void CellProblems::AddLine(int line, std::string_view what) {
  Add(fmt::format("line {}: {}", line, what));
}

void CellProblems::Add(std::string text) {
  ++count_;
  if (listed_.size() < kMaxListed) listed_.push_back(std::move(text));
}

absl::Status CellProblems::Check() const {
  if (count_ == 0) return absl::OkStatus();
  return UsageError(fmt::format("nothing was sent: {} cells or lines are wrong, the first is {}",
                                count_, listed_.front()));
}

void CellProblems::Print(std::ostream& notes) const {
  for (const std::string& problem : listed_) notes << problem << "\n";
  const int64_t more = count_ - static_cast<int64_t>(listed_.size());
  if (more > 0) notes << fmt::format("and {} more\n", more);
}

absl::StatusOr<ImportFile> ReadImportFile(std::string_view bytes, Encoding encoding,
                                          CellProblems& problems) {
  Decoder decoder(encoding);
  if (!decoder.ok()) return UsageError("this system cannot read that encoding");
  COBUILD_ASSIGN_OR_RETURN(const std::string_view text, WithoutMark(bytes, encoding));
  auto lines = ParseCsv(text);
  if (!lines.ok()) return UsageError(std::string(lines.status().message()));
  if (lines->empty()) return UsageError("the file is empty");
  ImportFile file;
  DecodeCells(decoder, encoding, {}, lines->front(), problems);
  file.columns = std::move(lines->front().cells);
  COBUILD_RETURN_IF_ERROR(problems.Check());
  for (size_t i = 1; i < lines->size(); ++i) {
    CsvLine& line = (*lines)[i];
    if (line.cells.size() != file.columns.size()) {
      problems.AddLine(line.number, fmt::format("{} cells under {} columns", line.cells.size(),
                                                file.columns.size()));
      continue;
    }
    if (DecodeCells(decoder, encoding, file.columns, line, problems)) {
      file.lines.push_back(std::move(line));
    }
  }
  return file;
}

absl::Status CheckTitles(const std::vector<std::string>& titles,
                         const std::map<std::string, bool>& known) {
  for (size_t i = 0; i < titles.size(); ++i) {
    if (!known.contains(titles[i])) {
      return UsageError(fmt::format("line 1, column {}: unknown column \"{}\"", i + 1, titles[i]));
    }
    if (std::ranges::count(titles, titles[i]) > 1) {
      return UsageError(fmt::format("line 1: the column \"{}\" is there twice", titles[i]));
    }
  }
  for (const auto& [title, required] : known) {
    if (required && std::ranges::find(titles, title) == titles.end()) {
      return UsageError(fmt::format("line 1: the column \"{}\" is missing", title));
    }
  }
  return absl::OkStatus();
}

void AddRefusal(const std::vector<std::string>& columns, int line, std::string_view field,
                std::string_view what, CellProblems& problems) {
  std::string_view rest = field;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find_first_of(".["), rest.size());
    const auto column = std::ranges::find(columns, rest.substr(0, end));
    if (column != columns.end()) {
      problems.AddCell(line, static_cast<size_t>(column - columns.begin()), *column, what);
      return;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  problems.AddLine(line, field.empty() ? std::string(what) : fmt::format("{}: {}", field, what));
}

}  // namespace cobuild::cli
