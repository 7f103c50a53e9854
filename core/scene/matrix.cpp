#include "core/scene/matrix.h"

#include <algorithm>

#include "core/base/text.h"

namespace lesson {
namespace {

constexpr float head = 50, words = 20, cells = 20, gap = 10, key_height = 24, key_line = 20, size = 13,
                small = 11.5F;

void draw_sign(DisplayList& list, Point c, bool happens) {
  constexpr float r = 8;
  list.circle(c, r, {.fill = happens ? Role::failed : Role::healthy});
  const Ink ink{.stroke = Role::surface, .width = 2};
  if (happens) {
    list.line({c.x - 3, c.y - 3}, {c.x + 3, c.y + 3}, ink);
    return list.line({c.x - 3, c.y + 3}, {c.x + 3, c.y - 3}, ink);
  }
  list.polyline({{c.x - 3.5F, c.y}, {c.x - 1, c.y + 3}, {c.x + 3.5F, c.y - 3}}, ink);
}

}  // namespace

float Matrix::height(WidthClass width) const {
  return head + (words + cells + gap) * static_cast<float>(rows.size()) + key_height +
         (width == WidthClass::narrow ? key_line : 0);
}

/// Names of narrow columns take turns on two lines, so that each has the room of two.
void Matrix::draw_head(DisplayList& list, Rect area) const {
  const float each = area.w / static_cast<float>(columns.size());
  const bool tight = std::any_of(columns.begin(), columns.end(), [&](const std::string& name) {
    return text_width(name, small, Weight::semibold) > each - 6;
  });
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float left = area.x + each * static_cast<float>(i);
    const Weight weight = i == marked ? Weight::semibold : Weight::regular;
    if (i == marked) {
      list.rect({left + 1, area.y, each - 2, area.h}, {.fill = Role::highlight, .opacity = 0.1F}, 6);
      list.rect({left + 1, area.y + head - 10, each - 2, 4}, {.fill = Role::highlight}, 2);
    }
    const std::string name = fitted(columns[i], (tight ? 2 : 1) * each - 6, small, weight);
    const float half = text_width(name, small, weight) / 2;
    const float x = std::clamp(left + each / 2, area.x + half, area.right() - half);
    list.label(name, {x, area.y + (tight && i % 2 == 1 ? 33 : 15)}, small, Role::ink, Anchor::middle, weight);
  }
}

void Matrix::draw_row(DisplayList& list, const Row& row, Rect area) const {
  const Weight weight = row.chosen ? Weight::semibold : Weight::regular;
  if (row.chosen) list.rect({area.x, area.y + 2, 4, words + cells - 2}, {.fill = Role::highlight}, 2);
  const float right = text_width(row.text, size) + 10;
  list.label(fitted(row.label, area.w - 10 - right, size, weight), {area.x + 10, area.y + 14}, size,
             Role::ink, Anchor::start, weight);
  list.label(row.text, {area.right() - 6, area.y + 14}, size, Role::muted, Anchor::end);
  const float each = area.w / static_cast<float>(columns.size());
  for (std::size_t i = 0; i < row.happens.size(); ++i)
    draw_sign(list, {area.x + each * (static_cast<float>(i) + 0.5F), area.y + words + cells / 2},
              row.happens[i]);
  list.hit({area.x, area.y, area.w, words + cells + gap - 2}, row.explanation, row.command);
}

void Matrix::draw(DisplayList& list, Rect box) const {
  const float each = words + cells + gap, all = each * static_cast<float>(rows.size());
  draw_head(list, {box.x, box.y, box.w, head + all});
  float y = box.y + head;
  for (const Row& row : rows) {
    list.line({box.x, y - 2}, {box.right(), y - 2}, {.stroke = Role::grid});
    draw_row(list, row, {box.x, y, box.w, each});
    y += each;
  }
  draw_key(list, {box.x, y, box.w, key_height});
}

void Matrix::draw_key(DisplayList& list, Rect box) const {
  Point at{box.x + 8, box.y + 12};
  const auto entry = [&](const std::string& said, const auto& draw_mark) {
    const float wide = 14 + text_width(said, 12);
    if (at.x + wide > box.right()) at = {box.x + 8, at.y + key_line};
    draw_mark();
    list.words(fitted(said, box.right() - at.x - 14, 12), {at.x + 14, at.y + 4}, 12, Role::muted);
    at.x += wide + 24;
  };
  for (const bool happens : {false, true})
    entry(happens ? yes_label : no_label, [&] { draw_sign(list, at, happens); });
  if (marked >= columns.size()) return;
  entry(marked_label, [&] {
    list.rect({at.x - 8, at.y - 8, 16, 16}, {.fill = Role::highlight, .opacity = 0.1F}, 3);
    list.rect({at.x - 8, at.y - 8, 16, 4}, {.fill = Role::highlight}, 2);
  });
}

Table Matrix::table() const {
  Table table{.columns = {"row"}, .rows = {}};
  for (const std::string& column : columns) table.columns.push_back(column);
  table.columns.emplace_back("now");
  for (const Row& row : rows) {
    std::vector<Cell> found{row.label};
    for (const bool happens : row.happens) found.emplace_back(happens ? yes_label : no_label);
    found.emplace_back(row.text);
    table.rows.push_back(std::move(found));
  }
  return table;
}

}  // namespace lesson
