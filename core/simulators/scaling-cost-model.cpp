#include "core/simulators/scaling-cost-model.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"

namespace lesson {
namespace {

using Kind = theory::Crossover::Kind;

bool alike(double a, double b) { return std::abs(a / b - 1) < 5e-4; }

}  // namespace

std::string times_text(double value) { return number_text(value) + "\u00d7"; }

std::string base_text(double value) { return quantity_text(value, "\u00d7 base"); }

std::string machines_text(int count) { return quantity_text(count, "machines|machine"); }

double ScalingChoice::switch_load() const {
  const theory::Crossover met = crossover();
  return met.kind == Kind::never_up ? 1 : met.kind == Kind::at ? std::min(met.load, ceiling) : ceiling;
}

std::string ScalingChoice::bought_whole() const {
  const int count = machines();
  return " on paper, but " + machines_text(count) + " of " + times_text(size) + ", bought whole, cost" +
         (count == 1 ? "s " : " ") + base_text(whole(load));
}

std::string ScalingChoice::comparison() const {
  const double one = up(load), many = out(load), bought = whole(load);
  if (too_large())
    return "No single machine carries " + times_text(load) + " the load: the largest on sale stops at " +
           times_text(ceiling) + ". Scaling out does it with " + machines_text(machines()) + " for " +
           base_text(bought) + ".";
  if (alike(one, many))
    return "At " + times_text(load) + " the load both ways cost " + base_text(one) +
           (bought > one && !alike(bought, one) ? bought_whole() : "") + ".";
  const std::string costs = "At " + times_text(load) + " the load one larger machine costs " +
                            base_text(one) + " and splitting the load " + base_text(many) + ": scaling ";
  if (one < many) return costs + "up is cheaper by " + percent_text(1 - one / many) + ".";
  std::string text = costs + "out is cheaper by " + percent_text(1 - many / one);
  if (bought > one) text += bought_whole() + ", more than the large one";
  return text + ".";
}

std::string ScalingChoice::outlook() const {
  const theory::Crossover met = crossover();
  if (met.kind == Kind::never_up)
    return "There is no crossover: with coordination at " + number_text(overhead) +
           ", no more than the exponent less one, splitting is cheaper as soon as the load grows.";
  if (met.kind == Kind::equal)
    return "With linear prices and free coordination cost decides nothing; only the largest machine, at " +
           times_text(ceiling) + ", does.";
  if (met.kind == Kind::never_out || met.load >= 1e6)
    return "Price alone never speaks for splitting here; what ends scaling up is the largest machine, at " +
           times_text(ceiling) + ".";
  const std::string where = times_text(met.load);
  if (met.load > ceiling)
    return "The curves would meet only at " + where + ", past the largest machine at " + times_text(ceiling) +
           ": capacity forces the step, not price.";
  if (alike(met.load, load)) return "This is the crossover: beyond it scaling out is the cheaper way.";
  return load < met.load ? "Scaling out becomes the cheaper way at " + where + "."
                         : "Scaling out has been the cheaper way since " + where + ".";
}

}  // namespace lesson
