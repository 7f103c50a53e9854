#include "core/scene/readings.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

#include "core/base/text.h"

namespace lesson {
namespace {

using Mark = Series::Mark;

constexpr float least_width = 12;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool is_curve(const Series& one) { return one.mark != Mark::bars && one.mark != Mark::points; }

/// "p99 (ms)" as "p99" and "ms".
struct Quantity {
  std::string_view name, unit;

  explicit Quantity(std::string_view label) : name(label) {
    const std::size_t open = label.rfind(" (");
    if (open == std::string_view::npos || label.back() != ')') return;
    name = label.substr(0, open);
    unit = label.substr(open + 2, label.size() - open - 3);
  }
};

/// On an axis of nines three significant digits of what is missing to 100.
int digits_on(const Axis& axis, double value) {
  int digits = 3;
  if (axis.scale == Scale::nines)
    for (double missing = 100 - value; missing < 10 && digits < 12; missing *= 10) ++digits;
  return digits;
}

std::string measured(double value, std::string_view unit, const Axis& axis) {
  const int digits = digits_on(axis, value);
  return unit == "$" ? "$" + number_text(value, digits) : quantity_text(value, unit, digits);
}

/// A curve's y at `x`, read off the line that is drawn between its points; NaN where there is none.
double value_at(const Chart& chart, const Series& one, double x) {
  const auto& points = one.points;
  const auto next =
      std::find_if(points.begin(), points.end(), [&](const auto& point) { return point.x >= x; });
  if (next == points.end()) return none;
  if (next->x == x || one.mark == Mark::steps) return next->y;
  if (next == points.begin() || std::isnan(next->y)) return none;
  const Series::Point& before = *(next - 1);
  if (std::isnan(before.y)) return none;
  const double from = chart.x.fraction(before.x), low = chart.y.fraction(before.y);
  const double share = (chart.x.fraction(x) - from) / (chart.x.fraction(next->x) - from);
  return chart.y.value(low + share * (chart.y.fraction(next->y) - low));
}

std::string series_words(const Chart& chart, const Series& one, double value) {
  const Quantity quantity(one.label);
  const std::string_view unit = quantity.unit.empty() ? chart.y.label : quantity.unit;
  return std::string(quantity.name) + (quantity.name.empty() ? "" : " ") + measured(value, unit, chart.y);
}

/// What all series are at `x`; `bar`: the bar there. Empty when none is.
std::string all_series(const Chart& chart, double x, const Series::Point* bar) {
  std::string words;
  for (const Series& one : chart.series) {
    if (one.mark == Mark::points || (one.mark == Mark::bars && bar == nullptr)) continue;
    const double value = one.mark == Mark::bars ? bar->y : value_at(chart, one, x);
    if (std::isnan(value)) continue;
    words += (words.empty() ? ": " : "; ") + series_words(chart, one, value);
  }
  return words;
}

/// A reading lies over the bands, so it tells of them too.
std::string band_words(const Chart& chart, double x) {
  std::string words;
  for (const Band& band : chart.bands)
    if (x >= band.from && x <= band.to && !band.explanation.empty()) words += " " + band.explanation;
  return words;
}

std::string bar_words(const Chart& chart, const Series::Point& bar) {
  const Quantity across(chart.x.label);
  const double middle = (bar.x + bar.width) / 2;
  const std::string range = number_text(bar.x) + " to " + quantity_text(bar.width, across.unit);
  const std::string name = across.unit.empty() ? std::string(across.name) + " " : "";
  return name + range + all_series(chart, middle, &bar) + "." + band_words(chart, middle);
}

std::string column_words(const Chart& chart, double x) {
  const Quantity across(chart.x.label);
  const std::string series = all_series(chart, x, nullptr);
  if (series.empty()) return {};
  // What follows a comma is about the axis, not the quantity.
  std::string name(across.name.substr(0, across.name.find(',')));
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name + " " + measured(x, across.unit, chart.x) + series + "." + band_words(chart, x);
}

/// Where on the axis curves are read: of the points that share a stretch, the one nearest its middle.
std::vector<double> stops(const Chart& chart, float width) {
  struct Stop {
    double x, off;
  };
  const auto count = static_cast<std::size_t>(std::max(width / least_width, 1.0F));
  std::vector<std::optional<Stop>> nearest(count);
  for (const Series& one : chart.series) {
    if (!is_curve(one)) continue;
    for (const Series::Point& point : one.points) {
      const double at = chart.x.fraction(point.x) * static_cast<double>(count);
      if (std::isnan(point.y) || !(at >= 0 && at <= static_cast<double>(count))) continue;
      const std::size_t stretch = std::min(static_cast<std::size_t>(at), count - 1);
      const double off = std::abs(at - static_cast<double>(stretch) - 0.5);
      if (!nearest[stretch] || off < nearest[stretch]->off) nearest[stretch] = {point.x, off};
    }
  }
  std::vector<double> found;
  for (const auto& stop : nearest)
    if (stop) found.push_back(stop->x);
  return found;
}

}  // namespace

std::vector<Reading> readings(const Chart& chart, Rect area) {
  const auto px = [&](double x) {
    return area.x + static_cast<float>(std::clamp(chart.x.fraction(x), 0.0, 1.0)) * area.w;
  };
  std::vector<Reading> all;
  for (const Series& one : chart.series) {
    if (one.mark != Mark::bars) continue;
    for (const Series::Point& bar : one.points)
      if (px(bar.width) > px(bar.x)) all.push_back({px(bar.x), px(bar.width), bar_words(chart, bar)});
  }
  if (!all.empty()) return all;
  const std::vector<double> at = stops(chart, area.w);
  for (std::size_t i = 0; i < at.size(); ++i) {
    // Each reaches half way to its neighbours, and a little beyond the curve's ends.
    const float here = px(at[i]);
    const float from = i == 0 ? std::max(area.x, here - least_width) : (px(at[i - 1]) + here) / 2;
    const float to =
        i + 1 == at.size() ? std::min(area.right(), here + least_width) : (here + px(at[i + 1])) / 2;
    std::string words = column_words(chart, at[i]);
    if (!words.empty() && to > from) all.push_back({from, to, std::move(words)});
  }
  return all;
}

}  // namespace lesson
