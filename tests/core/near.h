#pragma once

#include <doctest/doctest.h>

#include <limits>

namespace lesson {

/// `value` give or take the share `relative` of it. doctest's own tolerance is epsilon * (1 + |value|):
/// at 5 % it takes 0.06 for 0.01. Near 0 is 0 alone; what rounds to something else wants a bound of its own.
inline doctest::Approx near(double value, double relative = 1e-5) {
  return doctest::Approx(value).epsilon(relative).scale(std::numeric_limits<double>::min());
}

}  // namespace lesson
