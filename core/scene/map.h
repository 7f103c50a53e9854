#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace lesson {

/// Named marks on a line between two named ends, or on a plane of two such lines that may be ruled
/// into named bands. Marks that would cover each other are set side by side, and every one has its
/// name: beside it where there is room, as a number and a list below where there is not (the list
/// can be clicked too). The chosen mark may have been moved; then its first place and the others it
/// can take are shown.
class Map : public Figure {
 public:
  /// A line and what stands along it. Without `high` there is no such direction.
  struct Direction {
    std::string title, low, high;
    std::vector<std::string> bands;  ///< From the low end.
    std::vector<float> edges;        ///< Where bands meet, one fewer than bands; empty: equal bands.
    std::size_t divide = 0;          ///< Bands below the middle line; 0 draws none.
  };
  struct Mark {
    std::string label;
    double x = 0, y = 0;  ///< 0 to 1 along the directions; the band's number where there are bands.
    std::string explanation, command;
    bool chosen = false;
    bool aside = false;   ///< Stands below the line: it does not fit there.
    bool hidden = false;  ///< Keeps its name in the list, but has no place.
  };
  /// Another place of the chosen mark.
  struct Stop {
    double x, y;
    std::string explanation, command;
  };
  /// The learner's own mark, which a drag moves.
  struct Own {
    double x;
    std::string label, explanation, command;
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;

  Direction x, y;
  std::vector<Mark> marks;
  std::vector<Stop> stops;
  std::optional<Stop> from;            ///< Where the chosen mark stood before it was moved.
  std::string stop_label, from_label;  ///< What hollow marks stand for, dashed and solid; a plane's key.
  std::optional<Own> own;
  std::vector<std::string>
      quarters;  ///< Names around the middle lines: low low, high low, low high, high high.
  std::string aside_label;

 private:
  class Layout;
  bool flat() const { return y.high.empty(); }
  bool has_aside() const;
};

}  // namespace lesson
