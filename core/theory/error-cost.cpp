#include "core/theory/error-cost.h"

#include <cmath>

namespace lesson::theory {

double cost_per_minute(double revenue, double impact) { return revenue / minutes_a_year * impact; }

double yearly_loss(double revenue, double impact, double availability) {
  return cost_per_minute(revenue, impact) * minutes_a_year * (1 - availability);
}

double ErrorCost::available() const { return minutes * requests * wrong_share * wrong_price; }

double ErrorCost::consistent() const { return minutes * requests * silent_price; }

double ErrorCost::break_even() const { return 1 / wrong_share; }

double ErrorCost::available_summed() const {
  double sum = 0, wrong = 0;
  const auto count = static_cast<long long>(std::llround(minutes * requests));
  for (long long i = 0; i < count; ++i) {
    // Every so many answers one is wrong: the share, spread evenly.
    wrong += wrong_share;
    if (wrong < 1 - 1e-9) continue;
    wrong -= 1;
    sum += wrong_price;
  }
  return sum;
}

}  // namespace lesson::theory
