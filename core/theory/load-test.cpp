#include "core/theory/load-test.h"

#include <algorithm>
#include <cmath>

namespace lesson::theory {
namespace {

/// The point between `low` and `high` where a rising function passes `wanted`.
template <class Function>
double crossing(double low, double high, double wanted, const Function& function) {
  for (int i = 0; i < 64; ++i) {
    const double middle = (low + high) / 2;
    (function(middle) < wanted ? low : high) = middle;
  }
  return high;
}

}  // namespace

std::vector<Freeze> freezes(double start, double length, double period, double run) {
  std::vector<Freeze> all;
  if (length <= 0) return all;
  for (int i = 0; start + i * period < run; ++i) {
    const Freeze next{start + i * period, start + i * period + length};
    if (!all.empty() && next.from <= all.back().to) {
      all.back().to = next.to;
    } else {
      all.push_back(next);
    }
    if (period <= 0) break;
  }
  return all;
}

double due(double from, double to, double rate) {
  // A hair early, so that a request due at an end counts as such in spite of rounding.
  return std::max(std::ceil(to * rate - 1e-9) - std::ceil(from * rate - 1e-9), 0.0);
}

void StalledResponse::add(double count, double low, double high) {
  if (count <= 0) return;
  low = std::max(low, 0.0);
  high = std::max(high, low);
  count_ += count;
  highest_ = std::max(highest_, high);
  for (Part& part : parts_) {
    // Freezes of one length are alike: one part for all keeps the sums short.
    if (std::abs(part.low - low) + std::abs(part.high - high) > 1e-9) continue;
    part.count += count;
    return;
  }
  parts_.push_back({count, low, high});
}

double StalledResponse::mean() const {
  double sum = 0;
  for (const Part& part : parts_) sum += part.count * (part.low + part.high) / 2;
  return count_ > 0 ? sum / count_ + service_ : 0;
}

double StalledResponse::area(double t) const {
  if (t <= 0) return 0;
  return exponential_ ? t + service_ * std::expm1(-t / service_) : std::max(t - service_, 0.0);
}

double StalledResponse::cdf(double t) const {
  double sum = 0;
  for (const Part& part : parts_) {
    const double beyond = t - part.low, width = part.high - part.low;
    if (beyond <= 0) continue;
    if (width > 1e-9) {
      sum += part.count * (area(beyond) - area(beyond - width)) / width;
    } else if (exponential_) {
      sum -= part.count * std::expm1(-beyond / service_);
    } else if (beyond >= service_) {
      sum += part.count;
    }
  }
  return count_ > 0 ? sum / count_ : 0;
}

double StalledResponse::quantile(double p) const {
  return crossing(0, highest_ + 50 * service_, p, [&](double t) { return cdf(t); });
}

StalledResponse keeping_schedule(const std::vector<Freeze>& freezes, double rate, double run, double fall,
                                 StalledResponse response) {
  double now = 0, wait = 0;
  const auto pass = [&](double until) {
    const double empty = fall > 0 ? now + wait / fall : until, end = std::min(empty, until);
    const double left = std::max(wait - fall * (end - now), 0.0);
    response.add(due(now, end, rate), std::min(wait, left), std::max(wait, left));
    response.add(due(end, until, rate), 0, 0);
    wait = end < until ? 0 : left;
    now = until;
  };
  for (const Freeze& freeze : freezes) {
    // Behind a queue it is met by all whose turn would come within it, those who came before it too. Turns
    // move on by 1 - fall a second, until the queue is empty.
    const bool idle = fall > 0 && now + wait / fall <= freeze.from;
    const double turn = fall < 1 ? now + (freeze.from - now - wait) / (1 - fall) : now;
    const double met = idle ? freeze.from : std::max(turn, now);
    if (met >= run) break;
    pass(met);
    wait += freeze.to - freeze.from;
  }
  pass(run);
  return response;
}

StalledResponse waiting_for_answers(const std::vector<Freeze>& freezes, double rate, double run,
                                    double clients, double service, bool exponential) {
  StalledResponse response(service, exponential);
  const double turns = service * rate / clients;  // That pass while one is served.
  const double taken = exponential ? -1 / std::expm1(-1 / turns) : std::max(std::ceil(turns - 1e-9), 1.0);
  double now = 0;
  for (const Freeze& freeze : freezes) {
    response.add(due(now, freeze.from, rate) / taken, 0, 0);
    now = std::min(freeze.to, run);
    const double caught = std::min(due(freeze.from, now, rate), clients);
    const double first = freeze.to - std::ceil(freeze.from * rate - 1e-9) / rate;
    // Alone it is what it is; several stand for the gap around each.
    const double half = caught > 1 ? 0.5 / rate : 0;
    response.add(caught, first - (caught - 1) / rate - half, first + half);
  }
  response.add(due(now, run, rate) / taken, 0, 0);
  return response;
}

double merged_quantile(double p, double share, double first_mean, double second_mean) {
  const double highest = -std::log1p(-p) * std::max(first_mean, second_mean);
  return crossing(0, highest, p, [&](double t) {
    return -share * std::expm1(-t / first_mean) - (1 - share) * std::expm1(-t / second_mean);
  });
}

}  // namespace lesson::theory
