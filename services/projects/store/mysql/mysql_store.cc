#include "services/projects/store/mysql/mysql_store.h"

#include "projects_migrations.h"

namespace cobuild::projects {

std::span<const base::EmbeddedFile> SchemaMigrations() { return migrations::Files(); }

}  // namespace cobuild::projects
