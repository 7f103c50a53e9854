#include "core/engine/time-series.h"

#include <doctest/doctest.h>

#include "core/base/random.h"
#include "tests/core/near.h"

using namespace lesson;

TEST_CASE("batch means hold every value: the mean is exact whatever was merged") {
  BatchMeans means(3);
  CHECK(means.mean() == 0);
  CHECK_FALSE(means.estimate());
  double sum = 0;
  for (int i = 1; i <= 10'000; ++i) {
    means.record(i);
    sum += i;
    if (i % 977 == 0) CHECK(means.mean() == near(sum / i));
  }
  CHECK(means.count() == 10'000);
}

TEST_CASE("twenty batches of hand-made means give the textbook's interval") {
  BatchMeans means(1);
  for (int i = 0; i < 20; ++i) means.record(i % 2 == 0 ? 9 : 11);
  const auto estimate = means.estimate();
  REQUIRE(estimate);
  CHECK(estimate->mean == 10);
  // Deviation sqrt(20 / 19), error that / sqrt(20) = 0.2294, t at 19 degrees 2.0930.
  CHECK(estimate->high - 10 == near(2.0930 * 0.229416, 1e-3));
  CHECK(10 - estimate->low == near(estimate->high - 10));
}

TEST_CASE("Student's t at 5, 10, 19, 39 degrees of freedom is 2.571, 2.228, 2.093, 2.023") {
  CHECK(student_t_975(5) == near(2.5706, 1.2e-3));
  CHECK(student_t_975(10) == near(2.228, 1e-3));
  CHECK(student_t_975(19) == near(2.093, 5e-4));
  CHECK(student_t_975(39) == near(2.0227, 5e-4));
}

TEST_CASE("the interval covers the mean of correlated values 95 % of the time") {
  int covered = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Random random(seed);
    BatchMeans means;
    double value = 0;
    for (int i = 0; i < 20'000; ++i) means.record(value = 0.8 * value + random.uniform() - 0.5);
    covered += means.estimate()->low <= 0 && means.estimate()->high >= 0;
  }
  CHECK(covered >= 366);  // Three standard deviations of the binomial below 380.
  CHECK(covered <= 394);
}

TEST_CASE("the recent steps are kept, older ones forgotten, skipped ones empty") {
  Recent<int> recent(4);
  recent.at(0) = 5;
  recent.at(3) = 8;
  CHECK(recent.begin() == 0);
  CHECK(recent.at(1) == 0);
  recent.at(5) = 9;
  CHECK(recent.begin() == 2);
  CHECK(recent.end() == 6);
  CHECK(recent.at(3) == 8);
  CHECK(recent.at(4) == 0);
}
