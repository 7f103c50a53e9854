#include "core/scene/estimates.h"

#include <algorithm>
#include <limits>

namespace lesson {
namespace {

constexpr float row_height = 25, size = 12.5F, text_width_reserved = 86, below = 52;

}  // namespace

float Estimates::height(WidthClass) const { return row_height * static_cast<float>(rows.size()) + below; }

void Estimates::draw_row(DisplayList& list, const Row& row, Rect place) const {
  const float y = place.y + place.h / 2;
  const auto px = [&](double value) {
    return place.x + label_room +
           static_cast<float>(std::clamp(x.fraction(value), 0.0, 1.0)) *
               (place.w - label_room - text_width_reserved);
  };
  list.words(row.label, {place.x, y + 4.5F}, size, Role::ink, Anchor::start, Weight::semibold);
  const auto off = [&](double value) { return x.fraction(value) > 1; };
  if (row.exact && off(*row.exact)) {
    list.beyond({px(*row.exact), y}, 7, Role::exact);
  } else if (row.exact) {
    const float at = px(*row.exact);
    list.polygon({{at, y - 7}, {at + 6, y}, {at, y + 7}, {at - 6, y}},
                 {.fill = Role::surface, .stroke = Role::exact, .width = 2});
  }
  if (row.measured && row.interval) {
    const float low = px(row.interval->low), high = px(row.interval->high);
    list.line({low, y}, {high, y}, {.stroke = Role::accent, .width = 3});
    list.line({low, y - 4}, {low, y + 4}, {.stroke = Role::accent, .width = 1.5F});
    list.line({high, y - 4}, {high, y + 4}, {.stroke = Role::accent, .width = 1.5F});
  }
  if (row.measured && off(*row.measured)) {
    list.beyond({px(*row.measured), y}, 4.5F, Role::accent);
  } else if (row.measured) {
    list.circle({px(*row.measured), y}, 3.5F, {.fill = Role::accent});
  }
  list.words(fitted(row.text, text_width_reserved - 8, size), {place.right(), y + 4.5F}, size,
             row.measured ? Role::ink : Role::muted, Anchor::end);
  list.hit(place, row.explanation);
}

void Estimates::draw(DisplayList& list, Rect box) const {
  const float bottom = box.y + row_height * static_cast<float>(rows.size());
  const Rect area{box.x + label_room, box.y, box.w - label_room - text_width_reserved, bottom - box.y};
  float free_from = -1e9F;
  for (const Tick& tick : ticks(x, static_cast<int>(area.w / 56))) {
    const float at = area.x + static_cast<float>(x.fraction(tick.value)) * area.w;
    list.line({at, area.y}, {at, bottom}, {.stroke = Role::grid});
    const float half = text_width(tick.text, 12) / 2;
    if (at - half < free_from) continue;
    free_from = at + half + 6;
    list.words(tick.text, {at, bottom + 15}, 12, Role::muted, Anchor::middle);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    draw_row(list, rows[i], {box.x, box.y + row_height * static_cast<float>(i), box.w, row_height});
  }
  const float key = bottom + 38;
  list.circle({box.x + 5, key - 4}, 3.5F, {.fill = Role::accent});
  list.words("measured, 95 % interval", {box.x + 14, key}, 12, Role::muted);
  const float second = box.x + 14 + text_width("measured, 95 % interval", 12) + 20;
  list.polygon({{second, key - 10}, {second + 5, key - 4}, {second, key + 2}, {second - 5, key - 4}},
               {.fill = Role::surface, .stroke = Role::exact, .width = 2});
  list.words("exact", {second + 11, key}, 12, Role::muted);
  list.words(x.label, {box.right(), bottom + 15}, 12, Role::muted, Anchor::end);
}

Table Estimates::table() const {
  const double none = std::numeric_limits<double>::quiet_NaN();
  Table table{.columns = {"statistic", "measured, " + x.label, "95 % interval from", "to", "exact"},
              .rows = {}};
  for (const Row& row : rows) {
    table.rows.push_back({row.label, row.measured.value_or(none), row.interval ? row.interval->low : none,
                          row.interval ? row.interval->high : none, row.exact.value_or(none)});
  }
  return table;
}

}  // namespace lesson
