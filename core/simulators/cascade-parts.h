#pragma once

// What the files of the cascade simulator share; nobody else includes it.

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/base/text.h"
#include "core/simulators/cascade-model.h"
#include "core/simulators/description.h"

namespace lesson::cascade {

/// Positions in the description.
enum ParamAt : std::size_t {
  slow_share,
  load,
  timeout,
  retries,
  health_check,
  breaker,
  budget,
  short_timeout,
  shedding,
  speed,
  request,
  again,
  seed
};
enum OutputAt : std::size_t {
  goodput,
  attempts,
  failing,
  p99,
  capacity,
  hold,
  in_use,
  waiting,
  amplification,
  wasted,
  down_after
};
enum ActionAt : std::size_t { slow, repair, close, story, run_again, run };

constexpr std::int64_t shown_seconds = 60;  ///< On the time axes.

/// What happens by itself until something is done, and in the story: seconds since the start.
constexpr double slow_at = 3, repair_at = 10, episode_end = 20;
constexpr double story_repair_at = 17, story_close_at = 44, story_end = 50;

extern const Description described;

inline std::int64_t first_shown(const Recent<CascadeModel::Second>& seconds) {
  return std::max(seconds.end() - shown_seconds, seconds.begin());
}

/// For people: "1,000 req/s".
inline std::string per_second(double rate) { return quantity_text(rate, "req/s"); }

}  // namespace lesson::cascade
