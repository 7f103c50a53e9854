#pragma once

#include <string>
#include <vector>

#include "core/scene/axis.h"
#include "core/scene/scene.h"

namespace lesson {

/// A stretch of the strip's axis.
struct Stretch {
  double from, to;
};

/// An interval of time as strips, one below the other: what went wrong in each part, faint where it
/// did no harm and strong where it did, and the whole at the bottom in a taller strip. What lies
/// closer than a pixel is drawn as one; nothing is drawn too thin to see.
class Strip : public Figure {
 public:
  struct Row {
    std::string label, text;
    std::vector<Stretch> faint, strong;  ///< Each in rising order, without overlap.
    std::string explanation;
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;
  Axis* axis(std::size_t which) override { return which == 0 ? &x : nullptr; }

  Axis x;
  std::vector<Tick> named;  ///< Ticks with words of their own, such as months; else round numbers.
  std::vector<Row> parts;
  Row whole;
  std::string empty;  ///< Said in place of the strips when not empty: nothing has happened yet.
  std::string faint_label, strong_label, whole_label;
  Role faint_role = Role::slow, strong_role = Role::failed;

 private:
  void draw_marks(DisplayList& list, const std::vector<Stretch>& marks, Rect lane, Role role) const;
  void draw_axis(DisplayList& list, Rect area) const;
  void draw_key(DisplayList& list, Rect box) const;
  void draw_whole(DisplayList& list, Rect lane, float label_at) const;
};

}  // namespace lesson
