#include "core/theory/error-cost.h"

#include <doctest/doctest.h>

#include <initializer_list>

#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

TEST_CASE("at $1 billion a year a minute costs $1,903 at the checkout, $190 in search, $19 inside") {
  CHECK(cost_per_minute(1e9, 1) == near(1903, 0.001));
  CHECK(cost_per_minute(1e9, 1) * 60 == near(114'155, 1e-5));
  CHECK(cost_per_minute(1e9, 0.1) == near(190, 0.002));
  CHECK(cost_per_minute(1e9, 0.01) == near(19, 0.002));
}

TEST_CASE("99.9 % costs $1 million a year, $83,333 a month; each nine more is worth a tenth of the last") {
  CHECK(yearly_loss(1e9, 1, 0.99) == near(1e7));
  CHECK(yearly_loss(1e9, 1, 0.999) == near(1e6));
  CHECK(yearly_loss(1e9, 1, 0.999) / 12 == near(83'333, 1e-5));
  CHECK(yearly_loss(1e9, 1, 0.99) - yearly_loss(1e9, 1, 0.999) == near(9e6));
  CHECK(yearly_loss(1e9, 1, 0.999) - yearly_loss(1e9, 1, 0.9999) == near(9e5));
  CHECK(yearly_loss(1e9, 1, 0.9999) - yearly_loss(1e9, 1, 0.99999) == near(9e4));
}

TEST_CASE("with 1 % of answers wrong, consistency pays once a wrong answer costs 100 times no answer") {
  ErrorCost cost{.wrong_share = 0.01, .wrong_price = 99, .silent_price = 1};
  CHECK(cost.break_even() == near(100));
  CHECK_FALSE(cost.consistency_pays());
  cost.wrong_price = 101;
  CHECK(cost.consistency_pays());
}

TEST_CASE("the price is the sum over all requests of a year's partitions") {
  const ErrorCost cost{60, 1000, 0.01, 0.6, 3};
  CHECK(cost.available() == near(360));
  CHECK(cost.consistent() == near(180'000));
  CHECK(cost.available_summed() == near(cost.available(), 1e-9));
}

TEST_CASE("more minutes of partition raise both prices alike and change no side") {
  for (const double price : {1.0, 1000.0}) {
    ErrorCost some{.minutes = 1, .wrong_price = price}, more{.minutes = 5000, .wrong_price = price};
    CHECK(some.consistency_pays() == more.consistency_pays());
    CHECK(more.available() / some.available() == near(5000));
  }
}
