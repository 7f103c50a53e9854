#include "core/scene/joint-axes.h"

#include <algorithm>

namespace lesson {
namespace {

/// Calls `act` for each axis as it is in the figure.
template <class Act>
void each_axis(const Scene& scene, Act&& act) {
  for (const auto& figure : scene.figures) {
    // Made for this scene, which alone holds it: const is only what painters are given.
    const auto own = std::const_pointer_cast<Figure>(figure);
    for (std::size_t which = 0; Axis* axis = own->axis(which); ++which)
      act(Side{own->id, which, *axis}, *axis);
  }
}

/// Where the same quantity is measured; the end of the list when nowhere.
std::vector<Side>::const_iterator find_same(const std::vector<Side>& list, const Side& one) {
  return std::find_if(list.begin(), list.end(), [&](const Side& other) {
    return other.which == one.which && other.axis.scale == one.axis.scale && other.figure == one.figure &&
           other.axis.label == one.axis.label;
  });
}

}  // namespace

std::vector<Side> axes_of(const Scene& scene) {
  std::vector<Side> list;
  each_axis(scene, [&](Side side, Axis&) { list.push_back(std::move(side)); });
  return list;
}

std::vector<Side> joint(std::vector<Side> own, const std::vector<Side>& others) {
  for (Side& side : own) {
    const auto other = find_same(others, side);
    if (other == others.end()) continue;
    side.axis.min = std::min(side.axis.min, other->axis.min);
    side.axis.max = std::max(side.axis.max, other->axis.max);
  }
  return own;
}

void widen(const Scene& scene, const std::vector<Side>& axes) {
  each_axis(scene, [&](const Side& side, Axis& axis) {
    if (const auto wide = find_same(axes, side); wide != axes.end()) axis = wide->axis;
  });
}

}  // namespace lesson
