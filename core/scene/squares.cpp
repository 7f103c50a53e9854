#include "core/scene/squares.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lesson {
namespace {

constexpr float gap = 20, label_height = 24, text_size = 13, bar_height = 14, below = 78;

}  // namespace

float Squares::height(WidthClass width) const { return width == WidthClass::narrow ? 250.0F : 286.0F; }

void Squares::draw(DisplayList& list, Rect box) const {
  double longest = 0;
  for (const Group& group : groups) {
    double sum = 0;
    for (const Part& part : group.parts) sum += part.value;
    longest = std::max(longest, sum);
  }
  const auto count = static_cast<float>(groups.size());
  const float width = (box.w - gap * (count - 1)) / count;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const Group& group = groups[i];
    const float left = box.x + static_cast<float>(i) * (width + gap);
    list.words(fitted(group.label, width, text_size, Weight::semibold), {left, box.y + 13}, text_size,
               Role::ink, Anchor::start, Weight::semibold);
    draw_squares(list, group, {left, box.y + label_height, width, box.h - label_height - below});
    draw_bar(list, group, {left, box.bottom() - below, width, below}, longest);
    list.hit({left, box.y, width, box.h - 24}, group.explanation);
  }
  draw_key(list, {box.x, box.bottom() - 6}, box.right());
}

void Squares::draw_squares(DisplayList& list, const Group& group, Rect place) const {
  const float side = std::min(place.w, place.h);
  const auto length = [&](double area) { return side * static_cast<float>(std::sqrt(area / capacity)); };
  if (group.outline > 0) {
    const float whole = std::min(length(group.outline), side);
    list.rect({place.x, place.bottom() - whole, whole, whole},
              {.stroke = Role::muted, .width = 1.5F, .dash = 4}, 2);
  }
  const int columns = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(group.count))));
  const float cell = std::min(length(group.area), side / static_cast<float>(columns));
  const float inner = cell - std::clamp(cell * 0.12F, 0.6F, 3.0F);
  for (int i = 0; i < group.count; ++i) {
    const int above = i / columns;
    const auto column = static_cast<float>(i % columns), row = static_cast<float>(above);
    const Rect square{place.x + column * cell, place.bottom() - (row + 1) * cell + (cell - inner), inner,
                      inner};
    const bool last = i + 1 == group.count;
    list.rect(square, {.fill = group.missing ? Role::none : group.role,
                       .stroke = group.missing ? Role::failed : group.role,
                       .opacity = last && group.filled < 0.999 ? 0.35F : 0.85F});
    if (last && group.filled < 0.999) {
      const float used = inner * static_cast<float>(group.filled);
      list.rect({square.x, square.bottom() - used, inner, used}, {.fill = group.role, .opacity = 0.75F});
    }
    if (!group.missing) continue;
    list.line({square.x, square.y}, {square.right(), square.bottom()},
              {.stroke = Role::failed, .width = 1.5F});
    list.line({square.x, square.bottom()}, {square.right(), square.y},
              {.stroke = Role::failed, .width = 1.5F});
  }
}

void Squares::draw_bar(DisplayList& list, const Group& group, Rect place, double longest) const {
  list.words(fitted(group.text, place.w, text_size), {place.x, place.y + 20}, text_size,
             group.missing ? Role::failed : Role::ink);
  list.rect({place.x, place.y + 28, place.w, bar_height}, {.fill = Role::raised, .stroke = Role::grid}, 2);
  if (longest <= 0) return;
  float left = place.x;
  for (const Part& part : group.parts) {
    const float width = place.w * static_cast<float>(part.value / longest);
    list.rect({left, place.y + 28, width, bar_height}, {.fill = part.role, .opacity = 0.85F});
    left += width;
  }
}

void Squares::draw_key(DisplayList& list, Point at, float right) const {
  std::vector<Part> known;
  for (const Group& group : groups) {
    for (const Part& part : group.parts) {
      const bool seen =
          std::any_of(known.begin(), known.end(), [&](const Part& one) { return one.label == part.label; });
      if (!seen) known.push_back(part);
    }
  }
  for (const Part& part : known) {
    const std::string words = fitted(part.label, right - at.x - 16, 12);
    list.rect({at.x, at.y - 9, 10, 10}, {.fill = part.role, .opacity = 0.85F});
    list.words(words, {at.x + 15, at.y}, 12, Role::muted);
    at.x += 15 + text_width(words, 12) + 16;
    if (right - at.x < 60) break;
  }
}

Table Squares::table() const {
  Table table{.columns = {"group", "number", size_label, cost_label, "in words"}, .rows = {}};
  for (const Group& group : groups) {
    double cost = 0;
    for (const Part& part : group.parts) cost += part.value;
    table.rows.push_back({group.label, static_cast<double>(group.missing ? 0 : group.count), group.area,
                          group.missing ? std::numeric_limits<double>::quiet_NaN() : cost, group.text});
  }
  return table;
}

}  // namespace lesson
