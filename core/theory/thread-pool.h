#pragma once

#include <algorithm>

namespace lesson::theory {

/// Mean of a time that is uniform between `low` and `high` and is cut short at `limit`; all in the
/// same unit, 0 <= low < high, limit > 0. The integral of what is left of the distribution.
inline double cut_uniform_mean(double low, double high, double limit) {
  if (limit >= high) return (low + high) / 2;
  if (limit <= low) return limit;
  return ((limit * limit - low * low) / 2 + limit * (high - limit)) / (high - low);
}

/// Mean time a thread is held when a share (0 to 1) of calls goes to the slow part.
inline double mean_hold(double share, double fast, double slow) { return share * slow + (1 - share) * fast; }

/// Calls a second that `threads` can carry, each holding one for `hold` seconds (> 0): Little's law
/// (1961) with every thread busy.
inline double pool_throughput(int threads, double hold) { return threads / hold; }

}  // namespace lesson::theory
