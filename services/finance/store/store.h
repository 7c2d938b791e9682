// The books as they are kept: what conformance.h tests, for memory and for MySQL alike.
#pragma once

#include <memory>

#include "services/finance/store/reader.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

class Store {
 public:
  virtual ~Store() = default;

  virtual Reader& reader() = 0;
  // One for each poster; the store outlives it.
  virtual std::unique_ptr<Writer> MakeWriter() = 0;
};

}  // namespace cobuild::finance
