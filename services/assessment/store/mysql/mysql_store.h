// Assessment's records in a database.
#pragma once

#include <span>

#include "common/base/embedded_file.h"
#include "common/records/mysql_store.h"
#include "services/assessment/domain/facts.h"

namespace cobuild::assessment {

// The files that make its schema, in order.
std::span<const base::EmbeddedFile> SchemaMigrations();

using MysqlStore = records::MysqlStore<AnyFacts>;

}  // namespace cobuild::assessment
