#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/theory/order-statistics.h"
#include "tests/core/drills/drill.h"
#include "tests/core/near.h"

using namespace lesson;
using namespace lesson::drills;

namespace {

/// With a chance of 1 % 10 ms and an exponential time of mean 500 ms, else of mean 5 ms.
double one_call(Random& random) { return 10 + random.exponential(random.chance(0.01) ? 500 : 5); }

std::optional<Json> fan_out(int calls, int requests, std::uint64_t seed) {
  if (calls < 1 || requests < 1) return {};
  Random random(seed);
  std::vector<double> times(static_cast<std::size_t>(requests), 0.0);
  for (double& time : times)
    for (int i = 0; i < calls; ++i) time = std::max(time, one_call(random));
  std::sort(times.begin(), times.end());
  Json read;
  for (const double p : {0.5, 0.99, 0.999}) read.push_back(theory::nearest_rank(times.data(), requests, p));
  return read;
}

/// The time that the slowest of `calls` stays below with probability `p`, by bisection.
double exact(int calls, double p) {
  const double level = theory::single_level(p, calls);
  double low = 10, high = 1e6;
  for (int i = 0; i < 200; ++i) {
    const double t = (low + high) / 2;
    const double below = 1 - 0.99 * std::exp(-(t - 10) / 5) - 0.01 * std::exp(-(t - 10) / 500);
    (below < level ? low : high) = t;
  }
  return high;
}

}  // namespace

TEST_CASE("drill: simulated fan-out falls into the ranges that its checks allow") {
  check_drill("fan-out-simulation",
              {{"fan_out", [](const auto& call) { return fan_out(call[0], call[1], call[2]); }}});
}

TEST_CASE("drill: the slowest of 1, 5, 10 and 20 calls has p99 of 46.3, 813, 1,159 and 1,505 ms") {
  const struct {
    int calls;
    double p50, p99, p999;
  } rows[] = {{1, 13.5, 46.3, 1161}, {5, 20.6, 813, 1966}, {10, 24.3, 1159, 2312}, {20, 28.5, 1505, 2659}};
  for (const auto& row : rows) {
    CHECK(exact(row.calls, 0.5) == near(row.p50, 0.005));
    CHECK(exact(row.calls, 0.99) == near(row.p99, 0.002));
    CHECK(exact(row.calls, 0.999) == near(row.p999, 0.001));
  }
}

TEST_CASE("drill: a right simulation passes its checks whatever it draws") {
  std::ifstream file(std::string(LESSON_TESTS_DIR) + "/../../content/drills/fan-out-simulation.json");
  const Json drill = Json::parse(file);
  for (const char* list : {"visible", "hidden"})
    for (const Json& one : drill[list]) {
      if (!one.contains("between")) continue;
      const auto& call = one["call"];
      for (std::uint64_t seed = 100; seed < 150; ++seed) {
        CAPTURE(one.dump());
        CHECK(within(*fan_out(call[1], call[2], seed), one["between"]));
      }
    }
}
