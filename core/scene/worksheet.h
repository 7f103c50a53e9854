#pragma once

#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// A calculation line by line, each line twice: to the digit, and rounded as one would on paper. Side by
/// side where there is room, else one below the other.
class Worksheet : public Figure {
 public:
  struct Line {
    std::string label;         ///< What is computed.
    std::string sum, result;   ///< "1.5 billion \u00f7 86,400 s", "17,361/s".
    std::string rough, about;  ///< The same on paper.
    std::string explanation;
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;

  std::vector<Line> lines;
  std::string exact_label = "exact", rough_label = "by hand";

 private:
  void draw_line(DisplayList& list, const Line& line, Rect place, bool stacked) const;
};

}  // namespace lesson
