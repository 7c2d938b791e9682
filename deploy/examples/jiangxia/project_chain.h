// A project's calls to both services in the order in which they happen.
#pragma once

#include "deploy/examples/jiangxia/call.h"
#include "deploy/examples/jiangxia/finance_requests.h"
#include "deploy/examples/jiangxia/project_requests.h"

namespace cobuild::jiangxia {

// From the proposal to the last payment. Each step of the approval is decided by another caller,
// who has read what is decided on; each claim is approved by another than its maker.
Chain MakeProjectChain(const ProjectRequests& project, const ProjectMoneyRequests& money);

}  // namespace cobuild::jiangxia
