#include "core/base/random.h"

#include <doctest/doctest.h>

#include "tests/core/near.h"

using namespace lesson;

TEST_CASE("SplitMix64 and xoshiro256++ give their published first outputs") {
  std::uint64_t state = 1234567;
  CHECK(Random::split_mix(state) == 6457827717110365317ULL);
  CHECK(Random::split_mix(state) == 3203168211198807973ULL);
  Random random(std::array<std::uint64_t, 4>{1, 2, 3, 4});
  CHECK(random.next() == 41943041ULL);
  CHECK(random.next() == 58720359ULL);
  CHECK(random.next() == 3588806011781223ULL);
}

TEST_CASE("uniform numbers keep off both ends and have mean 1/2") {
  Random random(7);
  double sum = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double u = random.uniform();
    sum += u;
    if (!(u > 0 && u < 1)) FAIL_CHECK("outside (0, 1)");
  }
  CHECK(sum / 100'000 == near(0.5, 0.01));
}

TEST_CASE("the same seed and purpose repeat, another purpose does not") {
  Random a(3, 1), b(3, 1), c(3, 2);
  const auto first = a.next();
  CHECK(first == b.next());
  CHECK(first != c.next());
}
