#pragma once

#include <vector>

namespace lesson {

/// An upright line and the width of its name, CSS px.
struct NamedLine {
  float x, width;
  bool drawn = true;  ///< Else the line lies outside, and only its name stands at the edge.
};

/// Where a line's name stands.
struct NamePlace {
  float left = 0;
  int row = 0;     ///< From the top.
  float flag = 0;  ///< 1: right of its line, which rises beside it; -1: left of it; 0: above it.
  bool shown = true;
};

/// Where the names' baselines are, and where their lines begin: `bottom` is the last row's baseline.
struct NameRows {
  static constexpr float height = 17;

  int count;
  float bottom;

  float baseline(const NamePlace& place) const {
    return bottom - static_cast<float>(count - 1 - place.row) * height;
  }
  /// A line comes down from below its name, or rises beside one that stands like a flag; without a name it
  /// begins at the plot's `top`.
  float line_top(const NamePlace& place, float top) const {
    return place.shown ? baseline(place) + (place.flag == 0 ? 4.0F : -9.0F) : top;
  }
};

/// Sets the names of upright lines into rows above a plot, between `left` and `right`: none over another,
/// and none where a line comes down from a higher row. A name that has no place but such a one takes it; only
/// one that would lie on another is left out.
std::vector<NamePlace> place_names(const std::vector<NamedLine>& lines, float left, float right, int rows);

}  // namespace lesson
