// The sampling itself, apart from what describes and shows it.
#include <algorithm>
#include <cmath>

#include "core/simulators/percentiles.h"

namespace lesson {

// ---- What the sliders say ------------------------------------------------------------------------

double Percentiles::Setting::cdf(double t) const {
  return std::pow(hedge ? hedged().cdf(t) : call.cdf(t), backends);
}

double Percentiles::Setting::density(double t) const {
  const double one = hedge ? hedged().cdf(t) : call.cdf(t);
  return backends * std::pow(one, backends - 1) * (hedge ? hedged().density(t) : call.density(t));
}

double Percentiles::Setting::quantile(double p) const {
  const double level = theory::single_level(p, backends);
  return hedge ? hedged().quantile(level) : call.quantile(level);
}

double Percentiles::Setting::mean() const {
  if (hedge) return theory::mean_of_slowest(hedged(), backends);
  return backends == 1 ? call.mean() : theory::mean_of_slowest(call, backends);
}

// ---- Sampling ------------------------------------------------------------------------------------

void Percentiles::configure(const Values& values) {
  values_ = values;
  setting_ = {.requests = static_cast<std::int64_t>(values[requests]),
              .call = {values[median], values[tail]},
              .backends = static_cast<int>(values[backends]),
              .hedge = values[hedge] != 0,
              .hedge_level = values[hedge_after] / 100,
              .log_axis = values[axis] != 0,
              .seed = static_cast<std::uint64_t>(values[seed])};
  for (std::size_t i = 0; i < levels.size(); ++i) exact_quantiles_[i] = setting_.quantile(levels[i]);
  exact_mean_ = setting_.mean();
  slow_ = setting_.call.quantile(0.99);
  first_ = Random(setting_.seed, 1);
  second_ = Random(setting_.seed, 2);
  // Six and a half deviations: one draw in ten thousand million lies outside.
  const double reach = std::exp(6.5 * setting_.call.sigma);
  times_ = Histogram(setting_.call.median / reach, setting_.call.median * reach, 10);
  sum_of_squares_ = 0;
  slow_requests_ = copies_ = 0;
  // A small sample is there at once; a large one begins to show.
  work(300'000);
}

void Percentiles::act(std::size_t /*action*/, Values& values) { values[seed] = next_seed(values[seed]); }

double Percentiles::backlog() const {
  return 1 - static_cast<double>(times_.count()) / static_cast<double>(setting_.requests);
}

double Percentiles::draw_request() {
  const double deadline = setting_.hedge ? setting_.hedge_level : 1;
  double quick = 0, slowest = 0, delay = 0;
  for (int call = 0; call < setting_.backends; ++call) {
    const double level = first_.uniform();
    if (level <= deadline) {
      // Quantiles rise with their level: only the largest needs turning into a time.
      quick = std::max(quick, level);
      continue;
    }
    if (delay == 0) delay = setting_.call.quantile(deadline);
    const double copy = delay + setting_.call.quantile(second_.uniform());
    slowest = std::max(slowest, std::min(setting_.call.quantile(level), copy));
    ++copies_;
  }
  // Any hedged call ends after the deadline, so after every quick one.
  return slowest > 0 ? slowest : setting_.call.quantile(quick);
}

void Percentiles::work(std::int64_t steps) {
  // In steps of some ten nanoseconds: a draw for each call, two quantiles for each that is hedged.
  const double per_call = 0.4 + 12 * setting_.extra_load();
  const auto per_request = static_cast<std::int64_t>(6 + setting_.backends * per_call);
  const std::int64_t some = std::max<std::int64_t>(steps / per_request, 1);
  const std::int64_t end = std::min(setting_.requests, times_.count() + some);
  while (times_.count() < end) {
    const double time = draw_request();
    times_.record(time);
    sum_of_squares_ += time * time;
    slow_requests_ += time > slow_;
  }
}

}  // namespace lesson
