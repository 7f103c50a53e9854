#include "core/scene/display-list.h"

namespace lesson {

std::size_t DisplayList::keep(std::string_view text) {
  const std::size_t first = bytes_.size();
  bytes_.append(text);
  return first;
}

Shape& DisplayList::add(ShapeKind kind, Ink ink) {
  shapes_.push_back({.kind = kind, .ink = ink, .box = {}});
  return shapes_.back();
}

Shape& DisplayList::add_points(ShapeKind kind, const std::vector<Point>& points, Ink ink) {
  Shape& shape = add(kind, ink);
  shape.first_point = points_.size();
  shape.point_count = points.size();
  points_.insert(points_.end(), points.begin(), points.end());
  return shape;
}

void DisplayList::line(Point from, Point to, Ink ink) { polyline({from, to}, ink); }

void DisplayList::polyline(const std::vector<Point>& points, Ink ink) {
  if (points.size() > 1) add_points(ShapeKind::polyline, points, ink);
}

void DisplayList::polygon(const std::vector<Point>& points, Ink ink) {
  if (points.size() > 2) add_points(ShapeKind::polygon, points, ink);
}

void DisplayList::rect(Rect box, Ink ink, float radius) {
  Shape& shape = add(ShapeKind::rect, ink);
  shape.box = box;
  shape.radius = radius;
}

void DisplayList::circle(Point centre, float radius, Ink ink) {
  Shape& shape = add(ShapeKind::circle, ink);
  shape.box = {centre.x, centre.y, 0, 0};
  shape.radius = radius;
}

void DisplayList::dots(const std::vector<Point>& centres, float radius, Role fill, float opacity) {
  if (centres.empty()) return;
  add_points(ShapeKind::dots, centres, {.fill = fill, .opacity = opacity}).radius = radius;
}

void DisplayList::words(std::string_view text, Point at, float size, Role fill, Anchor anchor,
                        Weight weight) {
  if (text.empty()) return;
  Shape& shape = add(ShapeKind::words, {.fill = fill});
  shape.box = {at.x, at.y, 0, size};
  shape.anchor = anchor;
  shape.weight = weight;
  shape.byte_count = text.size();
  shape.first_byte = keep(text);
}

void DisplayList::label(std::string_view text, Point at, float size, Role fill, Anchor anchor,
                        Weight weight) {
  const float width = text_width(text, size, weight);
  const float left = anchor == Anchor::start ? at.x : anchor == Anchor::end ? at.x - width : at.x - width / 2;
  rect({left - 3, at.y - size * 0.86F, width + 6, size * 1.12F}, {.fill = Role::surface, .opacity = 0.96F},
       3);
  words(text, at, size, fill, anchor, weight);
}

void DisplayList::clip(Rect box) { add(ShapeKind::clip, {}).box = box; }

void DisplayList::unclip() { add(ShapeKind::unclip, {}); }

void DisplayList::hit(Rect box, std::string_view explanation, std::string_view command) {
  const std::size_t words = keep(explanation);
  hits_.push_back({box, words, explanation.size(), keep(command), command.size(), figure_});
}

}  // namespace lesson
