#include "core/theory/estimation.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

TEST_CASE(
    "100 million users, 30 % daily, 50 requests: 1.5 billion a day, 17,361/s, 52,083/s at three times") {
  const Sizing s = sizing({});
  CHECK(s.active == near(30e6));
  CHECK(s.daily == near(1.5e9));
  CHECK(std::round(s.rate) == 17'361);
  CHECK(std::round(s.peak) == 52'083);
  CHECK(s.servers == 21);
}

TEST_CASE("at 1 KB each that is 1.5 TB a day, 547.5 TB a year, 1.64 PB in three copies") {
  const Sizing s = sizing({});
  CHECK(s.day_bytes == near(1.5e12));
  CHECK(s.year_bytes == near(547.5e12));
  CHECK(s.all_bytes == near(1.6425e15));
}

TEST_CASE("by hand a day has 100,000 s: 15,000/s, 50,000/s, 20 servers, 600 TB a year, 1.8 PB") {
  const Sizing s = sizing_by_hand({});
  CHECK(s.rate == near(15'000));
  CHECK(s.peak == near(50'000));
  CHECK(s.servers == 20);
  CHECK(s.year_bytes == near(600e12));
  CHECK(s.all_bytes == near(1.8e15));
}

TEST_CASE("a person's rounding keeps tenths below 2 and halves below 3, and is off by at most a seventh") {
  CHECK(by_hand(86'400) == near(90'000));
  CHECK(by_hand(52'083) == near(50'000));
  CHECK(by_hand(45'000) == near(50'000));
  CHECK(by_hand(1.6425e15) == near(1.6e15));
  CHECK(by_hand(2.3) == near(2.5));
  CHECK(by_hand(9.7) == near(10));
  CHECK(by_hand(0.3) == near(0.3));
  CHECK(by_hand(0) == 0);
  for (double value = 1e-7; value < 1e16; value *= 1.013)
    CHECK(std::abs(by_hand(value) / value - 1) <= 1.0 / 7 + 1e-9);
}

TEST_CASE("rounding at every step stays within a factor of two of the exact result") {
  for (double users = 1000; users < 1e10; users *= 1.37) {
    for (double peak = 1; peak <= 20; peak += 0.7) {
      const Demand demand{.users = users, .daily = 0.17, .requests = 3.4, .peak = peak};
      const double ratio = sizing_by_hand(demand).peak / sizing(demand).peak;
      CHECK(ratio > 0.5);
      CHECK(ratio < 2);
    }
  }
}
