#include "core/scene/bars.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lesson {
namespace {

constexpr float size = 13, bar = 12, bar_gap = 3, words_height = 22, row_gap = 10;
constexpr float reference_row = 17, axis_height = 40, key_height = 24;

}  // namespace

float Bars::row_height(const Row& row) const {
  return words_height + static_cast<float>(row.parts.size()) * (bar + bar_gap) + row_gap;
}

float Bars::height(WidthClass width) const {
  float total = axis_height + (references.empty() ? 0 : 2 * reference_row) +
                (part_labels.empty()           ? 0
                 : width == WidthClass::narrow ? 2 * key_height
                                               : key_height);
  for (const Row& row : rows) total += row_height(row);
  return total;
}

float Bars::px(Rect area, double value) const {
  return area.x + static_cast<float>(std::clamp(x.fraction(value), 0.0, 1.0)) * area.w;
}

void Bars::draw_axis(DisplayList& list, Rect area) const {
  float free_from = -1e9F;
  for (const Tick& tick : ticks(x, static_cast<int>(area.w / 56))) {
    const float at = px(area, tick.value), half = text_width(tick.text, 12) / 2;
    list.line({at, area.y}, {at, area.bottom()}, {.stroke = Role::grid});
    if (at - half < free_from) continue;
    free_from = at + half + 6;
    list.words(tick.text, {std::clamp(at, area.x - 8 + half, area.right() + 8 - half), area.bottom() + 16},
               12, Role::muted, Anchor::middle);
  }
  list.line({area.x, area.bottom()}, {area.right(), area.bottom()}, {.stroke = Role::border});
  list.words(fitted(x.label, area.w, 12), {area.right(), area.bottom() + 33}, 12, Role::muted, Anchor::end);
}

void Bars::draw_references(DisplayList& list, Rect area) const {
  float free_from[2] = {area.x - 8, area.x - 8};
  for (std::size_t i = 0; i < references.size(); ++i) {
    const Reference& one = references[i];
    const double fraction = x.fraction(one.value);
    if (fraction < 0 || fraction > 1) continue;
    const float at = px(area, one.value), width = text_width(one.label, 12, Weight::semibold);
    const float left = std::clamp(at - width / 2, area.x - 8, area.right() + 8 - width);
    const int row = left >= free_from[0] ? 0 : 1;
    const bool shown = left >= free_from[row];
    const float base = area.y - 6 - static_cast<float>(1 - row) * reference_row;
    list.line({at, shown ? base + 4 : area.y}, {at, area.bottom()},
              {.stroke = one.role, .width = 1.5F, .dash = 4});
    if (!shown) continue;
    free_from[row] = left + width + 8;
    list.label(one.label, {left, base}, 12, one.role, Anchor::start, Weight::semibold);
    list.hit({left - 4, base - 13, width + 8, 18}, one.explanation);
  }
}

float Bars::draw_row(DisplayList& list, const Row& row, Rect area, float y) const {
  const float base = y + 15, tall = row_height(row);
  const Weight weight = row.strong ? Weight::semibold : Weight::regular;
  const std::string text = fitted(row.text, area.w * 0.62F, size, Weight::semibold);
  const float taken = text_width(text, size, Weight::semibold) + 10;
  // Outlined, for reference lines cross the words.
  list.label(fitted(row.label, area.w - taken, size, weight), {area.x, base}, size, Role::ink, Anchor::start,
             weight);
  list.label(text, {area.right(), base}, size, Role::ink, Anchor::end, Weight::semibold);
  float top = y + words_height;
  for (const Part& part : row.parts) {
    if (std::isnan(part.value)) continue;
    if (part.value > 0) {
      const float end = std::max(px(area, part.value), area.x + 3);
      const Rect place{area.x, top, end - area.x, bar};
      list.rect(place, {.fill = part.role, .opacity = row.strong ? 0.95F : 0.7F}, 2);
      if (x.fraction(part.value) > 1)
        list.polygon({{end + 1, top}, {end + 7, top + bar / 2}, {end + 1, top + bar}}, {.fill = part.role});
    }
    top += bar + bar_gap;
  }
  list.hit({area.x, y, area.w, tall - row_gap / 2}, row.explanation);
  return tall;
}

void Bars::draw_key(DisplayList& list, Rect box) const {
  Point at{box.x, box.y + 16};
  for (std::size_t i = 0; i < part_labels.size() && !rows.empty(); ++i) {
    const std::string words = fitted(part_labels[i], box.w - 20, 12);
    const float width = 20 + text_width(words, 12);
    if (at.x > box.x && at.x + width > box.right()) at = {box.x, at.y + key_height - 4};
    list.rect({at.x, at.y - 9, 14, 10}, {.fill = rows[0].parts[i].role, .opacity = 0.8F}, 2);
    list.words(words, {at.x + 20, at.y}, 12, Role::muted);
    at.x += width + 18;
  }
}

void Bars::draw(DisplayList& list, Rect box) const {
  Rect area{box.x + 8, box.y + (references.empty() ? 0 : 2 * reference_row), box.w - 16, 0};
  for (const Row& row : rows) area.h += row_height(row);
  draw_axis(list, area);
  draw_references(list, area);
  float y = area.y;
  for (const Row& row : rows) y += draw_row(list, row, area, y);
  draw_key(list, {box.x, area.bottom() + axis_height, box.w, key_height});
}

Table Bars::table() const {
  Table table{.columns = {"row"}, .rows = {}};
  std::size_t parts = 0;
  for (const Row& row : rows) parts = std::max(parts, row.parts.size());
  for (std::size_t i = 0; i < parts; ++i)
    table.columns.push_back(i < part_labels.size() ? part_labels[i] : x.label);
  table.columns.emplace_back("in words");
  for (const Row& row : rows) {
    std::vector<Cell> cells{row.label};
    for (std::size_t i = 0; i < parts; ++i)
      cells.emplace_back(i < row.parts.size() ? row.parts[i].value
                                              : std::numeric_limits<double>::quiet_NaN());
    cells.emplace_back(row.text);
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace lesson
