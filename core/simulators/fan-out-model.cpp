#include "core/simulators/fan-out-model.h"

#include <algorithm>
#include <cmath>

namespace lesson::fan_out {

theory::FanOut load_of(const Values& values) {
  return {.posts = values[tweets],
          .reads = values[reads],
          .followers = values[followers],
          .follows = values[follows],
          .celebrity_share = values[celebrity_share] / 100,
          .celebrity_followers = values[celebrity_followers],
          .celebrities_followed = values[celebrities_followed]};
}

std::vector<Corner> waiting_writes(const theory::FanOut& load, double capacity, bool celebrities,
                                   double horizon) {
  const double drain = capacity - load.ordinary_writes();
  const bool bursts = celebrities && load.celebrity_posts() > 0;
  const double interval = bursts ? 1 / load.celebrity_posts() : horizon;
  std::vector<Corner> corners{{0, 0}};
  double waiting = 0;
  // A cap far beyond any horizon drawn keeps hostile ones from running for ever.
  for (int k = 0; k < 10'000 && interval * k < horizon; ++k) {
    const double start = interval * k, end = std::min(interval * (k + 1), horizon);
    if (bursts) corners.push_back({start, waiting += load.celebrity_followers});
    if (drain > 0 && waiting > 0 && start + waiting / drain < end) {
      corners.push_back({start + waiting / drain, 0});
      waiting = 0;
    } else {
      waiting = std::max(waiting - drain * (end - start), 0.0);
    }
    corners.push_back({end, waiting});
  }
  return corners;
}

std::optional<double> solved(const Values& values, std::size_t param, const Axis& range) {
  Values moved = values;
  const auto excess = [&](double fraction) {
    moved[param] = range.value(fraction);
    const theory::FanOut load = load_of(moved);
    return std::log(load.on_write().writes / load.on_read().lookups);
  };
  // Both sides rise or fall with any parameter, so the ends tell.
  double low = 0, high = 1;
  const bool rising = excess(0) < 0;
  if (rising == (excess(1) < 0)) return {};
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    ((excess(middle) < 0) == rising ? low : high) = middle;
  }
  return range.value((low + high) / 2);
}

}  // namespace lesson::fan_out
