#pragma once

#include <string>
#include <vector>

namespace lesson {

enum class Scale {
  linear,
  logarithmic,
  nines,  ///< Percentages below 100, even steps of what is missing to 100: 90, 99, 99.9.
};

/// A quantity laid along a side of a chart.
struct Axis {
  std::string label;  ///< With its unit: "response time (ms)".
  double min = 0, max = 1;
  Scale scale = Scale::linear;
  bool whole = false;  ///< Between whole numbers there is nothing to mark; on a linear scale.

  /// 0 at `min`, 1 at `max`; outside the axis below 0 or above 1.
  double fraction(double value) const;
  /// The inverse of `fraction`.
  double value(double fraction) const;

  bool operator==(const Axis&) const = default;
};

/// A mark on an axis and its words.
struct Tick {
  double value;
  std::string text;
};

/// About `wanted` round ticks inside the axis: 1, 2, 5 times a power of ten; on a logarithmic axis
/// powers of ten, with 2 and 5 between when there is room; on an axis of nines 99, 99.9 and so on.
std::vector<Tick> ticks(const Axis& axis, int wanted);

/// Short words for a tick: "1.5k", "2M".
std::string tick_text(double value);

}  // namespace lesson
