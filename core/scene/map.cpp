#include "core/scene/map.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/text.h"

namespace lesson {
namespace {

constexpr float text_size = 12.5F, small_size = 12, row_height = 24, line_height = 15;
constexpr float numbered_below = 519;  // Narrower boxes get numbers and a list.
constexpr float bands_named = 270;     // In narrower ones the table names the bands beside the plane.
constexpr std::size_t legend_columns = 2;
constexpr float own_lane = 34, aside_row = 30, header = 24, gutter = 76;

bool overlap(Rect a, Rect b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool inside(Rect a, Rect room) {
  return a.x >= room.x && a.y >= room.y && a.right() <= room.right() && a.bottom() <= room.bottom();
}

Rect around(Point centre, float radius) {
  return {centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
}

/// Where band `i` of so many begins, 0 to 1.
float edge(const Map::Direction& direction, std::size_t i) {
  const std::size_t count = direction.bands.size();
  if (i == 0) return 0;
  if (i >= count) return 1;
  return direction.edges.empty() ? static_cast<float>(i) / static_cast<float>(count) : direction.edges[i - 1];
}

}  // namespace

/// One drawing: where everything stands, worked out before the first line is drawn.
class Map::Layout {
 public:
  Layout(const Map& map, DisplayList& list, Rect box)
      : map_(map), list_(list), box_(box), numbered_(box.w < numbered_below) {
    const float below = footer() + (map.has_aside() ? aside_row : 0.0F) + legend();
    const float above = map.flat() ? (map.own ? own_lane : 0.0F) : header_height();
    const float left = map.flat() ? 12.0F : numbered_ ? 0.0F : gutter;
    const float right = map.flat() ? 12.0F : 0.0F;
    area_ = {box.x + left, box.y + above, box.w - left - right, box.h - above - below};
  }

  void draw() {
    map_.flat() ? draw_line() : draw_plane();
    place_marks();
    if (!numbered_) place_labels();
    draw_movement();
    for (const Name& name : names_)
      list_.label(name.text, name.at, small_size, Role::muted, Anchor::start, name.weight);
    draw_stops();
    draw_stem();
    draw_marks();
    draw_aside();
    draw_footer();
    if (numbered_) draw_legend();
    draw_own();
  }

 private:
  struct Placed {
    Point at;
    Rect label;
    bool shown = false, named = false;
  };
  /// A part of the plane's name.
  struct Name {
    std::string_view text;
    Point at;
    Weight weight;
  };

  float radius() const { return numbered_ ? 9.0F : 6.5F; }
  std::size_t legend_rows() const { return (map_.marks.size() + legend_columns - 1) / legend_columns; }

  float legend() const {
    if (!numbered_) return 0;
    return row_height * static_cast<float>(legend_rows()) + 6;
  }

  float header_height() const {
    return header + line_height * static_cast<float>(header_lines().size() - 1) +
           (map_.stop_label.empty() ? 0.0F : line_height + 4);
  }
  std::vector<std::string> header_lines() const {
    return wrap(map_.y.title + ": \u2191 " + map_.y.high + ", \u2193 " + map_.y.low, box_.w, small_size);
  }

  float footer() const {
    if (map_.flat()) return ends_fit() ? 24.0F : 40.0F;
    std::size_t lines = 1;
    for (std::size_t i = 0; i < map_.x.bands.size(); ++i)
      lines = std::max(lines, wrap(map_.x.bands[i], column_width(i), small_size).size());
    const std::size_t title = wrap(map_.x.title, box_.w, small_size).size();
    return 8 + line_height * static_cast<float>(lines + title + (ends_fit() ? 1 : 2)) + 6;
  }
  float column_width(std::size_t i) const {
    return (box_.w - (numbered_ ? 0.0F : gutter)) * (edge(map_.x, i + 1) - edge(map_.x, i)) - 4;
  }
  bool ends_fit() const {
    return text_width("\u2190 " + map_.x.low + "    " + map_.x.high + " \u2192", small_size) <= box_.w;
  }

  // ---- Places ------------------------------------------------------------------------------------

  Rect cell(double x, double y) const {
    const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
    const float left = edge(map_.x, column), right = edge(map_.x, column + 1);
    const float low = edge(map_.y, row), high = edge(map_.y, row + 1);
    return {area_.x + left * area_.w, area_.bottom() - high * area_.h, (right - left) * area_.w,
            (high - low) * area_.h};
  }

  bool is_free(Rect box) const {
    return std::none_of(taken_.begin(), taken_.end(), [&](Rect other) { return overlap(box, other); });
  }

  /// The nearest free place of a disc in its cell: down its first column, then the next.
  std::optional<Point> in_cell(double x, double y, float r) const {
    const Rect room = cell(x, y);
    const float step = numbered_ ? 2 * r + 6 : 22, across = numbered_ ? 2 * r + 6 : 30;
    const float inset = radius() + 6;  // Clear of the frame, even with the ring of the chosen mark.
    for (float left = room.x + inset; left + r <= room.right(); left += across) {
      for (float top = room.y + inset; top + r <= room.bottom(); top += step) {
        if (is_free(around({left, top}, r + 1))) return Point{left, top};
      }
    }
    return {};
  }

  /// On a line, discs that would overlap step aside, up and down in turn.
  Point on_line(double x, float r) const {
    const Point at{area_.x + static_cast<float>(x) * area_.w, area_.centre().y};
    for (const float off : {0.0F, -1.0F, 1.0F, -2.0F, 2.0F}) {
      const Point there{at.x, at.y + off * (2 * r + 2)};
      if (is_free(around(there, r + 0.5F))) return there;
    }
    return at;
  }

  void place_mark(std::size_t i) {
    const Mark& mark = map_.marks[i];
    const float r = radius();
    const Point at =
        map_.flat() ? on_line(mark.x, r) : in_cell(mark.x, mark.y, r).value_or(cell(mark.x, mark.y).centre());
    placed_[i].at = at;
    placed_[i].shown = true;
    taken_.push_back(around(at, r + (numbered_ && mark.chosen ? 5.0F : 1.0F)));
  }

  /// A mark that was moved keeps its first place free, so that choosing and moving shift no other.
  void place_marks() {
    placed_.resize(map_.marks.size());
    std::optional<std::size_t> moved;
    for (std::size_t i = 0; i < map_.marks.size(); ++i) {
      if (map_.marks[i].aside || map_.marks[i].hidden) continue;
      if (!map_.marks[i].chosen || !map_.from) {
        place_mark(i);
        continue;
      }
      moved = i;
      start_ =
          in_cell(map_.from->x, map_.from->y, radius()).value_or(cell(map_.from->x, map_.from->y).centre());
      taken_.push_back(around(start_, radius() + 1));
    }
    if (moved) place_mark(*moved);
  }

  bool try_label(std::size_t i, Rect label, Rect leader) {
    const Rect room{box_.x, area_.y, box_.w, area_.h};
    if (!inside(label, room)) return false;
    for (std::size_t k = 0; k < taken_.size(); ++k) {
      if (overlap(label, taken_[k])) return false;
      // A leader starts in its own disc.
      if (leader.h > 0 && overlap(leader, taken_[k]) && !overlap(around(placed_[i].at, 1), taken_[k]))
        return false;
    }
    taken_.push_back(label);
    if (leader.h > 0) taken_.push_back(leader);
    placed_[i].label = label;
    placed_[i].named = true;
    return true;
  }

  /// Above or below the line in rows, tied to its mark by an upright leader.
  bool try_row(std::size_t i, float width, bool up, int row, float shift) {
    const Point at = placed_[i].at;
    const float reach = radius() + 8 + 19 * static_cast<float>(row);
    const float left = std::clamp(at.x - width / 2 + shift, box_.x, std::max(box_.x, box_.right() - width));
    const Rect label{left, up ? at.y - reach - 17 : at.y + reach, width, 17};
    return try_label(i, label, {at.x - 2, up ? label.bottom() : at.y, 4, reach});
  }

  void label_on_line(std::size_t i, float width, int order, bool up_first) {
    // A pattern that always fits evenly spaced names: sides by turns, then rows by turns, and the
    // outermost, which the edge pushes inwards, above them all.
    const bool outer = i < 2 || i + 2 >= placed_.size();
    if (order < 0 && try_row(i, width, i % 2 == 0, outer ? 2 : i / 2 % 2 == 0 ? 0 : 1, 0)) return;
    const float sway = std::max(width / 2 - 8, 0.0F);
    for (int row = 0; row < 8; ++row) {
      for (const bool up : {up_first, !up_first}) {
        for (const float shift : {0.0F, sway / 2, -sway / 2, sway, -sway})
          if (try_row(i, width, up, row, shift)) return;
      }
    }
  }

  void label_on_plane(std::size_t i, float width) {
    const Point at = placed_[i].at;
    const float off = radius() + 4;
    const std::array<Point, 6> corners{{{at.x + off, at.y - 8},
                                        {at.x - off - width, at.y - 8},
                                        {at.x - width / 2, at.y - off - 17},
                                        {at.x - width / 2, at.y + off},
                                        {at.x + off, at.y - off - 12},
                                        {at.x + off, at.y + off - 4}}};
    for (const Point corner : corners)
      if (try_label(i, {corner.x, corner.y, width, 16}, {})) return;
  }

  /// The `k`th mark to be named: both ends inwards, from the left, from the right, or every other first.
  std::size_t nth(std::size_t k, int order) const {
    const std::size_t count = placed_.size(), half = (count + 1) / 2;
    switch (order) {
      case -1: return k;
      case 0: return k % 2 == 0 ? k / 2 : count - 1 - k / 2;
      case 1: return k;
      case 2: return count - 1 - k;
      default: return k < half ? 2 * k : 2 * (k - half) + 1;
    }
  }

  std::size_t name_all(int order, bool up_first) {
    std::size_t left = 0;
    // The chosen name first: whatever happens, that one must stand.
    for (const bool chosen : {true, false}) {
      for (std::size_t k = 0; k < placed_.size(); ++k) {
        const std::size_t i = nth(k, order);
        if (!placed_[i].shown || map_.marks[i].chosen != chosen) continue;
        const float width = text_width(map_.marks[i].label, text_size, weight(i)) + 6;
        map_.flat() ? label_on_line(i, width, order, (i % 2 == 0) == up_first) : label_on_plane(i, width);
        left += !placed_[i].named;
      }
    }
    return left;
  }

  /// Beside the own mark's stem if there is room for every name, else over it.
  void place_labels() {
    const std::vector<Rect> taken = taken_;
    if (map_.own) {
      const Point own = own_place();
      taken_.push_back({own.x - 4, own.y, 8, area_.centre().y - own.y});
      if (try_orders() == 0) return;
      taken_ = taken;
      for (Placed& placed : placed_) placed.named = false;
    }
    try_orders();
  }

  /// Of several orders the first that finds room for every name, else the one that leaves fewest; returns how
  /// many those are.
  std::size_t try_orders() {
    const std::vector<Rect> taken = taken_;
    const std::vector<Placed> bare = placed_;
    const auto attempt = [&](int number) {
      taken_ = taken;
      placed_ = bare;
      // Two attempts an order; the evenly spaced pattern, order -1, comes first.
      return name_all(number / 2 - 1, number % 2 == 0);
    };
    std::size_t fewest = placed_.size() + 1;
    int best = 0;
    for (int number = 0; number < 10; ++number) {
      const std::size_t left = attempt(number);
      if (left == 0) return 0;
      if (left < fewest) best = number;
      fewest = std::min(fewest, left);
    }
    return attempt(best);
  }

  Weight weight(std::size_t i) const { return map_.marks[i].chosen ? Weight::semibold : Weight::regular; }

  // ---- Ground ------------------------------------------------------------------------------------

  void draw_line() {
    const float y = area_.centre().y;
    list_.line({area_.x - 10, y}, {area_.right() + 10, y}, {.stroke = Role::border, .width = 2});
    for (const float way : {-1.0F, 1.0F}) {
      const float tip = way < 0 ? area_.x - 11 : area_.right() + 11;
      list_.polyline({{tip - way * 7, y - 5}, {tip, y}, {tip - way * 7, y + 5}},
                     {.stroke = Role::border, .width = 2});
    }
  }

  void rule(bool upright, const Direction& direction) {
    for (std::size_t i = 1; i < direction.bands.size(); ++i) {
      const bool middle = i == direction.divide;
      const Ink ink{.stroke = middle ? Role::border : Role::grid,
                    .width = middle ? 1.5F : 1.0F,
                    .dash = middle ? 5.0F : 0.0F};
      const float at = edge(direction, i);
      if (upright) {
        list_.line({area_.x + at * area_.w, area_.y}, {area_.x + at * area_.w, area_.bottom()}, ink);
      } else {
        list_.line({area_.x, area_.bottom() - at * area_.h}, {area_.right(), area_.bottom() - at * area_.h},
                   ink);
      }
    }
  }

  void draw_plane() {
    float top = box_.y + 10;
    for (const std::string& words : header_lines()) {
      list_.words(words, {box_.x, top}, small_size, Role::muted);
      top += line_height;
    }
    list_.rect(area_, {.fill = Role::none, .stroke = Role::border}, 4);
    rule(true, map_.x);
    rule(false, map_.y);
    if (!map_.stop_label.empty()) draw_key({box_.x + 6, top});
    name_bands();
    name_quarters();
  }

  /// What the hollow marks of a plane stand for.
  void draw_key(Point at) {
    draw_stop({at.x, at.y - 4});
    list_.words(map_.stop_label, {at.x + 11, at.y}, small_size, Role::muted);
    at.x += 11 + text_width(map_.stop_label, small_size) + 24;
    draw_start({at.x, at.y - 4});
    list_.words(map_.from_label, {at.x + 11, at.y}, small_size, Role::muted);
  }

  /// The names along the plane's height, kept for when all lines are drawn.
  void name_bands() {
    if (box_.w < bands_named) return;
    for (std::size_t i = 0; i < map_.y.bands.size(); ++i) {
      const Rect band = cell(0, static_cast<double>(i));
      if (numbered_) {
        names_.push_back({map_.y.bands[i], {band.x + 5, band.y + 12}, Weight::regular});
        taken_.push_back({band.x, band.y, text_width(map_.y.bands[i], small_size) + 6, 14});
        continue;
      }
      const auto lines = wrap(map_.y.bands[i], gutter - 8, small_size);
      float y = band.centre().y + 4 - line_height * static_cast<float>(lines.size() - 1) / 2;
      for (const std::string& line : lines) {
        list_.words(line, {area_.x - 7, y}, small_size, Role::muted, Anchor::end);
        y += line_height;
      }
    }
  }

  void name_quarters() {
    if (map_.quarters.size() != 4 || box_.w < 240) return;
    const Point middle{area_.x + edge(map_.x, map_.x.divide) * area_.w,
                       area_.bottom() - edge(map_.y, map_.y.divide) * area_.h};
    for (std::size_t i = 0; i < 4; ++i) {
      const bool right = i % 2 == 1, high = i >= 2;
      const float width = text_width(map_.quarters[i], small_size, Weight::semibold);
      const Point at{right ? middle.x + 6 : middle.x - 6 - width, high ? middle.y - 6 : middle.y + 14};
      names_.push_back({map_.quarters[i], at, Weight::semibold});
      taken_.push_back({at.x - 2, at.y - 12, width + 4, 16});
    }
  }

  void draw_footer() {
    float y = area_.bottom() + (map_.flat() ? 18.0F : 16.0F);
    if (map_.flat() && map_.has_aside()) y += aside_row;
    if (!map_.flat()) {
      std::size_t most = 1;
      for (std::size_t i = 0; i < map_.x.bands.size(); ++i) {
        const Rect column = cell(static_cast<double>(i), 0);
        const auto lines = wrap(map_.x.bands[i], column_width(i), small_size);
        for (std::size_t k = 0; k < lines.size(); ++k)
          list_.words(lines[k], {column.centre().x, y + line_height * static_cast<float>(k)}, small_size,
                      Role::muted, Anchor::middle);
        most = std::max(most, lines.size());
      }
      y += line_height * static_cast<float>(most);
      for (const std::string& line : wrap(map_.x.title, box_.w, small_size)) {
        list_.words(line, {box_.x + box_.w / 2, y}, small_size, Role::muted, Anchor::middle);
        y += line_height;
      }
    }
    list_.words("\u2190 " + map_.x.low, {box_.x, y}, small_size, Role::ink, Anchor::start, Weight::semibold);
    if (!ends_fit()) y += line_height;
    list_.words(map_.x.high + " \u2192", {box_.right(), y}, small_size, Role::ink, Anchor::end,
                Weight::semibold);
  }

  // ---- Marks -------------------------------------------------------------------------------------

  std::optional<std::size_t> chosen() const {
    for (std::size_t i = 0; i < placed_.size(); ++i)
      if (map_.marks[i].chosen && placed_[i].shown) return i;
    return {};
  }

  /// An arrow from where the chosen mark stood to where it stands.
  void draw_movement() {
    const auto moved = chosen();
    if (!map_.from || !moved) return;
    const Point start = start_;
    const Point end = placed_[*moved].at;
    const float dx = end.x - start.x, dy = end.y - start.y, length = std::max(std::hypot(dx, dy), 1.0F);
    const Point tip{end.x - dx / length * (radius() + 6), end.y - dy / length * (radius() + 6)};
    const Point along{dx / length * 9, dy / length * 9}, side{-dy / length * 5, dx / length * 5};
    list_.line({start.x + dx / length * 6, start.y + dy / length * 6}, tip,
               {.stroke = Role::highlight, .width = 2});
    list_.polygon({tip,
                   {tip.x - along.x + side.x, tip.y - along.y + side.y},
                   {tip.x - along.x - side.x, tip.y - along.y - side.y}},
                  {.fill = Role::highlight});
    draw_start(start);
    stop_hits_.push_back({around(start, 9), &*map_.from});
  }

  void draw_start(Point at) {
    list_.circle(at, 5, {.fill = Role::surface, .stroke = Role::highlight, .width = 2});
  }
  void draw_stop(Point at) {
    list_.circle(at, 4.5F, {.fill = Role::surface, .stroke = Role::highlight, .width = 1.5F, .dash = 2.5F});
  }

  void draw_stops() {
    for (const Stop& stop : map_.stops) {
      const auto at = in_cell(stop.x, stop.y, 5);
      if (!at) continue;
      draw_stop(*at);
      taken_.push_back(around(*at, 6));
      stop_hits_.push_back({around(*at, 9), &stop});
    }
  }

  void draw_disc(std::size_t i, Point at) {
    const bool is_chosen = map_.marks[i].chosen;
    if (is_chosen)
      list_.circle(at, radius() + 3.5F, {.fill = Role::surface, .stroke = Role::highlight, .width = 2.5F});
    list_.circle(at, radius(), {.fill = is_chosen ? Role::highlight : Role::accent});
    if (numbered_)
      list_.words(std::to_string(i + 1), {at.x, at.y + 4.2F}, 12, Role::surface, Anchor::middle,
                  Weight::semibold);
  }

  /// From discs that stepped aside to their place on the line, behind all discs.
  void draw_ties() {
    const float line = area_.centre().y;
    for (const Placed& placed : placed_)
      if (map_.flat() && placed.shown && placed.at.y != line)
        list_.line({placed.at.x, line}, placed.at, {.stroke = Role::accent, .width = 1.5F});
  }

  void draw_marks() {
    for (std::size_t i = 0; i < placed_.size(); ++i) {
      if (!placed_[i].named || !map_.flat()) continue;
      const Rect label = placed_[i].label;
      const Point at = placed_[i].at;
      list_.line({at.x, label.y > at.y ? at.y : label.bottom() - 1},
                 {at.x, label.y > at.y ? label.y + 1 : at.y}, {.stroke = Role::grid, .width = 1.5F});
    }
    draw_ties();
    for (std::size_t i = 0; i < placed_.size(); ++i) {
      if (!placed_[i].shown) continue;
      const Mark& mark = map_.marks[i];
      list_.begin_mark(i);
      draw_disc(i, placed_[i].at);
      Rect touch = around(placed_[i].at, radius() + 4);
      if (placed_[i].named) {
        const Rect label = placed_[i].label;
        list_.label(mark.label, {label.x + 3, label.y + 12.5F}, text_size,
                    mark.chosen ? Role::highlight : Role::ink, Anchor::start, weight(i));
        const float left = std::min(touch.x, label.x), top = std::min(touch.y, label.y);
        if (!map_.flat())
          touch = {left, top, std::max(touch.right(), label.right()) - left,
                   std::max(touch.bottom(), label.bottom()) - top};
        else
          list_.hit(label, mark.explanation, mark.command);
      }
      list_.end_mark();
      list_.hit(touch, mark.explanation, mark.command);
    }
    for (const auto& [box, stop] : stop_hits_) list_.hit(box, stop->explanation, stop->command);
  }

  void draw_aside() {
    if (!map_.has_aside()) return;
    const float y = area_.bottom() + aside_row / 2;
    list_.words(fitted(map_.aside_label, box_.w * 0.5F, small_size), {box_.x, y + 4}, small_size,
                Role::muted);
    float left = box_.x + std::min(text_width(map_.aside_label, small_size), box_.w * 0.5F) + 18;
    for (std::size_t i = 0; i < map_.marks.size(); ++i) {
      const Mark& mark = map_.marks[i];
      if (!mark.aside || mark.hidden) continue;
      draw_disc(i, {left, y});
      const float width = numbered_ ? 0 : text_width(mark.label, text_size, weight(i)) + 6;
      if (!numbered_)
        list_.words(mark.label, {left + radius() + 7, y + 4.5F}, text_size,
                    mark.chosen ? Role::highlight : Role::ink, Anchor::start, weight(i));
      list_.hit({left - 12, y - 12, 24 + width, 24}, mark.explanation, mark.command);
      left += 36 + width;
    }
  }

  void draw_legend() {
    const float top = box_.bottom() - legend() + 6, width = box_.w / static_cast<float>(legend_columns);
    const std::size_t rows = legend_rows();
    for (std::size_t i = 0; i < map_.marks.size(); ++i) {
      const Mark& mark = map_.marks[i];
      const std::size_t column = i / rows;
      const Rect row{box_.x + width * static_cast<float>(column),
                     top + row_height * static_cast<float>(i % rows), width, row_height};
      const float y = row.centre().y + 4.5F;
      const Role role = mark.chosen ? Role::highlight : Role::ink;
      list_.words(mark.hidden ? "?" : std::to_string(i + 1), {row.x + 18, y}, text_size, role, Anchor::end,
                  Weight::semibold);
      list_.words(fitted(mark.label, row.w - 28, text_size, weight(i)), {row.x + 24, y}, text_size, role,
                  Anchor::start, weight(i));
      list_.hit(row, mark.explanation, mark.command);
    }
  }

  Point own_place() const { return {area_.x + static_cast<float>(map_.own->x) * area_.w, box_.y + 12}; }

  /// From the own mark down to the line, behind all names.
  void draw_stem() {
    if (!map_.own) return;
    const Point at = own_place();
    list_.line({at.x, at.y + 8}, {at.x, area_.centre().y}, {.stroke = Role::exact, .width = 1.5F, .dash = 4});
  }

  void draw_own() {
    if (!map_.own) return;
    const Own& own = *map_.own;
    const Point at = own_place();
    list_.polygon({{at.x, at.y - 8}, {at.x + 8, at.y}, {at.x, at.y + 8}, {at.x - 8, at.y}},
                  {.fill = Role::surface, .stroke = Role::exact, .width = 2.5F});
    const float width = text_width(own.label, text_size, Weight::semibold);
    const bool right = at.x + 14 + width <= box_.right();
    list_.words(own.label, {right ? at.x + 13 : at.x - 13, at.y + 4.5F}, text_size, Role::exact,
                right ? Anchor::start : Anchor::end, Weight::semibold);
    list_.hit({area_.x, box_.y, area_.w, area_.bottom() - box_.y}, own.explanation, own.command);
  }

  const Map& map_;
  DisplayList& list_;
  Rect box_, area_;
  Point start_;  // Where the chosen mark stood before it was moved.
  bool numbered_;
  std::vector<Rect> taken_;
  std::vector<Placed> placed_;
  std::vector<Name> names_;
  std::vector<std::pair<Rect, const Stop*>> stop_hits_;
};

bool Map::has_aside() const {
  return std::any_of(marks.begin(), marks.end(), [](const Mark& mark) { return mark.aside; });
}

float Map::height(WidthClass width) const {
  const bool narrow = width == WidthClass::narrow;
  const std::size_t listed = (marks.size() + legend_columns - 1) / legend_columns;
  const float rows = narrow ? row_height * static_cast<float>(listed) + 6 : 0;
  if (flat()) return (narrow ? 190.0F : width == WidthClass::medium ? 270.0F : 240.0F) + rows;
  return narrow ? 520.0F + rows : 590.0F;
}

void Map::draw(DisplayList& list, Rect box) const { Layout(*this, list, box).draw(); }

Table Map::table() const {
  Table table{.columns = {"name", x.title.empty() ? x.low + " to " + x.high : x.title}, .rows = {}};
  if (!flat()) table.columns.push_back(y.title);
  const auto words = [](const Direction& direction, double at) -> Cell {
    const auto band = static_cast<std::size_t>(at);
    if (band < direction.bands.size()) return direction.bands[band];
    return at;
  };
  for (const Mark& mark : marks) {
    std::vector<Cell> row{mark.label};
    if (mark.aside || mark.hidden) {
      row.emplace_back(std::string(mark.aside ? aside_label : "not shown yet"));
    } else {
      row.push_back(words(x, mark.x));
    }
    if (!flat()) row.push_back(words(y, mark.y));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace lesson
