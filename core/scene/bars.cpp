#include "core/scene/bars.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/scene/line-names.h"

namespace lesson {
namespace {

constexpr float size = 13, bar = 12, bar_gap = 3, words_height = 22, second_line = 16, row_gap = 10;
constexpr int reference_rows = 2;
constexpr float axis_height = 40, key_height = 24;

}  // namespace

float Bars::row_height(const Row& row, bool stacked) const {
  return words_height + (stacked ? second_line : 0) + static_cast<float>(row.parts.size()) * (bar + bar_gap) +
         row_gap;
}

float Bars::height(WidthClass width) const {
  float total = axis_height + (references.empty() ? 0 : reference_rows * NameRows::height) +
                (part_labels.empty()           ? 0
                 : width == WidthClass::narrow ? 2 * key_height
                                               : key_height);
  const bool stacked = two_lines && width == WidthClass::narrow;
  for (const Row& row : rows) total += row_height(row, stacked);
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
  std::vector<NamedLine> lines;
  std::vector<const Reference*> drawn;
  for (const Reference& one : references) {
    const double fraction = x.fraction(one.value);
    if (fraction < 0 || fraction > 1) continue;
    lines.push_back({px(area, one.value), text_width(one.label, 12, Weight::semibold)});
    drawn.push_back(&one);
  }
  const auto places = place_names(lines, area.x - 8, area.right() + 8, reference_rows);
  const NameRows rows{reference_rows, area.y - 6};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    list.line({lines[i].x, rows.line_top(places[i], area.y)}, {lines[i].x, area.bottom()},
              {.stroke = drawn[i]->role, .width = 1.5F, .dash = 4});
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!places[i].shown) continue;
    const Point at{places[i].left, rows.baseline(places[i])};
    list.label(drawn[i]->label, at, 12, drawn[i]->role, Anchor::start, Weight::semibold);
    list.hit({at.x - 4, at.y - 13, lines[i].width + 8, 18}, drawn[i]->explanation);
  }
}

float Bars::draw_words(DisplayList& list, const Row& row, Rect area, float y, bool stacked) const {
  const Weight weight = row.strong ? Weight::semibold : Weight::regular;
  const std::string text = fitted(row.text, stacked ? area.w : area.w * 0.62F, size, Weight::semibold);
  const float taken = text_width(text, size, Weight::semibold) + 10, second = stacked ? second_line : 0;
  const std::string label = fitted(row.label, stacked ? area.w : area.w - taken, size, weight);
  // Reference lines pause at the words.
  list.rect({area.x - 3, y, text_width(label, size, weight) + 9, words_height}, {.fill = Role::surface});
  list.rect({area.right() - taken, y + second, taken + 3, words_height}, {.fill = Role::surface});
  list.words(label, {area.x, y + 15}, size, Role::ink, Anchor::start, weight);
  list.words(text, {area.right(), y + 15 + second}, size, Role::ink, Anchor::end, Weight::semibold);
  return words_height + second;
}

float Bars::draw_row(DisplayList& list, const Row& row, Rect area, float y, bool stacked) const {
  const float tall = row_height(row, stacked);
  float top = y + draw_words(list, row, area, y, stacked);
  for (const Part& part : row.parts) {
    if (std::isnan(part.value)) continue;
    if (part.value > 0) {
      const float end = std::max(px(area, part.value), area.x + 3);
      const Rect place{area.x, top, end - area.x, bar};
      list.rect(place, {.fill = part.role, .opacity = row.strong ? 0.95F : 0.7F}, 2);
      if (x.fraction(part.value) > 1) list.beyond({end, top + bar / 2}, bar / 2, part.role);
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
  Rect area{box.x + 8, box.y + (references.empty() ? 0 : reference_rows * NameRows::height), box.w - 16, 0};
  // The height tells which of the two it was made for.
  const bool stacked = two_lines && box.h >= height(WidthClass::narrow) - 0.5F;
  for (const Row& row : rows) area.h += row_height(row, stacked);
  draw_axis(list, area);
  draw_references(list, area);
  float y = area.y;
  for (const Row& row : rows) y += draw_row(list, row, area, y, stacked);
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
