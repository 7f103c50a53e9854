#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace lesson::theory {

/// Calls that follow one another: a fixed time and up to three independent uniform ones, all in the
/// same unit and not negative.
class UniformSum {
 public:
  explicit UniformSum(double fixed = 0) : low_(fixed) {}

  /// Adds a time uniform between `low` and `high` (`low` <= `high`); one without width is fixed.
  void add(double low, double high);

  double high() const;
  double mean() const;
  /// Share of sums up to `t`, by inclusion and exclusion over the corners of a box (Olds, 1952).
  double cdf(double t) const;
  /// Times between which the distribution function is one polynomial, in no order.
  void breaks(std::vector<double>& into) const;

 private:
  double low_;
  std::array<double, 3> widths_{};
  std::size_t count_ = 0;
};

/// Share of requests done by `t` that wait for all of these, which run side by side independently:
/// the product of the single shares. 1 for none.
double latest_cdf(const std::vector<UniformSum>& branches, double t);

/// Mean time until the last is done: the integral of 1 - F over time. F is a polynomial between
/// breaks, so four Gauss points on each stretch are exact up to seven uniform times in all. 0 for
/// none. For uniform times on (0, 1), n of them: n / (n + 1) (David and Nagaraja, 2003).
double mean_of_latest(const std::vector<UniformSum>& branches);

}  // namespace lesson::theory
