// Which projects a read is about.
#pragma once

#include <optional>
#include <string>

#include "services/projects/domain/project.h"

namespace cobuild::projects {

// What is not given excludes nothing.
struct ProjectFilter {
  std::string village_code;
  std::string sponsor;   // id
  std::string campaign;  // id
  std::optional<ProjectCategory> category;
  std::optional<DevelopmentModel> model;
  std::optional<ProjectState> state;
  std::optional<base::Date> approved_from;  // days are included
  std::optional<base::Date> approved_to;
  std::optional<base::Date> started_from;
  std::optional<base::Date> started_to;
  bool exclude_cancelled = false;
};

// By the steps up to `as_of`.
bool Meets(const ProjectFilter& filter, const Project& project, const base::Date& as_of);

// The most telling key that the filter gives (Project::Keys); "" when it gives none.
std::string KeyOf(const ProjectFilter& filter);

}  // namespace cobuild::projects
