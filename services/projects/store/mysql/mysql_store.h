// Projects' records in a database.
#pragma once

#include <span>

#include "common/base/embedded_file.h"
#include "common/records/mysql_store.h"
#include "services/projects/domain/facts.h"

namespace cobuild::projects {

// The feed's migration, our own and the records', in order.
std::span<const base::EmbeddedFile> SchemaMigrations();

using MysqlStore = records::MysqlStore<AnyFacts>;

}  // namespace cobuild::projects
