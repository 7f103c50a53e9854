#include "core/scene/card.h"

#include <algorithm>

namespace lesson {
namespace {

constexpr float margin = 14, name_size = 15, size = 13, label_size = 12;
constexpr float name_height = 26, label_height = 17, line_height = 17.5F, row_gap = 7;

/// The narrowest box of each width class that a page is likely to meet, by span.
constexpr float narrow_box = 296, medium_full = 600, medium_half = 286, wide_full = 560, wide_half = 266;

float rows_height(const std::vector<Card::Row>& rows, float width) {
  float height = 2 * margin + name_height;
  for (const Card::Row& row : rows) {
    const auto lines = wrap(row.text, width - 2 * margin - 10, size).size();
    height += label_height + line_height * static_cast<float>(lines) + row_gap;
  }
  return height;
}

}  // namespace

void Card::Heights::fit(const std::vector<Row>& rows, Span span) {
  const bool full = span == Span::full;
  narrow = std::max(narrow, rows_height(rows, narrow_box));
  medium = std::max(medium, rows_height(rows, full ? medium_full : medium_half));
  wide = std::max(wide, rows_height(rows, full ? wide_full : wide_half));
}

float Card::height(WidthClass width) const {
  return width == WidthClass::narrow   ? heights.narrow
         : width == WidthClass::medium ? heights.medium
                                       : heights.wide;
}

void Card::draw(DisplayList& list, Rect box) const {
  list.rect(box.inset(0.5F), {.fill = Role::raised, .stroke = Role::grid}, 8);
  const float left = box.x + margin, width = box.w - 2 * margin;
  list.words(fitted(name, width, name_size, Weight::semibold), {left, box.y + margin + 14}, name_size,
             Role::ink, Anchor::start, Weight::semibold);
  float y = box.y + margin + name_height;
  for (const Row& row : rows) {
    const auto lines = wrap(row.text, width - 10, size);
    const float height = label_height + line_height * static_cast<float>(lines.size());
    if (y + height > box.bottom() - margin / 2) {
      if (y + 14 <= box.bottom()) list.words("\u2026", {left, y + 10}, size, Role::muted);
      return;
    }
    list.rect({left, y + 2, 4, height - 4}, {.fill = row.role}, 2);
    list.words(fitted(row.label, width - 10, label_size, Weight::semibold), {left + 10, y + 12}, label_size,
               Role::muted, Anchor::start, Weight::semibold);
    float base = y + label_height + 12;
    for (const std::string& line : lines) {
      list.words(line, {left + 10, base}, size, Role::ink);
      base += line_height;
    }
    list.hit({left, y, width, height}, row.label + ": " + row.text);
    y += height + row_gap;
  }
}

Table Card::table() const {
  Table table{.columns = {name, "what is said"}, .rows = {}};
  for (const Row& row : rows) table.rows.push_back({row.label, row.text});
  return table;
}

}  // namespace lesson
