#include "core/engine/histogram.h"

#include <algorithm>

namespace lesson {

Histogram::Histogram(double lowest, double highest, int bits)
    : shift_(52 - bits), first_(bits_of(lowest) >> shift_) {
  const std::uint64_t last = bits_of(highest) >> shift_;
  counts_.resize(last - first_ + 1);
}

void Histogram::merge(const Histogram& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
  sum_ += other.sum_;
}

void Histogram::clear() {
  std::fill(counts_.begin(), counts_.end(), 0);
  count_ = 0;
  sum_ = 0;
}

double Histogram::at_rank(double rank) const {
  if (count_ == 0) return 0;
  std::int64_t below = 0;
  const auto reached = [&](std::int64_t here) {
    return here > 0 && static_cast<double>(below + here) >= rank;
  };
  std::size_t i = 0;
  // Stretches first: buckets are many, most are empty, and within one their sum does not branch.
  constexpr std::size_t stretch = 64;
  for (; i + stretch <= counts_.size(); i += stretch) {
    std::int64_t here = 0;
    for (std::size_t k = i; k < i + stretch; ++k) here += counts_[k];
    if (reached(here)) break;
    below += here;
  }
  for (; i < counts_.size(); ++i) {
    const std::int64_t here = counts_[i];
    if (reached(here))
      return begin(i) + (begin(i + 1) - begin(i)) * std::max(rank - static_cast<double>(below), 0.0) /
                            static_cast<double>(here);
    below += here;
  }
  return begin(counts_.size());
}

double Histogram::above(double value) const {
  const std::size_t bucket = bucket_of(value);
  double sum = 0;
  for (std::size_t i = bucket + 1; i < counts_.size(); ++i) sum += static_cast<double>(counts_[i]);
  const double share = (begin(bucket + 1) - value) / (begin(bucket + 1) - begin(bucket));
  return sum + std::clamp(share, 0.0, 1.0) * static_cast<double>(counts_[bucket]);
}

}  // namespace lesson
