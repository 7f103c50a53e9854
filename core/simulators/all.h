#pragma once

#include "core/simulators/cap-map.h"
#include "core/simulators/cascade.h"
#include "core/simulators/estimator.h"
#include "core/simulators/fan-out.h"
#include "core/simulators/load-test.h"
#include "core/simulators/maintainability.h"
#include "core/simulators/partition.h"
#include "core/simulators/percentiles.h"
#include "core/simulators/queueing.h"
#include "core/simulators/reliability.h"
#include "core/simulators/request-trace.h"
#include "core/simulators/scaling-cost.h"
#include "core/simulators/system-design.h"
#include "core/simulators/tradeoff-map.h"

/// The list of all simulators, in chapter order: one line each, and its include above.
// clang-format off
#define LESSON_SIMULATORS(LIST) \
  LIST(RequestTrace) \
  LIST(Reliability) \
  LIST(Cascade) \
  LIST(FanOut) \
  LIST(Percentiles) \
  LIST(Queueing) \
  LIST(LoadTest) \
  LIST(ScalingCost) \
  LIST(Maintainability) \
  LIST(SystemDesign) \
  LIST(TradeoffMap) \
  LIST(CapMap) \
  LIST(Partition) \
  LIST(Estimator)
// clang-format on
