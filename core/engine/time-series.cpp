#include "core/engine/time-series.h"

#include <cmath>

#include "core/base/normal.h"

namespace lesson {

void BatchMeans::close() {
  sums_[static_cast<std::size_t>(full_++)] = open_;
  open_ = 0;
  in_open_ = 0;
  if (full_ < most) return;
  for (std::size_t i = 0; i < most / 2; ++i) sums_[i] = sums_[2 * i] + sums_[2 * i + 1];
  full_ = most / 2;
  batch_ *= 2;
}

double BatchMeans::mean() const {
  if (count() == 0) return 0;
  double sum = open_;
  for (int i = 0; i < full_; ++i) sum += sums_[static_cast<std::size_t>(i)];
  return sum / static_cast<double>(count());
}

std::optional<BatchMeans::Estimate> BatchMeans::estimate() const {
  if (full_ < most / 2) return {};
  double sum = 0, squares = 0;
  for (int i = 0; i < full_; ++i) sum += sums_[static_cast<std::size_t>(i)];
  const double average = sum / full_;
  for (int i = 0; i < full_; ++i) {
    const double off = sums_[static_cast<std::size_t>(i)] - average;
    squares += off * off;
  }
  const double error = std::sqrt(squares / (full_ - 1) / full_) / static_cast<double>(batch_);
  const double centre = average / static_cast<double>(batch_), t = student_t_975(full_ - 1);
  return Estimate{centre, centre - t * error, centre + t * error, t};
}

double student_t_975(int degrees) {
  constexpr double z = normal_95;
  const double n = degrees, z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z;
  return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n) +
         (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
}

}  // namespace lesson
