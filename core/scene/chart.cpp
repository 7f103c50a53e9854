#include "core/scene/chart.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/order.h"
#include "core/base/text.h"
#include "core/scene/line-names.h"
#include "core/scene/readings.h"

namespace lesson {
namespace {

constexpr float tick_size = 12, label_size = 12, marker_size = 12.5F;
constexpr float mark_size = 24, line_reach = 4;
constexpr float right_margin = 8;  // For what stands at the axis's end.
constexpr float legend_height = 22, axis_height = 38, band_line = 15;
constexpr float tick_gap = 12, tick_drop = 20;  // More than the state's own point reaches over the axis.

bool holds(const Axis& axis, double value) {
  const double fraction = axis.fraction(value);
  return fraction > -1e-6 && fraction < 1 + 1e-6;
}

/// A series' columns in the table: its own, and two for the ends of intervals.
std::size_t columns_of(const Series& one) {
  const bool intervals = std::any_of(one.points.begin(), one.points.end(),
                                     [](const Series::Point& point) { return point.interval.has_value(); });
  return intervals ? 3 : 1;
}

}  // namespace

/// Where the data go, and how values become pixels.
struct Chart::Plot {
  const Chart& chart;
  Rect area;

  float px(double value) const {
    return area.x + static_cast<float>(std::clamp(chart.x.fraction(value), -0.01, 1.01)) * area.w;
  }
  float py(double value) const {
    return area.bottom() - static_cast<float>(std::clamp(chart.y.fraction(value), -0.02, 1.02)) * area.h;
  }
};

void Chart::add_band(Band band) {
  band.from = std::clamp(band.from, x.min, x.max);
  band.to = std::clamp(band.to, x.min, x.max);
  if (band.to > band.from) bands.push_back(std::move(band));
}

float Chart::height(WidthClass width) const {
  return width == WidthClass::wide ? tall : width == WidthClass::medium ? tall * 0.95F : tall * 1.05F;
}

void Chart::draw(DisplayList& list, Rect box) const {
  float widest = 0;
  const auto y_ticks = ticks(y, static_cast<int>(box.h / 36));
  for (const Tick& tick : y_ticks) widest = std::max(widest, text_width(tick.text, tick_size));
  const std::vector<Point> places = legend_places(box);
  const float above = !legend          ? 18  // A line for the axis's label, which else stands in the legend.
                      : places.empty() ? 4
                                       : places.back().y - box.y + legend_height;
  const float label_rows = static_cast<float>(marker_rows()) * NameRows::height;
  const float left = widest + tick_gap + (y.label.empty() ? 1 : 16);
  const Plot plot{*this,
                  {box.x + left, box.y + above + label_rows, box.w - left - right_margin,
                   box.h - above - label_rows - axis_height}};
  draw_legend(list, box, places);
  draw_bands(list, plot);
  draw_axes(list, plot);
  list.clip({plot.area.x - 1, plot.area.y - 1, plot.area.w + 2, plot.area.h + 2});
  for (const Series& one : series)
    if (one.mark != Series::Mark::points) draw_series(list, plot, one);
  list.unclip();
  // Past the clip, which would halve those at the ends of the axes.
  for (const Series& one : series)
    if (one.mark == Series::Mark::points) draw_points(list, plot, one);
  draw_markers(list, plot);
  draw_spots(list, plot);
  draw_band_labels(list, plot);
  draw_here(list, plot);
  explain(list, plot);
}

int Chart::marker_rows() const { return static_cast<int>(std::min<std::size_t>(markers.size(), 3)); }

std::optional<Rect> Chart::place_of(const Plot& plot, const Band& band) const {
  const float left = std::max(plot.px(band.from), plot.area.x);
  const float right = std::min(plot.px(band.to), plot.area.right());
  if (right - left < 1) return {};
  return Rect{left, plot.area.y, right - left, plot.area.h};
}

void Chart::draw_bands(DisplayList& list, const Plot& plot) const {
  for (const Band& band : bands)
    if (const auto place = place_of(plot, band)) list.rect(*place, {.fill = band.role, .opacity = 0.12F});
}

void Chart::explain(DisplayList& list, const Plot& plot) const {
  for (const Reading& one : readings(*this, plot.area))
    list.hint({one.from, plot.area.y, one.to - one.from, plot.area.h}, one.words);
  for (const Band& band : bands) {
    const auto place = place_of(plot, band);
    if (!place) continue;
    // Only the row of its words is the band's alone: below, curves are read.
    list.hit({place->x, place->y, place->w, std::min(place->h, mark_size)}, band.explanation);
    list.hint(*place, band.explanation);
  }
}

/// The words of a band within a stretch of it, when they fit there: at its top, or lower down where no point
/// stands among them.
std::optional<Chart::BandWords> Chart::words_within(const Plot& plot, const Band& band, float left,
                                                    float right) const {
  const BandWords words{{left + 5, plot.area.y + 15}, wrap(band.label, right - left - 10, label_size)};
  float widest = 0;
  for (const std::string& line : words.lines) widest = std::max(widest, text_width(line, label_size));
  const float tall = band_line * static_cast<float>(words.lines.size());
  if (widest > right - left - 10 || tall > plot.area.h * 0.6F) return {};
  for (BandWords lower = words; lower.at.y + tall < plot.area.bottom(); lower.at.y += band_line)
    if (!is_dotted(plot, {lower.at.x, lower.at.y - band_line, widest, tall})) return lower;
  return words;
}

/// The words of a band too narrow for them: they begin or end in it and reach out over what no other band,
/// no words of one, no marker and no point holds.
std::optional<Chart::BandWords> Chart::words_beside(const Plot& plot, const Band& band, float from, float to,
                                                    const std::vector<Stretch>& named) const {
  const float width = text_width(band.label, label_size), inset = std::min(5.0F, (to - from) / 2);
  const auto is_free = [&](float left, float right) {
    const auto reaches_in = [&](double start, double end) {
      return plot.px(start) < right + 4 && plot.px(end) > left - 4;
    };
    return left >= plot.area.x && right <= plot.area.right() &&
           !is_dotted(plot, {left, plot.area.y, width, band_line}) &&
           std::none_of(
               bands.begin(), bands.end(),
               [&](const Band& other) { return &other != &band && reaches_in(other.from, other.to); }) &&
           std::none_of(markers.begin(), markers.end(),
                        [&](const Marker& marker) { return reaches_in(marker.x, marker.x); }) &&
           std::none_of(named.begin(), named.end(),
                        [&](Stretch other) { return other.left < right + 4 && other.right > left - 4; });
  };
  for (const float left : {from + inset, to - inset - width})
    if (is_free(left, left + width)) return BandWords{{left, plot.area.y + 15}, {band.label}};
  return {};
}

/// Whether a point that can be chosen, or the state's own, reaches into the box.
bool Chart::is_dotted(const Plot& plot, Rect box) const {
  const auto within = [&](const auto& point) {
    const float across = plot.px(point.x), down = plot.py(point.y);
    return across > box.x - 8 && across < box.right() + 8 && down > box.y - 8 && down < box.bottom() + 8;
  };
  return std::any_of(spots.begin(), spots.end(), within) || std::any_of(here.begin(), here.end(), within);
}

void Chart::draw_band_labels(DisplayList& list, const Plot& plot) const {
  std::vector<Stretch> named;
  for (const Band& band : bands) {
    const float from = std::max(plot.px(band.from), plot.area.x);
    const float to = std::min(plot.px(band.to), plot.area.right());
    std::vector<float> ends{from, to};
    for (const Marker& marker : markers)
      if (const float at = plot.px(marker.x); at > from && at < to) ends.push_back(at);
    order_few(ends, [](float a, float b) { return a < b; });
    // Between two lines if possible, else over one.
    std::optional<BandWords> words;
    for (std::size_t i = 1; i < ends.size() && !words; ++i)
      words = words_within(plot, band, ends[i - 1], ends[i]);
    if (!words) words = words_within(plot, band, from, to);
    if (!words) words = words_beside(plot, band, from, to, named);
    if (!words) continue;
    named.push_back({words->at.x, words->at.x + text_width(words->lines.front(), label_size)});
    for (const std::string& line : words->lines) {
      list.label(line, words->at, label_size, Role::muted);
      words->at.y += band_line;
    }
  }
}

void Chart::draw_axes(DisplayList& list, const Plot& plot) const {
  const Rect area = plot.area;
  for (const Tick& tick : ticks(y, static_cast<int>(area.h / 36))) {
    const float at = plot.py(tick.value);
    list.line({area.x, at}, {area.right(), at}, {.stroke = Role::grid});
    list.words(tick.text, {area.x - tick_gap, at + 4}, tick_size, Role::muted, Anchor::end);
  }
  float free_from = -1e9F;
  for (const Tick& tick : ticks(x, static_cast<int>(area.w / 64))) {
    const float at = plot.px(tick.value), half = text_width(tick.text, tick_size) / 2;
    const float middle = std::min(at, area.right() + right_margin - half);
    list.line({at, area.bottom()}, {at, area.bottom() + 5}, {.stroke = Role::border});
    if (middle - half < free_from) continue;
    free_from = middle + half + 6;
    list.words(tick.text, {middle, area.bottom() + tick_drop}, tick_size, Role::muted, Anchor::middle);
  }
  list.line({area.x, area.bottom()}, {area.right(), area.bottom()}, {.stroke = Role::border});
  list.words(fitted(x.label, area.w, label_size), {area.right(), area.bottom() + 34}, label_size, Role::muted,
             Anchor::end);
  if (y.label.empty()) return;
  // Set flat above the axis: no reader should have to tilt the head.
  const float top = area.y - 6 - static_cast<float>(marker_rows()) * NameRows::height;
  if (!legend) list.words(y.label, {area.x - 20, top}, label_size, Role::muted);
}

void Chart::draw_bars(DisplayList& list, const Plot& plot, const Series& one) const {
  // One outline over all bars: a picture of a thousand buckets stays a single shape.
  std::vector<Point> outline;
  for (const Series::Point& bar : one.points) {
    const float top = plot.py(bar.y);
    if (outline.empty()) outline.push_back({plot.px(bar.x), plot.area.bottom()});
    outline.push_back({plot.px(bar.x), top});
    outline.push_back({plot.px(bar.width), top});
  }
  if (outline.empty()) return;
  outline.push_back({outline.back().x, plot.area.bottom()});
  list.polygon(outline, {.fill = one.role, .opacity = 0.55F});
  list.polyline(outline, {.stroke = one.role, .width = 1});
}

void Chart::draw_points(DisplayList& list, const Plot& plot, const Series& one) const {
  std::vector<Point> dots;
  for (const Series::Point& point : one.points) {
    if (std::isnan(point.y) || !holds(x, point.x)) continue;
    const Point at{plot.px(point.x), plot.py(point.y)};
    std::string words =
        one.label + ": " + number_text(point.y) + " at " + x.label + " " + number_text(point.x);
    if (point.interval) {
      const auto [low, high] = *point.interval;
      const double from = std::max(low, y.min), to = std::min(high, y.max);
      if (from < to) list.line({at.x, plot.py(from)}, {at.x, plot.py(to)}, {.stroke = one.role, .width = 2});
      for (const double end : {low, high})
        if (holds(y, end))
          list.line({at.x - 4, plot.py(end)}, {at.x + 4, plot.py(end)}, {.stroke = one.role, .width = 1.5F});
      words += ", 95 % interval " + number_text(low) + " to " + number_text(high);
    }
    if (holds(y, point.y)) dots.push_back(at);
    list.hit({at.x - 8, at.y - 8, 16, 16}, words + ".");
  }
  list.dots(dots, 3.5F, one.role);
}

void Chart::draw_series(DisplayList& list, const Plot& plot, const Series& one) const {
  if (one.mark == Series::Mark::bars) return draw_bars(list, plot, one);
  std::vector<Point> run;
  const auto flush = [&] {
    if (one.mark == Series::Mark::area && run.size() > 1) {
      std::vector<Point> outline = run;
      outline.push_back({run.back().x, plot.area.bottom()});
      outline.push_back({run.front().x, plot.area.bottom()});
      list.polygon(outline, {.fill = one.role, .opacity = 0.25F});
    }
    list.polyline(
        run, {.stroke = one.role, .width = 2.25F, .dash = one.mark == Series::Mark::dashed ? 5.0F : 0.0F});
    run.clear();
  };
  for (const Series::Point& point : one.points) {
    if (std::isnan(point.y) || plot.chart.x.fraction(point.x) < -0.005) {
      flush();
    } else {
      const Point at{plot.px(point.x), plot.py(point.y)};
      if (one.mark == Series::Mark::steps && !run.empty()) run.push_back({run.back().x, at.y});
      run.push_back(at);
    }
  }
  flush();
}

void Chart::draw_markers(DisplayList& list, const Plot& plot) const {
  const Rect area = plot.area;
  const NameRows rows{marker_rows(), area.y - 8};
  std::vector<NamedLine> lines;
  std::vector<std::string> names;
  for (const Marker& marker : markers) {
    const bool beyond = x.fraction(marker.x) > 1;
    names.push_back(beyond ? marker.label + " \u2192" : marker.label);
    lines.push_back({plot.px(std::clamp(marker.x, x.min, x.max)),
                     text_width(names.back(), marker_size, Weight::semibold), !beyond});
  }
  const auto places = place_names(lines, area.x - 14, area.right() + 8, rows.count);
  for (std::size_t i = 0; i < markers.size(); ++i) {
    if (!lines[i].drawn) continue;
    const float top = rows.line_top(places[i], area.y);
    list.line({lines[i].x, top}, {lines[i].x, area.bottom()},
              {.stroke = markers[i].role, .width = 1.5F, .dash = markers[i].dashed ? 4.0F : 0.0F});
    list.hint({lines[i].x - line_reach, top, 2 * line_reach, area.bottom() - top}, markers[i].explanation);
    // Without a name beside it the line's upper end is what the keyboard stops at.
    if (!places[i].shown)
      list.hit({lines[i].x - mark_size / 2, area.y, mark_size, mark_size}, markers[i].explanation);
  }
  // Names last, so that no line crosses a word.
  for (std::size_t i = 0; i < markers.size(); ++i) {
    if (!places[i].shown) continue;
    const Point at{places[i].left, rows.baseline(places[i])};
    list.label(names[i], at, marker_size, markers[i].role, Anchor::start, Weight::semibold);
    list.hit({at.x - 4, at.y - 14, lines[i].width + 8, mark_size}, markers[i].explanation);
  }
}

void Chart::draw_here(DisplayList& list, const Plot& plot) const {
  for (const Here& point : here) {
    if (std::isnan(point.y)) continue;
    const Point at{plot.px(point.x), plot.py(point.y)};
    list.circle(at, 6, {.fill = Role::surface, .stroke = Role::highlight, .width = 3});
    list.hit({at.x - 12, at.y - 12, 24, 24}, point.explanation);
  }
}

void Chart::draw_spots(DisplayList& list, const Plot& plot) const {
  for (const Spot& spot : spots) {
    const double across = x.fraction(spot.x);
    if (across < 0 || across > 1) continue;
    const Point at{plot.px(spot.x), plot.py(spot.y)};
    if (spot.failed) {
      for (const float way : {-1.0F, 1.0F})
        list.line({at.x - 3, at.y - 3 * way}, {at.x + 3, at.y + 3 * way},
                  {.stroke = Role::failed, .width = 1.75F});
    } else {
      list.circle(at, 4, {.fill = spot.role, .stroke = Role::surface, .width = 1});
    }
    if (spot.chosen) list.circle(at, 8, {.stroke = Role::highlight, .width = 3});
    list.hit({at.x - 8, at.y - 10, 16, 20}, spot.explanation, spot.command);
  }
}

std::vector<Point> Chart::legend_places(Rect box) const {
  std::vector<Point> places;
  if (!legend) return places;
  Point at{box.x + 2, box.y + 8};
  for (const Series& one : series) {
    const float width = one.label.empty() ? 0 : 23 + text_width(one.label, label_size) + 18;
    if (at.x > box.x + 2 && at.x + width - 18 > box.right()) at = {box.x + 2, at.y + 18};
    places.push_back(at);
    at.x += width;
  }
  return places;
}

void Chart::draw_legend(DisplayList& list, Rect box, const std::vector<Point>& places) const {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Series& one = series[i];
    if (one.label.empty()) continue;
    const float left = places[i].x, middle = places[i].y;
    const bool filled = one.mark == Series::Mark::bars || one.mark == Series::Mark::area;
    if (filled) {
      list.rect({left, middle - 5, 16, 10}, {.fill = one.role, .opacity = 0.6F}, 2);
    } else if (one.mark == Series::Mark::points) {
      list.circle({left + 9, middle}, 3.5F, {.fill = one.role});
    } else {
      list.line({left, middle}, {left + 18, middle},
                {.stroke = one.role, .width = 2.5F, .dash = one.mark == Series::Mark::dashed ? 5.0F : 0.0F});
    }
    list.words(fitted(one.label, box.right() - left - 23, label_size), {left + 23, middle + 4}, label_size,
               Role::muted);
  }
}

Table Chart::table() const {
  Table table;
  table.columns.push_back(x.label);
  const double none = std::numeric_limits<double>::quiet_NaN();
  std::size_t width = 1;
  for (const Series& one : series) width += columns_of(one);
  for (std::size_t i = 0, column = 1; i < series.size(); column += columns_of(series[i++])) {
    table.columns.push_back(series[i].label);
    const bool intervals = columns_of(series[i]) > 1;
    if (intervals) table.columns.insert(table.columns.end(), {"95 % interval from", "to"});
    for (const Series::Point& point : series[i].points) {
      // A bar stands for the middle of its interval.
      const double at = series[i].mark == Series::Mark::bars ? (point.x + point.width) / 2 : point.x;
      auto row = std::lower_bound(
          table.rows.begin(), table.rows.end(), at,
          [](const auto& one, double x_value) { return *std::get_if<double>(&one.front()) < x_value; });
      if (row == table.rows.end() || *std::get_if<double>(&row->front()) != at) {
        row = table.rows.insert(row, std::vector<Cell>(width, none));
        row->front() = at;
      }
      (*row)[column] = point.y;
      if (!intervals || !point.interval) continue;
      (*row)[column + 1] = point.interval->low;
      (*row)[column + 2] = point.interval->high;
    }
  }
  return table;
}

}  // namespace lesson
