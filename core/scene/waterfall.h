#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/scene/axis.h"
#include "core/scene/scene.h"

namespace lesson {

/// Spans of work on one time axis, a row each. Those that the whole had to wait for are solid and
/// joined by a stepped line, the critical path; the others are hatched: they ran beside it. After a
/// `whole` span another path begins.
class Waterfall : public Figure {
 public:
  struct Span {
    std::string label;
    double start = 0, end = 0;  ///< In the axis's unit; ends of a path's spans meet.
    int depth = 0;              ///< How far the label is indented.
    bool critical = false;
    bool whole = false;   ///< A frame around all others rather than work of its own.
    bool failed = false;  ///< Ends in a cross.
    Role role = Role::accent;
    std::string note;  ///< Beside the bar: "22.4 ms".
    std::string explanation;
  };
  using Figure::Figure;

  float height(WidthClass width) const override;
  void draw(DisplayList& list, Rect box) const override;
  Table table() const override;
  Axis* axis(std::size_t which) override { return which == 0 ? &time : nullptr; }

  Axis time;
  std::vector<Span> spans;    ///< Not more than `rows`.
  int rows = 8;               ///< Rows to keep room for.
  std::optional<double> now;  ///< How far time has come: nothing later is drawn.
  std::optional<double> total;
  std::string total_label;  ///< At the line where the whole is done: "answered after 42.3 ms".
  std::string unit = "ms";
  std::string invitation;  ///< What to do next, where rows are kept free; may be empty.
  std::string path_label = "critical path", beside_label = "runs beside it";  ///< Empty: nothing does.

 private:
  struct Plot;
  void draw_axis(DisplayList& list, const Plot& plot) const;
  void draw_bar(DisplayList& list, const Plot& plot, std::size_t row) const;
  void draw_words(DisplayList& list, const Plot& plot, std::size_t row) const;
  void draw_path(DisplayList& list, const Plot& plot) const;
  void draw_lines(DisplayList& list, const Plot& plot) const;
  void draw_legend(DisplayList& list, Rect box) const;
  void draw_invitation(DisplayList& list, Rect box) const;
  double shown_until(const Span& span) const { return now ? std::min(span.end, *now) : span.end; }
  bool begun(const Span& span) const { return !now || span.start <= *now; }
};

}  // namespace lesson
