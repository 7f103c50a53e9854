#include "core/theory/error-budget.h"

#include "tests/core/drills/drill.h"

using namespace lesson;
using namespace lesson::drills;

namespace {

std::optional<double> budget(double target, double days) {
  if (!(target >= 0 && target <= 100) || !(days > 0)) return {};
  return theory::error_budget(target / 100, days * theory::seconds_a_day) / 60;
}

std::optional<Json> left(double target, double days, double used) {
  const auto whole = budget(target, days);
  if (!whole || !(used >= 0)) return {};
  return *whole - used;
}

/// In whole tenths of each unit, where the Python rounds decimals.
std::optional<Json> readable(double minutes) {
  if (!(minutes >= 0)) return {};
  double value = 60 * minutes;
  const char* unit = "s";
  const struct {
    int size;
    const char* name;
  } larger[] = {{60, "min"}, {60, "h"}, {24, "d"}};
  for (const auto& next : larger) {
    if (std::lround(10 * value) < 10 * next.size) break;
    value /= next.size;
    unit = next.name;
  }
  const long tenths = std::lround(10 * value);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " " + unit;
}

}  // namespace

TEST_CASE("drill: 99.9 % of 30 days leave 43.2 minutes") {
  check_drill(
      "error-budget",
      {{"budget",
        [](const auto& call) -> std::optional<Json> {
          const auto minutes = budget(number(call[0]), number(call[1]));
          return minutes ? std::optional<Json>(*minutes) : std::nullopt;
        }},
       {"left", [](const auto& call) { return left(number(call[0]), number(call[1]), number(call[2])); }},
       {"readable", [](const auto& call) { return readable(number(call[0])); }}});
}
