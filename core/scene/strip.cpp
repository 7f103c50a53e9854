#include "core/scene/strip.h"

#include <algorithm>

namespace lesson {
namespace {

constexpr float label_width = 30, lanes_height = 132, whole_words = 22, whole_height = 30;
constexpr float axis_height = 24, key_height = 44;
constexpr float thinnest = 1.6F;

}  // namespace

float Strip::height(WidthClass) const {
  return lanes_height + whole_words + whole_height + axis_height + key_height;
}

void Strip::draw_marks(DisplayList& list, const std::vector<Stretch>& marks, Rect lane, Role role) const {
  const auto px = [&](double value) {
    return lane.x + static_cast<float>(std::clamp(x.fraction(value), 0.0, 1.0)) * lane.w;
  };
  for (std::size_t i = 0; i < marks.size();) {
    const float from = std::min(px(marks[i].from), lane.right() - thinnest);
    float to = std::max(px(marks[i].to), from + thinnest);
    while (++i < marks.size() && px(marks[i].from) < to + 1) to = std::max(px(marks[i].to), to);
    list.rect({from, lane.y, to - from, lane.h}, {.fill = role});
  }
}

void Strip::draw_axis(DisplayList& list, Rect area) const {
  float free_from = -1e9F;
  for (const Tick& tick : named.empty() ? ticks(x, static_cast<int>(area.w / 56)) : named) {
    const float at = area.x + static_cast<float>(x.fraction(tick.value)) * area.w;
    list.line({at, area.y}, {at, area.bottom()}, {.stroke = Role::grid});
    const float half = text_width(tick.text, 12) / 2;
    if (at - half < free_from || at + half > area.right() + 8) continue;
    free_from = at + half + 6;
    list.words(tick.text, {at, area.bottom() + 17}, 12, Role::muted, Anchor::middle);
  }
}

void Strip::draw_whole(DisplayList& list, Rect lane, float label_at) const {
  const std::string text = fitted(whole.text, lane.right() - label_at, 13, Weight::semibold);
  list.label(text, {label_at, lane.y - 7}, 13, Role::ink, Anchor::start, Weight::semibold);
  list.rect(lane, {.fill = Role::healthy, .opacity = 0.22F});
  draw_marks(list, whole.strong, lane, strong_role);
  list.rect(lane, {.stroke = Role::border});
  list.hit(lane, whole.explanation);
}

void Strip::draw_key(DisplayList& list, Rect box) const {
  Point at{box.x, box.bottom() - key_height + 20};
  const struct {
    const std::string* words;
    Role role;
    float tall;
  } keys[] = {{&faint_label, faint_role, 5}, {&strong_label, strong_role, 12}};
  for (const auto& key : keys) {
    if (key.words->empty()) continue;
    const std::string words = fitted(*key.words, box.w - 12, 12);
    const float width = 12 + text_width(words, 12);
    if (at.x > box.x && at.x + width > box.right()) at = {box.x, at.y + 18};
    list.rect({at.x, at.y + 1 - key.tall, 5, key.tall}, {.fill = key.role});
    list.words(words, {at.x + 12, at.y}, 12, Role::muted);
    at.x += width + 18;
  }
}

void Strip::draw(DisplayList& list, Rect box) const {
  const Rect area{box.x + label_width, box.y, box.w - label_width - 8,
                  lanes_height + whole_words + whole_height};
  draw_axis(list, area);
  const float step = lanes_height / static_cast<float>(std::max<std::size_t>(parts.size(), 1));
  const float lane_height = std::min(step * 0.7F, 14.0F);
  float free_from = box.y - 20;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const float middle = box.y + (static_cast<float>(i) + 0.5F) * step;
    const Rect lane{area.x, middle - lane_height / 2, area.w, lane_height};
    list.line({lane.x, middle}, {lane.right(), middle}, {.stroke = Role::border, .opacity = 0.6F});
    draw_marks(list, parts[i].faint, {lane.x, middle - lane_height * 0.22F, lane.w, lane_height * 0.44F},
               faint_role);
    draw_marks(list, parts[i].strong, lane, strong_role);
    list.hit({box.x, middle - step / 2, box.w, step}, parts[i].explanation);
    if (middle - free_from < 13) continue;
    free_from = middle;
    list.words(fitted(parts[i].label, label_width - 6, 12), {area.x - 8, middle + 4}, 12, Role::muted,
               Anchor::end);
  }
  draw_whole(list, {area.x, area.bottom() - whole_height, area.w, whole_height}, box.x);
  draw_key(list, box);
  if (empty.empty()) return;
  const auto lines = wrap(empty, area.w - 16, 13);
  float y = box.y + lanes_height / 2 - 8 * static_cast<float>(lines.size());
  for (const std::string& line : lines)
    list.label(line, {area.centre().x, y += 17}, 13, Role::muted, Anchor::middle);
}

Table Strip::table() const {
  Table table{.columns = {"part", faint_label, strong_label, "in words"}, .rows = {}};
  const auto add = [&](const Row& row) {
    table.rows.push_back(
        {row.label, static_cast<double>(row.faint.size()), static_cast<double>(row.strong.size()), row.text});
  };
  for (const Row& row : parts) add(row);
  add(whole);
  return table;
}

}  // namespace lesson
