// The point in both times that a read is about, and the part of a list that it wants: as in every
// service of records.
#pragma once

#include "common/records/moment.h"

namespace cobuild::registry {

using records::kLastDay;
using records::Moment;
using records::PageRange;
using records::ReadAt;

}  // namespace cobuild::registry
