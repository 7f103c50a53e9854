#include "core/theory/availability.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

TEST_CASE("five in a row, single and doubled, are down as long as the lesson's table says") {
  const struct {
    double part, series_percent, series_hours, pair_percent, pair_seconds;
  } rows[] = {{0.99, 95.0990, 429, 99.9500, 263 * 60},
              {0.995, 97.5249, 217, 99.9875, 65.7 * 60},
              {0.999, 99.5010, 43.7, 99.9995, 2.63 * 60},
              {0.9999, 99.9500, 4.38, 99.999995, 1.6}};
  for (const auto& row : rows) {
    const Chain single{.unavailability = 1 - row.part}, doubled{.unavailability = 1 - row.part, .copies = 2};
    CHECK(100 * (1 - single.down()) == near(row.series_percent, 1e-6));
    CHECK(single.down() * hours_a_year == near(row.series_hours, 0.002));
    CHECK(100 * (1 - doubled.down()) == near(row.pair_percent, 1e-6));
    CHECK(doubled.down() * hours_a_year * 3600 == near(row.pair_seconds, 0.02));
    CHECK(series(row.part, 5) == near(1 - single.down(), 1e-12));
    CHECK(series(parallel(row.part, 2), 5) == near(1 - doubled.down(), 1e-12));
  }
}

TEST_CASE("one, ten and twenty parts at 99.9 % are down 8.76, 87.2 and 173.5 h a year") {
  CHECK(downtime(series(0.999, 1), hours_a_year) == near(8.76));
  CHECK(downtime(series(0.999, 10), hours_a_year) == near(87.2, 0.001));
  CHECK(downtime(series(0.999, 20), hours_a_year) == near(173.5, 0.001));
  CHECK(series({0.999, 0.99, 0.9}) == near(0.890109));
  CHECK(series({}) == 1);
}

TEST_CASE("99.9 % from five parts takes 99.98 % of each") {
  CHECK(required_part(0.999, 5) == near(0.9998, 1e-6));
  CHECK(series(required_part(0.95, 7), 7) == near(0.95));
}

TEST_CASE("shared causes of 0, 1, 5, 10 % leave five pairs 2.6, 29, 134 and 265 minutes a year") {
  const std::pair<double, double> rows[] = {{0, 2.63}, {0.01, 28.85}, {0.05, 133.7}, {0.1, 264.9}};
  for (const auto& [beta, minutes] : rows) {
    const Chain chain{.copies = 2, .beta = beta};
    CHECK(chain.down() * hours_a_year * 60 == near(minutes, 0.002));
    // The usual sum counts the overlap twice: hardly more.
    const double sum = beta * 0.001 + std::pow((1 - beta) * 0.001, 2);
    CHECK(all_down(0.001, 2, beta) == near(sum, 0.002));
  }
}

TEST_CASE("one copy is down its own share whatever it would have in common with others") {
  for (const double beta : {0.0, 0.1, 1.0}) CHECK(all_down(0.1, 1, beta) == near(0.1));
  // All in common: copies change nothing.
  for (const int copies : {2, 3}) CHECK(all_down(0.1, copies, 1) == near(0.1));
  CHECK(all_down(0.1, 3, 0) == near(0.001));
}

TEST_CASE("a copy with shared causes is still down the share it says") {
  for (const double beta : {0.0, 0.05, 0.2}) {
    const Chain chain{.unavailability = 0.1, .copies = 3, .beta = beta};
    CHECK(1 - (1 - chain.common()) * (1 - chain.own()) == near(0.1));
  }
}

TEST_CASE("two of three at 90 % are up 97.2 % of the time") {
  CHECK(k_of_n(0.9, 2, 3) == near(0.972));
  CHECK(k_of_n(0.9, 3, 3) == near(series(0.9, 3)));
  CHECK(k_of_n(0.9, 1, 3) == near(parallel(0.9, 3)));
  CHECK(k_of_n(0.9, 0, 3) == near(1));
}

TEST_CASE("a single part at 99.9 % with one-hour repairs goes down 8.75 times a year") {
  const Chain one{.components = 1};
  CHECK(one.outages_a_year() == near(8760 / 1000.0, 1e-12));  // A cycle lasts 1,000 h.
  const Chain half{.components = 1, .repair_hours = 2};
  CHECK(half.outages_a_year() == near(4.38));
  // A pair is left by either repair: its outages last half an hour.
  const Chain pair{.components = 1, .copies = 2};
  CHECK(pair.down() * hours_a_year / pair.outages_a_year() == near(0.5));
}

TEST_CASE("10,000 disks with an MTTF of 10, 30, 50 years lose 2.74, 0.91, 0.55 a day") {
  CHECK(failures_a_day(10'000, 10) == near(2.74, 0.001));
  CHECK(failures_a_day(10'000, 30) == near(0.913, 0.001));
  CHECK(failures_a_day(10'000, 50) == near(0.548, 0.001));
  CHECK(annual_failure_rate(10) == near(0.0952, 0.001));
  CHECK(annual_failure_rate(30) == near(0.0328, 0.001));
  CHECK(annual_failure_rate(50) == near(0.0198, 0.001));
}

TEST_CASE("three nines are 3, and a month of them is 43.8 minutes of budget") {
  CHECK(nines(0.001) == near(3));
  CHECK(downtime(0.999, hours_a_month) * 60 == near(43.8));
  CHECK(downtime(0.99999, hours_a_year) * 60 == near(5.256));
}
