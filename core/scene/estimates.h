#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scene/axis.h"
#include "core/scene/scene.h"

namespace lesson {

/// Measured values on one axis, a row each: a dot with its 95 % interval, and beside it the closed
/// form's answer as a diamond. A row without enough samples says so instead of showing a dot.
class Estimates : public Figure {
 public:
  struct Row {
    std::string label;
    std::optional<double> measured;
    std::optional<Interval> interval;
    std::optional<double> exact;
    std::string text;  ///< What stands behind the row: "76.9 ms" or "not enough requests yet".
    std::string explanation;
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;
  Axis* axis(std::size_t which) override { return which == 0 ? &x : nullptr; }

  Axis x;
  std::vector<Row> rows;
  float label_room = 46;  ///< For the rows' labels, CSS px.

 private:
  void draw_row(DisplayList& list, const Row& row, Rect place) const;
};

}  // namespace lesson
