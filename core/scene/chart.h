#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scene/axis.h"
#include "core/scene/scene.h"

namespace lesson {

/// One quantity drawn over the x axis. Points whose y is NaN break a line.
struct Series {
  /// `steps`: a point's y holds from the point before it.
  enum class Mark { line, dashed, area, bars, points, steps };
  struct Point {
    double x, y;
    double width = 0;                       ///< Bars: where the bar ends on the x axis.
    std::optional<Interval> interval = {};  ///< Points: drawn as a whisker, and listed in the table.
  };

  std::string label;  ///< With its unit; the legend and the table's column.
  Role role = Role::accent;
  Mark mark = Mark::line;
  std::vector<Point> points;
};

/// A vertical line with a label at the top: a percentile, a limit, a solved crossover.
struct Marker {
  double x;
  std::string label;
  std::string explanation;
  Role role = Role::ink;
  bool dashed = false;
};

/// A stretch of the x axis where something else holds, tinted behind the series.
struct Band {
  double from, to;
  std::string label;  ///< Written at its top where there is room.
  std::string explanation;
  Role role = Role::muted;
};

/// The state's own point on a curve.
struct Here {
  double x, y;
  std::string explanation;
};

/// One thing among many that can be chosen: a dot, or a cross for what failed.
struct Spot {
  double x, y;
  bool failed = false, chosen = false;
  Role role = Role::healthy;  ///< Of the dot.
  std::string explanation;
  std::string command;  ///< What a click does, see DisplayList::hit.
};

/// Axes, series, markers. Labels of markers are spread over rows so that none collide.
class Chart : public Figure {
 public:
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;
  Axis* axis(std::size_t which) override { return which == 0 ? &x : which == 1 ? &y : nullptr; }

  /// Adds what of a band lies on the x axis.
  void add_band(Band band);

  Axis x, y;
  std::vector<Series> series;
  std::vector<Band> bands;
  std::vector<Marker> markers;
  std::vector<Here> here;
  std::vector<Spot> spots;
  bool legend = true;
  float tall = 230;  ///< Height on a wide stage, CSS px.

 private:
  struct Plot;
  /// Rows kept for the markers' labels, 0 to 3.
  int marker_rows() const;
  void draw_bands(DisplayList& list, const Plot& plot) const;
  std::optional<Rect> place_of(const Plot& plot, const Band& band) const;
  /// From where to where, across.
  struct Stretch {
    float left, right;
  };
  struct BandWords {
    Point at;  ///< Of the first baseline.
    std::vector<std::string> lines;
  };
  std::optional<BandWords> words_within(const Plot& plot, const Band& band, float left, float right) const;
  std::optional<BandWords> words_beside(const Plot& plot, const Band& band, float from, float to,
                                        const std::vector<Stretch>& named) const;
  bool is_dotted(const Plot& plot, Rect box) const;
  void draw_band_labels(DisplayList& list, const Plot& plot) const;
  void draw_axes(DisplayList& list, const Plot& plot) const;
  void draw_series(DisplayList& list, const Plot& plot, const Series& one) const;
  void draw_points(DisplayList& list, const Plot& plot, const Series& one) const;
  void draw_bars(DisplayList& list, const Plot& plot, const Series& one) const;
  void draw_markers(DisplayList& list, const Plot& plot) const;
  void draw_here(DisplayList& list, const Plot& plot) const;
  /// What curves, bars and bands say; behind all that has words of its own.
  void explain(DisplayList& list, const Plot& plot) const;
  void draw_spots(DisplayList& list, const Plot& plot) const;
  /// Where each series' entry starts; a second row when one does not hold them.
  std::vector<Point> legend_places(Rect box) const;
  void draw_legend(DisplayList& list, Rect box, const std::vector<Point>& places) const;
};

}  // namespace lesson
