#include "core/scene/fans.h"

#include <algorithm>
#include <cmath>

namespace lesson {
namespace {

constexpr float panel_height = 252, panel_gap = 14, key_height = 26, size = 12.5F;
constexpr float head = 84, foot = 46, slot_width = 16;

}  // namespace

int Fans::lines(double reach) {
  if (!(reach > 0)) return 0;
  return std::clamp(1 + static_cast<int>(std::lround(1.3 * std::log10(std::max(reach, 1.0)))),
                    reach >= 2 ? 2 : 1, slots);
}

float Fans::height(WidthClass width) const {
  const auto count = static_cast<float>(panels.size());
  return width == WidthClass::narrow ? count * (panel_height + panel_gap) + key_height
                                     : panel_height + panel_gap + key_height;
}

/// A source's circle, its lines to the lists it reaches, spread about its own height, and words.
void Fans::draw_source(DisplayList& list, const Source& source, Point at, Rect column, bool right) const {
  const int count = lines(source.reach);
  const float step = column.h / slots, radius = source.large ? 9 : 6;
  const float side = right ? column.right() + 1 : column.x - 1;
  const float most = column.bottom() - step * static_cast<float>(count);
  const float first =
      std::clamp(at.y - step * static_cast<float>(count) / 2, column.y, std::max(most, column.y));
  for (int i = 0; i < count; ++i) {
    // Onto the grid of slots, so that lines meet lists.
    const float slot = std::floor((first - column.y) / step + 0.01F) + static_cast<float>(i) + 0.5F;
    const Point end{side, column.y + slot * step};
    list.line(at, end, {.stroke = source.role, .width = source.large ? 2.0F : 1.5F, .opacity = 0.75F});
    list.rect({column.x, end.y - step * 0.32F, column.w, step * 0.64F},
              {.fill = source.role, .opacity = 0.4F}, 2);
  }
  list.circle(at, radius, {.fill = source.role, .stroke = Role::surface, .width = 1.5F});
}

void Fans::draw_panel(DisplayList& list, const Panel& panel, Rect box) const {
  list.rect(box, {.fill = Role::raised, .opacity = 0.55F}, 8);
  list.rect(box, {.stroke = panel.strong ? Role::accent : Role::grid, .width = panel.strong ? 2.0F : 1.0F},
            8);
  const float inner = box.w - 20;
  list.words(fitted(panel.title, inner, 13.5F, Weight::semibold), {box.x + 10, box.y + 20}, 13.5F, Role::ink,
             Anchor::start, Weight::semibold);
  list.words(fitted(panel.verdict, inner, size), {box.x + 10, box.y + 38}, size,
             panel.strong ? Role::accent : Role::muted);
  const Rect column{box.centre().x - slot_width / 2, box.y + head, slot_width, box.h - head - foot};
  const float step = column.h / slots;
  for (int i = 0; i < slots; ++i) {
    const float y = column.y + (static_cast<float>(i) + 0.5F) * step;
    list.rect({column.x, y - step * 0.32F, column.w, step * 0.64F},
              {.fill = Role::surface, .stroke = Role::border}, 2);
  }
  const float left = box.x + 24;
  const auto words = [&](const Source& source, float x, float y, float room, bool right) {
    const Anchor anchor = right ? Anchor::end : Anchor::start;
    const std::string label = fitted(source.label, room - 12, 12);
    const float edge = right ? x - text_width(label, 12) - 8 : x + 4;
    list.circle({edge, y - 4}, 4, {.fill = source.role});
    list.words(label, {right ? x : x + 12, y}, 12, Role::muted, anchor);
    list.words(fitted_words(source.text, room, size, Weight::semibold), {x, y + 16}, size, Role::ink, anchor,
               Weight::semibold);
  };
  // The first source's words stand above all lines, the others' below them.
  const float heights[] = {column.y + column.h * 0.27F, column.y + column.h * 0.73F};
  const float rows[] = {box.y + 60, column.bottom() + 18};
  // In the row below both sides take what they need; where that is too much, each half.
  const auto wanted = [](const Source& source) {
    return std::max(text_width(source.label, 12) + 12, text_width(source.text, size, Weight::semibold));
  };
  const bool shared = panel.sources.size() > 1 && panel.sources[1].reach > 0;
  const float beside = shared ? wanted(panel.sources[1]) + 8 : 0;
  const float reader = std::min(wanted(panel.reader), std::max(inner - beside, inner / 2));
  for (std::size_t i = 0; i < std::min<std::size_t>(panel.sources.size(), 2); ++i) {
    if (panel.sources[i].reach <= 0) continue;
    draw_source(list, panel.sources[i], {left, heights[i]}, column, false);
    words(panel.sources[i], box.x + 10, rows[i], i == 0 ? inner : inner - reader - 8, false);
  }
  draw_source(list, panel.reader, {box.right() - 24, column.centre().y}, column, true);
  words(panel.reader, box.right() - 10, rows[1], reader, true);
  list.hit(box, panel.explanation);
}

void Fans::draw(DisplayList& list, Rect box) const {
  const auto count = static_cast<float>(std::max<std::size_t>(panels.size(), 1));
  const bool stacked = box.h > 2 * panel_height;
  const float width = stacked ? box.w : (box.w - panel_gap * (count - 1)) / count;
  for (std::size_t i = 0; i < panels.size(); ++i) {
    const auto at = static_cast<float>(i);
    draw_panel(list, panels[i],
               {box.x + (stacked ? 0 : at * (width + panel_gap)),
                box.y + (stacked ? at * (panel_height + panel_gap) : 0), width, panel_height});
  }
  list.words(fitted(key, box.w, 12), {box.x, box.bottom() - 8}, 12, Role::muted);
}

Table Fans::table() const {
  Table table{.columns = {"design", "from", "lists reached"}, .rows = {}};
  for (const Panel& panel : panels) {
    for (const Source& source : panel.sources)
      table.rows.push_back({panel.title, source.label, source.reach});
    table.rows.push_back({panel.title, panel.reader.label, panel.reader.reach});
  }
  return table;
}

}  // namespace lesson
