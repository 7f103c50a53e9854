#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/bits.h"

namespace lesson {

/// Counts of positive values in buckets of bounded relative width, after HdrHistogram's idea (Tene,
/// 2012): a bucket is an exponent and the leading bits of the mantissa, cut straight out of the
/// double. Recording is a shift and an increment. A value type; histograms of the same shape merge
/// by adding counts, which is how percentiles of several servers are joined: never by averaging.
class Histogram {
 public:
  /// `lowest`, `highest`: the range kept apart, 0 < lowest < highest; values outside are counted in
  /// the end buckets. `bits` (1 to 16): a bucket is at most 2^-bits of its value wide.
  Histogram(double lowest, double highest, int bits = 7);

  /// Counts one value. NaN must not come.
  void record(double value) {
    ++counts_[bucket_of(value)];
    ++count_;
    sum_ += value;
  }

  /// Adds another's counts. Both must have been made with the same range and bits.
  void merge(const Histogram& other);
  void clear();

  std::int64_t count() const { return count_; }
  /// Exact mean of what was recorded; 0 when empty.
  double mean() const { return count_ == 0 ? 0 : sum_ / static_cast<double>(count_); }

  /// The value at rank p * count, spread evenly within its bucket, so off by less than 2^-bits.
  /// `p` in [0, 1]; 0 when empty.
  double quantile(double p) const { return at_rank(p * static_cast<double>(count_)); }

  /// The value below which `rank` (0 to count, may lie between) of the recorded ones are.
  double at_rank(double rank) const;

  /// How many recorded values are above `value`, its own bucket split in proportion.
  double above(double value) const;

  /// The buckets: how many, what each holds, where it begins (`begin(i + 1)` is its end).
  std::size_t size() const { return counts_.size(); }
  std::int64_t at(std::size_t bucket) const { return counts_[bucket]; }
  double begin(std::size_t bucket) const { return double_of((first_ + bucket) << shift_); }

 private:
  std::size_t bucket_of(double value) const {
    const auto sliced =
        static_cast<std::int64_t>(bits_of(value) >> shift_) - static_cast<std::int64_t>(first_);
    // Negative values have the sign bit set and would look huge: they belong below.
    if (sliced < 0 || value < 0) return 0;
    return static_cast<std::size_t>(sliced) < counts_.size() ? static_cast<std::size_t>(sliced)
                                                             : counts_.size() - 1;
  }

  int shift_;
  std::uint64_t first_;
  std::vector<std::int64_t> counts_;
  std::int64_t count_ = 0;
  double sum_ = 0;
};

}  // namespace lesson
