#include "core/theory/retries.h"

#include <algorithm>
#include <cmath>

namespace lesson::theory {

// A request fails if all its attempts do: load * (1 - failing^(retries + 1)) = 1 is served.
double failing_attempts(double load, int retries) {
  return load <= 1 ? 0 : std::pow(1 - 1 / load, 1.0 / (retries + 1));
}

double load_with_retries(double load, int retries, double budget) {
  if (load <= 1) return load;
  return std::min(1 / (1 - failing_attempts(load, retries)), load * (1 + budget));
}

}  // namespace lesson::theory
