#include "core/scene/block-columns.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"

namespace lesson {
namespace {

constexpr float text_size = 12, legend_height = 24, axis_height = 38, value_height = 18;

}  // namespace

float BlockColumns::height(WidthClass width) const { return width == WidthClass::narrow ? 240.0F : 270.0F; }

void BlockColumns::draw(DisplayList& list, Rect box) const {
  double tallest = expected;
  for (const Column& column : columns) tallest = std::max(tallest, column.blocks);
  const float top = box.y + legend_height + value_height, bottom = box.bottom() - axis_height;
  const float unit = (bottom - top) / static_cast<float>(std::ceil(tallest - 1e-9));
  const float step = box.w / static_cast<float>(std::max<std::size_t>(columns.size(), 1));
  float free_from = box.x;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float left = box.x + static_cast<float>(i) * step;
    draw_column(list, columns[i], {left, top, step, bottom - top}, unit);
    const std::string number = number_text(static_cast<double>(i + 1));
    const float half = text_width(number, text_size) / 2, middle = left + step / 2;
    if (middle - half < free_from) continue;
    free_from = middle + half + 6;
    list.words(number, {middle, bottom + 17}, text_size, Role::muted, Anchor::middle);
  }
  list.line({box.x, bottom}, {box.right(), bottom}, {.stroke = Role::border});
  list.words(period, {box.right(), bottom + 33}, text_size, Role::muted, Anchor::end);
  const float key = box.y + 8;
  list.rect({box.x + 1, key - 5, 10, 10}, {.fill = role, .opacity = 0.85F}, 1);
  list.words(block_label, {box.x + 17, key + 4}, text_size, Role::muted);
  const float second = box.x + 17 + text_width(block_label, text_size) + 18;
  list.rect({second, key - 5, 10, 10}, {.stroke = expected_role, .width = 1.5F, .dash = 3}, 1);
  list.words(fitted(expected_label, box.right() - second - 16, text_size), {second + 16, key + 4}, text_size,
             Role::muted);
}

void BlockColumns::draw_column(DisplayList& list, const Column& column, Rect place, float unit) const {
  const float margin = std::clamp(place.w * 0.14F, 1.0F, 8.0F), gap = std::min(unit * 0.15F, 2.0F);
  const Rect inner{place.x + margin, place.y, place.w - 2 * margin, place.h};
  const auto whole = static_cast<int>(column.blocks + 1e-9);
  for (int i = 0; i <= whole; ++i) {
    const float part = i < whole ? 1.0F : static_cast<float>(std::max(column.blocks - whole, 0.0));
    const float high = unit * part - gap;
    if (high < 0.3F) continue;
    list.rect({inner.x, inner.bottom() - unit * static_cast<float>(i) - gap - high, inner.w, high},
              {.fill = role, .opacity = 0.85F}, 1);
  }
  const float outline = unit * static_cast<float>(expected);
  list.rect({inner.x, inner.bottom() - outline, inner.w, outline},
            {.stroke = expected_role, .width = 1.5F, .dash = 3}, 1);
  const std::string value = fixed_text(column.blocks, 1);
  const float above = inner.bottom() - unit * static_cast<float>(std::max(column.blocks, expected));
  if (text_width(value, text_size, Weight::semibold) <= place.w - 2)
    list.words(value, {place.centre().x, above - 5}, text_size, Role::ink, Anchor::middle, Weight::semibold);
  list.hit(place, column.explanation);
}

Table BlockColumns::table() const {
  Table table{.columns = {period, block_label, expected_label}, .rows = {}};
  for (std::size_t i = 0; i < columns.size(); ++i)
    table.rows.push_back({static_cast<double>(i + 1), columns[i].blocks, expected});
  return table;
}

}  // namespace lesson
