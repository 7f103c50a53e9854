#include "core/scene/timeline.h"

#include <algorithm>

#include "core/scene/tick-lanes.h"

namespace lesson {
namespace {

constexpr float top = 20, lane_height = 50, name_row = 17, axis_height = 38, key_row = 19, word_row = 18;
constexpr float names_room = 108, bar_height = 13, bar_at = 17, size = 13, small = 12;

/// A filled bar for a write, an outlined one for a read, a dashed one for what got no answer.
void draw_box(DisplayList& list, Rect place, bool hollow, bool open) {
  const Role role = open ? Role::muted : hollow ? Role::series_2 : Role::accent;
  if (open) {
    const float y = place.y + place.h / 2;
    list.line({place.x, place.y}, {place.x, place.bottom()}, {.stroke = role, .width = 2});
    list.line({place.x, y}, {place.right(), y}, {.stroke = role, .width = 2, .dash = 3});
    return;
  }
  list.rect(place, {.fill = hollow ? Role::surface : role, .stroke = role, .width = 1.5F}, 2);
}

/// A diamond with a stroke through it, or a cross on a square.
void draw_sign(DisplayList& list, Point c, Timeline::Sign sign) {
  constexpr float r = 7;
  const Ink stroke{.stroke = Role::surface, .width = 2};
  if (sign == Timeline::Sign::wrong) {
    list.polygon({{c.x, c.y - r}, {c.x + r, c.y}, {c.x, c.y + r}, {c.x - r, c.y}}, {.fill = Role::failed});
    list.line({c.x, c.y - 3.5F}, {c.x, c.y + 3.5F}, stroke);
  } else if (sign == Timeline::Sign::lost) {
    list.rect({c.x - 6, c.y - 6, 12, 12}, {.fill = Role::slow}, 2);
    list.line({c.x - 3, c.y - 3}, {c.x + 3, c.y + 3}, stroke);
    list.line({c.x - 3, c.y + 3}, {c.x + 3, c.y - 3}, stroke);
  }
}

}  // namespace

struct Timeline::Plot {
  Rect area;   ///< All lanes.
  float lane;  ///< Height of one.
  bool named_above;

  float px(const Axis& time, double value) const {
    return area.x + static_cast<float>(std::clamp(time.fraction(value), 0.0, 1.0)) * area.w;
  }
  float bar_top(std::size_t lane_index) const {
    return area.y + lane * static_cast<float>(lane_index) + (named_above ? name_row : 0) + bar_at;
  }
  Rect place(const Axis& time, const Bar& bar, double until) const {
    const float left = px(time, bar.from), right = px(time, std::min(bar.to, until));
    const float wide = std::max(right - left, 4.0F);
    return {std::min(left, area.right() - wide), bar_top(bar.lane), wide, bar_height};
  }
};

bool Timeline::stacked(WidthClass width) const { return width == WidthClass::narrow || span == Span::half; }

float Timeline::height(WidthClass width) const {
  const bool narrow = stacked(width);
  const float each = lane_height + (narrow ? name_row : 0);
  return top + each * static_cast<float>(lanes.size()) + axis_height + key_row * (narrow ? 3.0F : 1.0F) +
         word_row * (narrow ? 5.0F : 3.0F);
}

void Timeline::draw_bands(DisplayList& list, const Plot& plot) const {
  for (const Band& band : bands) {
    const float left = plot.px(time, band.from), right = plot.px(time, band.to);
    if (right <= left) continue;
    const Rect place{left, plot.area.y, right - left, plot.area.h};
    list.rect(place, {.fill = Role::failed, .opacity = 0.12F});
    for (const float edge : {left, right})
      list.line({edge, place.y}, {edge, place.bottom()}, {.stroke = Role::failed, .dash = 4});
    list.hit(place, band.explanation);
    const float wide = text_width(band.label, small);
    list.words(band.label, {std::clamp(left, plot.area.x, plot.area.right() - wide), plot.area.y - 6}, small,
               Role::failed);
  }
}

void Timeline::draw_lanes(DisplayList& list, const Plot& plot) const {
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const float middle = plot.bar_top(i) + bar_height / 2;
    list.line({plot.area.x, middle}, {plot.area.right(), middle}, {.stroke = Role::border});
  }
}

void Timeline::draw_names(DisplayList& list, const Plot& plot) const {
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const float bar = plot.bar_top(i), middle = bar + bar_height / 2;
    const float room = plot.named_above ? plot.area.w : names_room - 8;
    const Point at = plot.named_above ? Point{plot.area.x, bar - bar_at - name_row + 12}
                                      : Point{plot.area.x - names_room, middle + 4.5F};
    list.label(fitted(lanes[i], room, size), at, size, Role::ink);
  }
}

void Timeline::draw_bar(DisplayList& list, const Plot& plot, std::size_t index) const {
  const Bar& bar = bars[index];
  const Rect place = plot.place(time, bar, playing ? *now : bar.to);
  const bool over = !playing || bar.to <= *now;
  if (chosen == index)
    list.rect(place.inset(-3.5F), {.fill = Role::none, .stroke = Role::highlight, .width = 2.5F}, 4);
  draw_box(list, place, bar.hollow, bar.open);
  if (bar.open && over) {
    const float x = place.right(), y = place.y + bar_height / 2;
    list.line({x - 4, y - 4}, {x + 4, y + 4}, {.stroke = Role::ink, .width = 2});
    list.line({x - 4, y + 4}, {x + 4, y - 4}, {.stroke = Role::ink, .width = 2});
  }
  if (over)
    draw_sign(list,
              {std::clamp(place.centre().x, plot.area.x + 7, plot.area.right() - 7), place.bottom() + 11},
              bar.sign);
  const float wide = std::max(place.w, 10.0F);
  list.hit({place.centre().x - wide / 2, place.y - 12, wide, bar_height + 30}, bar.explanation, bar.command);
}

/// Those of marked bars find their places first.
void Timeline::draw_labels(DisplayList& list, const Plot& plot) const {
  std::vector<Rect> taken;
  for (const bool marked : {true, false}) {
    for (std::size_t i = 0; i < bars.size(); ++i) {
      const Bar& bar = bars[i];
      if ((bar.sign != Sign::none || chosen == i) != marked || bar.label.empty()) continue;
      if (playing && bar.to > *now) continue;
      const Rect place = plot.place(time, bar, bar.to);
      const float wide = text_width(bar.label, small);
      const float left = std::clamp(place.centre().x - wide / 2, plot.area.x, plot.area.right() - wide);
      if (std::any_of(taken.begin(), taken.end(), [&](const Rect& other) {
            return other.y == place.y && left < other.right() + 3 && other.x < left + wide + 3;
          }))
        continue;
      taken.push_back({left, place.y, wide, 0});
      list.label(bar.label, {left, place.y - 5}, small, marked ? Role::failed : Role::ink, Anchor::start,
                 marked ? Weight::semibold : Weight::regular);
    }
  }
}

void Timeline::draw_chosen(DisplayList& list, const Plot& plot) const {
  if (!chosen || !against || playing) return;
  const Rect from = plot.place(time, bars[*against], bars[*against].to);
  const Rect to = plot.place(time, bars[*chosen], bars[*chosen].to);
  list.line({from.right(), from.centre().y}, {to.x, to.centre().y},
            {.stroke = Role::highlight, .width = 2, .dash = 4});
  list.circle({from.right(), from.centre().y}, 4, {.fill = Role::highlight});
}

void Timeline::draw_key(DisplayList& list, Rect box) const {
  struct Key {
    const std::string words;
    bool hollow, open;
    Sign sign;
  };
  const Key keys[] = {{"write", false, false, Sign::none},
                      {"read", true, false, Sign::none},
                      {"no answer", true, true, Sign::none},
                      {wrong_label, false, false, Sign::wrong},
                      {lost_label, false, false, Sign::lost}};
  Point at{box.x, box.y + 12};
  for (const Key& key : keys) {
    const std::string said = fitted(key.words, box.w - 28, small);
    const float wide = 28 + text_width(said, small);
    if (at.x > box.x && at.x + wide > box.right()) at = {box.x, at.y + key_row};
    if (at.y > box.bottom()) return;
    if (key.sign == Sign::none)
      draw_box(list, {at.x + 1, at.y - 10, 20, 12}, key.hollow, key.open);
    else
      draw_sign(list, {at.x + 11, at.y - 4}, key.sign);
    list.words(said, {at.x + 28, at.y}, small, Role::muted);
    at.x += wide + 16;
  }
}

void Timeline::draw(DisplayList& list, Rect box) const {
  // The height tells which of the two it was made for.
  const bool narrow = box.h >= height(WidthClass::narrow) - 0.5F;
  const float each = lane_height + (narrow ? name_row : 0), left = narrow ? 6 : names_room;
  const Plot plot{
      {box.x + left, box.y + top, box.w - left - 6, each * static_cast<float>(lanes.size())}, each, narrow};
  draw_time_axis(list, time, plot.area);
  draw_bands(list, plot);
  if (now) {
    const float at = plot.px(time, *now);
    list.line({at, plot.area.y}, {at, plot.area.bottom()}, {.stroke = Role::highlight, .width = 1.5F});
  }
  draw_lanes(list, plot);
  for (std::size_t i = 0; i < bars.size(); ++i)
    if (begun(bars[i])) draw_bar(list, plot, i);
  draw_chosen(list, plot);
  // Words after all lines, so that none crosses one.
  draw_names(list, plot);
  draw_labels(list, plot);
  float y = plot.area.bottom() + axis_height;
  const float keys = key_row * (narrow ? 3.0F : 1.0F);
  draw_key(list, {box.x, y, box.w, keys});
  y += keys + 14;
  for (const std::string& line : wrap(words, box.w, size)) {
    if (y > box.bottom()) return;
    list.words(fitted(line, box.w, size), {box.x, y}, size, Role::ink);
    y += word_row;
  }
}

Table Timeline::table() const {
  Table table{.columns = {"lane", "operation", "from (" + unit + ")", "to (" + unit + ")", "in words"},
              .rows = {}};
  for (const Bar& bar : bars)
    table.rows.push_back(
        {lanes[bar.lane], std::string(bar.hollow ? "read" : "write"), bar.from, bar.to, bar.explanation});
  return table;
}

}  // namespace lesson
