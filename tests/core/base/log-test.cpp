#include "core/base/log.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "core/base/random.h"
#include "tests/core/near.h"

using namespace lesson;

TEST_CASE("the logarithm is the C library's to 5e-16 over (0, 1) and far beyond") {
  Random random(11);
  double worst = 0;
  for (int i = 0; i < 200'000; ++i) {
    const double u = random.uniform();
    worst = std::max(worst, std::abs(log_of_normal(u) - std::log(u)) / std::max(1.0, -std::log(u)));
  }
  CHECK(worst < 5e-16);
  for (const double x : {0x1p-53, 1e-300, 0.6875, 1.375, 2.0, 3.0, 1e300})
    CHECK(log_of_normal(x) == near(std::log(x), 1e-15));
}

TEST_CASE("beside 1 the logarithm keeps its relative precision, so that no exponential time is zero") {
  CHECK(log_of_normal(1) == 0);
  for (const double apart : {0x1p-53, 1e-15, 1e-9, 1e-4, 3.9e-3, 3.91e-3})
    CHECK(log_of_normal(1 - apart) == near(std::log1p((1 - apart) - 1), 1e-13));  // As the number rounds.
}

TEST_CASE("the logarithm has no step at the borders of its table") {
  for (int i = 0; i <= 128; ++i) {
    const double border = i < 80 ? 0.6875 + i / 256.0 : 1 + (i - 80) / 128.0;
    CHECK(std::abs(log_of_normal(border) - log_of_normal(std::nextafter(border, 0))) < 1e-15);
  }
}
