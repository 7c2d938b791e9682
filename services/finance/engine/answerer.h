// Hands results to their callers on a thread of its own: answering serialises and sends, and while
// one group is answered the next is posted.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "services/finance/engine/submission.h"

namespace cobuild::finance {

class Answerer {
 public:
  Answerer();
  // Answers what waits, then ends.
  ~Answerer();
  Answerer(const Answerer&) = delete;
  Answerer& operator=(const Answerer&) = delete;

  // `results` belong to `group` one by one. Holds as many as the server admits calls.
  void Answer(std::vector<Submission> group, std::vector<Results> results);
  void RefuseAll(std::vector<Submission> group, const absl::Status& why);

 private:
  struct Answers {
    std::vector<Submission> group;
    absl::StatusOr<std::vector<Results>> results;
  };

  void Add(Answers answers);

  void Run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Answers> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace cobuild::finance
