#pragma once

#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// A column of unit blocks for each period: an output that can be counted, the last block in part.
/// A dashed outline shows what was expected of the period.
class BlockColumns : public Figure {
 public:
  struct Column {
    double blocks = 0;
    std::string explanation;
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;

  std::vector<Column> columns;  ///< Numbered from 1 along the axis.
  double expected = 10;         ///< Blocks of every period.
  std::string period = "quarter", block_label, expected_label;
  Role role = Role::accent, expected_role = Role::exact;

 private:
  void draw_column(DisplayList& list, const Column& column, Rect place, float unit) const;
};

}  // namespace lesson
