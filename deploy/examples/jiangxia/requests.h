// Everything that loading the example asks of the services. Equal seeds give equal requests with
// equal request ids, so that loading twice changes nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "cobuild/assessment/v1/metric.pb.h"
#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/finance/v1/ledger.pb.h"
#include "cobuild/registry/v1/division.pb.h"
#include "cobuild/registry/v1/perimeter.pb.h"
#include "cobuild/registry/v1/village.pb.h"
#include "deploy/examples/jiangxia/finance_requests.h"
#include "deploy/examples/jiangxia/programme.h"
#include "deploy/examples/jiangxia/project_requests.h"
#include "deploy/examples/jiangxia/registry_requests.h"

namespace cobuild::jiangxia {

struct Requests {
  registry::v1::ImportHeader import_header;
  std::vector<registry::v1::ImportRow> divisions;
  std::vector<registry::v1::CreatePerimeterRequest> perimeters;
  std::vector<finance::v1::CreateLedgerRequest> ledgers;
  std::vector<registry::v1::OpenCategoryRequest> categories;
  std::vector<finance::v1::RecordVillageIncomeRequest> incomes;
  RegistryRequests registry;
  FinanceRequests finance;
  std::vector<projects::v1::PromoteModelRequest> models;
  std::vector<ProjectRequests> projects;
  std::vector<assessment::v1::CreateMetricRequest> metrics;
};

Requests MakeRequests(uint64_t seed, const Programme& programme);

}  // namespace cobuild::jiangxia
