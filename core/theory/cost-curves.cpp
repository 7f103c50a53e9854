#include "core/theory/cost-curves.h"

#include <algorithm>
#include <cmath>

namespace lesson::theory {

double vertical_cost(double load, double exponent) { return std::pow(load, exponent); }

double horizontal_cost(double load, double overhead) { return load * (1 + overhead * std::log(load)); }

int machines_needed(double load, double size) {
  // A hair of slack, so that 0.3 + 0.3 + 0.3 fits three machines of 0.3.
  return std::max(1, static_cast<int>(std::ceil(load / size - 1e-9)));
}

double whole_machine_cost(double load, double overhead, double size) {
  return horizontal_cost(machines_needed(load, size) * size, overhead);
}

Crossover crossover(double exponent, double overhead) {
  using Kind = Crossover::Kind;
  const double k = exponent - 1;
  if (k < 1e-9) return {overhead > 0 ? Kind::never_out : Kind::equal};
  if (overhead <= k + 1e-9) return {Kind::never_up};
  const auto excess = [&](double x) { return std::expm1(k * x) - overhead * x; };
  // The difference falls until here and rises after.
  const double lowest = std::log(overhead / k) / k;
  double x = 2 * lowest;
  while (excess(x) < 0) x *= 2;
  for (int i = 0; i < 200; ++i) {
    const double step = excess(x) / (k * std::exp(k * x) - overhead);
    x -= step;
    if (std::abs(step) <= 1e-16 * x) break;
  }
  return {Kind::at, std::exp(std::min(x, 690.0))};
}

double lambert_lower(double x) {
  const double from_branch = 1 + std::exp(1.0) * x;
  double w = -1 - std::sqrt(2 * std::max(from_branch, 0.0));
  if (x > -0.2) {
    const double outer = std::log(-x), inner = std::log(-outer);
    w = outer - inner + inner / outer;
  }
  for (int i = 0; i < 60 && w < -1; ++i) {
    const double e = std::exp(w), miss = w * e - x;
    const double step = miss / (e * (w + 1) - (w + 2) * miss / (2 * w + 2));
    w -= step;
    if (std::abs(step) <= 1e-16 * std::abs(w)) break;
  }
  return w;
}

double crossover_by_lambert(double exponent, double overhead) {
  const double k = exponent - 1, ratio = k / overhead;
  return std::exp(-1 / overhead - lambert_lower(-ratio * std::exp(-ratio)) / k);
}

double overhead_for_crossover(double load, double exponent) {
  return (std::pow(load, exponent - 1) - 1) / std::log(load);
}

BestSaving best_saving_of_up(double exponent, double overhead) {
  const double k = exponent - 1;
  if (overhead <= k) return {};
  const double ratio = k / overhead;
  return {std::exp(std::min(1 / k - 1 / overhead, 690.0)), 1 - ratio * std::exp(1 - ratio)};
}

WholeCrossover whole_crossover(double exponent, double overhead, double size, double limit) {
  WholeCrossover found;
  for (int n = machines_needed(1, size); (n - 1) * size < limit; ++n) {
    const double from = std::max(1.0, (n - 1) * size), to = std::min(n * size, limit);
    // Within a step out's cost stands still while up's rises through it.
    const double level = std::pow(horizontal_cost(n * size, overhead), 1 / exponent);
    const bool ever = level < to * (1 - 1e-12);
    const double start = std::max(level, from);
    if (!ever) {
      found.settled.reset();
      continue;
    }
    if (!found.first) found.first = start;
    if (!found.settled || level > from) found.settled = start;
  }
  return found;
}

}  // namespace lesson::theory
