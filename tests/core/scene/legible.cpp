#include "tests/core/scene/legible.h"

#include <algorithm>
#include <cmath>

namespace lesson {
namespace {

/// Words, and the box that no other ink may enter.
struct Words {
  std::size_t at;  ///< Among the list's shapes.
  Rect box;
  std::string_view text;
};

bool overlap(Rect a, Rect b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool holds(Rect outer, Rect inner) {
  return outer.x <= inner.x && outer.y <= inner.y && outer.right() >= inner.right() &&
         outer.bottom() >= inner.bottom();
}

Rect common(Rect a, Rect b) {
  const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

/// What the letters cover: from their capitals' tops to the baseline, without descenders or side bearings.
Rect letters(const DisplayList& list, const Shape& shape) {
  const float width = text_width(list.text(shape.first_byte, shape.byte_count), shape.box.h, shape.weight);
  const float left = shape.anchor == Anchor::start ? 0 : shape.anchor == Anchor::end ? width : width / 2;
  return Rect{shape.box.x - left, shape.box.y - shape.box.h * 0.73F, width, shape.box.h * 0.73F}.inset(0.5F);
}

bool crosses(Point a, Point b, Rect box) {
  float from = 0, to = 1;
  const auto cut = [&](float start, float way, float low, float high) {
    if (way == 0) return start >= low && start <= high;
    const float one = (low - start) / way, other = (high - start) / way;
    from = std::max(from, std::min(one, other));
    to = std::min(to, std::max(one, other));
    return from <= to;
  };
  return cut(a.x, b.x - a.x, box.x, box.right()) && cut(a.y, b.y - a.y, box.y, box.bottom());
}

/// The edge of a disc runs through the box.
bool rim_crosses(Point centre, float radius, Rect box) {
  const float near_x = std::clamp(centre.x, box.x, box.right()) - centre.x;
  const float near_y = std::clamp(centre.y, box.y, box.bottom()) - centre.y;
  const float far_x = std::max(centre.x - box.x, box.right() - centre.x);
  const float far_y = std::max(centre.y - box.y, box.bottom() - centre.y);
  return std::hypot(near_x, near_y) < radius && std::hypot(far_x, far_y) > radius;
}

bool is_quiet(Role role) {
  return role == Role::none || role == Role::grid || role == Role::surface || role == Role::raised ||
         role == Role::accent_soft;
}

bool outline_crosses(const DisplayList& list, const Shape& shape, Rect box) {
  const auto* points = list.points().data() + shape.first_point;
  const bool closed = shape.kind == ShapeKind::polygon;
  for (std::size_t i = closed ? 0 : 1; i < shape.point_count; ++i)
    if (crosses(points[i == 0 ? shape.point_count - 1 : i - 1], points[i], box)) return true;
  return false;
}

/// Whether ink that stands out has an edge within the box.
bool edge_within(const DisplayList& list, const Shape& shape, Rect box) {
  const bool filled = !is_quiet(shape.ink.fill);
  if (shape.ink.opacity < 0.4F || (!filled && is_quiet(shape.ink.stroke))) return false;
  switch (shape.kind) {
    case ShapeKind::polyline:
    case ShapeKind::polygon: return outline_crosses(list, shape, box);
    case ShapeKind::rect: return overlap(shape.box, box) && !holds(shape.box, box);
    case ShapeKind::circle: return rim_crosses({shape.box.x, shape.box.y}, shape.radius, box);
    case ShapeKind::dots:
      for (std::size_t i = 0; i < shape.point_count; ++i)
        if (rim_crosses(list.points()[shape.first_point + i], shape.radius, box)) return true;
      return false;
    default: return false;
  }
}

bool is_solid(const Shape& shape) { return shape.ink.fill != Role::none && shape.ink.opacity > 0.5F; }

bool covers(const Shape& shape, Rect box) {
  if (!is_solid(shape)) return false;
  if (shape.kind == ShapeKind::rect) return overlap(shape.box, box);
  return shape.kind == ShapeKind::circle &&
         overlap({shape.box.x - shape.radius, shape.box.y - shape.radius, 2 * shape.radius, 2 * shape.radius},
                 box);
}

/// A ground under the words hides what was drawn there before it.
bool is_ground(const Shape& shape, Rect words) {
  if (!is_solid(shape)) return false;
  const Rect box = words.inset(1);
  if (shape.kind == ShapeKind::rect) return holds(shape.box, box);
  const float x = std::max(shape.box.x - box.x, box.right() - shape.box.x);
  const float y = std::max(shape.box.y - box.y, box.bottom() - shape.box.y);
  return shape.kind == ShapeKind::circle && std::hypot(x, y) <= shape.radius;
}

std::string quoted(std::string_view text) { return "\u201c" + std::string(text) + "\u201d"; }

std::vector<Words> all_words(const DisplayList& list) {
  std::vector<Words> found;
  for (std::size_t i = 0; i < list.shapes().size(); ++i) {
    const Shape& shape = list.shapes()[i];
    if (shape.kind == ShapeKind::words)
      found.push_back({i, letters(list, shape), list.text(shape.first_byte, shape.byte_count)});
  }
  return found;
}

/// What is wrong with the words for the sake of one other shape, or nothing.
const char* fault(const DisplayList& list, const Words& words, std::size_t i, Rect clip) {
  const Shape& shape = list.shapes()[i];
  const Rect box = common(words.box, clip);
  if (box.w <= 0 || box.h <= 0) return nullptr;
  if (i > words.at && covers(shape, box)) return "is covered";
  return edge_within(list, shape, box) ? "is crossed" : nullptr;
}

void check_words(const DisplayList& list, const Words& words, std::vector<std::string>& faults) {
  constexpr Rect everywhere{-1e6F, -1e6F, 2e6F, 2e6F};
  std::size_t ground = 0;
  for (std::size_t i = 0; i < words.at; ++i)
    if (is_ground(list.shapes()[i], words.box)) ground = i;
  Rect clip = everywhere;
  for (std::size_t i = 0; i < list.shapes().size(); ++i) {
    const Shape& shape = list.shapes()[i];
    if (shape.kind == ShapeKind::clip) clip = shape.box;
    if (shape.kind == ShapeKind::unclip) clip = everywhere;
    if (i < ground) continue;
    if (const char* found = fault(list, words, i, clip)) faults.push_back(quoted(words.text) + " " + found);
  }
}

}  // namespace

std::vector<std::string> illegible(const Stage& stage) {
  std::vector<std::string> faults;
  const std::vector<Words> all = all_words(stage.list);
  for (std::size_t i = 0; i < all.size(); ++i) {
    check_words(stage.list, all[i], faults);
    if (all[i].box.x < 0 || all[i].box.right() > stage.width)
      faults.push_back(quoted(all[i].text) + " goes beyond the picture");
    for (std::size_t k = 0; k < i; ++k)
      if (overlap(all[i].box, all[k].box))
        faults.push_back(quoted(all[i].text) + " lies over " + quoted(all[k].text));
  }
  return faults;
}

std::vector<std::string> cut_words(const Stage& stage) {
  std::vector<std::string> cut;
  for (const Words& words : all_words(stage.list))
    if (words.text.size() >= 3 && words.text.substr(words.text.size() - 3) == "\u2026")
      cut.push_back(quoted(words.text));
  return cut;
}

}  // namespace lesson
