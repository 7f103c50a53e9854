#include "core/scene/tick-lanes.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"

namespace lesson {
namespace {

constexpr float top = 20, words_height = 22, lane_height = 34, gap = 10, axis_height = 38, key_row = 19;
constexpr float size = 13, small = 12, pitch = 4;

}  // namespace

float TickLanes::height(WidthClass width) const {
  return top + (words_height + lane_height + gap) * static_cast<float>(lanes.size()) + axis_height +
         key_row * (width == WidthClass::narrow ? 3.0F : 1.0F);
}

float TickLanes::px(Rect area, double value) const {
  return area.x + static_cast<float>(std::clamp(time.fraction(value), 0.0, 1.0)) * area.w;
}

std::vector<int> TickLanes::counts(const Lane& lane, Rect area) const {
  std::vector<int> found(static_cast<std::size_t>(std::max(area.w / pitch, 1.0F)));
  const auto last = static_cast<double>(found.size() - 1);
  for (const double one : lane.times) {
    const double place = std::floor(time.fraction(one) * (last + 1));
    ++found[static_cast<std::size_t>(std::clamp(place, 0.0, last))];
  }
  return found;
}

void TickLanes::draw_bands(DisplayList& list, Rect area) const {
  float free_from = area.x;
  for (const Band& band : bands) {
    const float left = px(area, band.from), right = px(area, band.to);
    if (right <= left) continue;
    const Rect place{left, area.y, std::max(right - left, 1.5F), area.h};
    list.rect(place, {.fill = Role::failed, .opacity = 0.14F});
    list.hit(place, band.explanation);
    const float wide = text_width(band_label, small), at = std::min(left, area.right() - wide);
    if (at < free_from) continue;
    list.words(band_label, {at, area.y - 6}, small, Role::failed);
    free_from = area.right() + 1;  // Named once; the others look alike.
  }
}

void TickLanes::draw_lane(DisplayList& list, const Lane& lane, Rect area, int most) const {
  const std::string text = fitted(lane.text, area.w * 0.62F, size, Weight::semibold);
  const float taken = text_width(text, size, Weight::semibold) + 10;
  const float base = area.y + 15, floor = area.bottom();
  list.label(fitted(lane.label, area.w - taken, size), {area.x, base}, size, Role::ink);
  list.label(text, {area.right(), base}, size, Role::ink, Anchor::end, Weight::semibold);
  list.line({area.x, floor}, {area.right(), floor}, {.stroke = Role::border});
  const std::vector<int> found = counts(lane, area);
  const float step = area.w / static_cast<float>(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] == 0) continue;
    const float share = static_cast<float>(found[i]) / static_cast<float>(most);
    const float at = area.x + (static_cast<float>(i) + 0.5F) * step;
    list.line({at, floor}, {at, floor - lane_height * (0.3F + 0.7F * share)},
              {.stroke = lane.role, .width = 2});
  }
  for (const Hold& hold : lane.holds) {
    const float from = px(area, hold.from), to = px(area, hold.to), y = floor - lane_height * 0.4F;
    if (to - from < pitch) continue;
    list.line({from, y}, {to, y}, {.stroke = Role::highlight, .width = 2, .dash = 4});
    list.line({to, y - 5}, {to, y + 5}, {.stroke = Role::highlight, .width = 2});
  }
  list.hit(area, lane.explanation);
}

void draw_time_axis(DisplayList& list, const Axis& time, Rect area) {
  float free_from = -1e9F;
  for (const Tick& tick : ticks(time, static_cast<int>(area.w / 56))) {
    const float at = area.x + static_cast<float>(time.fraction(tick.value)) * area.w;
    const float half = text_width(tick.text, small) / 2;
    list.line({at, area.y}, {at, area.bottom()}, {.stroke = Role::grid});
    const float inside = std::clamp(at, area.x + half - 6, area.right() + 6 - half);
    if (inside - half < free_from) continue;
    free_from = inside + half + 6;
    list.words(tick.text, {inside, area.bottom() + 17}, small, Role::muted, Anchor::middle);
  }
  list.words(fitted(time.label, area.w, small), {area.right(), area.bottom() + 33}, small, Role::muted,
             Anchor::end);
}

void TickLanes::draw_key(DisplayList& list, Rect box, int most) const {
  const std::string keys[] = {"tallest tick: " + quantity_text(most, events), hold_label};
  Point at{box.x, box.y + 12};
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string words = fitted(keys[i], box.w - 28, small);
    const float width = 28 + text_width(words, small);
    if (at.x > box.x && at.x + width > box.right()) at = {box.x, at.y + key_row};
    if (i == 0) {
      list.line({at.x + 10, at.y + 2}, {at.x + 10, at.y - 11}, {.stroke = Role::muted, .width = 2});
    } else {
      list.line({at.x, at.y - 4}, {at.x + 20, at.y - 4}, {.stroke = Role::highlight, .width = 2, .dash = 4});
    }
    list.words(words, {at.x + 28, at.y}, small, Role::muted);
    at.x += width + 18;
  }
}

void TickLanes::draw(DisplayList& list, Rect box) const {
  const float lane = words_height + lane_height + gap;
  const Rect area{box.x + 6, box.y + top, box.w - 12, lane * static_cast<float>(lanes.size())};
  draw_time_axis(list, time, area);
  draw_bands(list, area);
  int most = 1;
  for (const Lane& one : lanes)
    for (const int count : counts(one, area)) most = std::max(most, count);
  float y = area.y;
  for (const Lane& one : lanes) {
    draw_lane(list, one, {area.x, y, area.w, words_height + lane_height}, most);
    y += lane;
  }
  draw_key(list, {area.x, area.bottom() + axis_height, area.w, key_row}, most);
}

Table TickLanes::table() const {
  Table table{.columns = {"lane", plural(events), "longest wait (s)", "in words"}, .rows = {}};
  for (const Lane& lane : lanes) {
    double longest = 0;
    for (const Hold& hold : lane.holds) longest = std::max(longest, hold.to - hold.from);
    table.rows.push_back({lane.label, static_cast<double>(lane.times.size()), longest, lane.text});
  }
  return table;
}

}  // namespace lesson
