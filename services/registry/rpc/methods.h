// The registry's RPCs, in proto order. FeedService's rows are in common/feed/methods.h.
//
// Reads that cost what their page costs run on the inline lane: they are answered from memory.
// Those that may have to look at every division of a country to fill or count a page run on the
// read lane.
#pragma once

#include <array>
#include <chrono>

#include "common/rpc/method.h"

namespace cobuild::registry {

inline constexpr rpc::Method kGetDivision = {
    .name = "cobuild.registry.v1.DivisionService/GetDivision",
    .permission = "registry.divisions.read",
    .scope = rpc::Scope::kNone,
    .lane = rpc::Lane::kInline,
    .budget = std::chrono::seconds(2),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kListDivisions = {
    .name = "cobuild.registry.v1.DivisionService/ListDivisions",
    .permission = "registry.divisions.read",
    .scope = rpc::Scope::kNone,
    .lane = rpc::Lane::kInline,
    .budget = std::chrono::seconds(2),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kSearchDivisions = {
    .name = "cobuild.registry.v1.DivisionService/SearchDivisions",
    .permission = "registry.divisions.read",
    .scope = rpc::Scope::kNone,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(5),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kImportDivisions = {
    .name = "cobuild.registry.v1.DivisionService/ImportDivisions",
    .permission = "registry.divisions.import",
    .scope = rpc::Scope::kNone,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::minutes(10),
    .repeat = rpc::Repeat::kRequestId};

inline constexpr rpc::Method kGetVillage = {.name = "cobuild.registry.v1.VillageService/GetVillage",
                                            .permission = "registry.villages.read",
                                            .scope = rpc::Scope::kNone,
                                            .lane = rpc::Lane::kInline,
                                            .budget = std::chrono::seconds(2),
                                            .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kBatchGetVillages = {
    .name = "cobuild.registry.v1.VillageService/BatchGetVillages",
    .permission = "registry.villages.read",
    .scope = rpc::Scope::kNone,
    .lane = rpc::Lane::kInline,
    .budget = std::chrono::seconds(2),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kListVillages = {
    .name = "cobuild.registry.v1.VillageService/ListVillages",
    .permission = "registry.villages.read",
    .scope = rpc::Scope::kNone,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(5),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kOpenCategory = {
    .name = "cobuild.registry.v1.VillageService/OpenCategory",
    .permission = "registry.villages.categorise",
    .scope = rpc::Scope::kDivision,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kRequestId};
inline constexpr rpc::Method kGraduateCategory = {
    .name = "cobuild.registry.v1.VillageService/GraduateCategory",
    .permission = "registry.villages.categorise",
    .scope = rpc::Scope::kDivision,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kRequestId};
inline constexpr rpc::Method kListCategoryEpisodes = {
    .name = "cobuild.registry.v1.VillageService/ListCategoryEpisodes",
    .permission = "registry.villages.read",
    .scope = rpc::Scope::kNone,
    .lane = rpc::Lane::kInline,
    .budget = std::chrono::seconds(2),
    .repeat = rpc::Repeat::kRead};

inline constexpr rpc::Method kCreatePerimeter = {
    .name = "cobuild.registry.v1.PerimeterService/CreatePerimeter",
    .permission = "registry.perimeters.create",
    .scope = rpc::Scope::kNone,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kRequestId};
inline constexpr rpc::Method kGetPerimeter = {
    .name = "cobuild.registry.v1.PerimeterService/GetPerimeter",
    .permission = "registry.perimeters.read",
    .scope = rpc::Scope::kNone,
    .lane = rpc::Lane::kInline,
    .budget = std::chrono::seconds(2),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kListPerimeters = {
    .name = "cobuild.registry.v1.PerimeterService/ListPerimeters",
    .permission = "registry.perimeters.read",
    .scope = rpc::Scope::kNone,
    .lane = rpc::Lane::kInline,
    .budget = std::chrono::seconds(2),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kListPerimeterVillages = {
    .name = "cobuild.registry.v1.PerimeterService/ListPerimeterVillages",
    .permission = "registry.perimeters.read",
    .scope = rpc::Scope::kNone,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(5),
    .repeat = rpc::Repeat::kRead};

inline constexpr std::array kMethods = {
    kGetDivision,      kListDivisions,         kSearchDivisions, kImportDivisions,
    kGetVillage,       kBatchGetVillages,      kListVillages,    kOpenCategory,
    kGraduateCategory, kListCategoryEpisodes,  kCreatePerimeter, kGetPerimeter,
    kListPerimeters,   kListPerimeterVillages,
};

}  // namespace cobuild::registry
