#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace lesson {

/// A mean of values that depend on their neighbours, such as the waits of a queue, with an interval
/// that allows for it: the means of long batches are nearly independent (Conway, 1963; Law and
/// Kelton, Simulation Modeling and Analysis, 1991). Holds 20 to 40 batches: when there are 40, each
/// two become one, so that batches grow with the run and memory does not.
class BatchMeans {
 public:
  /// `batch`: values in the first, shortest batches, 1 or more.
  explicit BatchMeans(std::int64_t batch = 64) : batch_(batch) {}

  void record(double value) {
    open_ += value;
    if (++in_open_ == batch_) close();
  }

  std::int64_t count() const { return full_ * batch_ + in_open_; }
  /// Of everything recorded; 0 when empty.
  double mean() const;

  struct Estimate {
    double mean, low, high;  ///< The 95 % interval, by Student's t.
    /// Half the interval as so many standard errors: the t that was used.
    double t;
  };
  /// Nothing until there are 20 batches.
  std::optional<Estimate> estimate() const;

 private:
  static constexpr int most = 40;
  void close();

  std::array<double, most> sums_{};
  std::int64_t batch_;
  int full_ = 0;
  double open_ = 0;
  std::int64_t in_open_ = 0;
};

/// Student's t that 97.5 % stay below, for 1 or more degrees of freedom; within 0.12 % from 5 upwards
/// (Hill's expansion, 1970).
double student_t_975(int degrees);

/// The last `size` of a row of records, one for each second (or any other step) since the start.
template <class Record>
class Recent {
 public:
  explicit Recent(std::size_t size) : ring_(size) {}

  /// The record of step `step`; steps between are empty. Steps below `begin()` must not be asked for.
  Record& at(std::int64_t step) {
    while (end_ <= step) ring_[static_cast<std::size_t>(end_++) % ring_.size()] = Record();
    return ring_[static_cast<std::size_t>(step) % ring_.size()];
  }
  const Record& at(std::int64_t step) const { return ring_[static_cast<std::size_t>(step) % ring_.size()]; }
  std::int64_t begin() const {
    const auto size = static_cast<std::int64_t>(ring_.size());
    return end_ > size ? end_ - size : 0;
  }
  std::int64_t end() const { return end_; }

 private:
  std::vector<Record> ring_;
  std::int64_t end_ = 0;
};

}  // namespace lesson
