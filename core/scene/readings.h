#pragma once

#include <string>
#include <vector>

#include "core/scene/chart.h"

namespace lesson {

/// What bars and curves say where they are pointed at.
struct Reading {
  float from, to;  ///< Across, CSS px.
  std::string words;
};

/// A reading for every bar, or at most one every 12 px of curves, each at an x where a curve has a point. A
/// series' unit is what stands in brackets at the end of its label, else the y axis's label. Left to right.
std::vector<Reading> readings(const Chart& chart, Rect area);

}  // namespace lesson
