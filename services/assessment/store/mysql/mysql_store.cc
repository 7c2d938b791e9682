#include "services/assessment/store/mysql/mysql_store.h"

#include "assessment_migrations.h"

namespace cobuild::assessment {

std::span<const base::EmbeddedFile> SchemaMigrations() { return migrations::Files(); }

}  // namespace cobuild::assessment
