#include "core/scene/dot-grid.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"

namespace lesson {
namespace {

constexpr int total = 1000;
constexpr float legend_height = 46;

}  // namespace

float DotGrid::height(WidthClass width) const { return width == WidthClass::wide ? 230.0F : 240.0F; }

void DotGrid::draw(DisplayList& list, Rect box) const {
  const float room = box.h - legend_height;
  // Of the grids that a thousand fills, the one whose cells come nearest to square.
  const float square = std::sqrt(total * box.w / room);
  const int columns = square < 22 ? 20 : square < 32 ? 25 : square < 45 ? 40 : square < 70 ? 50 : 100;
  const int rows = (total + columns - 1) / columns;
  const float step = std::min(box.w / static_cast<float>(columns), room / static_cast<float>(rows));
  const float left = box.x + (box.w - step * static_cast<float>(columns)) / 2;
  std::vector<Point> slow, fast;
  for (int i = 0; i < total; ++i) {
    // Scattered by a step coprime to 1000: a fixed share looks mixed in, and each added dot stays.
    const bool is_marked = (i * 387) % total < marked;
    const int row = i / columns, column = i % columns;
    const Point at{left + (static_cast<float>(column) + 0.5F) * step,
                   box.y + (static_cast<float>(row) + 0.5F) * step};
    (is_marked ? slow : fast).push_back(at);
  }
  list.dots(fast, step * 0.2F, Role::border, 0.55F);
  list.dots(slow, step * 0.42F, marked_role);
  const float base = box.bottom() - 24;
  list.circle({box.x + 7, base - 4}, 5, {.fill = marked_role});
  list.words(fitted(number_text(marked) + " of 1,000 " + marked_label, box.w - 20, 13, Weight::semibold),
             {box.x + 19, base}, 13, Role::ink, Anchor::start, Weight::semibold);
  list.circle({box.x + 7, base + 15}, 2.5F, {.fill = Role::border});
  list.words(fitted(plain_label, box.w - 20, 12), {box.x + 19, base + 19}, 12, Role::muted);
  list.hit({box.x, box.y, box.w, room}, alt);
}

Table DotGrid::table() const {
  return {.columns = {"requests", "of 1,000"},
          .rows = {{marked_label, static_cast<double>(marked)},
                   {plain_label, static_cast<double>(total - marked)}}};
}

}  // namespace lesson
