#include "core/theory/retries.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <limits>

#include "tests/core/near.h"

using namespace lesson;

TEST_CASE("retries add no capacity: as many requests fail, and the server is asked more often") {
  const double without = std::numeric_limits<double>::infinity();
  for (const double load : {1.25, 2.0, 10.0})
    for (const int retries : {0, 1, 3}) {
      CAPTURE(load);
      CAPTURE(retries);
      const double failing = theory::failing_attempts(load, retries);
      double lost = 1, attempts = 0;
      for (int i = 0; i <= retries; ++i) {
        attempts += lost;
        lost *= failing;
      }
      CHECK(lost == near(1 - 1 / load, 1e-12));
      CHECK(theory::load_with_retries(load, retries, without) == near(load * attempts, 1e-12));
    }
  // A fifth too much, with three retries each: p^4 = 0.2, and 1 / (1 - p) is 3.02.
  CHECK(theory::load_with_retries(1.25, 3, without) == near(3.01878, 1e-5));
}

TEST_CASE("below full load nothing is tried again, and a budget bounds what is") {
  const double without = std::numeric_limits<double>::infinity();
  CHECK(theory::load_with_retries(0.9, 3, without) == 0.9);
  CHECK(theory::load_with_retries(1, 3, without) == 1);
  CHECK(theory::load_with_retries(1.25, 3, 0.1) == near(1.375, 1e-12));
  CHECK(theory::load_with_retries(1.25, 0, 0.1) == near(1.25, 1e-12));
}
