#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

#include "core/api/lesson.h"

/// Marks that moved between two drawings, on their way from where they were seen last. The core knows no
/// time that passes while nothing is simulated: this motion is the picture's alone.
class Glides {
 public:
  /// Looks where the drawing's marks stand. `now`: the frames' clock in ms; `still`: none is to move.
  void see(const lesson_drawing& drawing, double now, bool still);
  /// What a mark's shapes are off their place; see lesson_shape.
  ImVec2 offset(std::uint32_t mark) const;
  /// Whether any is on its way.
  bool moving() const;

 private:
  struct Mark {
    std::uint32_t number;
    ImVec2 place;  ///< In the last drawing.
    ImVec2 from;   ///< What it was off that place when it set out.
    double began;
    ImVec2 offset;  ///< Now.
    bool seen;
  };
  void place(std::uint32_t number, ImVec2 at, double now);

  std::vector<Mark> marks_;
  float width_ = 0;
};
