#include "web/app/glides.h"

#include <algorithm>

namespace {

constexpr double duration = 200;  // ms

/// What is left of a way after a share of its time: gently off, gently in, as the core's tokens move.
float left_after(double share) {
  return share >= 1 ? 0 : static_cast<float>(1 - share * share * (3 - 2 * share));
}

}  // namespace

void Glides::see(const lesson_drawing& drawing, double now, bool still) {
  // On a stage of another width all places are others, though nothing moved.
  if (still || drawing.width != width_) marks_.clear();
  width_ = drawing.width;
  for (Mark& mark : marks_) mark.seen = false;
  std::uint32_t last = 0;
  for (std::uint32_t i = 0; i < drawing.shape_count; ++i) {
    const lesson_shape& shape = drawing.shapes[i];
    if (shape.mark != 0 && shape.mark != last) place(shape.mark, {shape.x, shape.y}, now);
    last = shape.mark;
  }
  // One that comes back later comes from nowhere.
  marks_.erase(std::remove_if(marks_.begin(), marks_.end(), [](const Mark& mark) { return !mark.seen; }),
               marks_.end());
}

void Glides::place(std::uint32_t number, ImVec2 at, double now) {
  const auto known =
      std::find_if(marks_.begin(), marks_.end(), [&](const Mark& mark) { return mark.number == number; });
  if (known == marks_.end()) {
    marks_.push_back({number, at, {0, 0}, 0, {0, 0}, true});
    return;
  }
  Mark& mark = *known;
  mark.seen = true;
  if (at.x != mark.place.x || at.y != mark.place.y) {
    // From where it is, also in the middle of another way.
    mark.from = {mark.place.x + mark.offset.x - at.x, mark.place.y + mark.offset.y - at.y};
    mark.place = at;
    mark.began = now;
  }
  const float left = left_after(std::max(now - mark.began, 0.0) / duration);
  mark.offset = {mark.from.x * left, mark.from.y * left};
  if (left == 0) mark.from = {0, 0};
}

ImVec2 Glides::offset(std::uint32_t number) const {
  for (const Mark& mark : marks_)
    if (mark.number == number) return mark.offset;
  return {0, 0};
}

bool Glides::moving() const {
  return std::any_of(marks_.begin(), marks_.end(),
                     [](const Mark& mark) { return mark.from.x != 0 || mark.from.y != 0; });
}
