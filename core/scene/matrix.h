#pragma once

#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// What each of a few columns forbids or lets happen: a row for each thing, named above its cells, and in
/// each cell a tick or a cross. One column may be singled out; choosing a row does something.
class Matrix : public Figure {
 public:
  struct Row {
    std::string label, text;  ///< Above the cells, left and right.
    std::vector<bool> happens;
    bool chosen = false;
    std::string explanation;
    std::string command;  ///< What a click does, see DisplayList::hit.
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;

  std::vector<std::string> columns;
  std::size_t marked = 0;  ///< The column singled out; past the last for none.
  std::vector<Row> rows;
  std::string no_label, yes_label, marked_label;

 private:
  void draw_head(DisplayList& list, Rect area) const;
  void draw_key(DisplayList& list, Rect box) const;
  void draw_row(DisplayList& list, const Row& row, Rect area) const;
};

}  // namespace lesson
