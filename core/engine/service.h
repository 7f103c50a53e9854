#pragma once

#include "core/base/random.h"

namespace lesson {

/// How long a server is busy with one customer, drawn by inverse transform; in the unit of the
/// numbers. A station takes any type that draws from a Random like these.

struct ConstantService {
  double time = 1;

  double operator()(Random&) const { return time; }
  double mean() const { return time; }
};

struct UniformService {
  double low = 0, high = 1;

  /// Where a share `uniform` of all services takes less.
  double at(double uniform) const { return low + (high - low) * uniform; }
  double operator()(Random& random) const { return at(random.uniform()); }
  double mean() const { return (low + high) / 2; }
};

struct ExponentialService {
  double average = 1;

  double operator()(Random& random) const { return random.exponential(average); }
  double mean() const { return average; }
};

}  // namespace lesson
