#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scene/axis.h"
#include "core/scene/scene.h"

namespace lesson {

/// Operations as intervals on one axis of time, a lane for each client: a write is a filled bar, a read an
/// outlined one, what was never answered is dashed. Those to look at wear a sign below the bar, in shape as
/// well as colour; the chosen one is joined to what it is at odds with, and explained in words underneath.
class Timeline : public Figure {
 public:
  enum class Sign { none, wrong, lost };

  struct Bar {
    std::size_t lane = 0;
    double from = 0, to = 0;
    bool hollow = false, open = false;  ///< A read; without an answer.
    Sign sign = Sign::none;
    std::string label;  ///< Above the bar where there is room: the value.
    std::string explanation;
    std::string command;  ///< What a click does, see DisplayList::hit.
  };
  struct Band {
    double from, to;
    std::string label, explanation;
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;

  Axis time;
  std::string unit = "ms";  ///< Of the axis, for the table.
  std::vector<std::string> lanes;
  std::vector<Bar> bars;  ///< By `from`.
  std::vector<Band> bands;
  std::optional<double> now;                   ///< A line there.
  bool playing = false;                        ///< Nothing later than `now` is drawn.
  std::optional<std::size_t> chosen, against;  ///< Bars.
  std::string words;                           ///< About the chosen one.
  std::string wrong_label, lost_label;

 private:
  struct Plot;
  bool stacked(WidthClass width) const;
  bool begun(const Bar& bar) const { return !playing || bar.from <= *now; }
  void draw_bands(DisplayList& list, const Plot& plot) const;
  void draw_lanes(DisplayList& list, const Plot& plot) const;
  void draw_names(DisplayList& list, const Plot& plot) const;
  void draw_bar(DisplayList& list, const Plot& plot, std::size_t index) const;
  void draw_labels(DisplayList& list, const Plot& plot) const;
  void draw_chosen(DisplayList& list, const Plot& plot) const;
  void draw_key(DisplayList& list, Rect box) const;
};

}  // namespace lesson
