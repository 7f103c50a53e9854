#include "core/scene/axis.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/text.h"

namespace lesson {

double Axis::fraction(double value) const {
  if (scale == Scale::linear) return (value - min) / (max - min);
  if (scale == Scale::nines)
    return value >= 100 ? 2 : std::log((100 - min) / (100 - value)) / std::log((100 - min) / (100 - max));
  return value <= 0 ? -1 : std::log(value / min) / std::log(max / min);
}

double Axis::value(double fraction) const {
  if (scale == Scale::linear) return min + fraction * (max - min);
  if (scale == Scale::nines) return 100 - (100 - min) * std::pow((100 - max) / (100 - min), fraction);
  return min * std::pow(max / min, fraction);
}

std::string tick_text(double value) {
  const double size = std::abs(value);
  if (size >= 1e12) return number_text(value / 1e12) + "T";
  if (size >= 1e9) return number_text(value / 1e9) + "G";
  if (size >= 1e6) return number_text(value / 1e6) + "M";
  if (size >= 1e4) return number_text(value / 1e3) + "k";
  return number_text(value, 4);
}

namespace {

std::vector<Tick> linear_ticks(const Axis& axis, int wanted) {
  const double rough = (axis.max - axis.min) / std::max(wanted, 1);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  const double lead = rough / power;
  const double round = power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  const double step = axis.whole ? std::max(round, 1.0) : round;
  std::vector<Tick> result;
  // Counted in whole steps, so that no rounding creeps into the labels.
  const auto first = static_cast<long long>(std::ceil(axis.min / step - 1e-9));
  const auto last = static_cast<long long>(std::floor(axis.max / step + 1e-9));
  for (long long i = first; i <= last; ++i) {
    const double value = static_cast<double>(i) * step;
    result.push_back({value, tick_text(value)});
  }
  return result;
}

std::vector<Tick> logarithmic_ticks(const Axis& axis, int wanted) {
  static constexpr std::array<double, 3> leads{1, 2, 5};
  const double decades = std::log10(axis.max / axis.min);
  const std::size_t per_decade = decades * 3 <= wanted + 3 ? 3 : 1;
  const int stride = std::max(1, static_cast<int>(std::ceil(decades / std::max(wanted, 1))));
  std::vector<Tick> result;
  for (int power = static_cast<int>(std::floor(std::log10(axis.min))); power <= std::log10(axis.max) + 1e-9;
       ++power) {
    if (power % stride != 0) continue;
    for (std::size_t i = 0; i < per_decade; ++i) {
      const double value = leads[i] * std::pow(10.0, power);
      if (value >= axis.min * (1 - 1e-9) && value <= axis.max * (1 + 1e-9))
        result.push_back({value, tick_text(value)});
    }
  }
  return result;
}

std::vector<Tick> nines_ticks(const Axis& axis, int wanted) {
  std::vector<Tick> result;
  // As ticks of the missing part, from the largest down.
  const std::vector<Tick> missing =
      logarithmic_ticks({"", 100 - axis.max, 100 - axis.min, Scale::logarithmic}, wanted);
  for (auto tick = missing.rbegin(); tick != missing.rend(); ++tick) {
    const double value = std::round((100 - tick->value) * 1e9) / 1e9;
    result.push_back({value, number_text(value, 12)});
  }
  return result;
}

}  // namespace

std::vector<Tick> ticks(const Axis& axis, int wanted) {
  switch (axis.scale) {
    case Scale::linear: return linear_ticks(axis, wanted);
    case Scale::logarithmic: return logarithmic_ticks(axis, wanted);
    case Scale::nines: return nines_ticks(axis, wanted);
  }
  return {};
}

}  // namespace lesson
