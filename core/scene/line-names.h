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

/// Sets the names of upright lines into rows above a plot, between `left` and `right`: none over another,
/// and none where a line comes down from a higher row. A name that has no place but such a one takes it; only
/// one that would lie on another is left out.
std::vector<NamePlace> place_names(const std::vector<NamedLine>& lines, float left, float right, int rows);

}  // namespace lesson
