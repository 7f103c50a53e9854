#pragma once

namespace lesson {

/// CSS pixels from the drawing's top left; y grows downwards.
struct Point {
  float x = 0, y = 0;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  Point centre() const { return {x + w / 2, y + h / 2}; }
  Rect inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
};

/// How much room a stage has. Heights depend on it, never on the exact width, so that a page can
/// reserve the place before the module has loaded.
enum class WidthClass { narrow, medium, wide };

/// Narrow below 640 CSS px, wide from 900.
constexpr WidthClass width_class(float width) {
  return width < 640 ? WidthClass::narrow : width < 900 ? WidthClass::medium : WidthClass::wide;
}

}  // namespace lesson
