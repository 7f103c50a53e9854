#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/scene/geometry.h"
#include "core/scene/theme.h"
#include "core/scene/typeface.h"

namespace lesson {

enum class ShapeKind { polyline, polygon, rect, circle, dots, words, clip, unclip };
enum class Anchor { start, middle, end };

/// How a shape is inked. `none` leaves fill or stroke out.
struct Ink {
  Role fill = Role::none;
  Role stroke = Role::none;
  float width = 1;    ///< Stroke, CSS px.
  float dash = 0;     ///< Length of dash and gap, CSS px; 0 is solid.
  float opacity = 1;  ///< 0 to 1.
};

/// One thing to paint; which members count depends on `kind` (see lesson_shape in lesson.h).
struct Shape {
  ShapeKind kind;
  Ink ink;
  Rect box;          ///< Rect, clip; a circle's or text's x and y; text size in h.
  float radius = 0;  ///< Corner, circle, dot.
  Anchor anchor = Anchor::start;
  Weight weight = Weight::regular;
  std::size_t first_point = 0, point_count = 0;
  std::size_t first_byte = 0, byte_count = 0;
  std::uint32_t mark = 0;  ///< See DisplayList::begin_mark.
};

/// A mark that explains itself. `command` is what a click does, see lesson_hit.
struct Hit {
  Rect box;
  std::size_t first_byte, byte_count;
  std::size_t first_command, command_size;
  std::size_t figure;
};

/// Where the host puts a widget.
struct Slot {
  bool action;  ///< An action's button, else a parameter's control.
  std::size_t index;
  Rect box;
  bool list = false;  ///< A choice whose options have no room side by side: it shows one of them.
};

/// What a layout produces and a painter walks, in order. All lengths are CSS pixels.
class DisplayList {
 public:
  void line(Point from, Point to, Ink ink);
  void polyline(const std::vector<Point>& points, Ink ink);
  void polygon(const std::vector<Point>& points, Ink ink);
  void rect(Rect box, Ink ink, float radius = 0);
  void circle(Point centre, float radius, Ink ink);
  void dots(const std::vector<Point>& centres, float radius, Role fill, float opacity = 1);
  /// What an axis does not reach: an arrow to the right of its end, `half` up and down.
  void beyond(Point end, float half, Role fill);
  /// Text on a baseline at `at`.
  void words(std::string_view text, Point at, float size, Role fill, Anchor anchor = Anchor::start,
             Weight weight = Weight::regular);
  /// The same with an outline of the surface's colour behind, for labels that cross lines.
  void label(std::string_view text, Point at, float size, Role fill, Anchor anchor = Anchor::start,
             Weight weight = Weight::regular);
  void clip(Rect box);
  void unclip();
  void hit(Rect box, std::string_view explanation, std::string_view command = {});
  /// What only a pointer asks for, behind all hits: so many that a keyboard would not get past them, while
  /// the figure's table tells the same.
  void hint(Rect box, std::string_view explanation);
  /// Makes marks that do something as wide and as high as that, in CSS px, as far as their neighbours leave
  /// room.
  void widen_hits(float least);
  void slot(Slot slot) { slots_.push_back(slot); }
  /// Shapes from now on are the figure's mark of this number, the same in every drawing: moved to another
  /// place, it may glide there. The first shape is a circle around its place.
  void begin_mark(std::size_t number) { mark_ = static_cast<std::uint32_t>(figure_ << 16U | (number + 1)); }
  void end_mark() { mark_ = 0; }
  /// Hits added from now on belong to this figure.
  void begin_figure(std::size_t figure) { figure_ = figure; }

  const std::vector<Shape>& shapes() const { return shapes_; }
  const std::vector<Point>& points() const { return points_; }
  const std::vector<Hit>& hits() const { return hits_; }
  const std::vector<Hit>& hints() const { return hints_; }
  const std::vector<Slot>& slots() const { return slots_; }
  const std::string& bytes() const { return bytes_; }
  std::string_view text(std::size_t first, std::size_t count) const {
    return std::string_view(bytes_).substr(first, count);
  }

 private:
  std::size_t keep(std::string_view text);
  Shape& add(ShapeKind kind, Ink ink);
  Shape& add_points(ShapeKind kind, const std::vector<Point>& points, Ink ink);

  std::vector<Shape> shapes_;
  std::vector<Point> points_;
  std::vector<Hit> hits_, hints_;
  std::vector<Slot> slots_;
  std::string bytes_;
  std::size_t figure_ = 0;
  std::uint32_t mark_ = 0;
};

}  // namespace lesson
