#pragma once

#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// An axis of a scene: of which figure, and its number there.
struct Side {
  std::string figure;
  std::size_t which = 0;
  Axis axis;

  bool operator==(const Side&) const = default;
};

std::vector<Side> axes_of(const Scene& scene);

/// The axes `own`, each wide enough for the other scene's where that measures the same quantity on the
/// same scale: drawn on these, two scenes can be compared by eye.
std::vector<Side> joint(std::vector<Side> own, const std::vector<Side>& others);

/// Gives the scene's figures these axes, where they still measure the same.
void widen(const Scene& scene, const std::vector<Side>& axes);

}  // namespace lesson
