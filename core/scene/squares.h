#pragma once

#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// Groups of squares whose areas are amounts, all to one scale: one large thing beside many small
/// ones that hold as much. Under each group a bar says what it costs, bars too to one scale.
class Squares : public Figure {
 public:
  struct Part {
    std::string label;
    double value = 0;
    Role role = Role::accent;
  };
  struct Group {
    std::string label;  ///< Above: "up: one machine".
    int count = 1;      ///< Squares, each of this area; the last one's share in use is `filled`.
    double area = 1;
    double filled = 1;           ///< 0 to 1.
    double outline = 0;          ///< Area of a dashed square around them, 0 for none.
    bool missing = false;        ///< There is no such thing: drawn crossed out, without a bar.
    std::string text;            ///< What it costs, in words, or why it is missing.
    std::vector<Part> parts;     ///< Of the bar.
    Role role = Role::series_1;  ///< Of the squares.
    std::string explanation;
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;

  std::vector<Group> groups;
  std::string size_label = "size of one", cost_label = "cost";  ///< The table's, with units.
  double capacity = 100;  ///< The area that a group's whole place stands for.

 private:
  void draw_squares(DisplayList& list, const Group& group, Rect place) const;
  void draw_bar(DisplayList& list, const Group& group, Rect place, double longest) const;
  void draw_key(DisplayList& list, Point at, float right) const;
};

}  // namespace lesson
