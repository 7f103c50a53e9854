#include "core/base/normal.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/core/near.h"

using namespace lesson;

TEST_CASE("a mean's interval uses the samples' own spread, and none has none") {
  // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 232, variance 32 / 7.
  CHECK(mean_half_width(8, 5, 232) == near(normal_95 * std::sqrt(32.0 / 7 / 8)));
  CHECK(mean_half_width(4, 3, 36) == 0);
  // Rounding below nothing is nothing.
  CHECK(mean_half_width(4, 3, 36 - 1e-12) == 0);
}
