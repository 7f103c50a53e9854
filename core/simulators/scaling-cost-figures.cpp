#include "core/simulators/scaling-cost-figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/order.h"
#include "core/base/text.h"
#include "core/scene/chart.h"
#include "core/scene/squares.h"

namespace lesson::scaling {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
using Kind = theory::Crossover::Kind;
/// Of the largest machine on sale, a limit and no failure, wherever it is drawn.
constexpr Role largest = Role::series_5;

Band only_out(const ScalingChoice& s) {
  return {s.ceiling, largest_load, "only out", "Loads that no single machine carries.", largest};
}

/// Even steps of a logarithmic axis, every load that fills whole machines, and the ceiling.
std::vector<double> loads_to_draw(const ScalingChoice& s, const Axis& x) {
  std::vector<double> loads{s.ceiling};
  for (int i = 0; i <= 48; ++i) loads.push_back(x.value(i / 48.0));
  for (int n = theory::machines_needed(1, s.size); n * s.size <= largest_load; ++n)
    loads.push_back(n * s.size);
  order_few(loads, [](double a, double b) { return a < b; });
  loads.erase(std::unique(loads.begin(), loads.end()), loads.end());
  return loads;
}

std::vector<Marker> markers_of(const ScalingChoice& s) {
  std::vector<Marker> markers;
  const theory::Crossover met = s.crossover();
  if (met.kind == Kind::at && met.load <= largest_load)
    markers.push_back({met.load,
                       (met.load > s.ceiling ? "would meet at " : "crossover ") + times_text(met.load),
                       "At " + times_text(met.load) + " the load both ways cost " +
                           base_text(s.out(met.load)) + "; beyond, scaling out is cheaper.",
                       Role::ink, true});
  Marker end{s.ceiling, "largest machine " + times_text(s.ceiling),
             "Nothing larger than " + times_text(s.ceiling) + " is sold: scaling up ends here.", largest};
  markers.insert(!markers.empty() && met.load > s.ceiling ? markers.begin() : markers.end(), std::move(end));
  return markers;
}

}  // namespace

std::shared_ptr<const Figure> costs(const ScalingChoice& s) {
  auto chart = std::make_shared<Chart>("costs", "What each way costs as the load grows");
  chart->tall = 300;
  chart->x = {"load (\u00d7)", 1, largest_load, Scale::logarithmic};
  chart->y = {"", 1, 1.3 * std::max(s.up(s.ceiling), s.whole(largest_load)), Scale::logarithmic};
  using Mark = Series::Mark;
  Series up{"up (\u00d7 base)", Role::series_1, Mark::line, {}};
  Series out{"out (\u00d7 base)", Role::series_2, Mark::line, {}};
  Series steps{"out, whole machines (\u00d7 base)", Role::series_3, Mark::steps, {}};
  Series beyond{"up, if it were sold (\u00d7 base)", Role::muted, Mark::dashed, {}};
  for (const double at : loads_to_draw(s, chart->x)) {
    if (at <= s.ceiling) up.points.push_back({at, s.up(at)});
    if (at >= s.ceiling) beyond.points.push_back({at, s.up(at)});
    out.points.push_back({at, s.out(at)});
    steps.points.push_back({at, s.whole(at)});
  }
  chart->series = {std::move(steps), std::move(up), std::move(out), std::move(beyond)};
  chart->markers = markers_of(s);
  chart->bands.push_back(only_out(s));
  const std::string where = " at " + times_text(s.load) + ": ";
  if (!s.too_large())
    chart->here.push_back({s.load, s.up(s.load), "Scaling up" + where + base_text(s.up(s.load))});
  chart->here.push_back({s.load, s.out(s.load), "Scaling out" + where + base_text(s.out(s.load))});
  chart->alt = "Cost of one growing machine, up to " + times_text(s.ceiling) +
               ", and of machines added, from 1\u00d7 to 64\u00d7 the load. " + s.outlook();
  return chart;
}

std::shared_ptr<const Figure> machines(const ScalingChoice& s) {
  const int count = s.machines();
  const double bought = count * s.size, coordination = s.whole(s.load) - bought;
  const std::string end = times_text(s.ceiling);
  Squares::Group one{.label = "Up: one machine",
                     .area = s.load,
                     .outline = s.ceiling,
                     .missing = s.too_large(),
                     .text = s.too_large() ? "not sold above " + end : base_text(s.up(s.load)),
                     .parts = {},
                     .role = Role::series_1,
                     .explanation = "The dashed square is the largest machine on sale, " + end + "."};
  if (!s.too_large()) one.parts = {{"machine", s.up(s.load), Role::series_1}};
  Squares::Group many{
      .label = "Out: " + machines_text(count),
      .count = count,
      .area = s.size,
      .filled = std::clamp((s.load - (count - 1) * s.size) / s.size, 0.0, 1.0),
      .text = base_text(s.whole(s.load)),
      .parts = {{"machines", bought, Role::series_2}, {"coordination", coordination, Role::series_4}},
      .role = Role::series_2,
      .explanation = machines_text(count) + " of " + times_text(s.size) + " for a load of " +
                     times_text(s.load) + ": machines " + base_text(bought) + ", coordination " +
                     base_text(coordination) + "."};
  auto figure = std::make_shared<Squares>("machines", "What is bought, drawn to scale", Span::half);
  figure->groups = {std::move(one), std::move(many)};
  // Room for the largest machine on sale, and for the rows in which the small ones stand.
  const double columns = std::ceil(std::sqrt(static_cast<double>(count)));
  figure->capacity = 1.05 * std::max({s.ceiling, s.load, columns * columns * s.size});
  figure->size_label = "size of one (\u00d7)";
  figure->cost_label = "cost (\u00d7 base)";
  figure->alt = (s.too_large() ? "No machine large enough is sold" : "One machine of " + times_text(s.load)) +
                " beside " + machines_text(count) + " of " + times_text(s.size) + ", areas in proportion.";
  return figure;
}

std::shared_ptr<const Figure> per_unit(const ScalingChoice& s) {
  auto chart = std::make_shared<Chart>("per-unit", "Cost of each unit of load (\u00d7 base)", Span::half);
  chart->tall = 284;
  chart->x = {"load (\u00d7)", 1, largest_load, Scale::logarithmic};
  Series up{"up (\u00d7 base)", Role::series_1, Series::Mark::line, {}};
  Series out{"out (\u00d7 base)", Role::series_2, Series::Mark::line, {}};
  for (int i = 0; i <= 48; ++i) {
    const double at = chart->x.value(i / 48.0), sold = std::min(at, s.ceiling);
    if (up.points.empty() || up.points.back().x < sold) up.points.push_back({sold, s.up(sold) / sold});
    out.points.push_back({at, s.out(at) / at});
  }
  const double dearest = s.out(largest_load) / largest_load;
  chart->y = {"", 0, 1.15 * std::max(dearest, std::min(s.up(s.ceiling) / s.ceiling, 2 * dearest))};
  chart->series = {std::move(up), std::move(out)};
  const theory::BestSaving best = theory::best_saving_of_up(std::max(s.exponent, 1 + 1e-9), s.overhead);
  if (best.share > 0 && best.load < std::min(s.ceiling, largest_load)) {
    const std::string share = percent_text(best.share);
    chart->markers.push_back({best.load, "up saves most: " + share,
                              "At " + times_text(best.load) + " scaling up saves " + share +
                                  " of what scaling out costs; nowhere more.",
                              Role::ink, true});
  }
  chart->bands.push_back(only_out(s));
  const double one = s.up(s.load) / s.load, many = s.out(s.load) / s.load;
  const char* each = " for each 1\u00d7 of load";
  if (!s.too_large()) chart->here.push_back({s.load, one, "One machine: " + base_text(one) + each});
  chart->here.push_back({s.load, many, "Splitting: " + base_text(many) + each});
  chart->alt = "Cost divided by load: the gap between the ways is what choosing well saves.";
  return chart;
}

namespace {

struct Names {
  const char* title;
  const char* main;
  const char* second;  ///< Empty: there is no second curve.
  Role second_role = largest;
};

Names names_of(Swept swept) {
  if (swept == &ScalingChoice::ceiling)
    return {"When to scale out, by largest machine", "scale out from (\u00d7 load)", ""};
  if (swept == &ScalingChoice::size)
    return {"Crossover by size of whole machines", "first cheaper (\u00d7 load)",
            "cheaper for good (\u00d7 load)", Role::series_3};
  return {swept == &ScalingChoice::overhead ? "Crossover by coordination overhead"
                                            : "Crossover by price exponent",
          "crossover (\u00d7 load)", "largest machine (\u00d7 load)"};
}

/// One point of the response curves.
struct Answers {
  double main = none, second = none;
};

Answers answers(const ScalingChoice& there, Swept swept) {
  if (swept == &ScalingChoice::ceiling) return {there.switch_load()};
  if (swept == &ScalingChoice::size) {
    const auto found = theory::whole_crossover(there.exponent, there.overhead, there.size, largest_load);
    return {found.first.value_or(none), found.settled.value_or(none)};
  }
  const theory::Crossover met = there.crossover();
  return {met.kind == Kind::at ? std::min(met.load, 1e4) : none, there.ceiling};
}

/// Values of the swept parameter without a crossover because out is always cheaper; NaNs for those
/// that do not decide it.
struct Range {
  double from = none, to = none;
};

Range without_crossover(const ScalingChoice& s, const Param& param, Swept swept) {
  if (swept == &ScalingChoice::overhead) return {param.min, std::min(s.exponent - 1, param.max)};
  if (swept == &ScalingChoice::exponent) return {std::min(s.overhead + 1, param.max), param.max};
  return {};
}

}  // namespace

std::shared_ptr<const Figure> response(const ScalingChoice& s, const Param& param, Swept swept) {
  const Names names = names_of(swept);
  auto chart = std::make_shared<Chart>("response", names.title);
  chart->x = axis_over(param, param.unit);
  chart->y = {"", 1, 100, Scale::logarithmic};
  const Range range = without_crossover(s, param, swept);
  // The curve leaves the axis at 1, where crossovers begin to exist.
  const double edge = swept == &ScalingChoice::overhead ? range.to : range.from;
  std::vector<double> places;
  for (int i = 0; i <= 160; ++i) places.push_back(chart->x.value(i / 160.0));
  if (range.from < range.to) places.insert(std::upper_bound(places.begin(), places.end(), edge), edge);
  Series main{names.main, Role::accent, Series::Mark::line, {}};
  Series second{names.second, names.second_role, Series::Mark::dashed, {}};
  for (const double x : places) {
    ScalingChoice there = s;
    there.*swept = x;
    const Answers found = answers(there, swept);
    main.points.push_back({x, x == edge ? 1 : found.main});
    second.points.push_back({x, found.second});
  }
  chart->series.push_back(std::move(main));
  if (*names.second != 0) chart->series.push_back(std::move(second));
  if (range.from < range.to)
    chart->bands.push_back({range.from, range.to, "out always cheaper",
                            "With an overhead of at most the exponent less one, splitting costs less "
                            "at every load.",
                            Role::healthy});
  const double now = answers(s, swept).main;
  const std::string setting = param.label + " " + displayed(param, s.*swept);
  if (now <= chart->y.max)
    chart->here.push_back(
        {s.*swept, now, std::string(names.main) + " at " + setting + ": " + number_text(now)});
  chart->alt =
      std::string(names.main) + " over the range of " + param.label + ", the present setting marked.";
  return chart;
}

}  // namespace lesson::scaling
