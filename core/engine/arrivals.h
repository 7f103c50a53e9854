#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/engine/calendar.h"

namespace lesson {

/// Who comes when: independent arrivals at a rate that may change at any moment. Gaps are drawn in
/// expected arrivals and turned into time by the rate of the moment, so that a change of rate keeps
/// the sequence of draws, and the process stays Poisson's.
class PoissonArrivals {
 public:
  /// `kind`: how the calendar's owner knows the event.
  PoissonArrivals(std::uint32_t kind, Random random) : kind_(kind), random_(random) {
    left_ = random_.exponential(1);
    drawn_ = random_.exponential(1);
  }

  /// Arrivals a second from now on; 0 stops them. Plans the next one.
  void set_rate(Calendar& calendar, double rate) {
    if (rate == rate_) return;
    // At the very moment of the last plan nothing has passed, and no rounding may come in: a rate that held
    // for no time at all leaves no trace.
    if (rate_ > 0 && calendar.now() != planned_at_) left_ = std::max(next_ - calendar.now(), 0.0) * rate_;
    rate_ = rate;
    gap_ = rate > 0 ? 1 / rate : 0;
    plan(calendar);
  }

  /// To be called when the event comes. False: it was planned for an old rate and nobody comes.
  /// Else someone does, and the next one is planned.
  bool arrive(Calendar& calendar) {
    if (calendar.now() != next_) return false;
    left_ = drawn_;
    plan(calendar);
    drawn_ = random_.exponential(1);
    return true;
  }

 private:
  void plan(Calendar& calendar) {
    planned_at_ = calendar.now();
    next_ = rate_ > 0 ? planned_at_ + left_ * gap_ : Calendar::never;
    calendar.at(next_, What(kind_, 0));
  }

  std::uint32_t kind_;
  Random random_;
  double rate_ = 0, gap_ = 0;
  double left_ = 0;  ///< Expected arrivals until the next, where no rate tells the time.
  /// One gap ahead: its logarithm is computed while the processor waits for something else.
  double drawn_ = 0;
  double next_ = Calendar::never;  ///< When the next one comes,
  double planned_at_ = -1;         ///< as planned then.
};

/// Arrivals at times known beforehand.
class ScheduledArrivals {
 public:
  /// `times`: seconds since the start, rising. Plans the first.
  ScheduledArrivals(Calendar& calendar, std::uint32_t kind, std::vector<double> times)
      : kind_(kind), times_(std::move(times)) {
    plan(calendar);
  }

  /// To be called when the event comes: plans the next, returns the position of the one that came.
  std::size_t arrive(Calendar& calendar) {
    ++next_;
    plan(calendar);
    return next_ - 1;
  }

 private:
  void plan(Calendar& calendar) {
    if (next_ < times_.size()) calendar.at(times_[next_], What(kind_, static_cast<std::uint32_t>(next_)));
  }

  std::uint32_t kind_;
  std::vector<double> times_;
  std::size_t next_ = 0;
};

}  // namespace lesson
