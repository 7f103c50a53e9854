#pragma once

#include <optional>
#include <vector>

#include "core/scene/axis.h"
#include "core/simulators/description.h"
#include "core/theory/fan-out.h"

namespace lesson::fan_out {

/// Positions of the parameters.
enum ParamAt : std::size_t {
  followers,
  tweets,
  reads,
  follows,
  celebrity_followers,
  celebrity_share,
  celebrities_followed,
  capacity
};
/// The load that values of the parameters describe; a share in percent becomes one of 1.
theory::FanOut load_of(const Values& values);

/// Writes that wait at a second.
struct Corner {
  double seconds, waiting;
};

/// Deliveries that wait from second 0 to `horizon`, ordinary tweets taking their part of the
/// capacity; with `celebrities` one of them tweets at second 0 and then at even intervals. A corner
/// for each start, each end and each queue that drains.
std::vector<Corner> waiting_writes(const theory::FanOut& load, double capacity, bool celebrities,
                                   double horizon);

/// The value of a parameter, in its range, at which the writes on write equal the lookups on read,
/// all others as in `values`; bisected on the two curves. None: they do not cross there.
std::optional<double> solved(const Values& values, std::size_t param, const Axis& range);

}  // namespace lesson::fan_out
