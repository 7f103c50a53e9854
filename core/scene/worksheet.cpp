#include "core/scene/worksheet.h"

#include <algorithm>

namespace lesson {
namespace {

constexpr float size = 13.5F, small = 12, text_line = 17, head = 24, gap = 9;
constexpr float beside_height = 2 * text_line + gap, stacked_height = 3 * text_line + gap;

/// The sum in ink at the left, cut where both do not fit, and its result in colour at the right.
void draw_sum(DisplayList& list, const std::string& sum, const std::string& result, Point at, float room,
              Role role) {
  const std::string end = fitted(result, room, size, Weight::semibold);
  const float left = room - text_width(end, size, Weight::semibold) - 8;
  if (left > 12) list.words(fitted(sum, left, size), at, size, Role::ink);
  list.words(end, {at.x + room, at.y}, size, role, Anchor::end, Weight::semibold);
}

}  // namespace

float Worksheet::height(WidthClass width) const {
  const bool stacked = width == WidthClass::narrow || span == Span::half;
  return head + static_cast<float>(lines.size()) * (stacked ? stacked_height : beside_height);
}

void Worksheet::draw_line(DisplayList& list, const Line& line, Rect place, bool stacked) const {
  const float first = place.y + 12, second = first + text_line;
  const float half = place.w / 2, room = stacked ? place.w : half - 20;
  list.words(fitted(line.label, place.w, small), {place.x, first}, small, Role::muted);
  draw_sum(list, line.sum, "= " + line.result, {place.x, second}, room, Role::exact);
  const Point rough = stacked ? Point{place.x, second + text_line} : Point{place.x + half + 20, second};
  draw_sum(list, line.rough, "\u2248 " + line.about, rough, room, Role::accent);
  list.line({place.x, place.bottom() - 4}, {place.right(), place.bottom() - 4}, {.stroke = Role::grid});
  list.hit({place.x, place.y, place.w, place.h - 4}, line.explanation);
}

void Worksheet::draw(DisplayList& list, Rect box) const {
  const float each = (box.h - head) / static_cast<float>(std::max<std::size_t>(lines.size(), 1));
  const bool stacked = each > beside_height + 1;
  const float base = box.y + 12;
  list.words(exact_label, {box.x, base}, small, Role::exact, Anchor::start, Weight::semibold);
  const float next = stacked ? text_width(exact_label, small, Weight::semibold) + 14 : box.w / 2 + 20;
  const std::string second = stacked ? "\u2248 " + rough_label : rough_label;
  list.words(fitted(second, box.w - next, small, Weight::semibold), {box.x + next, base}, small, Role::accent,
             Anchor::start, Weight::semibold);
  float y = box.y + head;
  for (const Line& line : lines) {
    draw_line(list, line, {box.x, y, box.w, each}, stacked);
    y += each;
  }
}

Table Worksheet::table() const {
  Table table{.columns = {"step", "sum", exact_label, "rounded sum", rough_label}, .rows = {}};
  for (const Line& line : lines)
    table.rows.push_back({line.label, line.sum, line.result, line.rough, line.about});
  return table;
}

}  // namespace lesson
