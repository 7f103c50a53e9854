#include "core/simulators/maintainability-figures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/text.h"
#include "core/scene/block-columns.h"
#include "core/scene/chart.h"

namespace lesson::upkeep {
namespace {

using theory::Debt;
using theory::Growth;
using Mark = Series::Mark;

constexpr double none = std::numeric_limits<double>::quiet_NaN();
/// Compounding debt outgrows any chart: what is dearer leaves it at the top.
constexpr double top = 1e6;
/// Features that an axis has at least, so that its ticks stay whole.
constexpr double fewest = 6;

/// From 0 as long as the growth can be seen that way, then by powers of ten.
Axis cost_axis(double highest, double lowest) {
  if (highest <= 200 * std::max(lowest, 1.0)) return {"", 0, std::max(1.2, highest * 1.12)};
  return {"", lowest / 1.5, std::min(highest, top) * 1.5, Scale::logarithmic};
}

Marker payoff_marker(int feature) {
  const std::string number = number_text(feature);
  return {static_cast<double>(feature), "pay-off: feature " + number,
          "With feature " + number +
              " all features so far have cost more than clean ones: shortcuts stop paying.",
          Role::highlight};
}

}  // namespace

std::string clean_text(double cost) {
  const std::string number = number_text(cost);
  return number == "1" ? "as much as a clean feature" : number + " times a clean feature";
}

std::shared_ptr<const Figure> feature_costs(const Case& team) {
  auto chart = std::make_shared<Chart>("feature-costs", "What each feature costs (clean = 1)");
  chart->tall = 270;
  Series dear{"with shortcuts (\u00d7 clean)", Role::series_2, Mark::line, {}};
  Series clean{"clean (\u00d7 clean)", Role::healthy, Mark::dashed, {}};
  theory::Ledger ledger{.debt = team.debt};
  double highest = 1, lowest = 1;
  while (ledger.features < team.features) {
    ledger.ship();
    dear.points.push_back({static_cast<double>(ledger.features), ledger.last});
    clean.points.push_back({static_cast<double>(ledger.features), 1});
    highest = std::max(highest, ledger.last);
    lowest = std::min(lowest, ledger.last);
  }
  chart->x = {"feature", 1, std::max<double>(team.features, fewest)};
  chart->y = cost_axis(highest, lowest);
  if (ledger.last <= chart->y.max)
    chart->here.push_back({static_cast<double>(team.features), ledger.last,
                           "Feature " + number_text(team.features) + ": " + clean_text(ledger.last)});
  chart->series = {std::move(dear), std::move(clean)};
  const int dearer = theory::first_dearer(team.debt, 1, false, team.features);
  const int payoff = theory::payoff_feature(team.debt, team.features);
  if (dearer > 0)
    chart->markers.push_back({static_cast<double>(dearer), "dearer from feature " + number_text(dearer),
                              "The first feature that by itself costs more than a clean one.", Role::ink,
                              true});
  if (payoff > 0) chart->markers.push_back(payoff_marker(payoff));
  chart->alt = "Cost of features 1 to " + number_text(team.features) +
               ": clean ones stay at 1, with shortcuts the first costs " + number_text(1 - team.debt.saved) +
               " and the last " + number_text(ledger.last) + ".";
  return chart;
}

std::shared_ptr<const Figure> speed(const Case& team) {
  auto figure = std::make_shared<BlockColumns>("speed", "Features shipped by one team", Span::half);
  figure->block_label = "features, with shortcuts";
  figure->expected_label = "clean: 10";
  figure->expected = clean_speed;
  figure->role = Role::series_2;
  figure->expected_role = Role::healthy;
  double sum = 0;
  for (const double shipped : theory::features_by_quarter(team.debt, clean_speed, quarters)) {
    sum += shipped;
    figure->columns.push_back(
        {shipped, "Quarter " + number_text(static_cast<double>(figure->columns.size() + 1)) + ": " +
                      quantity_text(shipped, "features|feature") + ", " + number_text(sum) +
                      " so far; clean " +
                      number_text(clean_speed * static_cast<double>(figure->columns.size() + 1)) + "."});
  }
  figure->alt = "In three years the team ships " + quantity_text(sum, "features|feature") +
                " with shortcuts, from " + number_text(figure->columns.front().blocks) +
                " in the first quarter to " + number_text(figure->columns.back().blocks) +
                " in the last; clean, it would ship 120.";
  return figure;
}

std::shared_ptr<const Figure> totals(const Case& team) {
  auto chart = std::make_shared<Chart>("totals", "What all features so far cost", Span::half);
  chart->tall = 270;
  Series dear{"with shortcuts (clean features)", Role::series_2, Mark::line, {}};
  Series clean{"clean (clean features)", Role::healthy, Mark::dashed, {}};
  theory::Ledger ledger{.debt = team.debt};
  while (ledger.features < team.features) {
    ledger.ship();
    const double k = ledger.features;
    dear.points.push_back({k, ledger.spent});
    clean.points.push_back({k, k});
  }
  const double last = team.features;
  chart->x = {"feature", 1, std::max(last, fewest)};
  const double highest = std::max(ledger.spent, last);
  chart->y = highest <= 20 * last ? Axis{"", 0, highest * 1.1}
                                  : Axis{"", 0.4, std::min(highest, top) * 1.5, Scale::logarithmic};
  if (ledger.spent <= chart->y.max)
    chart->here.push_back({last, ledger.spent,
                           "All " + quantity_text(last, "features|feature") + ": the effort of " +
                               quantity_text(ledger.spent, "clean features|clean feature")});
  chart->series = {std::move(dear), std::move(clean)};
  const int payoff = theory::payoff_feature(team.debt, team.features);
  if (payoff > 0) chart->markers.push_back(payoff_marker(payoff));
  chart->alt = "Effort for all features so far, in clean features: " + number_text(ledger.spent) +
               " with shortcuts against " + number_text(last) +
               (payoff > 0 ? "; shortcuts stop paying at feature " + number_text(payoff) + "." : ".");
  return chart;
}

namespace {

/// Values of the swept number at which every shortcut is paid back at once, so that none ever
/// loses; empty where from > to.
std::pair<double, double> always_repaid(const Debt& debt, double Debt::*swept, double max) {
  if (swept == &Debt::repay) return {debt.saved, max};
  if (swept == &Debt::saved && debt.repay > 0) return {0, debt.repay};
  return {1, 0};
}

}  // namespace

std::shared_ptr<const Figure> payoffs(const Case& team, const Param& param, double Debt::*swept) {
  auto chart = std::make_shared<Chart>("response", swept == &Debt::saved ? "Pay-off by what a shortcut saves"
                                                   : swept == &Debt::repay ? "Pay-off by what is repaid"
                                                                           : "Pay-off by debt ratio");
  chart->x = {param.label + " (%)", param.min, param.max};
  chart->y = {"", 1, 200, Scale::logarithmic};
  const std::pair<Growth, Series> kinds[] = {
      {Growth::linear, {"pay-off feature, linear debt", Role::series_2, Mark::line, {}}},
      {Growth::compounding, {"compounding debt", Role::series_1, Mark::dashed, {}}}};
  for (const auto& [growth, like] : kinds) {
    Series series = like;
    for (int i = 0; i <= 100; ++i) {
      Debt there = team.debt;
      there.growth = growth;
      const double x = chart->x.value(i / 100.0);
      there.*swept = x / 100;
      const int payoff = theory::payoff_feature(there, horizon);
      series.points.push_back({x, payoff > 0 ? payoff : none});
    }
    chart->series.push_back(std::move(series));
  }
  const auto [from, to] = always_repaid(team.debt, swept, param.max / 100);
  if (from < to)
    chart->bands.push_back({100 * from, 100 * to, "never: all is paid back at once",
                            "Repaying takes all that the shortcut saved: the team never owes anything.",
                            Role::healthy});
  const int now = theory::payoff_feature(team.debt, horizon);
  const double at = 100 * (team.debt.*swept);
  if (now > 0 && now <= chart->y.max)
    chart->here.push_back({at, static_cast<double>(now),
                           "At " + param.label + " " + displayed(param, at) +
                               " shortcuts stop paying at feature " + number_text(now)});
  chart->alt = "The feature at which shortcuts stop paying over the range of " + param.label +
               ", for linear and compounding debt.";
  return chart;
}

std::shared_ptr<const Figure> paybacks(const Case& team) {
  auto chart = std::make_shared<Chart>("response", "The total, with all paid back once");
  const double clean = team.features;
  const auto total = [&](int payback) {
    Debt there = team.debt;
    there.payback = payback;
    return theory::after(there, team.features).spent / clean;
  };
  Series paid{"total, paid back before feature (\u00d7 clean)", Role::series_2, Mark::line, {}};
  Series never{"never paid back (\u00d7 clean)", Role::muted, Mark::dashed, {}};
  const double unpaid = total(0);
  int best = 2;
  double lowest = total(2);
  for (int k = 2; k <= team.features; ++k) {
    paid.points.push_back({static_cast<double>(k), total(k)});
    never.points.push_back({static_cast<double>(k), unpaid});
    if (paid.points.back().y < lowest) {
      lowest = paid.points.back().y;
      best = k;
    }
  }
  chart->x = {"all paid back before feature", 2, std::max(clean, fewest)};
  chart->y = cost_axis(unpaid, lowest);
  chart->series = {std::move(paid), std::move(never)};
  chart->markers.push_back(
      {static_cast<double>(best), "best before feature " + number_text(best),
       "Paid back then, all features together cost " + number_text(lowest) + " times the clean total.",
       Role::ink, true});
  if (team.debt.payback >= 2 && team.debt.payback <= team.features)
    chart->here.push_back({static_cast<double>(team.debt.payback), total(team.debt.payback),
                           "Paid back before feature " + number_text(team.debt.payback) + ": " +
                               number_text(total(team.debt.payback)) + " times the clean total"});
  chart->alt = "Total cost of " + quantity_text(clean, "features|feature") +
               " over the feature before which all debt is paid back; the best is " + number_text(best) + ".";
  return chart;
}

}  // namespace lesson::upkeep
