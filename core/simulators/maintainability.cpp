#include "core/simulators/maintainability.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/text.h"

namespace lesson {
namespace {

enum ParamAt : std::size_t { debt_ratio, features, saved, repay, growth, payback };
enum OutputAt : std::size_t {
  feature_cost,
  total,
  payoff,
  dearer_from,
  double_from,
  speed,
  shipped,
  debt_share
};

using theory::Debt;
using theory::Growth;

constexpr Param::Choice growths[] = {{"linear", "linear"}, {"compounding", "compounding"}};

constexpr Param params[] = {
    {.id = "debt",
     .label = "Debt ratio",
     .unit = "%",
     .min = 0,
     .max = 50,
     .step = 1,
     .fallback = 10,
     .help = "How much dearer each outstanding shortcut makes every later feature."},
    {.id = "features",
     .label = "Features to ship",
     .unit = "features|feature",
     .kind = Param::Kind::integer,
     .min = 1,
     .max = 200,
     .step = 1,
     .fallback = 50,
     .help = "How many features the charts and the totals cover."},
    {.id = "saved",
     .label = "Saved by a shortcut",
     .unit = "%",
     .min = 0,
     .max = 60,
     .step = 1,
     .fallback = 30,
     .help = "Share of a clean feature\u2019s cost that a shortcut saves at once."},
    {.id = "repay",
     .label = "Repaid with each feature",
     .unit = "%",
     .min = 0,
     .max = 50,
     .step = 1,
     .fallback = 0,
     .help = "Effort for paying shortcuts back, as a share of a clean feature. A shortcut costs what it "
             "saved."},
    {.id = "growth",
     .label = "Debt grows",
     .kind = Param::Kind::choice,
     .min = 0,
     .max = 1,
     .fallback = 0,
     .help = "Linear: each shortcut adds the same. Compounding: each makes all the others dearer too.",
     .choices = growths},
    {.id = "payback",
     .label = "Pay all back before feature",
     .kind = Param::Kind::integer,
     .min = 0,
     .max = 200,
     .step = 1,
     .fallback = 0,
     .help = "One great clean-up before this feature; 0 means never.",
     .zero = "never"},
};

constexpr Output outputs[] = {
    {"feature-cost", "last feature costs", "\u00d7 clean", "Cost of the last feature, repayment included."},
    {"total", "all features cost", "\u00d7 clean", "Cost of all features together against clean ones."},
    {"payoff", "pay-off feature", "",
     "The first feature with which the team has spent more in total than a clean one."},
    {"dearer-from", "dearer from feature", "", "The first feature that alone costs more than a clean one."},
    {"double-from", "twice as dear from feature", "",
     "The first feature that costs at least two clean ones."},
    {"speed", "speed at the end", "features a quarter|feature a quarter",
     "Features a quarter at the last feature\u2019s cost, for a team that ships 10 clean ones."},
    {"shipped", "shipped in three years", "features|feature",
     "Features of one team in 12 quarters, where a clean one ships 120."},
    {"debt-share", "effort lost to debt", "%", "Share of all effort that is interest or repayment."},
};

constexpr Preset presets[] = {
    {"shortcuts",
     "Shortcuts save 30 %",
     "Ahead for nine features, behind from the tenth; the fiftieth costs 4.13 clean ones.",
     {},
     {}},
    {"no-debt",
     "No debt, nothing saved",
     "With 0 % the two curves are one.",
     {{"debt", 0}, {"saved", 0}},
     {}},
    {"free-shortcuts",
     "Shortcuts without debt",
     "If nothing later got dearer, shortcuts would never lose.",
     {{"debt", 0}},
     {}},
    {"linear-20",
     "10 % linear, 20 features",
     "The twentieth costs 2.9 clean ones, all twenty 1.95 times the clean total.",
     {{"saved", 0}, {"features", 20}},
     {}},
    {"compounding-20",
     "10 % compounding, 20 features",
     "The same 10 %, each on top of the last: the twentieth costs 6.12, all twenty 2.86 times as much.",
     {{"saved", 0}, {"features", 20}, {"growth", 1}},
     {}},
    {"doubling",
     "20 % compounding",
     "Costs double about every four features; the twentieth costs 31.9.",
     {{"debt", 20}, {"saved", 0}, {"features", 20}, {"growth", 1}},
     {}},
    {"slow-doubling",
     "5 % compounding",
     "A small ratio only delays it: costs double about every 14 features.",
     {{"debt", 5}, {"saved", 0}, {"features", 60}, {"growth", 1}},
     {}},
    {"shortcuts-compounding",
     "Shortcuts, compounding",
     "Ahead through feature 7, behind from 8. Each feature is dearer by itself from the fifth.",
     {{"features", 12}, {"growth", 1}},
     {}},
    {"repay-some",
     "Repay 10 % each time",
     "A third of each shortcut goes back at once: the fiftieth feature costs 3.09, not 4.13.",
     {{"repay", 10}},
     {}},
    {"repay-all",
     "Repay 30 % each time",
     "All that a shortcut saved goes back before the next feature: the team never falls behind.",
     {{"repay", 30}},
     {}},
    {"clean-up",
     "One great clean-up",
     "Before feature 24 the debt costs 6.9 clean features to pay, and over fifty features no other time is "
     "better.",
     {{"payback", 24}},
     {}},
    {"survey",
     "Two fifths lost",
     "After 15 features 41 % of all effort is debt. Developers in Stripe\u2019s survey of 2018 put all "
     "maintenance at 42 % of their week; the likeness proves nothing, but it is the same order.",
     {{"features", 15}},
     {}},
};

constexpr Prediction predictions[] = {
    {.id = "payoff",
     .question = "A shortcut saves 30 % of every feature and makes each later one dearer by 10 % of what the "
                 "first one cost; the shares add up. With which feature has the team spent more in total "
                 "than without shortcuts?",
     .preset = "shortcuts",
     .output = "payoff",
     .min = 1,
     .max = 100,
     .lesson = "From the sixth on each feature is dearer by itself; by the tenth that has eaten all that "
               "was saved."},
    {.id = "twentieth",
     .question = "Each feature makes the next 10 % dearer, and the steps compound. How many times the first "
                 "feature does the twentieth cost?",
     .preset = "compounding-20",
     .output = "feature-cost",
     .unit = "\u00d7",
     .min = 1,
     .max = 50,
     .step = 0.1,
     .lesson = "1.1 to the power 19 is 6.12. Linear growth would have made it 2.9."},
    {.id = "three-years",
     .question = "A clean team ships 120 features in three years. How many does the one whose shortcuts save "
                 "30 % and make each later feature dearer by 10 % of what the first one cost (added up, not "
                 "compounding)?",
     .preset = "shortcuts",
     .output = "shipped",
     .unit = "features|feature",
     .min = 1,
     .max = 200,
     .lesson = "The saving is eaten within the first quarter, and by the last one the team ships a quarter "
               "of what a clean one does."}};

constexpr Description described = {
    .id = "maintainability",
    .title = "Maintainability Cost Curve",
    .chapter = 5,
    .intro =
        "Raise the debt ratio, then repay a little with every feature, and watch where shortcuts stop "
        "paying.",
    .timeless = true,
    .params = params,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

Debt debt_of(const Values& values) {
  return {.ratio = values[debt_ratio] / 100,
          .saved = values[saved] / 100,
          .repay = values[repay] / 100,
          .growth = values[growth] != 0 ? Growth::compounding : Growth::linear,
          .payback = static_cast<int>(values[payback])};
}

bool always_repaid(const Debt& debt) { return debt.repay > 0 && debt.repay >= debt.saved; }

}  // namespace

const Description& Maintainability::description() const { return described; }

void Maintainability::configure(const Values& values) {
  team_ = {debt_of(values), static_cast<int>(values[features])};
}

std::vector<Value> Maintainability::values() const {
  const theory::Ledger ledger = theory::after(team_.debt, team_.features);
  const double count = team_.features;
  std::vector<Value> list;
  const auto add = [&](std::size_t output, double number) {
    list.push_back(
        {.output = output, .number = number, .interval = {}, .samples = {}, .exact = {}, .note = {}});
  };
  const auto add_feature = [&](std::size_t output, int feature) {
    add(output, feature);
    if (feature > 0) return;
    list.back().number.reset();
    list.back().note = "not within " + number_text(upkeep::horizon) + " features";
  };
  add(feature_cost, ledger.last);
  add(total, ledger.spent / count);
  add_feature(payoff, theory::payoff_feature(team_.debt, upkeep::horizon));
  add_feature(dearer_from, theory::first_dearer(team_.debt, 1, false, upkeep::horizon));
  add_feature(double_from, theory::first_dearer(team_.debt, 2, true, upkeep::horizon));
  add(speed, upkeep::clean_speed / ledger.last);
  const auto quarters = theory::features_by_quarter(team_.debt, upkeep::clean_speed, upkeep::quarters);
  add(shipped, std::accumulate(quarters.begin(), quarters.end(), 0.0));
  add(debt_share, 100 * std::max(0.0, 1 - (1 - team_.debt.saved) * count / ledger.spent));
  return list;
}

std::string Maintainability::cost_sentence() const {
  const theory::Ledger ledger = theory::after(team_.debt, team_.features);
  if (team_.features == 1)
    return "The first feature costs " + number_text(ledger.last) +
           " of a clean one: a shortcut\u2019s price comes later. ";
  const double pace = upkeep::clean_speed / ledger.last;
  std::string text = "Feature " + number_text(team_.features) + " costs " + upkeep::clean_text(ledger.last);
  if (team_.debt.payback == team_.features)
    text += ", with the clean-up before it";
  else
    text += pace < 0.01 ? ": the team all but stands still"
                        : ": a team that ships 10 clean features a quarter ships " + number_text(pace);
  if (team_.debt.payback > 1 && team_.debt.payback <= team_.features && team_.debt.payback < team_.features)
    text += ", after a clean-up before feature " + number_text(team_.debt.payback);
  return text + ". ";
}

std::string Maintainability::payoff_sentence() const {
  const Debt& debt = team_.debt;
  const int feature = theory::payoff_feature(debt, upkeep::horizon);
  const std::string number = number_text(feature);
  if (feature > 0 && debt.saved == 0)
    return "A shortcut that saves nothing only adds debt: from feature " + number +
           " on it shows in the total.";
  if (feature > team_.features)
    return "So far the shortcuts are ahead; they stop paying at feature " + number + ".";
  if (feature > 0)
    return "The shortcuts stopped paying at feature " + number + ": with it the total passed the clean one.";
  if (debt.ratio == 0 && debt.saved == 0)
    return "Nothing is saved and nothing gets dearer: the curves are one.";
  if (debt.ratio == 0) return "Nothing later gets dearer, so the shortcuts never lose.";
  if (always_repaid(debt))
    return "Each shortcut is paid back before the next feature, so the team never falls behind.";
  return "The shortcuts do not lose within " + number_text(upkeep::horizon) + " features.";
}

Scene Maintainability::scene(std::size_t swept) const {
  Scene scene{.summary = cost_sentence() + payoff_sentence(), .values = values(), .figures = {}};
  scene.figures = {upkeep::feature_costs(team_), upkeep::speed(team_), upkeep::totals(team_)};
  if (swept == payback && team_.features > 2) {
    scene.figures.push_back(upkeep::paybacks(team_));
    return scene;
  }
  // The number of features moves no pay-off, and both ways of growth are drawn: the ratio says more.
  const std::size_t at = swept == saved || swept == repay ? swept : static_cast<std::size_t>(debt_ratio);
  const auto member = at == saved ? &Debt::saved : at == repay ? &Debt::repay : &Debt::ratio;
  scene.figures.push_back(upkeep::payoffs(team_, description().params[at], member));
  return scene;
}

Simulator::Deviation Maintainability::deviation() const {
  Deviation worst;
  for (const Growth growth : {Growth::linear, Growth::compounding}) {
    for (const double ratio : {0.0, 0.05, 0.1, 0.5}) {
      for (const double repaid : {0.0, 0.1, 0.3}) {
        const Debt debt{.ratio = ratio, .saved = 0.3, .repay = repaid, .growth = growth};
        const double booked = theory::after(debt, 100).spent;
        const double relative = std::abs(booked / theory::total_cost(debt, 100) - 1);
        if (relative > worst.relative)
          worst = {relative, "the books of 100 features at a debt ratio of " + percent_text(ratio)};
      }
    }
  }
  return worst;
}

ModelCard Maintainability::model_card() {
  return {
      .modelled = {"Every feature takes one shortcut, which saves a share of it at once.",
                   "Each outstanding shortcut makes every later feature dearer, by a constant step or by a "
                   "constant factor.",
                   "Paying a shortcut back costs the effort it saved: the principal, without interest.",
                   "A clean feature always costs 1; a team has the effort of 10 clean features a quarter."},
      .left_out = {"Data: this is a model for thinking with, fitted to no measurement.",
                   "Differences between shortcuts: some are never felt again, some are felt every day.",
                   "Growth of a clean system: its features too get dearer as it becomes larger.",
                   "The worth of shipping early, which may be what the shortcut was for."},
      .equations = {"linear: cost of feature k = (1 \u2212 s) (1 + d u), with u shortcuts outstanding",
                    "compounding: (1 \u2212 s) (1 + d)^u; without repayment u = k \u2212 1",
                    "repaying r with each feature: + r, and r / s shortcuts fewer, as far as there are any",
                    "linear pay-off without repayment: the first k > 1 + 2 s / (d (1 \u2212 s))"},
      .sources =
          {"W. Cunningham, The WyCash Portfolio Management System, OOPSLA 1992 (debt and interest)",
           "M. M. Lehman, Programs, Life Cycles, and Laws of Software Evolution, Proceedings of the IEEE, "
           "1980",
           "B. Foote and J. Yoder, Big Ball of Mud, PLoP 1997",
           "Stripe, The Developer Coefficient, 2018 (a survey: 17.3 of 41.1 hours a week on maintenance)"},
      .questions =
          {"Which halves the damage: half the debt ratio, or half the saving?",
           "When is a shortcut right, in this model and outside it?",
           "Before which feature should one great clean-up come, and what does waiting cost?",
           "Why does repaying a little with every feature move the pay-off so little, and the end so much?"},
  };
}

}  // namespace lesson
