#include "core/scene/stage.h"

#include <algorithm>
#include <cmath>

namespace lesson {
namespace {

constexpr float label_size = 13, title_size = 15, title_height = 30;
constexpr float slider_height = 56, toggle_height = 40, choice_height = 62, button_height = 44;
constexpr float figure_gap = 22, column_gap = 28;
constexpr float least_target = 24;  // WCAG 2.2, 2.5.8.

float height_of(Control::Kind kind) {
  switch (kind) {
    case Control::Kind::slider: return slider_height;
    case Control::Kind::toggle: return toggle_height;
    case Control::Kind::choice: return choice_height;
    case Control::Kind::button: return button_height;
  }
  return 0;
}

void draw_still_slider(DisplayList& list, Rect slot, float fraction) {
  const float y = slot.y + slot.h / 2, inner = slot.w - 18;
  const float knob = slot.x + 9 + inner * std::clamp(fraction, 0.0F, 1.0F);
  list.rect({slot.x, y - 3, slot.w, 6}, {.fill = Role::grid}, 3);
  list.rect({slot.x, y - 3, knob - slot.x, 6}, {.fill = Role::accent}, 3);
  list.circle({knob, y}, 8, {.fill = Role::surface, .stroke = Role::accent, .width = 3});
}

void draw_still_toggle(DisplayList& list, Rect slot, bool on) {
  const float y = slot.y + slot.h / 2;
  list.rect({slot.x, y - 10, 36, 20}, {.fill = on ? Role::accent : Role::border}, 10);
  list.circle({slot.x + (on ? 26.0F : 10.0F), y}, 7, {.fill = Role::surface});
}

float share_of(const Control& control, Rect slot) {
  return slot.w / static_cast<float>(std::max<std::size_t>(control.choices.size(), 1));
}

/// Whether a choice's options have no room side by side.
bool is_list(const Control& control, Rect slot) {
  return std::any_of(control.choices.begin(), control.choices.end(), [&](const auto& label) {
    return text_width(label, label_size) + 12 > share_of(control, slot);
  });
}

void draw_still_choice(DisplayList& list, Rect slot, const Control& control) {
  const float width = share_of(control, slot);
  list.rect(slot, {.fill = Role::raised, .stroke = Role::border}, 6);
  if (is_list(control, slot)) {
    list.words(control.value, {slot.x + 10, slot.y + 19}, label_size, Role::ink);
    list.polyline({{slot.right() - 20, slot.y + 11},
                   {slot.right() - 15, slot.y + 17},
                   {slot.right() - 10, slot.y + 11}},
                  {.stroke = Role::muted, .width = 2});
    return;
  }
  for (std::size_t i = 0; i < control.choices.size(); ++i) {
    const Rect part{slot.x + width * static_cast<float>(i), slot.y, width, slot.h};
    const bool chosen = i == control.chosen;
    if (chosen) list.rect(part.inset(2), {.fill = Role::accent}, 5);
    list.words(control.choices[i], {part.centre().x, slot.y + 19}, label_size,
               chosen ? Role::surface : Role::ink, Anchor::middle);
  }
}

void draw_still_button(DisplayList& list, Rect slot, const std::string& label) {
  list.rect(slot, {.fill = Role::raised, .stroke = Role::border}, 6);
  list.words(label, {slot.centre().x, slot.y + slot.h / 2 + 4.5F}, label_size, Role::ink, Anchor::middle);
}

/// The widget's own place inside the control's box, below or beside its label.
Rect slot_of(Control::Kind kind, Rect box) {
  switch (kind) {
    case Control::Kind::slider: return {box.x, box.y + 20, box.w, 28};
    case Control::Kind::toggle: return {box.x, box.y + 2, 44, 30};
    case Control::Kind::choice: return {box.x, box.y + 22, box.w, 30};
    case Control::Kind::button: return {box.x, box.y + 2, box.w, 34};
  }
  return box;
}

void place_control(DisplayList& list, const Control& control, Rect box, Mode mode) {
  const Rect slot = slot_of(control.kind, box);
  const bool button = control.kind == Control::Kind::button;
  if (control.kind == Control::Kind::toggle) {
    list.words(control.label, {slot.right() + 6, box.y + 21.5F}, label_size, Role::ink);
  } else if (!button) {
    const bool shows_value = control.kind == Control::Kind::slider;
    const float taken = shows_value ? text_width(control.value, label_size, Weight::semibold) + 8 : 0;
    list.words(fitted(control.label, box.w - taken, label_size), {box.x, box.y + 14}, label_size, Role::ink);
    if (shows_value)
      list.words(control.value, {box.right(), box.y + 14}, label_size, Role::ink, Anchor::end,
                 Weight::semibold);
  }
  if (mode == Mode::live) return list.slot({button, control.index, slot, is_list(control, slot)});
  switch (control.kind) {
    case Control::Kind::slider: return draw_still_slider(list, slot, static_cast<float>(control.fraction));
    case Control::Kind::toggle: return draw_still_toggle(list, slot, control.fraction > 0.5);
    case Control::Kind::choice: return draw_still_choice(list, slot, control);
    case Control::Kind::button: return draw_still_button(list, slot, control.label);
  }
}

/// Fills columns from the top, each control in the shortest; returns the height used.
float place_controls(DisplayList& list, const std::vector<Control>& controls, Rect box, int columns,
                     Mode mode) {
  const float width = (box.w - column_gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  std::vector<float> filled(static_cast<std::size_t>(columns), 0.0F);
  for (const Control& control : controls) {
    const auto shortest = std::min_element(filled.begin(), filled.end());
    const auto column = static_cast<float>(shortest - filled.begin());
    place_control(list, control,
                  {box.x + column * (width + column_gap), box.y + *shortest, width, height_of(control.kind)},
                  mode);
    *shortest += height_of(control.kind);
  }
  return *std::max_element(filled.begin(), filled.end());
}

float draw_figure(DisplayList& list, const Scene& scene, std::size_t index, Rect place, WidthClass room) {
  const Figure& figure = *scene.figures[index];
  list.begin_figure(index);
  list.words(fitted(figure.title, place.w, title_size, Weight::semibold), {place.x, place.y + 15}, title_size,
             Role::ink, Anchor::start, Weight::semibold);
  const float height = figure.height(room);
  figure.draw(list, {place.x, place.y + title_height, place.w, height});
  return title_height + height;
}

/// Rows of one full or two half figures; returns the height used.
float place_figures(DisplayList& list, const Scene& scene, Rect box, WidthClass room) {
  float y = 0;
  for (std::size_t i = 0; i < scene.figures.size();) {
    const bool pair = room != WidthClass::narrow && i + 1 < scene.figures.size() &&
                      scene.figures[i]->span == Span::half && scene.figures[i + 1]->span == Span::half;
    const float width = pair ? (box.w - column_gap) / 2 : box.w;
    float height = draw_figure(list, scene, i, {box.x, box.y + y, width, 0}, room);
    if (pair) {
      const Rect right{box.x + width + column_gap, box.y + y, width, 0};
      height = std::max(height, draw_figure(list, scene, i + 1, right, room));
    }
    y += height + figure_gap;
    i += pair ? 2 : 1;
  }
  return y - figure_gap;
}

}  // namespace

Stage lay_out(const std::vector<Control>& controls, const Scene& scene, float width, Mode mode) {
  Stage stage;
  stage.width = std::clamp(width, 200.0F, 4000.0F);
  const WidthClass room = width_class(stage.width);
  const float margin = room == WidthClass::narrow ? 12.0F : 20.0F;
  Rect box = Rect{0, 0, stage.width, 0}.inset(margin);
  if (room == WidthClass::wide) {
    const float side = 264;
    const float left = place_controls(stage.list, controls, {box.x, box.y, side, 0}, 1, mode);
    const Rect rest{box.x + side + 36, box.y, box.w - side - 36, 0};
    stage.height = std::max(left, place_figures(stage.list, scene, rest, room)) + 2 * margin;
  } else {
    const int columns = room == WidthClass::medium ? 2 : 1;
    box.y += place_controls(stage.list, controls, box, columns, mode) + 14;
    stage.height = box.y + place_figures(stage.list, scene, box, room) + margin;
  }
  // A canvas has whole pixels only: a height between two of them would blur all of it.
  stage.height = std::ceil(stage.height);
  stage.list.widen_hits(least_target);
  return stage;
}

}  // namespace lesson
