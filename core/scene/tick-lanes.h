#pragma once

#include <string>
#include <vector>

#include "core/scene/axis.h"
#include "core/scene/scene.h"

namespace lesson {

/// Events along one axis of time, a lane for each source: a tick for what falls on the same few
/// pixels, tall where many do, so that a gap shows at a glance. A hold spans time in which the source
/// waited. Stretches where something else holds are tinted across all lanes.
class TickLanes : public Figure {
 public:
  struct Hold {
    double from, to;
  };
  struct Lane {
    std::string label, text;  ///< Above the lane, left and right.
    std::vector<double> times;
    std::vector<Hold> holds;
    std::string explanation;
    Role role = Role::accent;
  };
  struct Band {
    double from, to;
    std::string explanation;
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;
  Axis* axis(std::size_t which) override { return which == 0 ? &time : nullptr; }

  Axis time;
  std::vector<Lane> lanes;
  std::vector<Band> bands;
  std::string band_label, hold_label;
  std::string events = "events|event";  ///< What a tick counts, plural|singular.

 private:
  float px(Rect area, double value) const;
  /// Events in each tick's few pixels.
  std::vector<int> counts(const Lane& lane, Rect area) const;
  void draw_bands(DisplayList& list, Rect area) const;
  void draw_lane(DisplayList& list, const Lane& lane, Rect area, int most) const;
  void draw_key(DisplayList& list, Rect box, int most) const;
};

/// Grid lines, ticks and the name of an axis of time below `area`, which take 38 px.
void draw_time_axis(DisplayList& list, const Axis& time, Rect area);

}  // namespace lesson
