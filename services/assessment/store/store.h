// Where assessment keeps its records: common/records/store.h.
#pragma once

#include "common/records/store.h"
#include "services/assessment/domain/facts.h"

namespace cobuild::assessment {

using Store = records::Store<Rows>;
using Writer = records::Writer<Rows>;

}  // namespace cobuild::assessment
