// How rows stand in columns: the parameters of an INSERT, and back from a SELECT of the same
// columns and the record time.
#pragma once

#include "common/mysql/value.h"
#include "services/registry/domain/rows.h"
#include "services/registry/store/store.h"

namespace cobuild::registry {

mysql::Params ColumnsOf(const Division& division);
mysql::Params ColumnsOf(const Episode& episode);
mysql::Params ColumnsOf(const KeptImport& import);

Division DivisionFrom(const mysql::Row& row);
Episode EpisodeFrom(const mysql::Row& row);
// Without principal and request id, by which it was found.
KeptImport ImportFrom(const mysql::Row& row);

}  // namespace cobuild::registry
