#include "core/theory/availability.h"

#include <cmath>

#include "tests/core/drills/drill.h"

using namespace lesson;
using namespace lesson::drills;

namespace {

bool share(double part) { return part >= 0 && part <= 1; }
bool copies(double n) { return n >= 1 && n == std::floor(n); }

std::optional<Json> in_series(const std::vector<double>& parts) {
  for (const double part : parts)
    if (!share(part)) return {};
  return theory::series(parts);
}

std::optional<Json> replicas(double part, double n) {
  if (!share(part) || !copies(n)) return {};
  return theory::parallel(part, n);
}

/// By logarithms, where the Python adds up.
std::optional<Json> chain_down(const std::vector<double>& parts, double n) {
  double logarithm = 0;
  for (const double part : parts) {
    if (!share(part) || !copies(n)) return {};
    logarithm += std::log1p(-theory::all_down(1 - part, static_cast<int>(n), 0));
  }
  return -std::expm1(logarithm);
}

}  // namespace

TEST_CASE("drill: five parts at 99.9 % are up 99.501 %, and pairs of them down 0.0005 %") {
  check_drill(
      "availability",
      {{"series", [](const auto& call) { return in_series(numbers(call[0])); }},
       {"replicas", [](const auto& call) { return replicas(number(call[0]), number(call[1])); }},
       {"chain_down", [](const auto& call) { return chain_down(numbers(call[0]), number(call[1])); }}});
}
