#pragma once

#include <string>

#include "core/scene/scene.h"

namespace lesson {

/// A thousand requests as a thousand dots, so many of them marked: a share one can see. Marked dots
/// are larger as well as of another colour, so that the picture survives greyscale.
class DotGrid : public Figure {
 public:
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;

  int marked = 0;  ///< 0 to 1000.
  std::string marked_label, plain_label;
  Role marked_role = Role::slow;
};

}  // namespace lesson
