#include "services/cli/output/xlsx.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "services/cli/output/display_width.h"

namespace cobuild::cli {
namespace {

// A spreadsheet keeps 15 decimal digits of a number.
constexpr size_t kMaxNumberDigits = 15;
constexpr size_t kMaxColumnWidth = 60;
constexpr char kExample[] = "示例数据 / example data";

absl::Status Check(lxw_error error) {
  if (error == LXW_NO_ERROR) return absl::OkStatus();
  return absl::InvalidArgumentError(lxw_strerror(error));
}

// What is shown as a number and is kept whole as one.
std::optional<double> NumberOf(const Column& column, const std::string& text) {
  const auto digits = std::ranges::count_if(text, [](char c) { return '0' <= c && c <= '9'; });
  const bool whole = column.align == Column::Align::kRight && IsDecimal(text) &&
                     static_cast<size_t>(digits) <= kMaxNumberDigits;
  double number = 0;
  if (whole) std::from_chars(text.data(), text.data() + text.size(), number);
  return whole ? std::optional(number) : std::nullopt;
}

class Writer {
 public:
  Writer(const std::string& path, const std::string& name) {
    // Rows go to a temporary file as they come, so that long lists need little memory.
    lxw_workbook_options options = {.constant_memory = 1, .tmpdir = nullptr, .use_zip64 = 0};
    book_ = workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) return;
    sheet_ = workbook_add_worksheet(book_, name.c_str());
    title_ = workbook_add_format(book_);
    format_set_bold(title_);
    amount_ = workbook_add_format(book_);
    format_set_num_format(amount_, "#,##0.00");
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() {
    if (book_ != nullptr) workbook_close(book_);
  }

  absl::Status Write(const Sheet& sheet, Language language) {
    if (sheet_ == nullptr) return absl::InvalidArgumentError("no workbook can be made");
    for (const std::string& line : sheet.heading) {
      COBUILD_RETURN_IF_ERROR(WriteText(0, line, title_));
      ++row_;
    }
    const lxw_row_t titles = row_;
    for (size_t i = 0; i < sheet.columns.size(); ++i) {
      COBUILD_RETURN_IF_ERROR(WriteText(i, TitleIn(language, sheet.columns[i].title), title_));
    }
    SetWidths(sheet, language);
    ++row_;
    worksheet_freeze_panes(sheet_, row_, 0);
    for (const Json& row : sheet.rows) COBUILD_RETURN_IF_ERROR(WriteRow(sheet.columns, row));
    if (sheet.rows.empty()) return absl::OkStatus();
    return Check(worksheet_autofilter(sheet_, titles, 0, row_ - 1,
                                      static_cast<lxw_col_t>(sheet.columns.size() - 1)));
  }

  absl::Status Close() { return Check(workbook_close(std::exchange(book_, nullptr))); }

 private:
  absl::Status WriteRow(const std::vector<Column>& columns, const Json& row) {
    for (size_t i = 0; i < columns.size(); ++i) {
      const std::string text = ShownText(row, columns[i].key);
      if (text.empty()) continue;
      if (const auto number = NumberOf(columns[i], text)) {
        lxw_format* format = text.find('.') == std::string::npos ? nullptr : amount_;
        COBUILD_RETURN_IF_ERROR(Check(
            worksheet_write_number(sheet_, row_, static_cast<lxw_col_t>(i), *number, format)));
      } else {
        COBUILD_RETURN_IF_ERROR(WriteText(i, text, nullptr));
      }
    }
    ++row_;
    return absl::OkStatus();
  }

  absl::Status WriteText(size_t column, const std::string& text, lxw_format* format) {
    return Check(
        worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(column), text.c_str(), format));
  }

  void SetWidths(const Sheet& sheet, Language language) {
    for (size_t i = 0; i < sheet.columns.size(); ++i) {
      size_t width = DisplayWidth(TitleIn(language, sheet.columns[i].title));
      for (const Json& row : sheet.rows) {
        width = std::max(width, DisplayWidth(ShownText(row, sheet.columns[i].key)));
      }
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column,
                           static_cast<double>(std::min(width, kMaxColumnWidth) + 3), nullptr);
    }
  }

  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* title_ = nullptr;
  lxw_format* amount_ = nullptr;
  lxw_row_t row_ = 0;
};

absl::Status WriteTo(const std::string& path, const std::string& name, const Sheet& sheet,
                     Language language) {
  Writer writer(path, name);
  COBUILD_RETURN_IF_ERROR(writer.Write(sheet, language));
  return writer.Close();
}

}  // namespace

absl::Status WriteXlsx(const std::string& path, const std::string& name, const Sheet& sheet,
                       Language language) {
  Sheet headed = sheet;
  if (headed.heading.empty() && std::ranges::any_of(sheet.rows, IsOfAnExample)) {
    headed.heading.emplace_back(kExample);
  }
  const std::string part = path + ".part";
  absl::Status written = WriteTo(part, name, headed, language);
  if (written.ok() && std::rename(part.c_str(), path.c_str()) != 0) {
    written = absl::InvalidArgumentError("the file cannot be replaced");
  }
  if (!written.ok()) std::remove(part.c_str());
  return written;
}

}  // namespace cobuild::cli
