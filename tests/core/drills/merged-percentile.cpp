#include <algorithm>

#include "core/theory/order-statistics.h"
#include "tests/core/drills/drill.h"

using namespace lesson;
using namespace lesson::drills;

namespace {

/// Every request written out and sorted, where the Python counts along buckets.
std::optional<Json> merged_percentile(const Json& histograms, double p) {
  std::vector<double> requests;
  for (const Json& histogram : histograms)
    for (const Json& bucket : histogram) {
      const int count = bucket[1];
      if (count < 0) return {};
      requests.insert(requests.end(), static_cast<std::size_t>(count), bucket[0].get<double>());
    }
  if (requests.empty() || !(p >= 0 && p <= 100)) return {};
  std::sort(requests.begin(), requests.end());
  return theory::nearest_rank(requests.data(), static_cast<std::int64_t>(requests.size()), p / 100);
}

}  // namespace

TEST_CASE("drill: merged histograms have the percentile of all requests together") {
  check_drill(
      "merged-percentile",
      {{"merged_percentile", [](const auto& call) { return merged_percentile(call[0], number(call[1])); }}});
}
