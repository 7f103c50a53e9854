#pragma once

#include <imgui.h>

#include <string_view>

#include "core/api/lesson.h"
#include "web/app/fonts.h"
#include "web/app/glides.h"
#include "web/app/palette.h"

/// Walks a drawing's shapes onto an ImDrawList, in CSS pixels. It decides nothing.
class Painter {
 public:
  Painter(Fonts& fonts, const Palette& palette, float density)
      : fonts_(fonts), palette_(palette), density_(density) {}

  void paint(ImDrawList& list, const lesson_drawing& drawing, const Glides& glides);

  /// Text on a baseline; also for what the host draws itself.
  void words(ImDrawList& list, std::string_view text, ImVec2 baseline, float size, bool bold, int anchor,
             ImU32 colour);
  float width(std::string_view text, float size, bool bold);

 private:
  void shape(ImDrawList& list, const lesson_drawing& drawing, const lesson_shape& one);
  void polyline(ImDrawList& list, const ImVec2* points, int count, const lesson_shape& one);
  void polygon(ImDrawList& list, const ImVec2* points, int count, const lesson_shape& one);

  Fonts& fonts_;
  const Palette& palette_;
  float density_;
};
