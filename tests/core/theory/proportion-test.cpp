#include "core/theory/proportion.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

#include "core/theory/order-statistics.h"
#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

TEST_CASE("Wilson's interval is that of Newcombe's four examples (1998, table I, method 3)") {
  const struct {
    double hits, trials, low, high;
  } examples[] = {
      {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}};
  for (const auto& one : examples) {
    CAPTURE(one.trials);
    const ShareBounds bounds = wilson_95(one.hits, one.trials);
    CHECK(std::abs(bounds.low - one.low) < 5e-5);
    CHECK(std::abs(bounds.high - one.high) < 5e-5);
  }
}

TEST_CASE("Wilson's bounds are the shares from which the sample lies 1.96 standard errors away") {
  for (const double trials : {1.0, 7.0, 100.0, 1e6}) {
    for (const double share : {0.0, 0.1, 0.5, 0.99, 1.0}) {
      const double hits = std::round(share * trials), seen = hits / trials;
      const ShareBounds bounds = wilson_95(hits, trials);
      CHECK(bounds.low >= 0);
      CHECK(bounds.high <= 1);
      CHECK(bounds.low <= seen);
      CHECK(bounds.high >= seen);
      for (const double bound : {bounds.low, bounds.high}) {
        if (bound == 0 || bound == 1) continue;
        CHECK(std::abs(seen - bound) / std::sqrt(bound * (1 - bound) / trials) ==
              near(normal_quantile(0.975), 1e-6));
      }
    }
  }
}
