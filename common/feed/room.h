// What goes into one message of a feed.
#pragma once

#include <cstddef>

namespace cobuild::feed {

// Room for so many items that together stay well below the 4 MiB that a message may have; the first
// always fits.
class Room {
 public:
  explicit Room(int items) : items_(items) {}

  // Whether one more of so many bytes fits; takes its place if so.
  bool Take(size_t bytes) {
    if (items_ == 0 || (bytes_ > 0 && bytes_ + bytes > kBytes)) return false;
    --items_;
    bytes_ += bytes;
    return true;
  }

  // Not even an empty one fits.
  bool full() const { return items_ == 0; }

 private:
  static constexpr size_t kBytes = 3 * 1024 * 1024;

  int items_;
  size_t bytes_ = 0;
};

}  // namespace cobuild::feed
