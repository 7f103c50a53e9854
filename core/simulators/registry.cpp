#include "core/simulators/registry.h"

#include "core/simulators/cap-map.h"
#include "core/simulators/fan-out.h"
#include "core/simulators/maintainability.h"
#include "core/simulators/percentiles.h"
#include "core/simulators/reliability.h"
#include "core/simulators/request-trace.h"
#include "core/simulators/scaling-cost.h"
#include "core/simulators/system-design.h"
#include "core/simulators/tradeoff-map.h"

namespace lesson {
namespace {

using Make = std::unique_ptr<Simulator> (*)();

template <class Kind>
std::unique_ptr<Simulator> make() {
  return std::make_unique<Kind>();
}

/// The list: one line a simulator, in chapter order.
constexpr Make makers[] = {
    make<RequestTrace>,     // chapter 0
    make<Reliability>,      // chapter 1
    make<FanOut>,           // chapter 2
    make<Percentiles>,      // chapter 3
    make<ScalingCost>,      // chapter 4
    make<Maintainability>,  // chapter 5
    make<SystemDesign>,     // chapter 6
    make<TradeoffMap>,      // chapter 7
    make<CapMap>,           // chapter 8
};

}  // namespace

std::vector<std::unique_ptr<Simulator>> all_simulators() {
  std::vector<std::unique_ptr<Simulator>> all;
  for (const Make maker : makers) all.push_back(maker());
  return all;
}

std::unique_ptr<Simulator> make_simulator(std::string_view id) {
  for (const Make maker : makers) {
    if (auto simulator = maker(); simulator->description().id == id) return simulator;
  }
  return nullptr;
}

}  // namespace lesson
