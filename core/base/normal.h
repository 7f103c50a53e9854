#pragma once

#include <algorithm>
#include <cmath>

namespace lesson {

/// The standard normal distribution's 97.5 % quantile: so many standard errors to either side hold 95 %.
constexpr double normal_95 = 1.959963984540054;

/// Half of a mean's 95 % interval, in the samples' unit, from `count` independent samples, 2 or more, their
/// mean and the sum of their squares.
inline double mean_half_width(double count, double mean, double sum_of_squares) {
  return normal_95 * std::sqrt(std::max(sum_of_squares / count - mean * mean, 0.0) / (count - 1));
}

}  // namespace lesson
