#include "services/finance/engine/answerer.h"

#include <utility>

namespace cobuild::finance {

Answerer::Answerer() : thread_([this] { Run(); }) {}

Answerer::~Answerer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Answerer::Answer(std::vector<Submission> group, std::vector<Results> results) {
  Add({std::move(group), std::move(results)});
}

void Answerer::RefuseAll(std::vector<Submission> group, const absl::Status& why) {
  Add({std::move(group), why});
}

void Answerer::Add(Answers answers) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(answers));
  }
  changed_.notify_one();
}

void Answerer::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::vector<Answers> batch = std::exchange(waiting_, {});
    lock.unlock();
    for (Answers& answers : batch) {
      for (size_t i = 0; i < answers.group.size(); ++i) {
        if (answers.results.ok()) {
          answers.group[i].done(std::move((*answers.results)[i]));
        } else {
          answers.group[i].done(answers.results.status());
        }
      }
    }
    batch.clear();
    lock.lock();
  }
}

}  // namespace cobuild::finance
