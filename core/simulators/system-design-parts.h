#pragma once

// What the files of the system design simulator share; nobody else includes it.

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/base/text.h"
#include "core/simulators/description.h"
#include "core/simulators/system-design-model.h"

namespace lesson::system_design {

/// Positions in the description.
enum ParamAt : std::size_t {
  traffic,
  hit_rate,
  capacity,
  sla,
  timeout,
  retries,
  budget,
  failure,
  speed,
  request,
  again,
  seed
};
enum OutputAt : std::size_t {
  p50,
  p99,
  throughput,
  errors,
  load,
  busy,
  waiting,
  wait,
  queue,
  least_hit,
  ceiling,
  lost_cache,
  retry_share,
  bad_seconds
};
enum ActionAt : std::size_t { run, inject, spike, step, run_again };

constexpr std::int64_t shown_seconds = 60;  ///< On the time axes.
constexpr double busy_from = 0.8;           ///< Database load from which waiting is common.

extern const Description described;

inline std::int64_t first_shown(const Recent<SystemModel::Second>& seconds) {
  return seconds.end() - shown_seconds > seconds.begin() ? seconds.end() - shown_seconds : seconds.begin();
}

/// For people: "1,000 req/s".
inline std::string per_second(double rate) { return quantity_text(rate, "req/s"); }

}  // namespace lesson::system_design
