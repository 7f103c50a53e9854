#include "core/theory/request-path.h"

#include <algorithm>
#include <bit>

namespace lesson::theory {

void UniformSum::add(double low, double high) {
  low_ += low;
  if (high > low && count_ < widths_.size()) widths_[count_++] = high - low;
}

double UniformSum::high() const {
  double sum = low_;
  for (std::size_t i = 0; i < count_; ++i) sum += widths_[i];
  return sum;
}

double UniformSum::mean() const { return (low_ + high()) / 2; }

double UniformSum::cdf(double t) const {
  if (t >= high()) return 1;
  if (t <= low_) return 0;
  double volume = 0, whole = 1;
  for (std::size_t i = 0; i < count_; ++i) whole *= widths_[i] * static_cast<double>(i + 1);
  for (unsigned corner = 0; corner < 1U << count_; ++corner) {
    double rest = t - low_;
    for (std::size_t i = 0; i < count_; ++i)
      if ((corner >> i & 1U) != 0) rest -= widths_[i];
    if (rest <= 0) continue;
    double power = 1;
    for (std::size_t i = 0; i < count_; ++i) power *= rest;
    volume += std::popcount(corner) % 2 == 0 ? power : -power;
  }
  return std::clamp(volume / whole, 0.0, 1.0);
}

void UniformSum::breaks(std::vector<double>& into) const {
  for (unsigned corner = 0; corner < 1U << count_; ++corner) {
    double at = low_;
    for (std::size_t i = 0; i < count_; ++i)
      if ((corner >> i & 1U) != 0) at += widths_[i];
    into.push_back(at);
  }
}

double latest_cdf(const std::vector<UniformSum>& branches, double t) {
  double share = 1;
  for (const UniformSum& branch : branches) share *= branch.cdf(t);
  return share;
}

double mean_of_latest(const std::vector<UniformSum>& branches) {
  constexpr double nodes[] = {-0.8611363115940526, -0.3399810435848563, 0.3399810435848563,
                              0.8611363115940526};
  constexpr double weights[] = {0.3478548451374538, 0.6521451548625461, 0.6521451548625461,
                                0.3478548451374538};
  std::vector<double> breaks;
  for (const UniformSum& branch : branches) branch.breaks(breaks);
  if (breaks.empty()) return 0;
  std::sort(breaks.begin(), breaks.end());
  double mean = breaks.front();
  for (std::size_t i = 1; i < breaks.size(); ++i) {
    const double half = (breaks[i] - breaks[i - 1]) / 2, middle = breaks[i - 1] + half;
    for (std::size_t k = 0; k < 4; ++k)
      mean += half * weights[k] * (1 - latest_cdf(branches, middle + half * nodes[k]));
  }
  return mean;
}

}  // namespace lesson::theory
