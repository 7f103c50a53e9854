#include "core/simulators/scaling-cost.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/text.h"
#include "core/simulators/scaling-cost-figures.h"

namespace lesson {
namespace {

enum ParamAt : std::size_t { load, exponent, overhead, ceiling, machine };
enum OutputAt : std::size_t {
  up,
  out,
  whole,
  machine_count,
  saving,
  crossing,
  switch_at,
  best_saving,
  left_after_loss,
  up_spare,
  out_spare
};

constexpr double none = std::numeric_limits<double>::quiet_NaN();
using Kind = theory::Crossover::Kind;

constexpr Param params[] = {
    {.id = "load",
     .label = "Load",
     .unit = "\u00d7",
     .min = 1,
     .max = scaling::largest_load,
     .step = 0.1,
     .fallback = 1,
     .scale = Scale::logarithmic,
     .help = "How many times the load that one ordinary machine carries."},
    {.id = "exponent",
     .label = "Price exponent, scaling up",
     .min = 1,
     .max = 2.5,
     .step = 0.05,
     .fallback = 1.6,
     .help = "A machine twice as large costs 2 to this power: 1 is twice the price, 2 is four times."},
    {.id = "overhead",
     .label = "Coordination overhead",
     .unit = "\u00d7 base",
     .min = 0,
     .max = 3,
     .step = 0.01,
     .fallback = 1,
     .help = "What coordinating machines costs, as a multiple of a machine's price, for each natural "
             "logarithm of the load."},
    {.id = "ceiling",
     .label = "Largest machine on sale",
     .unit = "\u00d7",
     .min = 2,
     .max = 64,
     .step = 1,
     .fallback = 16,
     .scale = Scale::logarithmic,
     .help = "The load that the largest machine carries. Above it scaling up is impossible."},
    {.id = "machine",
     .label = "Machine size, scaling out",
     .unit = "\u00d7",
     .min = 0.25,
     .max = 4,
     .step = 0.25,
     .fallback = 1,
     .help = "Machines are bought whole: the load each carries, at a price in proportion."},
};

constexpr Output outputs[] = {
    {"up", "scaling up", "\u00d7 base", "Cost of one machine that carries the whole load."},
    {"out", "scaling out", "\u00d7 base", "Cost of the load split over machines, coordination included."},
    {"whole", "out, whole machines", "\u00d7 base", "The same when machines cannot be bought in part."},
    {"machines", "machines", "machines|machine", "Whole machines that carry the load."},
    {"saving", "cheaper way saves", "%", "What the cheaper way saves of the dearer one's cost."},
    {"crossover", "crossover", "\u00d7", "The load above 1\u00d7 at which both ways cost the same."},
    {"switch", "scale out from", "\u00d7",
     "The load from which scaling out is the cheaper way, or the only one."},
    {"best-saving", "scaling up saves at most", "%",
     "The largest share of scaling out's cost that one machine saves, at any load it can carry."},
    {"left", "left after a loss", "%",
     "Share of the load that the whole machines still carry when one of them dies."},
    {"up-spare", "up with a standby", "\u00d7 base", "Cost of two machines that each carry everything."},
    {"out-spare", "out with a spare", "\u00d7 base", "Cost of one whole machine more than needed."},
};

constexpr Preset presets[] = {
    {"today", "Load 1\u00d7", "With one machine there is nothing to choose: both ways are the same.", {}, {}},
    {"twice",
     "Load 2\u00d7",
     "Twice the load costs three times as much on one machine, yet that is 10.5 % less than two "
     "machines that must agree.",
     {{"load", 2}},
     {}},
    {"eight-times",
     "Load 8\u00d7",
     "Past the crossover: the larger machine costs 27.9, eight ordinary ones 24.6.",
     {{"load", 8}},
     {}},
    {"modest-overhead",
     "Modest overhead",
     "With coordination at 0.3 the curves never cross: splitting is cheaper as soon as load grows.",
     {{"load", 4}, {"overhead", 0.3}},
     {}},
    {"edge-of-crossing",
     "Overhead 0.6",
     "The largest overhead without a crossover is the exponent less one. Move it up a little.",
     {{"load", 2}, {"overhead", 0.6}},
     {}},
    {"crossing-at-4",
     "Crossover at 4\u00d7",
     "It takes coordination of 94 % of a machine's price to put the crossover at 4\u00d7.",
     {{"load", 4}, {"overhead", 0.94}},
     {}},
    {"crossing-at-8",
     "Crossover at 8\u00d7",
     "A quarter more overhead moves the crossover twice as far out.",
     {{"load", 8}, {"overhead", 1.19}},
     {}},
    {"four-for-two",
     "Four times for two",
     "Twice the machine for four times the price: that takes exponent 2, and at 1.6 it is 3.03.",
     {{"load", 2}, {"exponent", 2}},
     {}},
    {"list-prices",
     "One cloud family",
     "List prices inside a family are linear, so up is never dearer; then the family ends at 8\u00d7.",
     {{"load", 16}, {"exponent", 1}, {"overhead", 0.1}, {"ceiling", 8}},
     {}},
    {"three-years",
     "Tripling for three years",
     "A larger machine every year: 27 times the load for 195 times the cost, if anyone sells it.",
     {{"ceiling", 64}, {"load", 27}},
     {}},
    {"ceiling-first",
     "The ceiling comes first",
     "Heavy coordination puts the crossover at 31.2\u00d7, but the machines end at 16\u00d7.",
     {{"load", 20}, {"overhead", 2}},
     {}},
    {"whole-machines",
     "Whole machines",
     "Smooth curves favour out at 5\u00d7, but two machines of 4\u00d7 must be bought.",
     {{"load", 5}, {"machine", 4}},
     {}},
    {"no-spare",
     "Sixteen, all busy",
     "Losing one of sixteen full machines overloads the rest. A spare costs 8 %; a standby for one "
     "large machine costs as much again.",
     {{"load", 16}},
     {}},
};

constexpr Prediction predictions[] = {
    {.id = "crossing",
     .question =
         "A machine of size L costs L to the power of 1.6; splitting costs L + L ln L. From which load is "
         "splitting the cheaper way?",
     .preset = "eight-times",
     .output = "crossover",
     .unit = "\u00d7",
     .min = 1,
     .max = 64,
     .step = 0.1,
     .lesson = "L to the power of 0.6 equals 1 + ln L at 4.85\u00d7. The ratio of coordination to a "
               "machine\u2019s price decides: "
               "at 0.6 and below there is no crossover at all."},
    {.id = "best-saving",
     .question = "Below that crossover the larger machine is cheaper. How much does it save at best?",
     .preset = "twice",
     .output = "best-saving",
     .unit = "%",
     .lesson = "The curves part so little that the saving peaks at 10.5 %, near 2\u00d7. Simplicity is the "
               "better reason to scale up first."},
    {.id = "three-years",
     .question =
         "Load triples every year for three years: 27\u00d7. How many times today\u2019s cost is one machine "
         "for it, at exponent 1.6?",
     .preset = "three-years",
     .output = "up",
     .unit = "\u00d7",
     .min = 1,
     .max = 1000,
     .lesson = "27 to the power of 1.6 is 195; 27 ordinary machines and their coordination cost 116."}};

constexpr Description described = {
    .id = "scaling-cost",
    .title = "Scaling Cost Curves",
    .chapter = 4,
    .intro = "Raise the load, then the coordination overhead, and watch where scaling out becomes cheaper.",
    .timeless = true,
    .params = params,
    .outputs = outputs,
    .presets = presets,
    .predictions = predictions,
};

}  // namespace

const Description& ScalingCost::description() const { return described; }

void ScalingCost::configure(const Values& values) {
  choice_ = {values[load], values[exponent], values[overhead], values[ceiling], values[machine]};
}

std::vector<Value> ScalingCost::values() const {
  const ScalingChoice& s = choice_;
  const int count = s.machines();
  std::vector<Value> list;
  const auto add = [&](std::size_t output, double number, const char* otherwise = "") {
    Value value{
        .output = output, .number = {}, .interval = {}, .samples = {}, .exact = {}, .note = otherwise};
    if (!std::isnan(number)) {
      value.number = number;
      value.note.clear();
    }
    list.push_back(std::move(value));
  };
  const theory::Crossover met = s.crossover();
  const bool meets = met.kind == Kind::at && met.load < 1e6;
  const double cheap = std::min(s.up(s.load), s.out(s.load)), dear = std::max(s.up(s.load), s.out(s.load));
  const char* not_sold = "no machine this large is sold";
  add(up, s.too_large() ? none : s.up(s.load), not_sold);
  add(out, s.out(s.load));
  add(whole, s.whole(s.load));
  add(machine_count, count);
  add(saving, s.too_large() ? none : 100 * (1 - cheap / dear), "nothing to compare with");
  add(crossing, meets ? met.load : none,
      met.kind == Kind::never_up ? "none: scaling out is cheaper from the start"
      : met.kind == Kind::equal  ? "none: both cost the same everywhere"
                                 : "none: scaling up stays cheaper");
  add(switch_at, s.switch_load());
  // Past the largest machine the best saving cannot be had.
  const bool bounded =
      met.kind == Kind::never_out || theory::best_saving_of_up(s.exponent, s.overhead).load > s.ceiling;
  const double best = bounded ? s.ceiling : theory::best_saving_of_up(s.exponent, s.overhead).load;
  add(best_saving, 100 * std::max(0.0, 1 - s.up(best) / s.out(best)));
  add(left_after_loss, 100 * std::min(1.0, (count - 1) * s.size / s.load));
  add(up_spare, s.too_large() ? none : 2 * s.up(s.load), not_sold);
  add(out_spare, s.out((count + 1) * s.size));
  return list;
}

Scene ScalingCost::scene(std::size_t swept) const {
  // The load moves along the other charts; the overhead decides where the curves cross.
  const std::size_t at = swept == load ? static_cast<std::size_t>(overhead) : swept;
  constexpr scaling::Swept members[] = {&ScalingChoice::load, &ScalingChoice::exponent,
                                        &ScalingChoice::overhead, &ScalingChoice::ceiling,
                                        &ScalingChoice::size};
  return {.summary = choice_.comparison() + " " + choice_.outlook(),
          .values = values(),
          .figures = {scaling::costs(choice_), scaling::machines(choice_), scaling::per_unit(choice_),
                      scaling::response(choice_, description().params[at], members[at])}};
}

Simulator::Deviation ScalingCost::deviation() const {
  Deviation worst;
  for (int i = 0; i < 15; ++i) {
    for (int j = 0; j < 15; ++j) {
      const double e = 1.1 + 0.1 * i, c = e - 0.95 + 0.1 * j;
      const theory::Crossover met = theory::crossover(e, c);
      const double gap =
          std::abs(theory::vertical_cost(met.load, e) / theory::horizontal_cost(met.load, c) - 1);
      const double other = std::abs(met.load / theory::crossover_by_lambert(e, c) - 1);
      if (std::max(gap, other) > worst.relative)
        worst = {std::max(gap, other),
                 "the solved crossover at exponent " + number_text(e) + " and overhead " + number_text(c)};
    }
  }
  return worst;
}

ModelCard ScalingCost::model_card() {
  return {
      .modelled = {"Scaling up: one machine whose price is a power of its size, up to the largest on sale.",
                   "Scaling out: a price in proportion to capacity, plus coordination that grows with the "
                   "logarithm of the load; smooth, and with capacity rounded up to whole machines.",
                   "The crossover is solved from the two curves; nothing assumes where it lies."},
      .left_out =
          {"People: partitioning, routing and keeping copies consistent cost work that no price shows.",
           "Contention: in Gunther's law more machines can even slow a system down.",
           "Machine count: coordination is priced by capacity bought, so that fewer, larger machines "
           "coordinate no less here.",
           "Real prices: a base is one ordinary machine, whatever it costs today."},
      .equations = {"up = L^e, for L up to the largest machine", "out = L + c L ln L",
                    "whole machines of size s: the same at L rounded up to a multiple of s",
                    "crossover: L^(e \u2212 1) = 1 + c ln L; none above 1 for c \u2264 e \u2212 1",
                    "up saves at most 1 \u2212 (k / c) exp(1 \u2212 k / c), k = e \u2212 1",
                    "with logarithms to base 2 instead, c is smaller by the factor 0.693"},
      .sources = {"M. Stonebraker, The Case for Shared Nothing, Database Engineering, 1986",
                  "N. J. Gunther, Guerrilla Capacity Planning, 2007 (the universal scalability law)",
                  "F. McSherry, M. Isard and D. G. Murray, Scalability! But at what COST?, HotOS 2015",
                  "R. M. Corless and others, On the Lambert W Function, 1996 (the crossover in closed form)"},
      .questions =
          {"Which overheads put the crossover between 4\u00d7 and 8\u00d7? Do your systems have them?",
           "How much does scaling up ever save before the crossover, and what else does it save?",
           "What does surviving the loss of one machine cost on each side?"},
  };
}

}  // namespace lesson
