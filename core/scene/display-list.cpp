#include "core/scene/display-list.h"

#include <algorithm>

namespace lesson {
namespace {

/// How far apart two stretches lie; negative where they overlap.
float gap(float from, float to, float other_from, float other_to) {
  return std::max(other_from - to, from - other_to);
}

}  // namespace

std::size_t DisplayList::keep(std::string_view text) {
  const std::size_t first = bytes_.size();
  bytes_.append(text);
  return first;
}

Shape& DisplayList::add(ShapeKind kind, Ink ink) {
  shapes_.push_back({.kind = kind, .ink = ink, .box = {}, .mark = mark_});
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

void DisplayList::beyond(Point end, float half, Role fill) {
  polygon({{end.x + 1, end.y - half}, {end.x + 7, end.y}, {end.x + 1, end.y + half}}, {.fill = fill});
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
  if (text.empty()) return;
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

void DisplayList::hint(Rect box, std::string_view explanation) {
  if (!explanation.empty()) hints_.push_back({box, keep(explanation), explanation.size(), 0, 0, figure_});
}

void DisplayList::widen_hits(float least) {
  const std::vector<Hit> before = hits_;
  for (Hit& hit : hits_) {
    if (hit.command_size == 0) continue;
    const Rect box = hit.box;
    float across = std::max(0.0F, (least - box.w) / 2), up = std::max(0.0F, (least - box.h) / 2);
    if (across == 0 && up == 0) continue;
    for (const Hit& other : before) {
      const float beside = gap(box.x, box.right(), other.box.x, other.box.right());
      const float above = gap(box.y, box.bottom(), other.box.y, other.box.bottom());
      if (other.command_size == 0 || std::max(beside, above) < 0) continue;
      // Each may take half of what lies between them.
      if (beside >= above) across = std::min(across, beside / 2);
      if (above >= beside) up = std::min(up, above / 2);
    }
    hit.box = {box.x - across, box.y - up, box.w + 2 * across, box.h + 2 * up};
  }
}

}  // namespace lesson
