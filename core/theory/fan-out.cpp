#include "core/theory/fan-out.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lesson::theory {

double FanOut::deliveries_a_post() const {
  return (1 - celebrity_share) * followers + celebrity_share * celebrity_followers;
}

FanOut::Work FanOut::on_write() const { return {posts * deliveries_a_post(), reads}; }

FanOut::Work FanOut::on_read() const { return {0, reads * follows}; }

FanOut::Work FanOut::hybrid() const { return {ordinary_writes(), reads * (1 + celebrities_followed)}; }

double FanOut::crossover() const { return reads * follows / posts; }

double FanOut::crossover_followers() const {
  return (crossover() - celebrity_share * celebrity_followers) / (1 - celebrity_share);
}

double delivery_seconds(double burst, double capacity, double steady) {
  return capacity > steady ? burst / (capacity - steady) : std::numeric_limits<double>::infinity();
}

double burst_backlog(double burst, double interval, double spare, double seconds) {
  const double arrived = std::floor(seconds / interval) + 1;
  const double drained = std::min(spare * interval, burst);
  // What is left of all earlier bursts when the last one comes.
  const double left = (arrived - 1) * (burst - drained);
  const double since = seconds - (arrived - 1) * interval;
  return std::max(left + burst - spare * since, 0.0);
}

}  // namespace lesson::theory
