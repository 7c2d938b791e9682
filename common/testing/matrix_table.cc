#include "common/testing/matrix_table.h"

#include <fmt/format.h>

#include <sstream>
#include <stdexcept>

namespace cobuild::test {
namespace {

class MatrixReader {
 public:
  MatrixTable Read(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      ++line_;
      while (!line.empty() && line.back() == ' ') line.pop_back();
      if (line.empty() || line[0] == '#') continue;
      Take(line);
    }
    return std::move(table_);
  }

 private:
  // What an indented line goes on with.
  enum class Within { kNothing, kStep, kStanza, kOutcomes };

  [[noreturn]] void Fail(const std::string& what) const {
    throw std::runtime_error(fmt::format("line {}: {}", line_, what));
  }

  void Take(const std::string& line) {
    if (line[0] == ' ') return GoOn(line);
    std::istringstream words(line);
    std::string first;
    words >> first;
    if (first == "set") {
      TakeSet(words);
    } else if (first == "both" || first == "row") {
      TakeStep(first == "both", words);
    } else if (first == "let") {
      TakeKept(words);
    } else if (first == ">") {
      Requests().push_back(line.substr(1));
    } else if (first == "rpc") {
      TakeStanza(line, words);
    } else if (first == "by" && within_ >= Within::kStanza) {
      table_.stanzas.back().expected += line + "\n";
      within_ = Within::kOutcomes;
    } else {
      Fail("is not understood");
    }
  }

  void GoOn(const std::string& line) {
    if (within_ == Within::kOutcomes) {
      table_.stanzas.back().expected += line + "\n";
    } else if (Requests().empty()) {
      Fail("goes on with nothing");
    } else {
      Requests().back() += line;
    }
  }

  void TakeSet(std::istringstream& words) {
    std::string name, roles;
    words >> name;
    std::getline(words >> std::ws, roles);
    table_.sets.emplace_back(name, roles);
    within_ = Within::kNothing;
  }

  void TakeStep(bool both, std::istringstream& words) {
    MatrixStep step{.line = line_,
                    .both = both,
                    .principal = "person/setup",
                    .rpc = {},
                    .requests = {},
                    .kept = {}};
    words >> step.rpc;
    if (step.rpc == "as") words >> step.principal >> step.rpc;
    table_.steps.push_back(std::move(step));
    within_ = Within::kStep;
  }

  void TakeKept(std::istringstream& words) {
    if (within_ != Within::kStep) Fail("follows no call");
    auto& [name, field] = table_.steps.back().kept.emplace_back();
    words >> name >> field;
  }

  void TakeStanza(const std::string& line, std::istringstream& words) {
    MatrixStanza stanza{.line = line_,
                        .rpc = {},
                        .is_new = false,
                        .is_told = false,
                        .requests = {},
                        .expected = line + "\n"};
    std::string scope;
    words >> stanza.rpc >> scope;
    for (std::string word; words >> word;) {
      stanza.is_new = stanza.is_new || word == "new";
      stanza.is_told = stanza.is_told || word == "told";
      if (word != "new" && word != "told") Fail(word + " is no word for an RPC");
    }
    table_.stanzas.push_back(std::move(stanza));
    within_ = Within::kStanza;
  }

  std::vector<std::string>& Requests() {
    if (within_ == Within::kStep) return table_.steps.back().requests;
    if (within_ != Within::kStanza) Fail("is no request of anything");
    return table_.stanzas.back().requests;
  }

  MatrixTable table_;
  int line_ = 0;
  Within within_ = Within::kNothing;
};

}  // namespace

MatrixTable ParseMatrix(const std::string& text) { return MatrixReader().Read(text); }

}  // namespace cobuild::test
