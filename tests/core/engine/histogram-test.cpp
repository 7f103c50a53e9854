#include "core/engine/histogram.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/base/random.h"
#include "tests/core/near.h"

using lesson::Histogram;
using lesson::near;
using lesson::Random;

TEST_CASE("a quantile is off by less than a bucket's relative width") {
  Random random(5);
  Histogram histogram(1e-3, 1e6);
  std::vector<double> values;
  for (int i = 0; i < 50'000; ++i) {
    values.push_back(random.exponential(20));
    histogram.record(values.back());
  }
  std::sort(values.begin(), values.end());
  for (const double p : {0.01, 0.5, 0.9, 0.99, 0.999}) {
    const double exact = values[static_cast<std::size_t>(p * 50'000)];
    CHECK(histogram.quantile(p) == near(exact, 1.0 / 128));
  }
}

TEST_CASE("percentiles of two servers come from merged histograms, not from their average") {
  Histogram fast(1, 1e4), slow(1, 1e4), both(1, 1e4);
  for (int i = 0; i < 1000; ++i) {
    fast.record(50);
    slow.record(500);
    both.record(50);
    both.record(500);
  }
  fast.merge(slow);
  CHECK(fast.count() == 2000);
  CHECK(fast.mean() == 275);
  for (const double p : {0.1, 0.49, 0.51, 0.99}) CHECK(fast.quantile(p) == both.quantile(p));
  CHECK(fast.quantile(0.99) > 490);
}

TEST_CASE("every rank is found in the bucket that holds it, the first and the last too") {
  Random random(6);
  Histogram histogram(1, 1000);
  for (int i = 0; i < 300; ++i) histogram.record(random.exponential(40));
  std::size_t bucket = 0;
  for (std::int64_t rank = 1, below = 0; rank <= 300; ++rank) {
    while (below + histogram.at(bucket) < rank) below += histogram.at(bucket++);
    const double found = histogram.at_rank(static_cast<double>(rank));
    CAPTURE(rank);
    CHECK(found > histogram.begin(bucket));
    CHECK(found <= histogram.begin(bucket + 1));
  }
  CHECK(histogram.at_rank(0) <= histogram.at_rank(1));
  CHECK(histogram.at_rank(0) >= histogram.begin(0));
}

TEST_CASE("values outside the range are counted in the end buckets") {
  Histogram histogram(1, 100);
  histogram.record(0);
  histogram.record(-5);
  histogram.record(1e12);
  CHECK(histogram.count() == 3);
  CHECK(histogram.at(0) == 2);
  CHECK(histogram.at(histogram.size() - 1) == 1);
}

TEST_CASE("an empty histogram answers zero") {
  const Histogram histogram(1, 100);
  CHECK(histogram.quantile(0.5) == 0);
  CHECK(histogram.mean() == 0);
}
