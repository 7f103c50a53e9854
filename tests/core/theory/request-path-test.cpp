#include "core/theory/request-path.h"

#include <doctest/doctest.h>

#include "tests/core/near.h"

using lesson::near;
using namespace lesson::theory;

namespace {

UniformSum uniform(double low, double high, double fixed = 0) {
  UniformSum sum(fixed);
  sum.add(low, high);
  return sum;
}

}  // namespace

TEST_CASE("the mean of the last of n uniform times on (0, 1) is n / (n + 1)") {
  std::vector<UniformSum> branches;
  for (int n = 1; n <= 6; ++n) {
    branches.push_back(uniform(0, 1));
    CHECK(mean_of_latest(branches) == near(n / (n + 1.0), 1e-12));
  }
}

TEST_CASE("a sum of two and of three uniform times has Irwin and Hall's distribution") {
  UniformSum two = uniform(0, 1);
  two.add(0, 1);
  CHECK(two.cdf(0.5) == near(0.125));
  CHECK(two.cdf(1) == near(0.5));
  CHECK(two.cdf(1.5) == near(0.875));
  UniformSum three = two;
  three.add(0, 1);
  CHECK(three.cdf(1) == near(1.0 / 6));
  CHECK(three.cdf(1.5) == near(0.5));
  CHECK(three.mean() == near(1.5));
  CHECK(mean_of_latest({three}) == near(1.5, 1e-12));
}

TEST_CASE("branches that cannot overlap leave the later one's mean") {
  CHECK(mean_of_latest({uniform(2, 7), uniform(15, 60)}) == near(37.5, 1e-12));
  CHECK(mean_of_latest({uniform(2, 7, 100), uniform(15, 60)}) == near(104.5, 1e-12));
}

TEST_CASE("the last of two uniform times on (10, 30) and (15, 60) is 38.3 ms on average, by hand") {
  // 37.5 and the mean by which the first is later: the integral of (30 - t)^2 / 40 over 15..30, by 45.
  CHECK(mean_of_latest({uniform(10, 30), uniform(15, 60)}) == near(37.5 + 1125.0 / 40 / 45, 1e-12));
}

TEST_CASE("times without width, and none at all, are exact too") {
  CHECK(mean_of_latest({}) == 0);
  CHECK(latest_cdf({}, 0) == 1);
  CHECK(mean_of_latest({uniform(3, 3), UniformSum(2)}) == near(3));
  CHECK(UniformSum(2).cdf(1.9) == 0);
  CHECK(UniformSum(2).cdf(2) == 1);
}
