#pragma once

#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// What a stage needs to know of a control to place it, and to draw a still picture of it.
struct Control {
  enum class Kind { slider, toggle, choice, button };

  Kind kind = Kind::slider;
  std::size_t index = 0;  ///< Of the parameter, or of the action for a button.
  std::string label;
  std::string value;                 ///< As a person reads it, with its unit.
  double fraction = 0;               ///< Slider: 0 to 1; toggle: 0 or 1.
  std::vector<std::string> choices;  ///< Choice: all labels.
  std::size_t chosen = 0;
};

enum class Mode {
  live,    ///< Leaves the controls' places free for the host's widgets.
  poster,  ///< Draws still pictures of the controls.
};

/// A laid-out stage: controls beside or above the figures.
struct Stage {
  float width = 0, height = 0;
  DisplayList list;
};

/// Lays out a stage `width` CSS px wide (bounded to 200..4000). Its height depends on the width
/// class and on which controls and figures there are, never on their values.
Stage lay_out(const std::vector<Control>& controls, const Scene& scene, float width, Mode mode);

}  // namespace lesson
