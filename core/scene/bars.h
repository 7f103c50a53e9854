#pragma once

#include <string>
#include <vector>

#include "core/scene/axis.h"
#include "core/scene/scene.h"

namespace lesson {

/// Rows of horizontal bars on one axis, each row named and its result in words above its bars, with
/// reference lines across all rows. On a logarithmic axis values below its start leave a stub.
class Bars : public Figure {
 public:
  struct Part {
    double value = 0;  ///< NaN: this row has no such bar.
    Role role = Role::accent;
  };
  struct Row {
    std::string label, text;
    std::vector<Part> parts;  ///< One bar below the other.
    std::string explanation;
    bool strong = false;  ///< The row to look at.
  };
  struct Reference {
    double value;
    std::string label, explanation;
    Role role = Role::exact;
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;
  Axis* axis(std::size_t which) override { return which == 0 ? &x : nullptr; }

  Axis x;
  std::vector<Row> rows;
  std::vector<Reference> references;     ///< In rising order; at most so many labels as fit are drawn.
  std::vector<std::string> part_labels;  ///< What a row's first, second... bar stand for.

  bool two_lines = false;  ///< On a narrow stage a row's result stands below its name, not beside it.

 private:
  float px(Rect area, double value) const;
  void draw_axis(DisplayList& list, Rect area) const;
  void draw_references(DisplayList& list, Rect area) const;
  float draw_words(DisplayList& list, const Row& row, Rect area, float y, bool stacked) const;
  float draw_row(DisplayList& list, const Row& row, Rect area, float y, bool stacked) const;
  void draw_key(DisplayList& list, Rect box) const;
  float row_height(const Row& row, bool stacked) const;
};

}  // namespace lesson
