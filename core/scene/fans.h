#pragma once

#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// Where work fans out: panels beside each other, in each a column of lists, sources on the left
/// that write to many or few of them and one reader on the right. Numbers up to hundreds of
/// millions become up to `slots` lines, more by the logarithm; the true number stands beside.
class Fans : public Figure {
 public:
  static constexpr int slots = 11;
  struct Source {
    std::string label;
    double reach = 1;  ///< Lists it writes to; 0 leaves it out.
    std::string text;  ///< "1,000 writes".
    Role role = Role::client;
    bool large = false;
  };
  struct Panel {
    std::string title, verdict;
    std::vector<Source> sources;
    Source reader;
    std::string explanation;
    bool strong = false;  ///< Framed: the one to look at.
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;

  std::vector<Panel> panels;
  std::string key;  ///< One line below, on how to read the lines.

  /// Lines drawn for a reach: one for 1, more by the logarithm.
  static int lines(double reach);

 private:
  void draw_panel(DisplayList& list, const Panel& panel, Rect box) const;
  void draw_source(DisplayList& list, const Source& source, Point at, Rect column, bool right) const;
};

}  // namespace lesson
