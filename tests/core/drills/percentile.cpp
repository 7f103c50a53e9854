#include <algorithm>

#include "core/theory/order-statistics.h"
#include "tests/core/drills/drill.h"

using namespace lesson;
using namespace lesson::drills;

namespace {

using Method = double (*)(const double*, std::int64_t, double);

std::optional<Json> percentile(Method method, const std::vector<Json>& call) {
  std::vector<double> times = numbers(call[0]);
  const double p = number(call[1]);
  if (times.empty() || !(p >= 0 && p <= 100)) return {};
  std::sort(times.begin(), times.end());
  return method(times.data(), static_cast<std::int64_t>(times.size()), p / 100);
}

}  // namespace

TEST_CASE("drill: percentiles of both kinds are those of the order statistics") {
  check_drill("percentile",
              {{"nearest_rank", [](const auto& call) { return percentile(theory::nearest_rank, call); }},
               {"linear", [](const auto& call) { return percentile(theory::interpolated, call); }}});
}
