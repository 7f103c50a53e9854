#include "core/theory/order-statistics.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

namespace {

constexpr LogNormal call{15, 0.7};

Hedged hedged(double median, double sigma, double level) {
  const LogNormal one{median, sigma};
  return {one, one.quantile(level)};
}

}  // namespace

TEST_CASE("the normal quantile gives the tables' values and inverts the distribution") {
  CHECK(normal_quantile(0.975) == near(1.959963984540054, 1e-12));
  CHECK(normal_quantile(0.99) == near(2.326347874040841, 1e-12));
  CHECK(normal_quantile(0.5) == 0);
  CHECK(normal_quantile(1e-10) == near(-6.361340902404056, 1e-10));
  for (double p = 0.001; p < 1; p += 0.013) CHECK(normal_cdf(normal_quantile(p)) == near(p, 1e-12));
}

TEST_CASE("median 15 ms and tail 0.7 give p90 36.8, p95 47.4, p99 76.4, p99.9 130.5, mean 19.2") {
  CHECK(call.quantile(0.5) == near(15));
  CHECK(call.quantile(0.9) == near(36.8, 0.001));
  CHECK(call.quantile(0.95) == near(47.4, 0.001));
  CHECK(call.quantile(0.99) == near(76.4, 0.001));
  CHECK(call.quantile(0.999) == near(130.5, 0.001));
  CHECK(call.mean() == near(19.2, 0.002));
}

TEST_CASE("ten backends give p50 42.8 and p99 130.4") {
  CHECK(call.quantile(single_level(0.5, 10)) == near(42.8, 0.001));
  CHECK(call.quantile(single_level(0.99, 10)) == near(130.4, 0.001));
}

TEST_CASE("of requests with 5, 10, 50, 100 calls 4.9, 9.6, 39.5, 63.4 % meet a slow one") {
  CHECK(100 * at_least_one(0.01, 5) == near(4.9, 0.005));
  CHECK(100 * at_least_one(0.01, 10) == near(9.6, 0.005));
  CHECK(100 * at_least_one(0.01, 50) == near(39.5, 0.001));
  CHECK(100 * at_least_one(0.01, 100) == near(63.4, 0.001));
  CHECK(std::ceil(calls_for_half(0.01)) == 69);
}

TEST_CASE("a hedge at p95 takes p99 from 5.10 to 4.18 medians and p99.9 from 8.70 to 5.40") {
  const Hedged hedge = hedged(1, 0.7, 0.95);
  CHECK(hedge.call.quantile(0.99) == near(5.10, 0.001));
  CHECK(hedge.quantile(0.99) == near(4.18, 0.002));
  CHECK(hedge.call.quantile(0.999) == near(8.70, 0.001));
  CHECK(hedge.quantile(0.999) == near(5.40, 0.002));
}

TEST_CASE("a hedged quantile inverts the hedged distribution, and the density is its slope") {
  for (const double level : {0.5, 0.9, 0.99}) {
    const Hedged hedge = hedged(15, 0.7, level);
    for (double p = 0.01; p < 1; p += 0.03) {
      const double t = hedge.quantile(p), h = 1e-5 * t;
      CHECK(hedge.cdf(t) == near(p, 1e-9));
      CHECK(t <= hedge.call.quantile(p) * (1 + 1e-12));
      if (std::abs(t - hedge.delay) > 2 * h)
        CHECK((hedge.cdf(t + h) - hedge.cdf(t - h)) / (2 * h) == near(hedge.density(t), 1e-4));
    }
  }
}

TEST_CASE("the mean of the slowest of n agrees with closed forms") {
  CHECK(mean_of_slowest(call, 1) == near(call.mean(), 1e-4));
  // A hedge that never fires changes nothing.
  CHECK(mean_of_slowest(Hedged{call, 1e9}, 1) == near(call.mean(), 1e-4));
}

TEST_CASE("of exponential times p99 to 1 % takes about 47,000 samples, p99.9 to 5 % about 8,400") {
  const auto exponential = [](double p, double relative) {
    return samples_needed(p, -std::log(1 - p), 1 - p, relative);
  };
  CHECK(exponential(0.99, 0.01) == near(47'000, 0.01));
  CHECK(exponential(0.999, 0.05) == near(8'400, 0.01));
}

TEST_CASE("nearest rank and interpolation differ in small samples: 100 against 149 ms at p99") {
  std::vector<double> times(95, 10.0);
  times.insert(times.end(), 4, 100.0);
  times.push_back(5000);
  CHECK(nearest_rank(times.data(), 100, 0.95) == 10);
  CHECK(nearest_rank(times.data(), 100, 0.99) == 100);
  CHECK(nearest_rank(times.data(), 100, 0.999) == 5000);
  CHECK(interpolated(times.data(), 100, 0.95) == near(14.5));
  CHECK(interpolated(times.data(), 100, 0.99) == near(149));
  CHECK(interpolated(times.data(), 100, 0.999) == near(4514.9));
}
