// Where projects keep their records: common/records/store.h.
#pragma once

#include "common/records/store.h"
#include "services/projects/domain/facts.h"

namespace cobuild::projects {

using Store = records::Store<Rows>;
using Writer = records::Writer<Rows>;

}  // namespace cobuild::projects
