#include <algorithm>

#include "tests/core/drills/drill.h"

using namespace lesson::drills;

namespace {

std::optional<Json> retries(const Json& outcomes, int percent, int cap) {
  if (percent < 0 || percent > 100 || cap < 0) return {};
  int hundredths = 0, sent = 0;
  for (const bool succeeded : outcomes) {
    hundredths = std::min(hundredths + percent, 100 * cap);
    if (succeeded || hundredths < 100) continue;
    hundredths -= 100;
    ++sent;
  }
  return sent;
}

}  // namespace

TEST_CASE("drill: a budget of 10 % lets two of twenty failures be retried") {
  check_drill("retry-budget",
              {{"retries", [](const auto& call) { return retries(call[0], call[1], call[2]); }}});
}
