#pragma once

#include <imgui.h>

#include "core/api/lesson.h"
#include "web/app/painter.h"

/// Puts a widget at a slot of the drawing and lets it drive the simulator. All widgets come from
/// the description; their looks match the posters' still pictures.
class Controls {
 public:
  Controls(lesson_sim* sim, Painter& painter, const Palette& palette, const int* roles)
      : sim_(sim), painter_(painter), palette_(palette), roles_(roles) {}

  /// Draws the widget. `focused`: the keyboard is on it.
  void widget(ImDrawList& list, const lesson_slot& slot, bool focused);

  /// Moves the widget's value by so many steps from the keyboard; 0 activates it.
  void step(const lesson_slot& slot, int steps);

  /// Role positions a widget needs, in the order the host looks them up.
  enum Role { surface, raised, ink, muted, grid, border, accent, highlight, role_count };

 private:
  void slider(ImDrawList& list, const lesson_slot& slot, const lesson_param& param);
  void toggle(ImDrawList& list, const lesson_slot& slot, const lesson_param& param);
  void choice(ImDrawList& list, const lesson_slot& slot, const lesson_param& param);
  void button(ImDrawList& list, const lesson_slot& slot);
  /// An invisible button that ImGui hovers, presses and captures for us.
  bool pressed(const char* id, ImVec2 at, ImVec2 size);
  ImU32 colour(Role role, float opacity = 1) const { return palette_(roles_[role], opacity); }

  lesson_sim* sim_;
  Painter& painter_;
  const Palette& palette_;
  const int* roles_;
};
