#include "common/testing/scope_matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include "common/obs/log.h"
#include "common/rpc/roles.h"
#include "common/testing/matrix_call.h"
#include "common/testing/matrix_reply.h"
#include "common/testing/matrix_table.h"

namespace cobuild::test {
namespace {

const char* WordFor(rpc::Scope scope) {
  switch (scope) {
    case rpc::Scope::kOpen:
      return "open";
    case rpc::Scope::kWhole:
      return "whole";
    case rpc::Scope::kRows:
      return "rows";
  }
  return "unknown";
}

constexpr char kRefused[] = "PERMISSION_DENIED";

// What the roles of a group find, as the table writes it: outcomes in the order of the relations.
std::string OutcomeLines(const std::vector<std::string>& by_relation) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (size_t i = 0; i < by_relation.size(); ++i) {
    auto line = std::find_if(lines.begin(), lines.end(),
                             [&](const auto& known) { return known.first == by_relation[i]; });
    if (line == lines.end()) line = lines.insert(lines.end(), {by_relation[i], ""});
    line->second += std::string(" ") + MatrixRelations()[i].name;
  }
  std::string text;
  for (const auto& [outcome, names] : lines) text += fmt::format("  {}:{}\n", outcome, names);
  return text;
}

// One run of a table.
class Matrix {
 public:
  Matrix(const MatrixServers& servers, MatrixTable table)
      : servers_(servers), table_(std::move(table)) {
    for (const rpc::Route& route : servers.with_row.router().routes()) {
      methods_.push_back(route.method);
    }
  }

  std::vector<std::string> Run() {
    for (const MatrixStep& step : table_.steps) {
      if (step.both) Take(step, ChannelOf(without_channels_, servers_.without_row, step.principal));
      Take(step, ChannelOf(with_channels_, servers_.with_row, step.principal));
    }
    for (const MatrixRelation& relation : MatrixRelations()) {
      with_row_.push_back(servers_.with_row.ChannelAs(relation.Principal()));
      without_row_.push_back(servers_.without_row.ChannelAs(relation.Principal()));
    }
    for (const MatrixStanza& stanza : table_.stanzas) {
      if (const rpc::Method* method = Find(stanza.rpc)) {
        Ask(stanza, *method);
      } else {
        wrong_.push_back(fmt::format("line {}: {} is no RPC", stanza.line, stanza.rpc));
      }
    }
    for (const rpc::Method* method : methods_) {
      if (!asked_.contains(method->name)) {
        wrong_.push_back(fmt::format("{} has no lines", method->name));
      }
    }
    return std::move(wrong_);
  }

 private:
  // Of the answers to one request: which of them the server without the row gives too.
  using Sameness = std::map<std::pair<size_t, std::string>, bool>;
  // By principal.
  using Channels = std::map<std::string, std::shared_ptr<grpc::Channel>>;

  const rpc::Method* Find(const std::string& rpc) const {
    const auto found = std::find_if(methods_.begin(), methods_.end(), [&](const auto* method) {
      return method->name.ends_with("." + rpc);
    });
    return found == methods_.end() ? nullptr : *found;
  }

  static std::shared_ptr<grpc::Channel> ChannelOf(Channels& channels, TestServer& server,
                                                  const std::string& principal) {
    std::shared_ptr<grpc::Channel>& channel = channels[principal];
    if (channel == nullptr) channel = server.ChannelAs(principal);
    return channel;
  }

  void Take(const MatrixStep& step, const std::shared_ptr<grpc::Channel>& channel) {
    const rpc::Method* method = Find(step.rpc);
    if (method == nullptr) throw std::runtime_error(fmt::format("line {}: no RPC", step.line));
    const auto replies =
        MatrixCall({channel}, *method, MatrixRequests(*method, Filled(step.requests)));
    const MatrixReply& reply = replies.front();
    if (!reply.status.ok()) {
      throw std::runtime_error(fmt::format("line {}: {}", step.line, LearntFrom(reply)));
    }
    for (const auto& [name, path] : step.kept) {
      kept_[name] = TextAt(*reply.messages.front(), path);
    }
  }

  std::vector<std::string> Filled(std::vector<std::string> texts) const {
    for (std::string& text : texts) {
      for (const auto& [name, value] : kept_) {
        const std::string variable = "$" + name;
        for (size_t at = text.find(variable); at != std::string::npos; at = text.find(variable)) {
          text.replace(at, variable.size(), value);
        }
      }
    }
    return texts;
  }

  // Further requests of an RPC are about rows: one role that may ask says what there is to say.
  std::vector<std::string> RolesFor(const rpc::Method& method) {
    const std::vector<std::string> all = rpc::RoleNames();
    if (asked_.insert(method.name).second) return all;
    const auto first = std::find_if(all.begin(), all.end(), [&](const std::string& role) {
      return rpc::RoleAllows(role, method.permission);
    });
    return {first == all.end() ? all.front() : *first};
  }

  // Whether the role lacks the permission, and so is refused with the bound whose turn it is.
  bool IsRefused(const std::string& role, const rpc::Method& method,
                 const MatrixMessages& requests) {
    if (method.permission == rpc::kNoPermission || rpc::RoleAllows(role, method.permission)) {
      return false;
    }
    const auto& channel = with_row_[++refused_ % with_row_.size()];
    return OutcomeOf(MatrixCall({channel}, method, requests).front()) == kRefused;
  }

  void Ask(const MatrixStanza& stanza, const rpc::Method& method) {
    const MatrixMessages requests = MatrixRequests(method, Filled(stanza.requests));
    std::vector<std::pair<std::string, std::string>> groups;  // outcomes, and who finds them
    Sameness same;
    for (const std::string& role : RolesFor(method)) {
      servers_.directory.Give(role);
      if (IsRefused(role, method, requests)) continue;
      const std::vector<MatrixReply> replies = MatrixCall(with_row_, method, requests);
      std::vector<std::string> outcomes;
      for (size_t i = 0; i < replies.size(); ++i) {
        outcomes.push_back(OutcomeOf(replies[i]));
        if (method.scope != rpc::Scope::kRows || outcomes[i] == kRefused) continue;
        const auto [known, is_first] = same.try_emplace({i, BytesOf(replies[i])}, false);
        if (is_first) {
          const std::string learnt = LearntFrom(replies[i]);
          known->second =
              learnt == LearntFrom(MatrixCall({without_row_[i]}, method, requests).front());
          Judge(stanza, role, MatrixRelations()[i], known->second, learnt);
        }
        if (known->second) outcomes[i] = "same " + outcomes[i];
      }
      Group(role, outcomes, groups);
    }
    Compare(stanza, method, groups);
  }

  void Judge(const MatrixStanza& stanza, const std::string& role, const MatrixRelation& relation,
             bool same, const std::string& learnt) {
    const bool leaks = !relation.reaches_row && !same && !stanza.is_told;
    const bool misses = relation.name == "whole" && same && !stanza.is_new;
    if (!leaks && !misses) return;
    wrong_.push_back(
        fmt::format("line {}: {} as {}, {}, {}:\n{}", stanza.line, stanza.rpc, role, relation.name,
                    leaks ? "is told of a row out of reach" : "is asked about no row", learnt));
  }

  static void Group(const std::string& role, const std::vector<std::string>& by_relation,
                    std::vector<std::pair<std::string, std::string>>& groups) {
    const bool refused = std::all_of(by_relation.begin(), by_relation.end(),
                                     [](const auto& outcome) { return outcome == kRefused; });
    if (refused) return;
    const std::string lines = OutcomeLines(by_relation);
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const auto& known) { return known.first == lines; });
    if (group == groups.end()) {
      groups.emplace_back(lines, role);
    } else {
      group->second += " " + role;
    }
  }

  // The name of a set of just these roles, or else they.
  const std::string& SetOf(const std::string& roles) const {
    const auto set = std::find_if(table_.sets.begin(), table_.sets.end(),
                                  [&](const auto& known) { return known.second == roles; });
    return set == table_.sets.end() ? roles : set->first;
  }

  void Compare(const MatrixStanza& stanza, const rpc::Method& method,
               const std::vector<std::pair<std::string, std::string>>& groups) {
    std::string actual = fmt::format("rpc {} {}{}{}\n", stanza.rpc, WordFor(method.scope),
                                     stanza.is_new ? " new" : "", stanza.is_told ? " told" : "");
    for (const auto& [lines, roles] : groups) {
      actual += fmt::format("by {}\n{}", SetOf(roles), lines);
    }
    if (actual == stanza.expected) return;
    wrong_.push_back(fmt::format("line {} is\n{}and would have to be\n{}", stanza.line,
                                 stanza.expected, actual));
  }

  const MatrixServers& servers_;
  std::vector<const rpc::Method*> methods_;  // that are served
  const MatrixTable table_;
  std::map<std::string, std::string> kept_;
  Channels with_channels_;  // of the steps
  Channels without_channels_;
  std::vector<std::shared_ptr<grpc::Channel>> with_row_;  // by relation
  std::vector<std::shared_ptr<grpc::Channel>> without_row_;
  std::set<std::string_view> asked_;
  size_t refused_ = 0;  // roles for want of a permission so far
  std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> CheckMatrix(const MatrixServers& servers,
                                     std::span<const rpc::Method> table, const std::string& text) {
  // Thousands of refusals: a line of log for each would take longer than the calls.
  obs::SetLeastLevel(obs::Level::kError);
  std::vector<std::string> wrong = Matrix(servers, ParseMatrix(text)).Run();
  obs::SetLeastLevel(obs::Level::kInfo);
  const std::vector<rpc::Route>& routes = servers.with_row.router().routes();
  for (const rpc::Method& method : table) {
    const bool is_served = std::any_of(routes.begin(), routes.end(), [&](const rpc::Route& route) {
      return route.method->name == method.name;
    });
    if (!is_served) wrong.push_back(fmt::format("{} is not served", method.name));
  }
  return wrong;
}

std::vector<std::string> CheckMatrixFile(const MatrixServers& servers,
                                         std::span<const rpc::Method> table,
                                         const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  if (text.str().empty()) throw std::runtime_error("cannot read " + path);
  return CheckMatrix(servers, table, text.str());
}

}  // namespace cobuild::test
