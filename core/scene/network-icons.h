#pragma once

#include "core/scene/network.h"

namespace lesson {

/// A part's sign, built of simple shapes, in a square box: a phone, a fork in the road, a rack, a
/// flash, a drum, a lens, stacked lines, waves, a moon for work done at night.
void draw_icon(DisplayList& list, Network::Kind kind, Rect box, Role role);

}  // namespace lesson
