#include <algorithm>

#include "tests/core/drills/drill.h"

using namespace lesson::drills;

namespace {

std::optional<Json> least_hit_rate(double reads, double capacity) {
  if (!(reads >= 0) || !(capacity >= 0)) return {};
  return reads == 0 ? 0.0 : std::max(0.0, 1 - capacity / reads);
}

/// By bisection on what all reads see when the database meets the limit at a level, where the Python solves
/// for it.
std::optional<Json> database_level(double level, double hit_rate) {
  if (!(level >= 0 && level <= 1) || !(hit_rate >= 0 && hit_rate <= 1)) return {};
  double low = 0, high = 1;
  if (hit_rate >= level) return 0.0;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (hit_rate + (1 - hit_rate) * middle < level ? low : high) = middle;
  }
  return high;
}

}  // namespace

TEST_CASE("drill: p99 with 80 % hits asks p95 of the database") {
  check_drill(
      "cache-share",
      {{"least_hit_rate", [](const auto& call) { return least_hit_rate(number(call[0]), number(call[1])); }},
       {"database_level",
        [](const auto& call) { return database_level(number(call[0]), number(call[1])); }}});
}
