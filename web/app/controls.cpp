#include "web/app/controls.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr float text_size = 13;

}  // namespace

bool Controls::pressed(const char* id, ImVec2 at, ImVec2 size) {
  ImGui::SetCursorPos(at);
  const bool clicked = ImGui::InvisibleButton(id, size);
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return clicked;
}

void Controls::widget(ImDrawList& list, const lesson_slot& slot, bool focused) {
  ImGui::PushID(slot.kind);
  ImGui::PushID(static_cast<int>(slot.index));
  lesson_param param;
  if (slot.kind == LESSON_SLOT_ACTION) {
    button(list, slot);
  } else if (lesson_sim_param(sim_, slot.index, &param) == LESSON_OK) {
    if (param.kind == LESSON_BOOLEAN)
      toggle(list, slot, param);
    else if (param.kind == LESSON_CHOICE)
      choice(list, slot, param);
    else
      slider(list, slot, param);
  }
  if (focused)
    list.AddRect({slot.x - 5, slot.y - 3}, {slot.x + slot.w + 5, slot.y + slot.h + 3}, colour(highlight), 8,
                 0, 2.5F);
  ImGui::PopID();
  ImGui::PopID();
}

void Controls::slider(ImDrawList& list, const lesson_slot& slot, const lesson_param& param) {
  pressed("slider", {slot.x, slot.y}, {slot.w, slot.h});
  const float inner = slot.w - 18;
  if (ImGui::IsItemActive()) {
    const float along = (ImGui::GetIO().MousePos.x - slot.x - 9) / inner;
    lesson_sim_set_number(sim_, slot.index, lesson_sim_value_at(sim_, slot.index, along));
  }
  // The value as it is now, so that the knob never lags behind the pointer.
  lesson_param now = param;
  lesson_sim_param(sim_, slot.index, &now);
  const auto fraction = static_cast<float>(lesson_sim_fraction(sim_, slot.index, now.value));
  const float y = slot.y + slot.h / 2, knob = slot.x + 9 + inner * fraction;
  list.AddRectFilled({slot.x, y - 3}, {slot.x + slot.w, y + 3}, colour(grid), 3);
  list.AddRectFilled({slot.x, y - 3}, {knob, y + 3}, colour(accent), 3);
  if (ImGui::IsItemHovered() || ImGui::IsItemActive())
    list.AddCircleFilled({knob, y}, 14, colour(accent, 0.18F));
  list.AddCircleFilled({knob, y}, 8, colour(surface));
  list.AddCircle({knob, y}, 8, colour(accent), 0, 3);
}

void Controls::toggle(ImDrawList& list, const lesson_slot& slot, const lesson_param& param) {
  if (pressed("toggle", {slot.x, slot.y}, {slot.w, slot.h}))
    lesson_sim_set_number(sim_, slot.index, param.value != 0 ? 0 : 1);
  const bool on = param.value != 0;
  const float y = slot.y + slot.h / 2;
  list.AddRectFilled({slot.x, y - 10}, {slot.x + 36, y + 10}, colour(on ? accent : border), 10);
  list.AddCircleFilled({slot.x + (on ? 26.0F : 10.0F), y}, 7, colour(surface));
}

void Controls::choice(ImDrawList& list, const lesson_slot& slot, const lesson_param& param) {
  const float width = slot.w / static_cast<float>(std::max(param.choice_count, 1U));
  list.AddRectFilled({slot.x, slot.y}, {slot.x + slot.w, slot.y + slot.h}, colour(raised), 6);
  list.AddRect({slot.x, slot.y}, {slot.x + slot.w, slot.y + slot.h}, colour(border), 6);
  if (slot.kind == LESSON_SLOT_LIST) {
    // The page lays a list of its own over it.
    painter_.words(list, param.text, {slot.x + 10, slot.y + 19}, text_size, false, LESSON_START, colour(ink));
    const float x = slot.x + slot.w - 15, y = slot.y + 14;
    const ImVec2 tip[] = {{x - 5, y - 3}, {x, y + 3}, {x + 5, y - 3}};
    list.AddPolyline(tip, 3, colour(muted), ImDrawFlags_None, 2);
    return;
  }
  for (uint32_t i = 0; i < param.choice_count; ++i) {
    const float left = slot.x + width * static_cast<float>(i);
    ImGui::PushID(static_cast<int>(i));
    if (pressed("choice", {left, slot.y}, {width, slot.h})) lesson_sim_set_number(sim_, slot.index, i);
    ImGui::PopID();
    lesson_text label;
    if (lesson_sim_choice(sim_, slot.index, i, &label) != LESSON_OK) return;
    const bool chosen = i == static_cast<uint32_t>(param.value);
    if (chosen)
      list.AddRectFilled({left + 2, slot.y + 2}, {left + width - 2, slot.y + slot.h - 2}, colour(accent), 5);
    painter_.words(list, {label.bytes, label.size}, {left + width / 2, slot.y + 19}, text_size, false,
                   LESSON_MIDDLE, colour(chosen ? surface : ink));
  }
}

void Controls::button(ImDrawList& list, const lesson_slot& slot) {
  if (pressed("button", {slot.x, slot.y}, {slot.w, slot.h})) lesson_sim_act_index(sim_, slot.index);
  const bool down = ImGui::IsItemActive(), over = ImGui::IsItemHovered();
  const ImVec2 low(slot.x, slot.y), high(slot.x + slot.w, slot.y + slot.h);
  list.AddRectFilled(low, high, colour(down ? grid : raised), 6);
  list.AddRect(low, high, colour(over ? accent : border), 6, 0, over ? 1.5F : 1.0F);
  lesson_text label;
  if (lesson_sim_action(sim_, slot.index, &label) == LESSON_OK)
    painter_.words(list, {label.bytes, label.size}, {slot.x + slot.w / 2, slot.y + slot.h / 2 + 4.5F},
                   text_size, false, LESSON_MIDDLE, colour(ink));
}

void Controls::step(const lesson_slot& slot, int steps) {
  if (slot.kind == LESSON_SLOT_ACTION) {
    if (steps == 0) lesson_sim_act_index(sim_, slot.index);
    return;
  }
  lesson_param param;
  if (lesson_sim_param(sim_, slot.index, &param) != LESSON_OK) return;
  double next = param.value + steps * param.step;
  if (param.kind == LESSON_BOOLEAN) next = steps == 0 ? 1 - param.value : (steps > 0 ? 1 : 0);
  if (param.kind == LESSON_CHOICE && steps == 0) next = std::fmod(param.value + 1, param.choice_count);
  if (param.logarithmic != 0 && steps != 0) {
    const double here = lesson_sim_fraction(sim_, slot.index, param.value);
    const double moved = lesson_sim_value_at(sim_, slot.index, here + steps / 100.0);
    // A hundredth of the slider, but at least one step, or small whole numbers would stick.
    next = std::abs(moved - param.value) >= param.step ? moved : next;
  }
  lesson_sim_set_number(sim_, slot.index, std::clamp(next, param.min, param.max));
}
